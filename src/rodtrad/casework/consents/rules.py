"""What a consent must name, as pure decisions."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.consents.vocabulary import (
    LONGEST_DAYS,
    LONGEST_DAYS_IN_DOUBT,
    MAY_BE_BLOCKED,
    MAY_BE_SHARED,
    Capacity,
)
from rodtrad.foundation.errors import DomainError


def check_scope(units: Collection[object], *, sections: Collection[str], purpose: str) -> None:
    """A yes names who, what and what for. Raises DomainError naming the field."""
    if not units:
        raise DomainError(_("Choose at least one unit. A consent names who may see."), field="units")
    if not sections:
        raise DomainError(_("Choose what may be shared. A consent names it."), field="sections")
    if set(sections) - set(MAY_BE_SHARED):
        raise DomainError(_("This can never be opened by a consent. Choose from the list."), field="sections")
    if not purpose:
        raise DomainError(_("Choose what the sharing is for."), field="purpose")


def check_end(until_on: date | None, *, today: date, capacity: Capacity) -> None:
    """Every yes has an end day, at most a year away; a month when it is doubtful. Raises DomainError."""
    if until_on is None:
        raise DomainError(_("Choose the last day. A consent always has an end."), field="until_on")
    if until_on < today:
        raise DomainError(_("The last day has passed. Choose today or later."), field="until_on")
    if until_on > today + timedelta(days=LONGEST_DAYS):
        raise DomainError(
            _("A consent lasts at most a year. Choose an earlier day, and ask again then."), field="until_on"
        )
    if capacity == Capacity.IN_DOUBT and until_on > today + timedelta(days=LONGEST_DAYS_IN_DOUBT):
        raise DomainError(
            _(
                "When you are in doubt, choose at most a month, or wait and ask again. Nobody can say yes for the person."
            ),
            field="until_on",
        )


def check_block(*, unit_id: object, user_id: object, sections: Collection[str]) -> None:
    """A no names one unit or one worker, and what. Raises DomainError naming the field."""
    if (unit_id is None) == (user_id is None):
        raise DomainError(
            _("Choose one unit or one worker. The list of who has looked can help to find whom it is about."),
            field="whom",
        )
    if not sections or set(sections) - set(MAY_BE_BLOCKED):
        raise DomainError(_("Choose what is to be closed."), field="sections")
