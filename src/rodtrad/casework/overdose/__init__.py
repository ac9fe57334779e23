"""Overdoses and what prevents the next: a form without a name, a card back in, and steps that are taken with the person.

Words: overdose (overdose), form (skjema), return card (kort tilbake), step (forebyggende steg). Uses: access, transitions.
What happened and to whom are never one record: the form is anonymous, and a person who says yes has follow-up without it.
"""
