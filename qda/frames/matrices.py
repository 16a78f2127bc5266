"""A matrix as a frame: as wide as it is printed, or with one row a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from qda.analysis.cells import State
from qda.frames.columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from qda.analysis.cells import Cells
    from qda.analysis.matrix import Matrix
    from qda.analysis.relation import Bools

TOTAL: Final = "total"


def wide(matrix: Matrix) -> list[Column]:
    """A row a code, a column for each of the matrix, last the total.

    Figures are numbers, None where they are – or n.a.; `tidy` tells which of them may still grow,
    as not all was read. Where cells are shown as “4 of 9” or as
    percentages, they are texts as people read them.
    """
    rows = matrix.rows
    named = [
        Column("code", "text", [row.id for row in rows]),
        Column("label", "text", [row.label for row in rows]),
    ]
    shown = [
        _figures(heading, matrix.cells, column) for column, heading in enumerate(matrix.columns)
    ]
    return [*named, *shown, _figures(TOTAL, matrix.total, 0)]


def _figures(heading: str, cells: Cells, column: int) -> Column:
    if cells.show != "number":
        rows = range(len(cells.states))
        return Column(heading, "text", [cells.text(row, column) for row in rows])
    known = (cells.states[:, column] <= State.NOUGHT).tolist()
    values = cells.values[:, column].tolist()
    figures = [value if there else None for value, there in zip(values, known, strict=True)]
    return Column(heading, "number" if cells.values.dtype.kind == "f" else "whole", figures)


def tidy(matrix: Matrix) -> list[Column]:
    """A row a cell, the totals among them.

    Columns: code, label, column (or column_1 and column_2 where two are crossed), value, count,
    of, asked, share and state: `number`, `partly` (a number, but not all was read, so that
    there may be more), `nought` (read, not found), `unread` or `outside`.
    """
    columns = len(matrix.columns)
    every = [*matrix.headings, (TOTAL,) * max(map(len, matrix.headings), default=1)]
    known = _both(matrix, "states").ravel() <= State.NOUGHT
    codes = [row for row in matrix.rows for _ in range(columns + 1)]
    return [
        Column("code", "text", [row.id for row in codes]),
        Column("label", "text", [row.label for row in codes]),
        *_headings(every, len(matrix.rows)),
        *(_figure(matrix, name, known) for name in ("values", "counts", "of", "asked", "shares")),
        Column("state", "text", [State(one).name.lower() for one in _both(matrix, "states").flat]),
    ]


def _headings(headings: list[tuple[str, ...]], rows: int) -> Iterator[Column]:
    parts = len(headings[0])
    for part in range(parts):
        name = "column" if parts == 1 else f"column_{part + 1}"
        yield Column(name, "text", [heading[part] for heading in headings] * rows)


_NAMES: Final = {"values": "value", "counts": "count", "shares": "share"}


def _figure(matrix: Matrix, name: str, known: Bools) -> Column:
    array = _both(matrix, name).ravel().astype(float)
    there = (known | (name in ("of", "asked"))) & ~np.isnan(array)
    whole = bool((array[there] == np.floor(array[there])).all()) and name != "shares"
    values = [
        (int(value) if whole else value) if is_there else None
        for value, is_there in zip(array.tolist(), there.tolist(), strict=True)
    ]
    return Column(_NAMES.get(name, name), "whole" if whole else "number", values)


def _both(matrix: Matrix, name: str) -> NDArray[Any]:
    """An array of the cells with that of the totals to its right; NaN where there is none."""
    blocks = [getattr(cells, name) for cells in (matrix.cells, matrix.total)]
    shapes = [cells.states.shape for cells in (matrix.cells, matrix.total)]
    return np.hstack(
        [
            np.full(shape, np.nan) if block is None else block
            for block, shape in zip(blocks, shapes, strict=True)
        ]
    )
