"""Every act of the person's own pages, and those of the worker who hands out a sheet and the lead who answers."""

from rodtrad.casework.rights.operations.matters import answer_matter, ask_why, climb_late, open_matter, send_matter
from rodtrad.casework.rights.operations.sheets import Issued, issue_next_sheet, issue_sheet, revoke_sheets
from rodtrad.casework.rights.operations.visits import sign_in, sign_out, unlock
from rodtrad.casework.rights.operations.wishes import say_yes_again

__all__ = [
    "Issued",
    "answer_matter",
    "ask_why",
    "climb_late",
    "issue_next_sheet",
    "issue_sheet",
    "open_matter",
    "revoke_sheets",
    "say_yes_again",
    "send_matter",
    "sign_in",
    "sign_out",
    "unlock",
]
