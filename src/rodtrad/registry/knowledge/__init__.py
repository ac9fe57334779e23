"""Routines, standards and behaviour rules as short pages that say who owns them and when they must be read again.

Words: page (one matter under one owner), version (its text from a day on; none is changed afterwards, so that what held on
a day can be read), review (the day the owner must have read it again). Nothing here is about persons. Uses: organisations,
the directory, whose services a page can be for. Used by: the web.
"""
