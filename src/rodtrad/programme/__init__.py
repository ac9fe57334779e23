"""Governance of the work as a whole: what has been decided, by whom, and what came of it. Knows nothing of persons."""
