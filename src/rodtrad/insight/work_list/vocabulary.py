from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Reason(Enum):
    """Why somebody needs attention, the most urgent first. A person stands under one reason only."""

    TO_ANSWER = "TO_ANSWER"
    OVERDUE = "OVERDUE"
    REFUSED = "REFUSED"
    TO_EXPLAIN = "TO_EXPLAIN"
    UNASSIGNED = "UNASSIGNED"
    DUE = "DUE"
    QUIET = "QUIET"
    WAITING = "WAITING"
    CALM = "CALM"

    @property
    def label(self) -> "str | Promise":
        return _LABELS[self]


_LABELS: dict[Reason, str | Promise] = {
    Reason.TO_ANSWER: _("Waits for my answer"),
    Reason.OVERDUE: _("Overdue"),
    Reason.REFUSED: _("Not accepted"),
    Reason.TO_EXPLAIN: _("Asked for more information"),
    Reason.UNASSIGNED: _("Without a coordinator"),
    Reason.DUE: _("Something is due"),
    Reason.QUIET: _("No news for long"),
    Reason.WAITING: _("Waiting for others"),
    Reason.CALM: _("Nothing waits"),
}


class Whose(Enum):
    ALL = "ALL"
    MINE = "MINE"
    NOBODYS = "NOBODYS"  # in the lead's queue
