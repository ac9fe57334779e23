"""Reports: written from data, edited by people, approved, and fixed when they are published.

Words: report, chapter, figure (a number that knows its definition, its source and when it was counted), table, comment,
document (a report as it is read, and as it is fixed), drift (a figure counted again that gives another number).
A report holds no person: its texts are checked, and its figures about people have passed what hides small numbers.
Uses forums, measures and the registry. Used by: the ways in; insight/reports counts what goes into it.
"""
