"""The individual plan: one page to read, short forms to write, one sheet to carry."""
