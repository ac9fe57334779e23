"""Staff, absences and authority at the own unit."""
