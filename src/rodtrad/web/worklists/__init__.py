"""Lists of what waits: my cases, requests, the board, the unit."""
