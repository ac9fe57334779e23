"""Notices and tasks."""
