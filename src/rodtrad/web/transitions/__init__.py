"""Changes that come: planned, followed, and what happened."""
