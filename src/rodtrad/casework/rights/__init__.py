"""What the person can do themselves: sign in with a paper sheet, ask why somebody looked, have things put right.

Words: sheet (a code and a PIN handed out on paper, for one sign-in), visit (one sign-in, short), matter (a question,
correction, objection or erasure that a unit must answer within a deadline). Uses: access, responsibility, inbox.
Used by: the person's own pages and the unit's inbox.
"""
