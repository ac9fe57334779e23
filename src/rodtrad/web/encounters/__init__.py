"""Who was met, and what came of it; and from one shift to the next."""
