"""Loading published figures, settling what is doubtful in them, and keeping the indicators."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor, ActorKind
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotAllowed, NotFound
from rodtrad.foundation.vocabulary import Role
from rodtrad.insight.indicators.models import ExternalFigure, Indicator, Value, Version
from rodtrad.insight.indicators.vocabulary import FigureKind, Unit

NUMBERS = ("value", "value_min", "value_max", "numerator", "denominator")
NEEDED = ("code", "topic", "label", "geography", "qualifier", "unit", "definition", "source")


@dataclass(frozen=True, kw_only=True)
class Definition:
    """Everything an indicator must say of itself."""

    definition: str
    source: str
    geography: str
    unit: str
    numerator: str
    target: str
    denominator: str = ""


def can_keep(by: Actor) -> bool:
    """The programme office and the analysts."""
    return by.has(Role.PROGRAMME, Role.ANALYST) and not by.is_control


def check_can_keep(by: Actor) -> None:
    if by.kind is not ActorKind.SYSTEM and not can_keep(by):
        raise NotAllowed(_("The programme office and the analysts keep indicators and published figures."))


@transaction.atomic
def load_figures(rows: Iterable[Mapping[str, Any]], *, by: Actor, at: datetime) -> int:
    """Take in published figures. Stops at the first row without definition or geography; then none is taken in."""
    check_can_keep(by)
    made = [ExternalFigure(**_checked(row, line)) for line, row in enumerate(rows, 2)]
    fields = [field.name for field in ExternalFigure._meta.fields if field.name not in ("id", "code")]
    ExternalFigure.objects.bulk_create(made, update_conflicts=True, unique_fields=["code"], update_fields=fields)
    audit.record("indicators.figures.loaded", by=by, at=at, details={"count": len(made)})
    return len(made)


def _checked(row: Mapping[str, Any], line: int) -> dict[str, Any]:
    missing = [name for name in NEEDED if not str(row.get(name) or "").strip()]
    if missing:
        raise DomainError(
            _("Line %(line)s has no %(what)s. A figure is not taken in without it.")
            % {"line": line, "what": ", ".join(missing)}
        )
    found = dict(row)
    try:
        found |= {name: Decimal(str(row[name])) if row.get(name) not in (None, "") else None for name in NUMBERS}
    except InvalidOperation as fault:
        raise DomainError(_("Line %(line)s has something that is not a number.") % {"line": line}) from fault
    if found["unit"] == "PERCENT" and found["value"] is not None and not 0 <= found["value"] <= 100:
        raise DomainError(_("Line %(line)s is a percentage below 0 or above 100.") % {"line": line})
    if row["kind"] not in FigureKind.values:
        raise DomainError(
            _("Line %(line)s does not say whether it is a count, an estimate or a claim.") % {"line": line}
        )
    return found


@transaction.atomic
def add_denominator(code: str, *, denominator: Decimal, source: str, by: Actor, at: datetime) -> ExternalFigure:
    """Of how many a percentage is, once somebody knows, and from where."""
    check_can_keep(by)
    figure = _figure(code)
    if not source.strip():
        raise DomainError(_("Write where it is known from."), field="source")
    if figure.denominator is not None or figure.unit != "PERCENT" or denominator <= 0:
        raise DomainError(_("Only a percentage without a denominator can be given one, and it is above 0."))
    figure.denominator, figure.denominator_source = denominator, source.strip()
    figure.save(update_fields=["denominator", "denominator_source"])
    audit.record("indicators.denominator.added", by=by, at=at, subject_id=figure.pk)
    return figure


@transaction.atomic
def remove_note(code: str, *, source: str, by: Actor, at: datetime) -> ExternalFigure:
    """A doubt is settled. The source that settles it takes the place of the note."""
    check_can_keep(by)
    figure = _figure(code)
    if not source.strip():
        raise DomainError(_("Write which source settles it. Without one the note stays."), field="source")
    figure.note = figure.note_en = ""
    figure.source = f"{figure.source}; {source.strip()}"[:200]
    figure.save(update_fields=["note", "note_en", "source"])
    audit.record("indicators.note.removed", by=by, at=at, subject_id=figure.pk)
    return figure


def _figure(code: str) -> ExternalFigure:
    figure = ExternalFigure.objects.select_for_update().filter(code=code).first()
    if figure is None:
        raise NotFound(_("There is no such figure."))
    return figure


@transaction.atomic
def make_indicator(name: str, *, owner_id: UUID, means: Definition, by: Actor, at: datetime) -> Indicator:
    """An indicator with its first definition. Refused with anything missing."""
    check_can_keep(by)
    if Indicator.objects.filter(name__iexact=name.strip()).exists():
        raise DomainError(_("There is an indicator of that name already."), field="name")
    _check_whole(means)
    indicator = Indicator.objects.create(name=name.strip(), owner_id=owner_id, made_at=at)
    _add_version(indicator, 1, means, reason="", by=by, at=at)
    audit.record("indicators.indicator.made", by=by, at=at, subject_id=indicator.pk)
    return indicator


@transaction.atomic
def change_definition(indicator_id: UUID, *, means: Definition, reason: str, by: Actor, at: datetime) -> Version:
    """A new version, and a break in the line. What was measured keeps the version it was measured by."""
    check_can_keep(by)
    indicator = Indicator.objects.select_for_update().filter(pk=indicator_id).first()
    if indicator is None:
        raise NotFound(_("There is no such indicator."))
    if not reason.strip():
        raise DomainError(_("Write why the definition changes."), field="reason")
    _check_whole(means)
    version = _add_version(indicator, indicator.versions.count() + 1, means, reason=reason.strip(), by=by, at=at)
    audit.record("indicators.definition.changed", by=by, at=at, subject_id=indicator.pk)
    return version


def _check_whole(means: Definition) -> None:
    for name in ("definition", "source", "geography", "numerator", "target"):
        if not getattr(means, name).strip():
            raise DomainError(_("An indicator is not made without this."), field=name)
    if means.unit == Unit.PERCENT and not means.denominator.strip():
        raise DomainError(_("Write of what it is a percentage."), field="denominator")


def _add_version(
    indicator: Indicator, number: int, means: Definition, *, reason: str, by: Actor, at: datetime
) -> Version:
    said = {name: getattr(means, name).strip() for name in Definition.__dataclass_fields__}
    return Version.objects.create(
        indicator=indicator, number=number, reason=reason, made_at=at, made_by_id=by.own_post_id, **said
    )


@transaction.atomic
def enter_value(
    indicator_id: UUID, *, period_from: date, period_until: date, value: Decimal, n: int, by: Actor, at: datetime
) -> Value:
    """A figure of the definition that holds now. Persons are counted by the gate and not entered below five."""
    check_can_keep(by)
    version = Version.objects.filter(indicator_id=indicator_id).order_by("-number").first()
    if version is None:
        raise NotFound(_("There is no such indicator."))
    if period_until <= period_from:
        raise DomainError(_("The period ends before it begins."), field="period_until")
    if value < 0 or (version.unit == Unit.PERCENT and value > 100):
        raise DomainError(_("That cannot be such a number. Check it."), field="value")
    if version.unit in (Unit.PERSONS, Unit.PERCENT) and 0 < n < 5:
        raise DomainError(_("Fewer than five persons stand behind it. It is not shown anywhere."), field="n")
    if Value.objects.filter(version=version, period_from=period_from).exists():
        raise DomainError(_("That period has a figure by this definition already."), field="period_from")
    entered = Value.objects.create(
        version=version, period_from=period_from, period_until=period_until, value=value, n=n, as_of=at,
        entered_by_id=by.own_post_id,
    )  # fmt: skip
    audit.record("indicators.value.entered", by=by, at=at, subject_id=version.indicator_id)
    return entered
