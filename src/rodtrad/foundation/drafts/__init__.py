"""What somebody has typed and not yet sent: kept for that post alone, encrypted, for 14 days."""
