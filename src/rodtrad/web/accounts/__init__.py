"""Signing in and out, which post one acts from, and the language."""
