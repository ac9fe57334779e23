"""Reads the key and the columns of `round-table`."""

from pathlib import Path

import numpy as np

from rodtrad.insight.analyses.table import Table
from rodtrad.insight.statistics.rules.cube import Shape
from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.quantiles import Indices
from rodtrad.insight.statistics.rules.rounding import check_key

OTHER_COLUMNS = ("count", "population", "definition")
MOST_CELLS = 200_000
MOST_DIMENSIONS = 8


def read_key(given: object) -> bytes:
    """The secret: bytes, or the name of a file that holds it. It is never repeated anywhere."""
    if given is None:
        raise CannotCompute("OPTION_NEEDED", method="round-table", option="--key-file")
    if isinstance(given, bytes):
        key = given
    else:
        try:
            key = Path(str(given)).read_bytes()
        except OSError as trouble:
            raise CannotCompute("NO_KEY_FILE") from trouble
    check_key(key.strip())
    return key.strip()


def read_columns(table: Table) -> tuple[dict[str, list[str]], list[int], list[int] | None]:
    """The dimensions, whole counts, and the population where it is given."""
    counts = table.whole("count", lowest=0)
    names = [name for name in table.columns if name not in OTHER_COLUMNS]
    if len(names) > MOST_DIMENSIONS:
        raise CannotCompute("TOO_MANY_DIMENSIONS", found=len(names), highest=MOST_DIMENSIONS)
    columns = {name: table.labels(name) for name in names}
    if names:
        table.once(*names)
    elif len(table) > 1:
        raise CannotCompute("LINES_WANTED", wanted=1, found=len(table))
    population = table.whole("population", lowest=0) if table.has("population") else None
    for row, (count, people) in enumerate(zip(counts, population or (), strict=False)):
        if count > people:
            value = table.columns["count"][row]
            raise CannotCompute("MORE_THAN", line=table.lines[row], column="count", value=value, other="population")
    return columns, counts, population


def spread(shape: Shape, columns: dict[str, list[str]], values: list[int]) -> Indices:
    """Values laid out over all finest cells; what is not there is a true zero."""
    if not shape.dimensions:
        return np.array(values[:1], np.int64)
    parts = []
    for name, levels in zip(shape.dimensions, shape.levels, strict=True):
        place = {level: number for number, level in enumerate(levels)}
        parts.append([place[cell] for cell in columns[name]])
    cube = np.zeros(shape.size, np.int64)
    cube[np.ravel_multi_index(parts, [len(levels) for levels in shape.levels])] = values
    return cube
