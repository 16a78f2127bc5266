"""A matrix as an xlsx workbook: the same bytes every time, nothing in it that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from qda.analysis.matrix import DASH
from qda.errors import QdaError
from qda.exports import notes
from qda.exports.book import Book
from qda.exports.cells import Cell
from qda.exports.grid import TOTAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.analysis.matrix import Cells, Matrix

_MOST_COLUMNS: Final = 16_384
_DEEPEST: Final = 7


def matrix_xlsx(matrix: Matrix) -> bytes:
    """The matrix as a workbook.

    Sheets: the matrix, its provenance, and where the unit has them the shares and (for cases)
    how many were asked. Text that looks like a formula is marked as text in Excel's own way.
    The file says it was made at the time of the last change that its figures rest on.

    Raises:
        QdaError: There are more columns than a sheet holds.
    """
    if len(matrix.columns) + 3 > _MOST_COLUMNS:
        raise QdaError(
            f"The matrix has {len(matrix.columns):,} columns, more than a sheet of xlsx holds; "
            "write it as csv."
        )
    book = _Book(matrix)
    book.table("Matrix", lambda cells, row, column: cells.shown(row, column))
    book.provenance(notes.of_matrix(matrix))
    if matrix.cells.shares is not None:
        book.table("Shares", _share, "0.0%")
    if matrix.unit == "cases":
        book.table("Asked", lambda cells, row, column: int(cells.asked[row, column]))
    return book.close()


def _share(cells: Cells, row: int, column: int) -> Cell:
    assert cells.shares is not None
    share = float(cells.shares[row, column])
    shown = cells.shown(row, column)
    if np.isnan(share):
        return shown if isinstance(shown, str) else DASH
    return share


class _Book(Book):
    """The workbook of one matrix."""

    def __init__(self, matrix: Matrix):
        super().__init__(matrix.provenance.source.last_change)
        self.matrix = matrix

    def table(self, name: str, cell: Callable[[Cells, int, int], Cell], number: str = "") -> None:
        """A sheet with a row a code, whose cells one function gives."""
        matrix = self.matrix
        sheet = self.file.add_worksheet(name)
        sheet.freeze_panes(1, 2)
        sheet.outline_settings(True, False, False, False)
        sheet.set_column(0, 1, 28)
        total = TOTAL if matrix.total_is_sum else f"{TOTAL} (not a sum)"
        for column, heading in enumerate(("code", "label", *matrix.columns, total)):
            self.write(sheet, 0, column, heading, bold=True, text_wrap=True, valign="top")
        look = {"num_format": number or ("0.0" if matrix.per_words else "0"), "align": "right"}
        for row, code in enumerate(matrix.rows):
            sheet.set_row(row + 1, None, None, {"level": min(code.depth, _DEEPEST)})
            self.write(sheet, row + 1, 0, code.id, indent=code.depth)
            self.write(sheet, row + 1, 1, code.label, indent=code.depth)
            for column in range(len(matrix.columns)):
                self.write(sheet, row + 1, column + 2, cell(matrix.cells, row, column), **look)
            at = len(matrix.columns) + 2
            self.write(sheet, row + 1, at, cell(matrix.total, row, 0), **look)
