"""Talking a case over with another unit, without a name."""
