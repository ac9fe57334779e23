"""Pages of the indicators and of figures others have published."""
