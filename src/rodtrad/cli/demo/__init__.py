"""The demo city: real organisations, made-up people, everything played through the real operations."""
