"""Where a person sleeps, from when, to when, and what kind of place it is. A stay never moves the ball.

Words: stay (opphold), acute stay (akuttopphold), many acute stays (mange akuttopphold), review (gjennomgang).
Uses: access, responsibility. Used by: transitions and the pages about a person. A written, dated rule says who has many
acute stays; the unit that has the ball is told, and nobody else.
"""
