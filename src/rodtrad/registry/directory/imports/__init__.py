"""Files of others as entries: our own table (CSV, Excel), HSDS as JSON, and HSDS as tables.

Words: record (what a file says of one entry), fault (what cannot be, with the row it stands on), note (what was read, but
not all of it). A reader never writes; `operations.load_entries` does, all or nothing, and twice changes nothing.
"""
