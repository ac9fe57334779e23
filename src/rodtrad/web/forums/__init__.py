"""Forums, meetings, minutes and decisions."""
