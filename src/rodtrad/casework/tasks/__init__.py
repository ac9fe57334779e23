"""What somebody has promised to do for a person, by a day. A task is made by an encounter, a plan, a meeting or a transition.

Words: task (oppgave), owner, due, done, dropped. Uses: access, responsibility, inbox. Used by: everything above access.
A task that goes `with_ball` belongs to whoever has the ball now; the inbox holds the pointer, never the words.
"""
