"""Emergency openings as finished sentences. Never a person's name: who it was is opened at the door."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.casework.emergencies.queries import EmergencyRow, Share
from rodtrad.casework.emergencies.vocabulary import (
    REVIEW_WITHIN,
    RULES_ARE_WRONG_AT,
    EmergencyCode,
    ReviewOutcome,
)
from rodtrad.web.wording import dates


@dataclass(frozen=True)
class EmergencyLine:
    emergency_id: UUID
    person_id: UUID
    heading: str
    who: str
    when: str
    reason: str
    state: str
    color: str
    past_block: bool
    is_open: bool
    waits: bool
    review: str


def emergency_line(row: EmergencyRow, *, now: datetime) -> EmergencyLine:
    state, color = _state(row, now=now)
    return EmergencyLine(
        emergency_id=row.pk,
        person_id=row.person_id,
        heading=str(EmergencyCode(row.code).label),
        who=f"{row.user.display_name}, {row.unit.name}",
        when=dates.moment(row.opened_at or row.asked_at, now=now),
        reason=row.reason,
        state=state,
        color=color,
        past_block=row.past_block,
        is_open=row.closes_at is not None and row.closes_at > now,
        waits=row.opened_at is None,
        review=_review(row, now=now),
    )


def _state(row: EmergencyRow, *, now: datetime) -> tuple[str, str]:
    if row.opened_at is None or row.closes_at is None:
        return _("Waits for a second person at the unit"), "warning"
    if row.closes_at > now:
        return _("Open until %(time)s") % {"time": dates.clock(row.closes_at)}, "danger"
    if hasattr(row, "review"):
        return str(ReviewOutcome(row.review.outcome).label), "success"
    due = row.opened_at + REVIEW_WITHIN
    if due <= now:
        return _("Should have been looked at %(day)s") % {"day": dates.day(due, now=now)}, "danger"
    return _("To be looked at by %(day)s") % {"day": dates.day(due, now=now)}, "warning"


def _review(row: EmergencyRow, *, now: datetime) -> str:
    if not hasattr(row, "review"):
        return ""
    words = {
        "who": row.review.reviewed_by.user.display_name,
        "when": dates.moment(row.review.reviewed_at, now=now),
        "note": row.review.note,
    }
    return _("%(who)s, %(when)s: %(note)s") % words


def share_sentences(share: Share) -> tuple[str, ...]:
    """How much was opened so, of everything that was opened; and what a large share means."""
    words = {
        "count": share.emergencies,
        "all": share.openings,
        "percent": f"{share.share * 100:.1f}".replace(".", ","),
    }
    said = [
        ngettext(
            "%(count)s of %(all)s openings in thirty days was an emergency (%(percent)s %%).",
            "%(count)s of %(all)s openings in thirty days were emergencies (%(percent)s %%).",
            share.emergencies,
        )
        % words
    ]
    if share.share >= RULES_ARE_WRONG_AT:
        said.append(_("That is so many that the rules, not the workers, should be looked at: the aim is under 2 %."))
    if share.unreviewed_late:
        late = {"count": share.unreviewed_late}
        said.append(
            ngettext(
                "%(count)s has stood for more than seven days without being looked at.",
                "%(count)s have stood for more than seven days without being looked at.",
                share.unreviewed_late,
            )
            % late
        )
    return tuple(said)
