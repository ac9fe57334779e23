"""Finding and registering people, and what is known of them."""
