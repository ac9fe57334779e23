"""Links in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from rodtrad.programme.safe_links.queries import Opened, SafeLink
from rodtrad.web.measures.presenters import measure_title, plan_title
from rodtrad.web.wording import dates
from rodtrad.web.wording.two_languages import own_language


@dataclass(frozen=True)
class LinkRow:
    link_id: UUID
    unit: str
    note: str
    is_open: bool


@dataclass(frozen=True)
class GuestPage:
    unit: str
    heading: str
    lead: str
    facts: list[tuple[str, str]]
    ends: str


def link_rows(found: Sequence[SafeLink], *, now: datetime) -> list[LinkRow]:
    return [LinkRow(one.pk, one.unit.name, _note(one, now=now), _is_open(one, now)) for one in found]


def _is_open(link: SafeLink, now: datetime) -> bool:
    return link.used_at is None and link.revoked_at is None and link.ends_at > now


def _note(link: SafeLink, *, now: datetime) -> str:
    if link.used_at:
        when = dates.moment(link.used_at, now=now)
        return _("Answered %(when)s by %(who)s") % {"when": when, "who": link.used_by}
    if link.revoked_at:
        return _("Taken back %(when)s") % {"when": dates.moment(link.revoked_at, now=now)}
    day = dates.short_day(link.ends_at, now=now)
    return _("Works until %(day)s") % {"day": day} if link.ends_at > now else _("Too old since %(day)s") % {"day": day}


def guest_page(found: Opened, *, now: datetime) -> GuestPage:
    """What the holder of a link needs to answer, and nothing else."""
    ends = dates.short_day(found.link.ends_at, now=now)
    if found.part is not None:
        measure = found.part.measure
        concrete = own_language(measure.concrete, measure.concrete_en)
        due = dates.short_day(measure.due_on, now=now) if measure.due_on else ""
        facts = [
            (_("Plan"), plan_title(measure.plan)),
            (_("The concrete step"), concrete),
            (_("Deadline"), due),
            (_("Your part"), str(found.part.get_role_display())),
        ]
        heading, lead = _("Your unit is asked"), measure_title(measure)
    else:
        decision = found.decision
        assert decision is not None
        due = dates.short_day(decision.due_on, now=now) if decision.due_on else ""
        facts = [(_("Decided by"), own_language(decision.forum.name, decision.forum.name_en)), (_("Deadline"), due)]
        heading, lead = _("Your unit follows up a decision"), own_language(decision.text, decision.text_en)
    return GuestPage(found.link.unit.name, heading, lead, [(label, said) for label, said in facts if said], ends)
