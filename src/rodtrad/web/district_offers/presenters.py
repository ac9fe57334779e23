from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from rodtrad.casework.district_offers.queries import DutyRow, Moved
from rodtrad.web.wording import dates
from rodtrad.web.wording.people import name_of


@dataclass(frozen=True)
class DutyLine:
    duty_id: UUID
    person_id: UUID
    name: str
    belongs: str
    deadline: str
    color: str
    icon: str
    moved: list[str]
    may_move: bool  # only before it has passed


def duty_line(row: DutyRow, *, now: datetime) -> DutyLine:
    when = dates.moment(row.due_at, now=now)
    said = _("Should have been offered %(when)s") if row.is_late else _("Offer by %(when)s")
    return DutyLine(
        duty_id=row.duty_id,
        person_id=row.person_id,
        name=name_of(row.called, row.reference),
        belongs=_("Belongs to %(district)s") % {"district": row.district},
        deadline=said % {"when": when},
        color="danger" if row.is_late else "neutral",
        icon="ExclamationmarkTriangle" if row.is_late else "Clock",
        moved=[_moved(one, now=now) for one in row.moved],
        may_move=not row.is_late,
    )


def _moved(one: Moved, *, now: datetime) -> str:
    return _("Moved from %(before)s by %(who)s: %(reason)s") % {
        "before": dates.moment(one.from_at, now=now),
        "who": one.by,
        "reason": one.reason,
    }
