"""Duties to report: what is due, sent and late."""
