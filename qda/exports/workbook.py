"""A matrix as an xlsx workbook: the same bytes every time, nothing in it that runs."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from qda.analysis.matrix import DASH
from qda.cells import RISKY
from qda.errors import QdaError
from qda.exports import notes
from qda.exports.cells import Cell
from qda.exports.grid import TOTAL
from qda.text import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.analysis.matrix import Cells, Matrix

_MOST_COLUMNS: Final = 16_384
_DEEPEST: Final = 7
_LONG_AGO: Final = datetime(1980, 1, 1)  # without a zone, as xlsx has none


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
    book.provenance()
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


class _Book:
    """One workbook being written; the sheets share its formats."""

    def __init__(self, matrix: Matrix):
        import xlsxwriter

        self.matrix = matrix
        self.bytes = io.BytesIO()
        self.file = xlsxwriter.Workbook(
            self.bytes,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        changed = matrix.provenance.source.last_change
        created = changed.astimezone(UTC).replace(tzinfo=None) if changed else _LONG_AGO
        self.file.set_properties({"created": created})
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def close(self) -> bytes:
        self.file.close()
        return self.bytes.getvalue()

    def format(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.file.add_format(properties)
        return self.formats[key]

    def write(self, sheet: Any, row: int, column: int, cell: Cell, **properties: Any) -> None:
        """Write a number as a number, text as text."""
        if not isinstance(cell, str):
            sheet.write_number(row, column, cell, self.format(**properties))
            return
        if cell.startswith(RISKY):
            properties["quote_prefix"] = True
        sheet.write_string(row, column, visible(cell), self.format(**properties))

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

    def provenance(self) -> None:
        """A sheet that says where the figures come from and how to read them."""
        sheet = self.file.add_worksheet("Provenance")
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 90)
        for row, (heading, said) in enumerate(notes.of_matrix(self.matrix)):
            self.write(sheet, row, 0, heading, bold=True, valign="top")
            self.write(sheet, row, 1, said, text_wrap=True)
