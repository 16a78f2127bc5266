"""json and parquet: the table with where it comes from, for programs."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, Final

from qda.analysis.cells import AT_LEAST

if TYPE_CHECKING:
    from qda.exports.cells import Cell
    from qda.exports.formats.style import Style
    from qda.exports.sheet import Sheet

STATE: Final = " (state)"
"""Behind the heading of a column of figures: the column that says why a figure is missing."""


def as_json(sheet: Sheet, style: Style) -> bytes:
    """The table as one object: title, columns, rows, provenance; figures as numbers."""
    del style  # names and numbers are those of programs
    whole = {
        "title": sheet.title,
        "columns": sheet.head,
        "rows": sheet.rows,
        **{one.name.lower(): one.rows for one in sheet.more},
        "provenance": dict(sheet.notes),
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def as_parquet(sheet: Sheet, style: Style) -> bytes:
    """The table as parquet, its provenance as metadata of the file.

    Figures are numbers. Where some cell of a column is none, it is null there, and a second
    column with ` (state)` in its heading holds –, n.a., or ≥3 beside the 3 it is at least.
    """
    del style
    import polars

    columns: dict[str, Any] = {}
    for at, heading in enumerate(sheet.head):
        cells = [row[at] for row in sheet.rows]
        if at < sheet.names:
            columns[heading] = [str(cell) for cell in cells]
        else:
            columns |= _figures(heading, cells)
    frame = polars.DataFrame(columns, strict=False)
    file = io.BytesIO()
    said = {"title": sheet.title, **dict(sheet.notes)}
    frame.write_parquet(file, metadata=said)
    return file.getvalue()


def _figures(heading: str, cells: list[Cell]) -> dict[str, list[Cell | None]]:
    numbers = [_number(cell) for cell in cells]
    found: dict[str, list[Cell | None]] = {heading: list(numbers)}
    if any(isinstance(cell, str) for cell in cells):
        found[heading + STATE] = [cell if isinstance(cell, str) else None for cell in cells]
    return found


def _number(cell: Cell) -> int | float | None:
    """The number a cell holds; that of one which is at least so much, too."""
    if not isinstance(cell, str):
        return cell
    written = cell.removeprefix(AT_LEAST)
    if written == cell or " " in written:
        return None
    return float(written) if "." in written else int(written)
