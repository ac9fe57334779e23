"""Phones that work without network, and the ledger of what they have sent: nothing lost, nothing twice.

Words: device (a phone, known by a random id), command (one thing done on it, numbered without holes), receipt (proof that the
server has it), hole (a number that has not come), refused (kept, but could not be done; a person looks at it). What a command
does is the business of the domain it is for. Uses: organisations, inbox. Used by: the phone app.
"""
