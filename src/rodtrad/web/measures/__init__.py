"""Action plans and measures."""
