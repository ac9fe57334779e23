"""Every number about persons, as sums of the frozen cubes. Nothing here reads a true count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rodtrad.foundation.actor import Actor
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.insight.statistics.models import Cube, Release, Threshold
from rodtrad.insight.statistics.permissions import check_can_read
from rodtrad.insight.statistics.quarters import Quarter, quarter_of
from rodtrad.insight.statistics.registers import BASE, FEWEST, REGISTERS, Register
from rodtrad.insight.statistics.rules.cube import By, Cell, Margins, Shape


@dataclass(frozen=True)
class Table:
    """Sums of a cube with everything that must stand beside them: every margin of the dimensions asked for.

    A cell is None where it is hidden.
    """

    register: Register
    quarter: Quarter
    by: By
    only: tuple[tuple[str, str], ...]
    cells: Mapping[Cell, int | None]
    levels: Mapping[str, tuple[str, ...]]
    definition_version: int
    revision: int
    reason: str
    as_of: datetime
    cube_id: UUID
    is_open: bool
    fewest: int | None = None  # of an open table
    why_fewest: str = ""

    @property
    def total(self) -> int | None:
        return self.cells[(), ()]


@dataclass(frozen=True)
class QuarterLine:
    """One quarter of a register: how many persons in all, and whether everybody may read it."""

    cube: Cube
    quarter: Quarter
    total: int
    is_open: bool
    definition_version: int


@dataclass(frozen=True)
class RegisterPage:
    register: Register
    quarters: tuple[QuarterLine, ...]  # oldest first
    thresholds: tuple[Threshold, ...]  # newest first
    fewest: int


def register_named(code: str) -> Register:
    """Raises NotFound."""
    if code not in REGISTERS:
        raise NotFound(_("There is no such register."))
    return REGISTERS[code]


def shape_of(cube: Cube) -> Shape:
    names = tuple(sorted(cube.levels))
    return Shape(names, tuple(tuple(cube.levels[name]) for name in names))


def threshold_of(register: str, *, at: datetime) -> Threshold | None:
    """The newest choice; None where the default holds."""
    return Threshold.objects.filter(register=register, chosen_at__lte=at).order_by("-chosen_at").first()


def register_page(code: str, *, by: Actor, at: datetime) -> RegisterPage:
    """Quarter by quarter, and the thresholds chosen."""
    check_can_read(by)
    kind = register_named(code)
    cubes = Cube.objects.filter(register=code, is_current=True).order_by("valid_from").select_related("release")
    chosen = Threshold.objects.filter(register=code, chosen_at__lte=at).select_related("chosen_by__user")
    thresholds = tuple(chosen.order_by("-chosen_at"))
    return RegisterPage(
        kind, tuple(_line(cube) for cube in cubes), thresholds, thresholds[0].fewest if thresholds else FEWEST
    )


def _line(cube: Cube) -> QuarterLine:
    is_open = hasattr(cube, "release")
    return QuarterLine(cube, quarter_of(cube.valid_from), sum(cube.cells), is_open, cube.definition_version)


def table(register: str, quarter: Quarter, *, dimensions: By, only: Mapping[str, str], by: Actor) -> Table:
    """A table of the newest revision. Raises DomainError for a question that leaves too few, NotFound if not frozen."""
    check_can_read(by)
    kind = register_named(register)
    cube = (
        Cube.objects.filter(register=kind.code, valid_from=quarter.since, is_current=True)
        .select_related("release")
        .first()
    )
    if cube is None:
        raise NotFound(_("That quarter is not frozen. It is counted when it has ended."))
    shape = shape_of(cube)
    if not {*dimensions, *only} <= set(shape.dimensions):
        raise DomainError(_("There is no such division of these persons."))
    cells = _sums(shape, cube.cells, tuple(sorted(dimensions)), only)
    if only and cells[(), ()] < BASE:
        raise DomainError(_("Too few persons to show. Take away a part of the question."))
    return _table(cube, tuple(sorted(dimensions)), only, cells)


def _sums(shape: Shape, counts: Sequence[int], by: By, only: Mapping[str, str]) -> dict[Cell, int]:
    """Every margin of some dimensions, over the finest cells that are asked for."""
    places = {name: place for place, name in enumerate(shape.dimensions)}
    found: dict[Cell, int] = {}
    for margin in (one for size in range(len(by) + 1) for one in combinations(by, size)):
        found |= {(margin, levels): 0 for levels in shape.table(margin)}
        for key, count in zip(shape.keys, counts, strict=True):
            if all(key[places[name]] == level for name, level in only.items()):
                found[margin, tuple(key[places[name]] for name in margin)] += count
    return found


def _table(
    cube: Cube, by: By, only: Mapping[str, str], cells: Mapping[Cell, int | None], release: Release | None = None
) -> Table:
    shape = shape_of(cube)
    return Table(
        register=REGISTERS[cube.register],
        quarter=quarter_of(cube.valid_from),
        by=by,
        only=tuple(sorted(only.items())),
        cells=cells,
        levels=dict(zip(shape.dimensions, shape.levels, strict=True)),
        definition_version=cube.definition_version,
        revision=cube.revision,
        reason=cube.reason,
        as_of=cube.frozen_at,
        cube_id=cube.pk,
        is_open=hasattr(cube, "release"),
        fewest=release.fewest if release else None,
        why_fewest=release.threshold.reason if release and release.threshold else "",
    )


def released() -> list[Release]:
    """What is open to everybody: the newest open revision of every quarter, newest first."""
    rows = Release.objects.select_related("cube", "threshold").order_by(
        "-cube__valid_from", "cube__register", "-cube__revision"
    )
    found: dict[tuple[str, object], Release] = {}
    for row in rows:
        found.setdefault((row.cube.register, row.cube.valid_from), row)
    return list(found.values())


def open_table(register: str, quarter: Quarter, *, dimensions: By) -> Table:
    """A table everybody may read. Raises NotFound for what is not open."""
    row = next(
        (one for one in released() if (one.cube.register, one.cube.valid_from) == (register, quarter.since)), None
    )
    if row is None or not set(dimensions) <= set(row.dimensions):
        raise NotFound(_("These figures are not open."))
    by = set(dimensions)
    cells = {cell: count for cell, count in open_cells(row).items() if set(cell[0]) <= by}
    return _table(row.cube, tuple(sorted(by)), {}, cells, row)


def open_cells(release: Release) -> dict[Cell, int | None]:
    """Every cell of every margin of a release; None where it is hidden."""
    shape, kept = shape_of(release.cube), tuple(release.dimensions)
    opened = Shape(kept, tuple(shape.levels[shape.dimensions.index(name)] for name in kept))
    figures = _sums(shape, release.cube.cells, kept, {})
    cells = Margins.of(opened).cells
    return {cell: None if hidden else figures[cell] for cell, hidden in zip(cells, release.hidden, strict=True)}
