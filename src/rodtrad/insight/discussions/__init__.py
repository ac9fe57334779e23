"""Whether a text names somebody the writer follows up. It reads names, and gives the discussion nothing to keep."""
