"""Who has the ball for a person, and how it is handed over without ever being dropped.

Words: case, responsibility period, coordinator, lead's queue, request (hand-over or referral), bounce, escalation,
supporting unit, joint meeting. Uses: persons, grants, organisations, inbox, rulebook. Used by: access and all above it.
One code path moves the ball: `moves.move_ball`.
"""
