"""The rules that leads change themselves."""
