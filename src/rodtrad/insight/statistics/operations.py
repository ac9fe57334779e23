"""Freezing a quarter, counting it again, choosing a threshold, and opening a cube to everybody."""

import json
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rodtrad.foundation import crypto
from rodtrad.foundation.actor import Actor
from rodtrad.foundation.audit import operations as audit
from rodtrad.foundation.errors import DomainError, NotFound
from rodtrad.foundation.ids import new_id
from rodtrad.insight.statistics import persons
from rodtrad.insight.statistics.models import Cube, Release, Threshold
from rodtrad.insight.statistics.permissions import check_can_freeze, check_can_open
from rodtrad.insight.statistics.quarters import Quarter, last_ended, quarter_of
from rodtrad.insight.statistics.queries import register_named, shape_of, threshold_of
from rodtrad.insight.statistics.registers import BASE, FEWEST, FLOOR, REGISTERS, Register
from rodtrad.insight.statistics.rules.cube import Margins, Shape
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.gate import ALGORITHM, Counted, collapse, opened, rounded
from rodtrad.insight.statistics.rules.quantiles import Indices, Mask
from rodtrad.insight.statistics.rules.rounding import key_id

SECTION, TABLE, COLUMN = "statistics", "statistics_cube", "sealed_counts"


@transaction.atomic
def freeze(register: str, *, quarter: Quarter, by: Actor, at: datetime) -> Cube:
    """Count a quarter that has ended and freeze it. A quarter frozen before is returned as it is."""
    check_can_freeze(by)
    kind = register_named(register)
    if quarter > last_ended(at):
        raise DomainError(_("The quarter has not ended. A number that still changes would tell of whoever comes."))
    held = _current(kind, quarter)
    if held is not None:
        return held
    return _count(kind, quarter, earlier=_current(kind, quarter.plus(-1)), revision=1, reason="", by=by, at=at)


@transaction.atomic
def freeze_due(quarters: int, *, by: Actor, at: datetime) -> int:
    """Freeze so many of the newest quarters that have ended, the oldest first, for every register. Returns how many are new."""
    newest, before = last_ended(at), Cube.objects.count()
    for back in range(quarters - 1, -1, -1):
        for register in REGISTERS:
            freeze(register, quarter=newest.plus(-back), by=by, at=at)
    return Cube.objects.count() - before


@transaction.atomic
def count_again(cube_id: UUID, *, reason: str, by: Actor, at: datetime) -> Cube:
    """A new revision, since something was written late or corrected. What has not changed keeps its rounding."""
    check_can_open(by)
    held = Cube.objects.select_for_update().filter(pk=cube_id, is_current=True).first()
    if held is None:
        raise NotFound(_("There are no such figures, or they were counted again meanwhile."))
    if not reason.strip():
        raise DomainError(_("Write why the quarter is counted again."), field="reason")
    held.is_current = False
    held.save(update_fields=["is_current"])
    quarter = quarter_of(held.valid_from)
    return _count(
        register_named(held.register), quarter, earlier=held, revision=held.revision + 1, reason=reason.strip(),
        by=by, at=at,
    )  # fmt: skip


def _count(
    kind: Register, quarter: Quarter, *, earlier: Cube | None, revision: int, reason: str, by: Actor, at: datetime
) -> Cube:
    shape = Shape.of(persons.levels(quarter))
    counts, key = _spread(shape, persons.count(kind.code, quarter)), crypto.secret_for("statistics")
    is_same_shape = earlier is not None and shape_of(earlier) == shape
    before = _counted(earlier) if earlier is not None and is_same_shape else None
    cube_id = new_id()
    cube = Cube.objects.create(
        id=cube_id,
        register=kind.code,
        definition_version=kind.version,
        valid_from=quarter.since,
        valid_until=quarter.until,
        revision=revision,
        base=BASE,
        algorithm=ALGORITHM,
        key_id=key_id(key),
        levels=dict(zip(shape.dimensions, shape.levels, strict=True)),
        cells=rounded(shape, counts, base=BASE, key=key, before=before).tolist(),
        sealed_counts=crypto.seal(
            json.dumps(counts.tolist()), section=SECTION, table=TABLE, column=COLUMN, row_id=cube_id
        ),
        reason=reason,
        frozen_at=at,
        frozen_by_id=by.post_id,
    )
    audit.record(
        "statistics.cube.frozen", by=by, at=at, subject_id=cube.pk,
        details={"register": kind.code, "quarter": quarter.code, "revision": revision},
    )  # fmt: skip
    return cube


@transaction.atomic
def choose_threshold(register: str, *, fewest: int, reason: str, by: Actor, at: datetime) -> Threshold:
    """From how many persons on a number may be open, from now on. What is open already keeps the threshold it had."""
    check_can_open(by)
    kind = register_named(register)
    if fewest < FLOOR:
        raise DomainError(
            _("Nothing below %(floor)s is ever opened: that is the floor of this installation.") % {"floor": FLOOR},
            field="fewest",
        )
    if kind.takes_higher and fewest < FEWEST:
        raise DomainError(
            _("This register tells of need or health. It is not opened below %(fewest)s.") % {"fewest": FEWEST},
            field="fewest",
        )
    if not reason.strip():
        raise DomainError(_("Write why this threshold is right."), field="reason")
    chosen = Threshold.objects.create(
        register=register, fewest=fewest, reason=reason.strip(), chosen_at=at, chosen_by_id=by.own_post_id
    )
    audit.record(
        "statistics.threshold.chosen", by=by, at=at, subject_id=chosen.pk,
        details={"register": register, "fewest": fewest},
    )  # fmt: skip
    return chosen


@transaction.atomic
def publish(cube_id: UUID, *, by: Actor, at: datetime) -> Release:
    """Open a cube to everybody, small numbers hidden with as few others as needed. Refused with the reason."""
    check_can_open(by)
    cube = Cube.objects.select_for_update().filter(pk=cube_id).first()
    if cube is None:
        raise NotFound(_("There are no such figures."))
    _check_newest(cube)
    kind, chosen = REGISTERS[cube.register], threshold_of(cube.register, at=at)
    fewest = chosen.fewest if chosen else FEWEST
    hidden = _hidden(cube, kind, fewest)
    release = Release.objects.create(
        cube=cube, dimensions=list(kind.opened), hidden=hidden.tolist(), fewest=fewest, threshold=chosen,
        opened_at=at, opened_by_id=by.own_post_id,
    )  # fmt: skip
    audit.record("statistics.cube.opened", by=by, at=at, subject_id=cube.pk, details={"fewest": fewest})
    return release


def _check_newest(cube: Cube) -> None:
    if not cube.is_current:
        raise DomainError(_("The quarter has been counted again since. Open the newest revision."))
    if Release.objects.filter(cube=cube).exists():
        raise DomainError(_("These figures are open already. Opened twice they could be compared."))


def _hidden(cube: Cube, kind: Register, fewest: int) -> Mask:
    """Judged on the true counts. Raises DomainError when nothing would be left to read."""
    shape, now = _opened_part(cube, kind)
    if now.counts.sum() < fewest:
        raise DomainError(
            _("There are fewer than %(fewest)s persons in all. Nothing of it can be opened.") % {"fewest": fewest}
        )
    try:
        hidden = opened(
            Margins.of(shape), now, base=cube.base, fewest=fewest, population=_population(cube, kind),
            earlier=_released_before(cube, kind, shape),
        )  # fmt: skip
    except CannotCompute as trouble:
        raise DomainError(
            _(
                "A hidden number could be worked out from what is open already. Nothing more of this quarter can be opened."
            )
        ) from trouble
    if hidden[0]:
        raise DomainError(
            _("Even the sum of all would give somebody away: too few are counted, or nearly all of a small group.")
        )
    return hidden


def _population(cube: Cube, kind: Register) -> Indices | None:
    """Those among whom the persons are counted, where the register says so."""
    if not kind.within:
        return None
    around = _current(REGISTERS[kind.within], quarter_of(cube.valid_from))
    if around is None or around.levels != cube.levels:
        raise DomainError(_("Those among whom these are counted are not frozen for the quarter. Freeze them first."))
    return _opened_part(around, kind)[1].counts


def _released_before(cube: Cube, kind: Register, shape: Shape) -> tuple[Counted, Mask] | None:
    """The newest earlier release of the same quarter: what it showed cannot be taken back."""
    quarter = Cube.objects.filter(register=cube.register, valid_from=cube.valid_from, release__isnull=False)
    before = quarter.exclude(pk=cube.pk).order_by("-revision").select_related("release").first()
    if before is None:
        return None
    own_shape, counted = _opened_part(before, kind)
    if own_shape != shape:
        raise DomainError(_("The quarter is open with other districts already. It cannot be opened in another way."))
    return counted, np.array(before.release.hidden)


def _opened_part(cube: Cube, kind: Register) -> tuple[Shape, Counted]:
    """The cube over the dimensions that are opened."""
    shape, counted = shape_of(cube), _counted(cube)
    fewer, counts = collapse(shape, kind.opened, counted.counts)
    return fewer, Counted(counts, collapse(shape, kind.opened, counted.rounded)[1])


def _current(kind: Register, quarter: Quarter) -> Cube | None:
    return Cube.objects.filter(register=kind.code, valid_from=quarter.since, is_current=True).first()


def _counted(cube: Cube) -> Counted:
    true = json.loads(crypto.unseal(bytes(cube.sealed_counts), table=TABLE, column=COLUMN, row_id=cube.pk))
    return Counted(np.array(true, np.int64), np.array(cube.cells, np.int64))


def _spread(shape: Shape, found: persons.Cells) -> Indices:
    """Counts laid out over all cells. Whatever has no place in the cube is a fault of ours and raises KeyError."""
    place = {key: number for number, key in enumerate(shape.keys)}
    counts = np.zeros(shape.size, np.int64)
    for key, count in found.items():
        counts[place[key]] = count
    return counts
