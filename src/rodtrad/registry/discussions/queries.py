from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from rodtrad.foundation.actor import Actor
from rodtrad.registry.discussions.models import Discussion, Message
from rodtrad.registry.discussions.permissions import check_may_discuss, check_takes_part

MOST = 100


@dataclass(frozen=True)
class DiscussionLine:
    discussion_id: UUID
    topic: str
    question: str
    asking_unit: str
    asked_unit: str
    is_asked: bool  # the actor's unit is the one that is asked
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None
    messages: int


@dataclass(frozen=True)
class Said:
    unit: str
    who: str
    text: str
    written_at: datetime


@dataclass(frozen=True)
class DiscussionPage:
    line: DiscussionLine
    description: str
    owner: str
    outcome: str
    may_end: bool
    messages: tuple[Said, ...]


def discussions(*, by: Actor) -> list[DiscussionLine]:
    """Those of the actor's unit, open ones first, then the newest. Raises NotAllowed."""
    check_may_discuss(by)
    mine = Q(asking_unit=by.unit_id) | Q(asked_unit=by.unit_id)
    rows = Discussion.objects.filter(mine).select_related("asking_unit", "asked_unit")
    ordered = rows.annotate(said=Count("messages")).order_by("ended_at", "-started_at", "-pk")[:MOST]
    found = [_line(row, by=by, messages=row.said) for row in ordered]
    return sorted(found, key=lambda line: line.ended_at is not None)


def discussion_page(discussion_id: UUID, *, by: Actor) -> DiscussionPage:
    """The case without a name, and what was said. Raises NotFound for all but the two units."""
    rows = Discussion.objects.filter(pk=discussion_id).select_related("asking_unit", "asked_unit", "owner__user")
    row = check_takes_part(rows.first(), by=by)
    said = Message.objects.filter(discussion=row).select_related("by_post__user", "by_post__unit")
    messages = tuple(
        Said(one.by_post.unit.name, one.by_post.user.display_name, one.text, one.written_at)
        for one in said.order_by("written_at", "pk")
    )
    return DiscussionPage(
        line=_line(row, by=by, messages=len(messages)),
        description=row.description,
        owner=row.owner.user.display_name,
        outcome=row.outcome,
        may_end=row.ended_at is None and row.asking_unit_id == by.unit_id,
        messages=messages,
    )


def _line(row: Discussion, *, by: Actor, messages: int) -> DiscussionLine:
    return DiscussionLine(
        discussion_id=row.pk,
        topic=row.topic,
        question=row.question,
        asking_unit=row.asking_unit.name,
        asked_unit=row.asked_unit.name,
        is_asked=row.asked_unit_id == by.unit_id,
        started_at=row.started_at,
        due_at=row.due_at,
        ended_at=row.ended_at,
        messages=messages,
    )
