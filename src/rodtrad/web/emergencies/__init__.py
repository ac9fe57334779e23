"""Breaking the glass: opening in danger, the second person's yes, and looking at it afterwards."""
