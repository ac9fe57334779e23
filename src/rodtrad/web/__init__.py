"""The way in for people: pages. One folder per domain, of the same name; never reads a model."""
