"""A task, and how it went."""
