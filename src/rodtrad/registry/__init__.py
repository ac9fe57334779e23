"""What all rooms share and that is not about persons: organisations, areas, the inbox, the rulebook."""
