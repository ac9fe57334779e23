"""The rows that open a section of a person to a unit, for a period and on a basis.

Written by the domains above in the transaction of the event that causes them; read by `access`, which decides.
Words: grant, basis. Lies below responsibility and consents, because both write grants and neither may ask `access`.
"""
