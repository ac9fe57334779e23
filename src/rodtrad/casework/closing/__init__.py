"""Ending somebody's follow-up: nothing is left open behind them, and a stay somewhere is no end.

Words: end the follow-up (avslutte oppfølgingen), what stands open (det som står åpent), attempt (forsøk).
Uses: responsibility, tasks, stays, encounters, transitions. Used by: the pages of a case. The ball itself is moved in
`responsibility`; this room knows what else there may be around a person.
"""
