"""A table as it will be written, shown before it is: letter by letter, or as it will be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size

from qda.errors import QdaError
from qda.exports import notes
from qda.exports.formats.registry import BARE, FORMATS, sheet_bytes
from qda.exports.formats.style import PLAIN, Style
from qda.exports.formats.text import reading_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qda.exports.sheet import Sheet

_TEXTS: Final = (*BARE, "md", "tex", "json")
"""The formats that are shown letter by letter."""
_MOST_LINES: Final = 400
_WIDEST: Final = 40
"""So many lines are shown, and so many cells of a column."""


def preview(sheet: Sheet, kind: str, style: Style = PLAIN) -> str:
    """What will be in the file; for csv and tsv also in the one beside it.

    Raises:
        QdaError: The format does not exist, or cannot hold the table.
    """
    if kind in _TEXTS:
        lines = sheet_bytes(sheet, kind, style).decode("utf-8").splitlines()
    elif kind in FORMATS:
        lines = list(_reading(sheet, style))
    else:
        raise QdaError(f"“{kind}” is no format of a table; use {', '.join(FORMATS)}.")
    rest = len(lines) - _MOST_LINES
    shown = [*lines[:_MOST_LINES], *([f"… and {rest} lines more"] if rest > 0 else [])]
    if kind in BARE:
        shown += ["", *notes.text(sheet.notes).splitlines()]
    return "\n".join(shown)


def _reading(sheet: Sheet, style: Style) -> Iterator[str]:
    """Title, table and provenance, as they stand on the page."""
    yield from (sheet.title, "")
    head, rows = reading_rows(sheet, style)
    names = len(head) - (len(sheet.head) - sheet.names)
    indented = [
        ["  " * sheet.depth(number) + first, *rest] for number, (first, *rest) in enumerate(rows)
    ]
    table = [[notes.one_line(cell) for cell in head]]
    table += [[_line(cell) for cell in row] for row in indented]
    widths = [min(_WIDEST, max(map(cell_len, column))) for column in zip(*table, strict=True)]
    yield from (_aligned(row, widths, names) for row in table)
    yield from ("", *notes.text(sheet.notes).splitlines())


def _line(cell: str) -> str:
    indent = len(cell) - len(cell.lstrip(" "))
    return " " * indent + notes.one_line(cell)


def _aligned(cells: Sequence[str], widths: Sequence[int], names: int) -> str:
    """Cells side by side, those too long with a sign that more is there; figures to the right."""
    parts = []
    for at, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        if cell_len(cell) > width:
            cell = set_cell_size(cell, width - 1) + "…"
        space = " " * (width - cell_len(cell))
        parts.append(cell + space if at < names else space + cell)
    return "  ".join(parts).rstrip()
