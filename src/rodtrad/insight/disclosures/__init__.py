"""What stands of a record in a letter, section by section, and what has gone out before."""
