"""csv and tsv: the table alone, for programs and spreadsheets."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from qda.exports.cells import csv_bytes

if TYPE_CHECKING:
    from qda.exports.formats.style import Style
    from qda.exports.sheet import Sheet


def as_csv(sheet: Sheet, style: Style) -> bytes:
    """The table as csv: numbers that are not whole have three decimals.

    With a decimal comma the cells are separated by semicolons, as spreadsheets set to such a
    language expect it; `qda.cells.read_table` reads both.
    """
    return _delimited(sheet, style, ";" if style.language.decimal == "," else ",")


def as_tsv(sheet: Sheet, style: Style) -> bytes:
    """The table with tabs between the cells."""
    return _delimited(sheet, style, "\t")


def _delimited(sheet: Sheet, style: Style, separator: str) -> bytes:
    # Rows of a matrix are told by the code's id, which is the same in every language.
    leave = 1 if sheet.depths else None
    rows = (
        [cell for at, cell in enumerate(row) if at != leave] for row in (sheet.head, *sheet.rows)
    )
    data = csv_bytes(rows, separator, style.language.decimal)
    return codecs.BOM_UTF8 + data if style.bom else data
