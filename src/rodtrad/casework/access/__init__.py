"""The one door to a person: decides, logs, and only then opens.

Words: ground (a row of the policy), decision, opening, purpose. Uses: responsibility, grants, persons, audit.
Used by: everything that shows a person.
"""
