"""Reading indicators and published figures, and setting two figures beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.periods import OPEN_ENDED_ON
from rodtrad.insight.indicators import rules
from rodtrad.insight.indicators.models import ExternalFigure, Indicator, Value, Version
from rodtrad.insight.indicators.rules import Bounds, Compared, Stated
from rodtrad.insight.indicators.vocabulary import FigureKind

__all__ = [
    "Beside",
    "ExternalFigure",
    "IndicatorLine",
    "Value",
    "Version",
    "beside",
    "figure",
    "figures",
    "indicator",
    "indicators",
    "stated",
    "topics_and_places",
]


def figures(*, text: str = "", topic: str = "", geography: str = "") -> list[ExternalFigure]:
    """Published figures by word, theme and place. A place shows its own figures only, never the country's."""
    rows = ExternalFigure.objects.order_by("topic", "label", "geography", "period", "code")
    if topic:
        rows = rows.filter(topic=topic)
    if geography:
        rows = rows.filter(geography=geography)
    for word in text.split()[:6]:
        rows = rows.filter(Q(label__icontains=word) | Q(definition__icontains=word) | Q(label_en__icontains=word))
    return list(rows)


def topics_and_places() -> tuple[list[str], list[str]]:
    """What there are figures about, and of where."""
    rows = list(ExternalFigure.objects.values_list("topic", "geography"))
    return sorted({topic for topic, _place in rows}), sorted({place for _topic, place in rows})


def figure(code: str) -> ExternalFigure:
    """Raises NotFound."""
    found = ExternalFigure.objects.filter(code=code).first()
    if found is None:
        raise NotFound(_("There is no such figure."))
    return found


@dataclass(frozen=True)
class Beside:
    """Two figures side by side. What cannot be calculated is None, and `refusal` says why."""

    first: ExternalFigure
    second: ExternalFigure
    compared: Compared | None
    refusal: str
    per_person: Decimal | None
    within: ExternalFigure | None
    bounds: Bounds | None
    bounds_refusal: str


def beside(first_code: str, second_code: str, *, within_code: str = "") -> Beside:
    """Set two figures side by side. Raises NotFound."""
    first, second = figure(first_code), figure(second_code)
    within = figure(within_code) if within_code else None
    a, b = stated(first), stated(second)
    compared, refusal = None, ""
    try:
        compared = rules.compare(a, b)
    except DomainError as reason:
        refusal = str(reason)
    found, bounds_refusal = None, ""
    if within is not None:
        try:
            found = rules.bounds(a, b, stated(within))
        except DomainError as reason:
            bounds_refusal = str(reason)
    return Beside(first, second, compared, refusal, rules.stays_per_person(a, b), within, found, bounds_refusal)


def stated(row: ExternalFigure) -> Stated:
    return Stated(
        row.label, row.definition, row.geography, row.period, row.unit, row.qualifier, row.value,
        row.kind == FigureKind.CLAIM,
    )  # fmt: skip


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator with its definitions, newest first, each with its own figures, newest first."""

    indicator_id: UUID
    name: str
    owner: str
    is_owner_gone: bool
    versions: Sequence[Version]

    @property
    def now(self) -> Version:
        return self.versions[0]


def indicators(*, on: date) -> list[IndicatorLine]:
    """Every indicator, those whose owner is gone first. Three queries whatever the number."""
    rows = Indicator.objects.select_related("owner").prefetch_related("versions__values", "versions__made_by__user")
    return sorted((_line(row, on) for row in rows), key=lambda line: (not line.is_owner_gone, line.name))


def indicator(indicator_id: UUID, *, on: date) -> IndicatorLine:
    """Raises NotFound."""
    found = next((line for line in indicators(on=on) if line.indicator_id == indicator_id), None)
    if found is None:
        raise NotFound(_("There is no such indicator."))
    return found


def _line(row: Indicator, on: date) -> IndicatorLine:
    ends = row.owner.valid_until or OPEN_ENDED_ON
    versions = sorted(row.versions.all(), key=lambda version: -version.number)
    return IndicatorLine(row.pk, row.name, row.owner.name, ends <= on, versions)
