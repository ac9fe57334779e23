"""How many each coordinator had on a day, and the very list of them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.casework.access.queries import as_filter
from rodtrad.casework.access.vocabulary import Operation
from rodtrad.casework.persons.vocabulary import Section
from rodtrad.casework.responsibility.holdings import Holding, held_at, recorded_since
from rodtrad.casework.responsibility.models import Case
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.foundation.working_days import OSLO
from rodtrad.insight.chain_figures.permissions import check_can_read_caseload
from rodtrad.registry.organisations.models import Organisation
from rodtrad.registry.organisations.queries import get_unit, local_day


@dataclass(frozen=True)
class LoadRow:
    """One coordinator, or the lead's queue when `post_id` is empty, and how many cases."""

    post_id: UUID | None
    name: str
    cases: int


@dataclass(frozen=True)
class HeldRow:
    """One person who was held. By name only when the reader may list the person today; else by the short code."""

    person_id: UUID | None  # to open the person; empty when the reader may not
    called: str
    reference: str
    coordinator: str
    since: datetime


@dataclass(frozen=True)
class Caseload:
    unit: str
    on: date
    total: int
    rows: tuple[LoadRow, ...]
    people: tuple[HeldRow, ...]  # those of the total, or of the coordinator asked for


def caseload(unit_id: UUID, *, on: date, by: Actor, at: datetime) -> Caseload:
    """As it was at the end of a day; today, as it is now.

    Raises DomainError naming the field for a day to come, or one on which the unit, or the register, was not there.
    """
    unit = get_unit(unit_id)
    check_can_read_caseload(by, unit.pk)
    _check_day(unit, on, at=at)
    end = datetime.combine(on + timedelta(days=1), time(), tzinfo=OSLO)
    held = held_at(unit.pk, at=min(end, at))
    counted = Counter((row.coordinator_id, row.coordinator) for row in held)
    return Caseload(
        unit=unit.name,
        on=on,
        total=len(held),
        rows=tuple(
            LoadRow(post_id, name, count)
            for (post_id, name), count in sorted(counted.items(), key=lambda item: (-item[1], item[0][1]))
        ),
        people=_people(held, by=by, at=at),
    )


def _people(held: list[Holding], *, by: Actor, at: datetime) -> tuple[HeldRow, ...]:
    visible = as_filter(by, Section.BASICS, Operation.LIST, at=at, person="person_id")
    names = dict(Case.objects.filter(visible, pk__in=[row.case_id for row in held]).values_list("pk", "person__called"))
    return tuple(
        HeldRow(
            row.person_id if row.case_id in names else None,
            names.get(row.case_id, ""),
            row.reference,
            row.coordinator,
            row.unit_since,
        )
        for row in sorted(held, key=lambda row: (row.coordinator, row.unit_since))
    )


def _check_day(unit: Organisation, on: date, *, at: datetime) -> None:
    if on > local_day(at):
        raise DomainError(_("That day has not come yet. Choose today or a day before."), field="on")
    said = {"unit": unit.name, "day": f"{on:%d.%m.%Y}"}
    if on < unit.valid_from:
        raise DomainError(
            _("%(unit)s did not exist on %(day)s. It began %(begun)s.")
            % {**said, "begun": f"{unit.valid_from:%d.%m.%Y}"},
            field="on",
        )
    if unit.valid_until <= on < OPEN_ENDED_ON:
        raise DomainError(
            _("%(unit)s was closed by %(day)s. It ended %(end)s.") % {**said, "end": f"{unit.valid_until:%d.%m.%Y}"},
            field="on",
        )
    first = recorded_since()
    if first is None or on < local_day(first):
        raise DomainError(_("Nothing is recorded for %(day)s: the register did not exist then.") % said, field="on")
