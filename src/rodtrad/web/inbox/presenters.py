from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from rodtrad.insight.worklists.notices import Notice
from rodtrad.registry.inbox.kinds import KINDS
from rodtrad.web.wording import dates


@dataclass(frozen=True)
class NoticeLine:
    item_id: UUID
    sentence: str
    address: str
    when: str
    climbed: bool
    is_task: bool
    is_done_there: bool  # on its own page, with how it went


def notice_line(notice: Notice, *, now: datetime) -> NoticeLine:
    """The sentence of its kind, without names, and where it leads."""
    when = dates.moment(notice.created_at, now=now)
    if notice.due_at:
        when = _("%(when)s, to be settled by %(due)s") % {"when": when, "due": dates.moment(notice.due_at, now=now)}
    return NoticeLine(
        item_id=notice.item_id,
        sentence=str(KINDS[notice.kind].sentence),
        address=_address(notice),
        when=when,
        climbed=notice.climbed,
        is_task=notice.form == "TASK",
        is_done_there=notice.leads_to == "TASK" and notice.form == "TASK",
    )


def _address(notice: Notice) -> str:
    if notice.leads_to in {"REVIEWS", "PHONES", "WATCH", "SIGHTINGS", "REPORT-DUTIES"}:
        return reverse(notice.leads_to.lower())
    if notice.leads_to == "LOG":
        return reverse("access-log")
    if notice.target_id is None:
        return ""
    pages = {
        "TASK": "task",
        "ENCOUNTER": "encounter",
        "REQUEST": "request",
        "CASE": "person",
        "CLARIFICATION": "clarification",
        "BARRIER": "barrier",
        "SERVICE": "staff-service",
        "MATTER": "matter",
        "DISCUSSION": "discussion",
        "ROUND": "round",
        "MEASURE": "measure",
        "EMERGENCY": "emergency",
        "MEETING": "forum-meeting",
        "REPORT": "report",
        "DECISION": "decision",
        "TEAM_MEETING": "team-meeting",
        "TAKEN_BACK": "taken-back",
        "OVERDOSE": "overdose-form",
        "TRANSITION": "transition",
        "WINDOW": "tolerance-window",
    }
    if notice.leads_to in {"BOARD", "CHAIN", "SHIFT"}:
        return reverse(notice.leads_to.lower())
    page = pages.get(notice.leads_to)
    return reverse(page, args=[notice.target_id]) if page else ""
