"""Decisions about opening hours, without Django and without a clock."""
