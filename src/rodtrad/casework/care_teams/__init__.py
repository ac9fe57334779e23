"""Who works together around a person, and the meetings where they decide.

Words: care team (ansvarsgruppe), member, meeting, agenda point, decision, taken back (tatt med tilbake til leder).
Uses: access, responsibility, tasks, inbox. Used by: plans, the person page. Membership follows from who holds, supports
or has said yes to help; nobody becomes a member by being written on a list.
"""
