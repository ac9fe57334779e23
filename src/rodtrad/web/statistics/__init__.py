"""Pages of the numbers about persons: quarter by quarter, table by table, and what is open to everybody."""
