"""`round-table`: the one gate out for counts of persons. Rounded once, summed ever after, hidden where that is not enough."""

import sys
from typing import Any

from rodtrad.insight.analyses.answer import Findings
from rodtrad.insight.analyses.methods.round_table_columns import MOST_CELLS, read_columns, read_key, spread
from rodtrad.insight.analyses.methods.round_table_history import Earlier, read_earlier
from rodtrad.insight.analyses.registry import Request
from rodtrad.insight.statistics.rules.cube import By, Margins, Shape
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.hiding import Limits, Release, primary_codes
from rodtrad.insight.statistics.rules.protection import protect
from rodtrad.insight.statistics.rules.quantiles import Indices
from rodtrad.insight.statistics.rules.rounding import ALGORITHM, round_cube


def run(request: Request) -> Findings:
    """Round, decide what is hidden on all margins, and lay out the tables asked for."""
    options = request.options
    key = read_key(options["key_file"])
    columns, counts, population = read_columns(request.table)
    earlier = read_earlier(options, columns, key)
    shape = Shape.of({name: [*cells, *(earlier.levels(name) if earlier else ())] for name, cells in columns.items()})
    if shape.size > MOST_CELLS:
        raise CannotCompute("TOO_MANY_CELLS", found=shape.size, highest=MOST_CELLS)
    cube = spread(shape, columns, counts)
    people = None if population is None else spread(shape, columns, population)
    release = _release(request, shape, cube, people, key, earlier)
    findings = Findings(rows=shape.size)
    findings.result = {
        "base": options["base"],
        "dimensions": list(shape.dimensions),
        "algorithm": ALGORITHM,
        "tables": [_table(release, by) for by in _asked(options["publish"], shape)],
    }
    return findings


def _release(
    request: Request, shape: Shape, cube: Indices, people: Indices | None, key: bytes, earlier: Earlier | None
) -> Release:
    options, margins = request.options, Margins.of(shape)
    before = earlier.placed(margins, options["base"]) if earlier else None
    kept = None if before is None else (before.unchanged(cube), before.release.rounded)
    rounded = round_cube(shape, cube, base=options["base"], key=key, kept=kept)
    limits = Limits(options["hide_count"], options["hide_complement"], options["hide_population"])
    codes = primary_codes(margins, cube, people, limits)
    release = Release(margins, rounded, codes, limits, options["base"], people)
    if before is None:
        protect(release, tell=_tell)
    else:
        protect(release, earlier=before.release, unchanged=before.unchanged(cube), tell=_tell)
    return release


def _asked(publish: str | None, shape: Shape) -> list[By]:
    """The tables asked for; an empty one is the total, and none at all means every margin."""
    if publish is None:
        return shape.all_tables
    asked: dict[By, None] = {}
    for text in str(publish).split(";"):
        names = {name.strip() for name in text.split(",") if name.strip()}
        if not names <= set(shape.dimensions):
            known = ", ".join(shape.dimensions)
            raise CannotCompute("BAD_OPTION", option="--publish", value=text[:40], wanted=known)
        asked[tuple(sorted(names))] = None
    return list(asked)


def _table(release: Release, by: By) -> dict[str, Any]:
    figures, number = release.figures.tolist(), release.margins.number
    cells = []
    for key in release.margins.shape.table(by):
        place = number[by, key]
        code = release.codes[place]
        count = figures[place] if code is None else None
        cells.append(dict(zip(by, key, strict=True)) | {"count": count, "hidden": code})
    return {"by": list(by), "cells": cells}


def _tell(done: int, of: int) -> None:
    """Progress for people at a terminal, and for nobody else."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done}/{of}" + ("\n" if done == of else ""))
