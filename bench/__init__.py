"""How fast the product is with 10,000 and 100,000 people, beside bare Django on the same database. See README.md."""
