"""Reading the log: the lead for their own unit, the privacy officer for all; and each reading is itself a line.

A person stands in it under a code made for the log alone, which says nothing and finds nobody.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.models import LogReview
from rodtrad.casework.persons import queries as persons
from rodtrad.foundation import crypto
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.audit.models import Entry
from rodtrad.foundation.audit.queries import staff_readings
from rodtrad.foundation.audit.vocabulary import EntryKind, Outcome
from rodtrad.foundation.errors import DomainError, NotAllowed
from rodtrad.foundation.vocabulary import Role
from rodtrad.foundation.working_days import OSLO
from rodtrad.registry.organisations.queries import named_posts, unit_names

PAGE = 50
AT_MOST = 20_000  # lines of one export
NIGHT = range(5)  # hours before five
REVIEW_EVERY = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which lines: of a period, a worker, a person (by the short code they told), a kind."""

    since: datetime
    until: datetime
    post_id: UUID | None = None
    person_code: str = ""
    kind: str = ""


@dataclass(frozen=True)
class LogLine:
    at: datetime
    who: str
    unit: str
    person: str  # a code of the log's own
    kind: str
    refused: bool
    sections: tuple[str, ...]
    operation: str
    basis: str
    rule: str
    law: str
    purpose: str
    seq: int | None


@dataclass(frozen=True)
class WorkerSum:
    """How much one worker opened in the period, for the eye to fall on what is odd."""

    post_id: UUID
    who: str
    unit: str
    openings: int
    people: int
    refusals: int
    at_night: int
    emergencies: int


@dataclass(frozen=True)
class LogPage:
    lines: tuple[LogLine, ...]
    total: int
    workers: tuple[WorkerSum, ...]
    last_review: LogReview | None
    review_due_at: datetime


def may_read_log(by: Actor) -> bool:
    return not by.is_control and (by.has(Role.PRIVACY_OFFICER) or (by.gives_care and by.has(Role.UNIT_LEAD)))


def check_may_read_log(by: Actor) -> None:
    if not may_read_log(by):
        raise NotAllowed(_("A unit's lead reads who opened what at the unit, and the privacy officer all of it."))


@transaction.atomic
def read_log(wanted: Wanted, *, page: int = 1, by: Actor, at: datetime) -> LogPage:
    """One page of lines, the newest first, with sums by worker. Raises NotAllowed. The reading is logged."""
    check_may_read_log(by)
    rows = _rows(wanted, by=by)
    reviews = LogReview.objects.filter(unit=_scope(by)).select_related("reviewed_by__user").order_by("-until_at")
    last = reviews.first()
    found = LogPage(
        lines=tuple(_lines(list(rows.order_by("-occurred_at", "-pk")[(page - 1) * PAGE : page * PAGE]))),
        total=rows.count(),
        workers=_sums(rows),
        last_review=last,
        review_due_at=(last.until_at if last else at - REVIEW_EVERY) + REVIEW_EVERY,
    )
    _record("access.log.read", wanted, by=by, at=at)
    return found


@transaction.atomic
def export_log(wanted: Wanted, *, by: Actor, at: datetime) -> tuple[LogLine, ...]:
    """Every such line, the oldest first, to take along. Raises NotAllowed and DomainError. The export is logged."""
    check_may_read_log(by)
    rows = _rows(wanted, by=by).order_by("occurred_at", "pk")
    if rows.count() > AT_MOST:
        raise DomainError(_("That is more than %(count)s lines. Choose a shorter period.") % {"count": AT_MOST})
    found = tuple(_lines(list(rows)))
    _record("access.log.exported", wanted, by=by, at=at, kind=EntryKind.EXPORT)
    return found


@transaction.atomic
def review_log(*, since: datetime, until: datetime, note: str, by: Actor, at: datetime) -> LogReview:
    """Somebody with the right has looked through a period and says what they found. Raises NotAllowed and DomainError."""
    check_may_read_log(by)
    if not note.strip():
        raise DomainError(_("Write what you found, also when it was nothing."), field="note")
    if until > at or since >= until:
        raise DomainError(_("Choose a period that has passed."), field="until")
    lines = _rows(Wanted(since=since, until=until), by=by).count()
    row = LogReview.objects.create(
        unit_id=_scope(by),
        from_at=since,
        until_at=until,
        lines=lines,
        note=note.strip(),
        reviewed_at=at,
        reviewed_by_id=by.own_post_id,
    )
    audit.record("access.log.reviewed", by=by, at=at, subject_id=row.pk, details={"lines": lines})
    return row


def _scope(by: Actor) -> UUID | None:
    """The unit a lead may look at; nothing for the privacy officer, who looks at all."""
    return None if by.has(Role.PRIVACY_OFFICER) else by.unit_id


def _rows(wanted: Wanted, *, by: Actor) -> "QuerySet[Entry]":
    people = None
    if wanted.person_code.strip():
        people = [pk for found in persons.exactly(wanted.person_code) for pk in persons.same_person_ids(found)]
    return staff_readings(
        since=wanted.since,
        until=wanted.until,
        unit_id=_scope(by),
        post_id=wanted.post_id,
        person_ids=people,
        kind=wanted.kind,
    )


def _record(event: str, wanted: Wanted, *, by: Actor, at: datetime, kind: EntryKind = EntryKind.LOG_READ) -> None:
    """Which lines were asked for; and when they are about one person, in that person's own log too."""
    found = persons.exactly(wanted.person_code) if wanted.person_code.strip() else []
    audit.new_entry(
        event,
        by=by,
        at=at,
        kind=kind,
        person_id=found[0] if found else None,
        subject_id=wanted.post_id,
        details={"since": wanted.since.isoformat(), "until": wanted.until.isoformat(), "kind": wanted.kind},
    ).save(force_insert=True)


def code_of(person_id: UUID | None) -> str:
    """The person's code in the log: the same each time, and good for nothing else."""
    return crypto.blind_index(str(person_id), kind="log")[:3].hex().upper() if person_id else ""


def _lines(rows: list[Entry]) -> Iterator[LogLine]:
    posts = named_posts(row.post_id for row in rows if row.post_id)
    units = unit_names(row.unit_id for row in rows if row.unit_id)
    for row in rows:
        post = posts.get(row.post_id) if row.post_id else None
        yield LogLine(
            at=row.occurred_at,
            who=post.name if post else row.actor_name,
            unit=units.get(row.unit_id, "") if row.unit_id else "",
            person=code_of(row.person_id),
            kind=row.kind,
            refused=row.outcome == Outcome.REFUSED,
            sections=tuple(_sections(row)),
            operation=row.operation,
            basis=row.basis,
            rule=row.rule,
            law=row.legal_basis,
            purpose=row.purpose,
            seq=row.seq,
        )


def _sections(row: Entry) -> list[str]:
    named: list[Any] = row.details.get("sections", [])
    return named or ([row.section] if row.section else [])


def _sums(rows: "QuerySet[Entry]") -> tuple[WorkerSum, ...]:
    """By worker, who opened most people first; at most twenty."""
    counts: dict[UUID, Counter[str]] = {}
    people: dict[UUID, set[UUID]] = {}
    units: dict[UUID, UUID] = {}
    for post_id, unit_id, person_id, kind, basis, at in rows.values_list(
        "post_id", "unit_id", "person_id", "kind", "basis", "occurred_at"
    ).iterator():
        if post_id is None or unit_id is None:
            continue
        mine = counts.setdefault(post_id, Counter())
        units[post_id] = unit_id
        if kind == EntryKind.REFUSAL:
            mine["refusals"] += 1
        elif kind == EntryKind.READ:
            mine["openings"] += 1
            mine["at_night"] += at.astimezone(OSLO).hour in NIGHT
            mine["emergencies"] += basis == "EMERGENCY"
            people.setdefault(post_id, set()).update({person_id} if person_id else ())
    most = sorted(counts, key=lambda pk: (-len(people.get(pk, ())), -counts[pk]["refusals"], str(pk)))[:20]
    posts, names = named_posts(most), unit_names(units[pk] for pk in most)
    return tuple(
        WorkerSum(
            pk,
            posts[pk].name if pk in posts else "",
            names.get(units[pk], ""),
            counts[pk]["openings"],
            len(people.get(pk, ())),
            counts[pk]["refusals"],
            counts[pk]["at_night"],
            counts[pk]["emergencies"],
        )
        for pk in most
    )
