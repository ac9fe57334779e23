"""One quiet inbox: notices and tasks to a unit or a post, acknowledged by a named person, climbing if they are not.

An item carries a kind and a reference, never personal content; who may open what it points to is asked at the door.
Words: notice (varsel), task (oppgave), acknowledge (sett, jeg tar det), climb. Used by: responsibility and all above it.
"""
