"""The red thread: the periods of responsibility, newest first, and what happened in each."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from itertools import groupby

from rodtrad.casework.access.places import NOTHING_HIDDEN, Places
from rodtrad.casework.persons.models import Belonging
from rodtrad.casework.responsibility.models import Case, Escalation, JointMeeting, Period, RequestEvent
from rodtrad.casework.responsibility.vocabulary import MoveCause, PeriodKind, RequestEventKind
from rodtrad.foundation.periods import OPEN_ENDED
from rodtrad.foundation.working_days import OSLO
from rodtrad.insight.person_page.followed_up import followed_up, slept
from rodtrad.insight.person_page.page import ThreadEntry, ThreadPeriod
from rodtrad.insight.person_page.record import Record
from rodtrad.registry.organisations.models import Post
from rodtrad.registry.organisations.queries import local_day
from rodtrad.registry.rulebook import queries as rulebook

SAID_BY_THE_PERIOD = {RequestEventKind.ACCEPTED}  # the period that begins there tells it


def thread_of(
    record: Record, *, places: Places = NOTHING_HIDDEN, with_steps: bool, at: datetime
) -> tuple[ThreadPeriod, ...]:
    """Everything in order. Without `with_steps` only who had the ball, not what was said."""
    entries = list(_moves(record.periods, with_steps=with_steps))
    if with_steps:
        entries += _requests(record.events, at=at)
        entries += _escalations(record.escalations)
        entries += _meetings(record.meetings)
        entries += _known(record)
        entries += followed_up(record)
    entries += slept(record.stays)
    entries += _belongings(record.belongings)
    entries = [_hidden(entry, places) for entry in entries] if places.hidden else entries
    return tuple(_in_periods(_held(record.cases, record.periods), sorted(entries, key=lambda e: e.at), at=at))


def _hidden(entry: ThreadEntry, places: Places) -> ThreadEntry:
    """Without places: where they met, and addresses in what was said before the address was protected."""
    is_place = entry.kind.startswith(("ENCOUNTER_", "STAY_"))
    detail = places.place(entry.detail) if is_place else places.text(entry.detail)
    return replace(entry, text=places.text(entry.text), detail=detail)


def _held(cases: list[Case], periods: list[Period]) -> list[ThreadPeriod]:
    """Runs of periods at one unit, oldest first; a change of coordinator is an entry, not a new period."""
    runs = []
    for case in cases:
        mine = sorted((p for p in periods if p.case_id == case.pk), key=lambda p: p.seq)
        for (_unit_id, kind), run in groupby(mine, key=lambda p: (p.unit_id, p.kind)):
            found = list(run)
            until = None if found[-1].ends_at == OPEN_ENDED else found[-1].ends_at
            runs.append(ThreadPeriod(found[0].unit.name, found[0].starts_at, until, kind == PeriodKind.CLOSED, ()))
    return sorted(runs, key=lambda run: run.since)


def _in_periods(runs: list[ThreadPeriod], entries: list[ThreadEntry], *, at: datetime) -> Iterator[ThreadPeriod]:
    """Newest first, each entry in the period that had begun when it happened."""
    left = [entry for entry in entries if entry.at <= at]
    for place, run in reversed(list(enumerate(runs))):
        mine = [entry for entry in left if entry.at >= run.since or place == 0]
        left = left[: len(left) - len(mine)]
        yield replace(run, entries=tuple(reversed(mine)))


def _moves(periods: list[Period], *, with_steps: bool) -> Iterator[ThreadEntry]:
    for period in periods:
        if period.kind == PeriodKind.CLOSED:
            continue
        yield ThreadEntry(
            kind=period.cause,
            at=period.starts_at,
            who=_name(period.moved_by),
            unit=_unit(period.moved_by),
            on_behalf_of=_name(period.on_behalf_of),
            to_unit=period.unit.name,
            text=period.reason if with_steps and period.cause in WITH_WORDS else "",
            detail=_name(period.coordinator),
        )


WITH_WORDS = {
    MoveCause.OPENED,
    MoveCause.HANDOVER,
    MoveCause.ASSIGNED,
    MoveCause.REOPENED,
    MoveCause.COORDINATOR_CHANGED,
    MoveCause.COORDINATOR_NAMED,
    MoveCause.UNIT_SUCCEEDED,
}


def _requests(events: list[RequestEvent], *, at: datetime) -> list[ThreadEntry]:
    reasons = _decline_reasons(events, at=at)
    entries = []
    for event in events:
        request = event.request
        if event.kind in SAID_BY_THE_PERIOD and request.kind == "HANDOVER":
            continue
        entries.append(
            ThreadEntry(
                kind=f"{request.kind}_{event.kind}",
                at=event.occurred_at,
                who=_name(event.by_post),
                unit=_unit(event.by_post) or request.from_unit.name,
                to_unit=request.to_unit.name,
                text=event.text,
                detail=reasons.get(request.decline_reason, request.decline_reason)
                if event.kind == RequestEventKind.DECLINED
                else "",
            )
        )
        if event.kind == RequestEventKind.OFFERED and request.own_words:
            entries.append(ThreadEntry(kind="OWN_WORDS", at=event.occurred_at, text=request.own_words))
    return entries


def _decline_reasons(events: list[RequestEvent], *, at: datetime) -> dict[str, str]:
    """The words of the list of today, looked up once, and only if anybody has declined."""
    if not any(event.kind == RequestEventKind.DECLINED for event in events):
        return {}
    return {code.code: code.label for code in rulebook.codes("codes.decline_reasons", on=local_day(at))}


def _escalations(escalations: list[Escalation]) -> Iterator[ThreadEntry]:
    for row in escalations:
        owner = row.owner.user.display_name
        yield ThreadEntry(kind="ESCALATED", at=row.raised_at, unit=row.unit.name, who=owner, detail=row.cause)
        if row.end == "STAYS" and row.ended_at:
            yield ThreadEntry(
                kind="STAYS", at=row.ended_at, who=_name(row.ended_by), unit=_unit(row.ended_by), text=row.decision
            )


def _meetings(meetings: list[JointMeeting]) -> Iterator[ThreadEntry]:
    for row in meetings:
        yield ThreadEntry(kind="MEETING_CALLED", at=row.called_at, detail=row.cause)
        if row.outcome and row.outcome_at:
            yield ThreadEntry(
                kind=f"MEETING_{row.outcome}",
                at=row.outcome_at,
                who=_name(row.outcome_by),
                unit=_unit(row.outcome_by),
                text=row.outcome_text,
            )


def _known(record: Record) -> Iterator[ThreadEntry]:
    for alias in record.aliases:
        yield ThreadEntry(
            kind="ALIAS",
            at=alias.from_at,
            who=_name(alias.recorded_by),
            unit=_unit(alias.recorded_by),
            detail=alias.name,
        )
    for identity in record.identities:
        yield ThreadEntry(
            kind="IDENTIFIED", at=identity.from_at, who=_name(identity.recorded_by), unit=_unit(identity.recorded_by)
        )
        if identity.until_at != OPEN_ENDED:
            yield ThreadEntry(kind="IDENTITY_ENDED", at=identity.until_at)


def _belongings(belongings: list[Belonging]) -> Iterator[ThreadEntry]:
    for row in belongings:
        begun = datetime.combine(row.valid_from, time(), tzinfo=OSLO)
        yield ThreadEntry(
            kind=f"BELONGING_{row.status}",
            at=max(row.recorded_at, begun),
            who=_name(row.recorded_by),
            unit=_unit(row.recorded_by),
            to_unit=row.area.name if row.area else "",
            detail=row.source,
        )


def _name(post: Post | None) -> str:
    return post.user.display_name if post else ""


def _unit(post: Post | None) -> str:
    return post.unit.name if post else ""
