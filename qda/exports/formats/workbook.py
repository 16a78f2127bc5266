"""xlsx: a workbook, the same bytes every time, nothing in it that runs."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from qda.errors import QdaError
from qda.exports.book import Book
from qda.exports.heat import shade_colour
from qda.exports.sheet import CODE

if TYPE_CHECKING:
    from qda.exports.formats.style import Style
    from qda.exports.sheet import Sheet

_MOST_COLUMNS: Final = 16_384
_DEEPEST: Final = 7
_NAME_WIDTH: Final = 28
_TEXT_WIDTH: Final = 24
_LONG_TEXT: Final = 60
_LONG: Final = 80
_LEAST: Final = 9
_LINE: Final = 15
_HIGHEST: Final = 409
"""A line and the highest row there can be, in points."""


def as_xlsx(sheet: Sheet, style: Style) -> bytes:
    """The table, where it comes from, and its further tables, each on a sheet.

    Cells are shaded by their share, headings stay in view, sub-codes fold under their parent.
    Text that looks like a formula is marked as text in Excel's own way. The file says it was
    made at the time of the last change that its figures rest on.

    Raises:
        QdaError: There are more columns than a sheet holds.
    """
    if len(sheet.head) > _MOST_COLUMNS:
        raise QdaError(
            f"The matrix has {len(sheet.head):,} columns, more than a sheet of xlsx holds; "
            "write it as csv."
        )
    book = Book(sheet.changed)
    _table(book, sheet, style)
    if sheet.notes:
        book.provenance(sheet.notes, style.language.say("Provenance"))
    for one in sheet.more:
        _table(book, one, style)
    return book.close()


def _table(book: Book, sheet: Sheet, style: Style) -> None:
    page = book.file.add_worksheet(sheet.name)
    page.freeze_panes(1, sheet.names if sheet.names < len(sheet.head) else 1)
    page.outline_settings(True, False, False, False)
    _for_print(page)
    for column in range(len(sheet.head)):
        said = sheet.heading(column, style.language)
        page.set_column(column, column, _width(sheet, column, said))
        book.write(page, 0, column, said, bold=True, text_wrap=True, valign="top", bottom=1)
    for row, cells in enumerate(sheet.rows):
        depth = min(sheet.depth(row), _DEEPEST)
        if sheet.depths:
            page.set_row(row + 1, None, None, {"level": depth})
        if sheet.prose:
            page.set_row(row + 1, _height(sheet, row, style))
        for column, cell in enumerate(cells):
            book.write(page, row + 1, column, cell, **_look(sheet, row, column))


def _width(sheet: Sheet, column: int, heading: str) -> float:
    if column < sheet.names and sheet.depths:
        return _NAME_WIDTH
    cells = (row[column] for row in sheet.rows)
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    if longest > _LONG:
        return _LONG_TEXT
    return min(max(_LEAST, 1.2 * len(heading), longest), _TEXT_WIDTH)


def _height(sheet: Sheet, row: int, style: Style) -> float:
    """How high a row of prose is: not every program works this out when it opens the file."""
    lines = 1
    for column, cell in enumerate(sheet.rows[row]):
        room = int(_width(sheet, column, sheet.heading(column, style.language)))
        own = sum(len(wrap(line, room)) or 1 for line in str(cell).split("\n"))
        lines = max(lines, own)
    return min(_LINE * lines, _HIGHEST)


def _for_print(page: Any) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _look(sheet: Sheet, row: int, column: int) -> dict[str, Any]:
    if column < sheet.names:
        if sheet.head[0] == CODE and sheet.depths:
            return {"indent": sheet.depth(row)}
        return {"text_wrap": True, "valign": "top"}
    decimals = (
        "0.0%" if sheet.percent else ("0.0" if isinstance(sheet.rows[row][column], float) else "0")
    )
    look: dict[str, Any] = {"num_format": decimals, "align": "right"}
    share = sheet.shade(row, column)
    if share:
        shade = shade_colour(share)
        look |= {"bg_color": shade.hex, "font_color": "#ffffff" if shade.dark else "#000000"}
    return look
