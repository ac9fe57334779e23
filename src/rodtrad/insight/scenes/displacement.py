"""Did the people go away, or next door? One dated marker, zones in roles, years before and after."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from rodtrad.fieldwork.counts import queries as counts
from rodtrad.fieldwork.counts.queries import MarkerLine, ZoneLine
from rodtrad.fieldwork.counts.queries.freshness import freshness
from rodtrad.foundation.errors import DomainError
from rodtrad.insight.analyses import AnalysisError, analyse
from rodtrad.insight.scenes.memory import remembered
from rodtrad.insight.scenes.rows import displacement_rows, effect_rows
from rodtrad.insight.scenes.shares import Shift, shift_of_shares

SEASON = "06-01/08-31"
LONGEST = 10  # years on each side


@dataclass(frozen=True)
class Choice:
    """What is compared: zone codes by role, a marker, and how many years on each side of it."""

    target: tuple[str, ...]
    buffer: tuple[str, ...]
    control: tuple[str, ...]
    marker: str
    years: int

    @property
    def roles(self) -> Mapping[str, Sequence[str]]:
        return {"target": self.target, "buffer": self.buffer, "control": self.control}

    @property
    def zones(self) -> list[str]:
        return [*self.target, *self.buffer, *self.control]


@dataclass(frozen=True)
class Displacement:
    """The answer to a choice. `answer` and `effect` are None when they cannot be made; `reason` says why."""

    choice: Choice
    marker: MarkerLine
    before: tuple[int, int]
    after: tuple[int, int]
    answer: dict[str, Any] | None
    reason: str
    effect: dict[str, Any] | None
    effect_reason: str
    shift: Shift | None
    others: tuple[MarkerLine, ...]  # other dated events in the same years
    names: Mapping[str, str]


def zones_and_markers(*, on: date) -> tuple[list[ZoneLine], list[MarkerLine]]:
    """What can be chosen: zones that were ever counted, and every marker."""
    return [zone for zone in counts.zone_lines(on=on) if zone.counted_from], counts.markers()


def displacement(choice: Choice, *, at: datetime, language: str) -> Displacement:
    """Raises DomainError naming the field when the choice makes no sense."""
    zones, markers = zones_and_markers(on=at.date())
    names = {zone.code: zone.name for zone in zones}
    marker = _checked(choice, names, markers)
    before, after = _windows(marker, choice.years)
    key = ("displacement", choice, language, freshness(choice.zones), marker)
    answer, reason, effect, effect_reason, shift = remembered(
        key, lambda: _calculated(choice, before, after, marker, names, language)
    )
    others = tuple(m for m in markers if m.code != marker.code and before[0] <= m.starts_on.year <= after[-1])
    return Displacement(
        choice, marker, (before[0], before[-1]), (after[0], after[-1]), answer, reason, effect, effect_reason, shift,
        others, names,
    )  # fmt: skip


def _checked(choice: Choice, names: Mapping[str, str], markers: list[MarkerLine]) -> MarkerLine:
    marker = next((one for one in markers if one.code == choice.marker), None)
    if marker is None:
        raise DomainError(_("Choose a dated measure or event."), field="marker")
    for field, label in (("target", _("Choose at least one zone where the measure was.")),
                         ("control", _("Choose at least one zone far away to compare with."))):  # fmt: skip
        if not choice.roles[field]:
            raise DomainError(label, field=field)
    if len(set(choice.zones)) < len(choice.zones):
        raise DomainError(_("A zone can have one role only."), field="buffer")
    if not set(choice.zones) <= set(names):
        raise DomainError(_("One of the zones was never counted."), field="target")
    return marker


def _windows(marker: MarkerLine, years: int) -> tuple[range, range]:
    """Whole summers before the marker, and whole summers from the first that begins after it."""
    first_after = marker.starts_on.year + (marker.starts_on.month >= 6)
    last_before = marker.starts_on.year - (marker.starts_on.month < 9)
    return range(last_before - years + 1, last_before + 1), range(first_after, first_after + years)


Calculated = tuple[dict[str, Any] | None, str, dict[str, Any] | None, str, Shift | None]


def _calculated(
    choice: Choice, before: range, after: range, marker: MarkerLine, names: Mapping[str, str], language: str
) -> Calculated:
    rows = counts.count_rows(
        choice.zones, from_on=date(before[0], 1, 1), until_on=date(after[-1] + 1, 1, 1), season=SEASON
    )
    counters = Counter(row.counter for row in rows).most_common(1)
    rows = [row for row in rows if row.counter == counters[0][0]]  # two counters are never mixed
    answer, reason = _try("displacement", displacement_rows(rows, choice.roles, before, after), language)
    target = [row for row in rows if row.zone in choice.target and (row.period in before or row.period in after)]
    series, start = effect_rows(target, choice.target, date(after[0], 1, 1))
    effect, effect_reason = _try("effect", series, language, start=start or len(series) + 1)
    return answer, reason, effect, effect_reason, shift_of_shares(rows, before, after, names)


def _try(method: str, rows: list[dict[str, str]], language: str, **options: Any) -> tuple[dict[str, Any] | None, str]:
    if not rows:
        return None, str(_("No approved rounds in these zones and years."))
    try:
        return analyse(method, rows, language=language, **options), ""
    except AnalysisError as sentence:
        return None, str(sentence)
