from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rodtrad.registry.discussions.queries import DiscussionLine, DiscussionPage
from rodtrad.registry.discussions.vocabulary import Topic
from rodtrad.web.wording import dates


@dataclass(frozen=True)
class Row:
    discussion_id: UUID
    question: str
    route: str
    state: str
    color: str
    icon: str


def rows(lines: list[DiscussionLine], *, now: datetime) -> list[Row]:
    """The question, who asks whom, and how it stands."""
    return [_row(line, now=now) for line in lines]


def _row(line: DiscussionLine, *, now: datetime) -> Row:
    words = {"asking": line.asking_unit, "asked": line.asked_unit, "topic": str(Topic(line.topic).label).lower()}
    color, icon, state = _state(line, now=now)
    route = _("%(asking)s asks %(asked)s about %(topic)s") % words
    return Row(line.discussion_id, line.question, route, state, color, icon)


def _state(line: DiscussionLine, *, now: datetime) -> tuple[str, str, str]:
    if line.ended_at:
        return "neutral", "Checkmark", _("Ended %(when)s") % {"when": dates.day(line.ended_at, now=now)}
    if line.messages:
        said = ngettext("%(count)s message", "%(count)s messages", line.messages) % {"count": line.messages}
        return "info", "ChatElipsis", said
    due = dates.day(line.due_at, now=now)
    if line.due_at <= now:
        return "warning", "ExclamationmarkTriangle", _("Not answered by %(day)s") % {"day": due}
    return "neutral", "Clock", _("To be answered by %(day)s.") % {"day": due}


def page_context(page: DiscussionPage, *, now: datetime) -> dict[str, Any]:
    """One discussion, its messages oldest first."""
    return {
        "page": page,
        "row": _row(page.line, now=now),
        "owner": _("Asked by %(name)s, %(unit)s, %(when)s")
        % {"name": page.owner, "unit": page.line.asking_unit, "when": dates.moment(page.line.started_at, now=now)},
        "messages_said": [(m.text, f"{m.who}, {m.unit}, {dates.moment(m.written_at, now=now)}") for m in page.messages],
    }
