"""Lines of the log put together: the same worker, the same day and for the same reason is one look."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rodtrad.foundation.actor import ActorKind
from rodtrad.foundation.audit.models import Entry
from rodtrad.registry.organisations.queries import PostLine, local_day, named_posts, unit_names


@dataclass(frozen=True)
class Look:
    """How often one worker looked on one day, why, and at what; `entry_id` is the newest of its lines."""

    entry_id: UUID
    on: date
    last_at: datetime
    times: int
    is_own: bool
    who: str
    roles: tuple[str, ...]
    unit: str
    kind: str
    basis: str
    purpose: str
    sections: tuple[str, ...]
    matter_id: UUID | None


def grouped(lines: Iterable[Entry], *, asked: Mapping[UUID, UUID]) -> tuple[Look, ...]:
    """Newest first. `asked` are the matters of lines that were asked about already."""
    ordered = sorted(lines, key=lambda line: (line.occurred_at, line.pk), reverse=True)
    posts = named_posts(line.post_id for line in ordered if line.post_id)
    units = unit_names(line.unit_id for line in ordered if line.unit_id)
    groups: dict[Any, list[Entry]] = {}
    for line in ordered:
        groups.setdefault(_alike(line), []).append(line)
    return tuple(_look(mine, posts, units, asked) for mine in groups.values())


def _alike(line: Entry) -> tuple[Any, ...]:
    return (local_day(line.occurred_at), line.actor_kind, line.post_id, line.kind, line.basis, line.purpose)


def _look(
    mine: list[Entry], posts: Mapping[UUID, PostLine], units: Mapping[UUID, str], asked: Mapping[UUID, UUID]
) -> Look:
    newest = mine[0]
    post = posts.get(newest.post_id) if newest.post_id else None
    return Look(
        entry_id=newest.pk,
        on=local_day(newest.occurred_at),
        last_at=newest.occurred_at,
        times=len(mine),
        is_own=newest.actor_kind == ActorKind.PERSON.value,
        who=post.name if post else "",
        roles=post.roles if post else (),
        unit=units.get(newest.unit_id, "") if newest.unit_id else "",
        kind=newest.kind,
        basis=newest.basis,
        purpose=newest.purpose,
        sections=tuple(sorted({name for line in mine for name in _sections(line)})),
        matter_id=next((asked[line.pk] for line in mine if line.pk in asked), None),
    )


def _sections(line: Entry) -> Iterable[str]:
    named = line.details.get("sections", [])
    return [*named, line.section] if line.section else named
