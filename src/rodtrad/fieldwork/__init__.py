"""Work in the field that holds nothing about any person. Cannot import casework."""
