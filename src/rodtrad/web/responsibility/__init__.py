"""Handing over, answering, deciding and closing."""
