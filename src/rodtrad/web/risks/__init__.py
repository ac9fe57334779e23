"""Risks and consequences of measures and plans."""
