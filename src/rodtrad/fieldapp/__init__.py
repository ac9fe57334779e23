"""The phone app for counting in the field, under /field/. Works from the first visit on without network.

The server gives the shell, the service worker and the plan of the evening, and takes what phones send in any order and any
number of times. The shell holds no name, no role and no figure, so it is open to all; everything else asks for a sign-in.
Uses: devices (the ledger), counts. The protocol stands in `sync.py`, the phone's side in `static/fieldapp/`.
"""
