"""Meeting somebody: in the street, at the door, on the phone. Anonymous, by a chosen name, or a person on record.

Words: encounter (kontakt), ending (hva det endte med), open door, shift (vaktskifte). Uses: access, responsibility, tasks.
Used by: the person page and the outreach and reception screens. An encounter always ends in a request, a task or
"no help wanted now" with an open door; what was said of a person lies in their follow-up and nowhere else.
"""
