"""One module for each method: reads the columns, asks the pure rules, and lays out the result."""
