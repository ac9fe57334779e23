"""Legal bases as dated data: what lifts confidentiality, and what allows processing, each with the days it is in force.

An act keeps the row of its day, so that old and new law stand beside each other. Words: legal basis, release,
processing basis. A lawyer confirms every row before real use. Used by: consents, disclosures, access.
"""
