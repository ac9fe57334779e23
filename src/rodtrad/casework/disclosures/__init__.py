"""Sending named content of a record out of the platform, on a basis in law: to whom, what, why, when, and who said so.

Each is a row that cannot be changed afterwards, with the fingerprint of what was sent; the text itself is not kept a
second time. The person reads the rows. Words: disclosure, letter (the content as it was shown), receipt. Used by: access.
"""
