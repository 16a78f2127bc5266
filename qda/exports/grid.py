"""A matrix as rows of cells, and as plain text for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qda.exports import notes
from qda.exports.blocks import blocks, fit, lines
from qda.exports.cells import Cell
from qda.exports.notes import one_line

if TYPE_CHECKING:
    from qda.analysis.cells import Cells
    from qda.analysis.matrix import Matrix

TOTAL: Final = "total"
_LONGEST_HEADING: Final = 12


def grid(matrix: Matrix, of: str = "of") -> list[list[Cell]]:
    """The matrix as rows: `code,<columns in order>,total` and under it every code.

    `of` is the word in “4 of 9”.
    """
    rows: list[list[Cell]] = [["code", *matrix.columns, TOTAL]]
    for row, code in enumerate(matrix.rows):
        cells = (matrix.cells.shown(row, column, of) for column in range(len(matrix.columns)))
        rows.append([code.id, *cells, matrix.total.shown(row, 0, of)])
    return rows


def matrix_table(matrix: Matrix, width: int = 80) -> str:
    """The matrix as plain text, with its provenance under it.

    Cases are shown with their base, as 9 of 17. Where the columns do not fit into the width they
    go on in further blocks; long headings become numbers, explained below.
    """
    rows = [[f"{'  ' * code.depth}{code.id}" for code in matrix.rows]]
    rows += [_column(matrix, matrix.cells, column) for column in range(len(matrix.columns))]
    rows.append(_column(matrix, matrix.total, 0))
    headings = [one_line(heading) for heading in matrix.columns]
    legend: list[str] = []
    if max(map(len, headings), default=0) > _LONGEST_HEADING:
        legend = [f"{at:>4}  {heading}" for at, heading in enumerate(headings, 1)]
        headings = [str(at) for at in range(1, len(headings) + 1)]
    headings.append(TOTAL if matrix.total_is_sum else f"{TOTAL}*")
    columns = [[heading, *column] for heading, column in zip(headings, rows[1:], strict=True)]
    label = fit(["code", *rows[0]])
    shown = ["\n".join(lines(label, block)) for block in blocks(columns, width - len(label[0]))]
    star = [] if matrix.total_is_sum else ["* not the sum of its row"]
    parts = ["\n\n".join(shown), "\n".join(legend), "\n".join(star)]
    return "\n\n".join([*filter(None, parts), notes.text(notes.of_matrix(matrix))])


def _column(matrix: Matrix, cells: Cells, column: int) -> list[str]:
    return [cells.text(row, column) for row in range(len(matrix.rows))]
