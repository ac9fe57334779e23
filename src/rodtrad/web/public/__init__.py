"""Pages anybody can read, the design gallery, and the health of the service."""
