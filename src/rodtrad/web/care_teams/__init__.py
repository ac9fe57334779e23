"""The team around a person, its meetings, and what leaders are asked by them."""
