"""Dates, states and steps as sentences in the language of the reader."""
