"""Reading forums, meetings and decisions. Papers are for those who sit in the forum; outside, not even a hit is told."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import NotFound
from rodtrad.foundation.working_days import OSLO
from rodtrad.programme.forums import permissions
from rodtrad.programme.forums.models import AgendaItem, Correction, Decision, Forum, Meeting, Membership, Pack, Rhythm
from rodtrad.programme.forums.permissions import NO_SUCH_MEETING
from rodtrad.programme.forums.rules import Difference, differences
from rodtrad.programme.forums.vocabulary import TO_FOLLOW_UP, MeetingState
from rodtrad.registry.organisations.queries import local_day

NO_SUCH_FORUM = _("There is no such forum.")
NO_SUCH_DECISION = _("There is no such decision among those you can open.")
HITS = 50
__all__ = [
    "NO_SUCH_MEETING", "AgendaItem", "Correction", "Decision", "Forum", "Meeting", "Membership", "Pack", "Rhythm",
]  # fmt: skip


@dataclass(frozen=True)
class ForumLine:
    forum: Forum
    seats: int
    may_read: bool
    next_at: datetime | None


@dataclass(frozen=True)
class ForumPage:
    """`held` of `planned` counts the meetings of the year that should have been held by now."""

    forum: Forum
    seats: list[Membership]
    on: date
    rhythms: list[Rhythm]
    meetings: list[Meeting]
    planned: int
    held: int
    decisions: list[Decision]
    may_read: bool
    may_write: bool


@dataclass(frozen=True)
class MeetingPage:
    meeting: Meeting
    items: list[AgendaItem]
    corrections: list[Correction]
    pack: Pack | None
    may_write: bool
    before: Meeting | None


@dataclass(frozen=True)
class DecisionLog:
    """`in_time` of `finished` were done by their day."""

    to_do: list[Decision]
    done: list[Decision]
    finished: int
    in_time: int


def forums(*, by: Actor, on: date) -> list[ForumLine]:
    """Every forum, those one sits in first."""
    mine = set(permissions.readable_forums(by, on=on).values_list("pk", flat=True))
    counted = Count("memberships", filter=Q(memberships__starts_on__lte=on, memberships__ends_on__gt=on))
    rows = Forum.objects.annotate(seats=counted).order_by("level", "name")
    soon: dict[UUID, datetime] = {}
    ahead = Meeting.objects.filter(state=MeetingState.PLANNED, starts_at__gte=datetime.combine(on, time(), tzinfo=OSLO))
    for meeting in ahead.order_by("-starts_at"):
        soon[meeting.forum_id] = meeting.starts_at
    lines = [ForumLine(row, row.seats, row.pk in mine, soon.get(row.pk) if row.pk in mine else None) for row in rows]
    return sorted(lines, key=lambda line: (line.next_at is None, not line.may_read))


def get_forum(forum_id: UUID) -> Forum:
    """Raises NotFound."""
    forum = Forum.objects.select_related("reports_to").filter(pk=forum_id).first()
    if forum is None:
        raise NotFound(NO_SUCH_FORUM)
    return forum


def locked_forum(forum_id: UUID) -> Forum:
    """The forum, held until the act is done. Raises NotFound."""
    forum = Forum.objects.select_for_update().filter(pk=forum_id).first()
    if forum is None:
        raise NotFound(NO_SUCH_FORUM)
    return forum


def seats(forum: Forum, *, on: date) -> list[Membership]:
    """Who sits here on a day: the chair first."""
    order = {"CHAIR": 0, "SECRETARY": 1, "MEMBER": 2}
    rows = forum.memberships.on(on).select_related("unit").order_by("unit__sort_key")
    return sorted(rows, key=lambda row: order[row.seat])


def forum_page(forum_id: UUID, *, by: Actor, seats_on: date, at: datetime) -> ForumPage:
    """A forum with who sat there on a day; its meetings and decisions for those who may read them."""
    forum, on = get_forum(forum_id), local_day(at)
    may_read = permissions.readable_forums(by, on=on).filter(pk=forum.pk).exists()
    of_year = Meeting.objects.filter(forum=forum, starts_at__year=on.year, starts_at__lt=at)
    return ForumPage(
        forum=forum,
        seats=seats(forum, on=seats_on),
        on=seats_on,
        rhythms=list(forum.rhythms.order_by("starts_on", "pk")),
        meetings=list(forum.meetings.order_by("-starts_at")[:24]) if may_read else [],
        planned=of_year.count(),
        held=of_year.filter(state__in=[MeetingState.HELD, MeetingState.APPROVED]).count(),
        decisions=list(forum.decisions.select_related("owner", "forum").order_by("-decided_on", "code")[:30])
        if may_read
        else [],
        may_read=may_read,
        may_write=may_read and permissions.can_write(forum, by=by, on=on),
    )


def get_meeting(meeting_id: UUID, *, by: Actor, on: date) -> Meeting:
    """Raises NotFound, also for those outside the forum."""
    meeting = Meeting.objects.select_related("forum", "approved_by__user").filter(pk=meeting_id).first()
    if meeting is None:
        raise NotFound(NO_SUCH_MEETING)
    permissions.check_can_read(meeting.forum_id, by=by, on=on)
    return meeting


def meeting_page(meeting_id: UUID, *, by: Actor, on: date) -> MeetingPage:
    """A meeting with its agenda, minutes and decisions; as many questions however long the forum's history."""
    meeting = get_meeting(meeting_id, by=by, on=on)
    decisions = Decision.objects.select_related("owner", "forum").order_by("code")
    items = meeting.items.select_related("measure", "decision__owner").prefetch_related(
        Prefetch("decisions", queryset=decisions)
    )
    before = Meeting.objects.filter(forum=meeting.forum, starts_at__lt=meeting.starts_at)
    return MeetingPage(
        meeting=meeting,
        items=list(items.order_by("number")),
        corrections=list(meeting.corrections.select_related("post__user").order_by("recorded_at")),
        pack=Pack.objects.filter(meeting=meeting).first(),
        may_write=permissions.can_write(meeting.forum, by=by, on=on),
        before=before.exclude(state=MeetingState.CANCELLED).order_by("-starts_at").first(),
    )


def get_pack(meeting_id: UUID, *, by: Actor, on: date) -> Pack:
    """Raises NotFound while there is none."""
    get_meeting(meeting_id, by=by, on=on)
    pack = Pack.objects.select_related("meeting__forum").filter(meeting=meeting_id).first()
    if pack is None:
        raise NotFound(_("The pack of this meeting has not been made yet."))
    return pack


def get_item(item_id: UUID, *, by: Actor, on: date) -> AgendaItem:
    item = AgendaItem.objects.select_related("meeting__forum").filter(pk=item_id).first()
    if item is None:
        raise NotFound(NO_SUCH_MEETING)
    permissions.check_can_write(item.meeting.forum, by=by, on=on)
    return item


def compare_with_before(pack: Pack) -> tuple[Pack | None, list[Difference]]:
    """The plans in this pack against those in the forum's pack before: added, gone and changed, measure by measure."""
    before = (
        Pack.objects.filter(meeting__forum=pack.meeting.forum_id, meeting__starts_at__lt=pack.meeting.starts_at)
        .select_related("meeting")
        .order_by("-meeting__starts_at")
        .first()
    )
    return before, differences(before.snapshot, pack.snapshot) if before else []


def decision_log(*, by: Actor, on: date) -> DecisionLog:
    """Decided but not done, oldest day first, across every forum one reads; and what was done lately."""
    rows = Decision.objects.filter(permissions.readable_decisions(by, on=on), is_from_document=False)
    rows = rows.filter(outcome__in=TO_FOLLOW_UP).select_related("forum", "owner", "item__meeting")
    finished = rows.exclude(done_at=None)
    return DecisionLog(
        to_do=list(rows.filter(done_at=None).order_by("due_on", "code")),
        done=list(finished.order_by("-done_at")[:30]),
        finished=finished.count(),
        in_time=sum(local_day(one.done_at) <= one.due_on for one in finished if one.done_at and one.due_on),
    )


def get_decision(decision_id: UUID, *, by: Actor, on: date) -> tuple[Decision, bool]:
    """The decision, and whether the actor may tell that it is done. Raises NotFound."""
    rows = Decision.objects.filter(permissions.readable_decisions(by, on=on), pk=decision_id)
    decision = rows.select_related("forum", "owner", "item__meeting", "measure", "done_by__user").first()
    if decision is None:
        raise NotFound(NO_SUCH_DECISION)
    may_finish = decision.done_at is None and decision.outcome in TO_FOLLOW_UP
    return decision, may_finish and permissions.can_finish(decision, by=by, on=on)


def decisions_about(measure_id: UUID, *, by: Actor, on: date) -> list[Decision]:
    """What was decided about a measure, newest first, in forums one reads."""
    rows = Decision.objects.filter(permissions.readable_decisions(by, on=on), measure=measure_id)
    return list(rows.select_related("forum").order_by("-decided_on", "code"))


def search_minutes(words: str, *, by: Actor, on: date) -> list[AgendaItem]:
    """Items whose minutes or title hold the words, newest meeting first, in forums one reads."""
    if len(words.strip()) < 3:
        return []
    found = AgendaItem.objects.filter(meeting__forum__in=permissions.readable_forums(by, on=on))
    found = found.filter(Q(text__icontains=words.strip()) | Q(title__icontains=words.strip()))
    return list(found.select_related("meeting__forum").order_by("-meeting__starts_at", "number")[:HITS])


def meetings_of(by: Actor, *, at: datetime) -> list[Meeting]:
    """The meetings of the last 90 days and those ahead, in forums one reads, with cancelled ones."""
    rows = Meeting.objects.filter(forum__in=permissions.readable_forums(by, on=local_day(at)))
    return list(rows.filter(starts_at__gte=at - timedelta(days=90)).select_related("forum").order_by("starts_at"))


def minutes_as_data(meeting: Meeting) -> list[dict[str, Any]]:
    """Everything that is fixed when minutes are approved, in order."""
    items = meeting.items.prefetch_related("decisions").order_by("number")
    return [
        {
            "number": item.number,
            "title": item.title,
            "text": item.text,
            "decisions": [
                [one.code, one.text, one.outcome] for one in sorted(item.decisions.all(), key=lambda d: d.code)
            ],
        }
        for item in items
    ]


def end_of(day: date) -> datetime:
    """The last instant that counts of a day, in Oslo."""
    return datetime.combine(day, time(23, 59), tzinfo=OSLO)
