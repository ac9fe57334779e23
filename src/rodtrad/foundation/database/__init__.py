"""The database itself: its address, its two roles, and the embedded server of demo and tests."""
