"""A table whose cells can be stood on; the first column stays, the others go by sideways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.strip import Strip

from qda.tui.widgets.table import GAP, Column, Row, Table

_CELL = "reverse"
"""The cell stood on stands out from its row, without colour too."""


class Grid(Table):
    """Rows and columns with a cell to stand on. Every column has a width of its own."""

    DEFAULT_CSS = """
    Grid:ansi:focus .table--cursor, Grid:nocolor:focus .table--cursor { text-style: underline; }
    """

    class Moved(Message):
        """The cursor is in another column."""

    def __init__(self, *columns: Column, id: str | None = None):  # noqa: A002 (Textual's name)
        super().__init__(*columns, id=id)
        self.column = 0
        """The column stood on."""
        self._first = 1
        """The first column shown of those that go by."""

    def show(self, rows: Iterable[Row], columns: Sequence[Column] | None = None) -> None:
        """Show rows; the cursor stays in its column as long as that is there."""
        title = self.columns[self.column].title if self.column < len(self.columns) else ""
        super().show(rows, columns)
        titles = [column.title for column in self.columns]
        at = titles.index(title) if title in titles else self.column
        self.stand_on(min(at, len(titles) - 1))

    def step(self, step: int) -> None:
        """Go some columns to the right, or to the left."""
        self.stand_on(self.column + step)

    def stand_on(self, column: int) -> None:
        """Go to a column, and bring it in sight."""
        column = min(max(0, column), max(0, len(self.columns) - 1))
        if column != self.column:
            self.column = column
            self.post_message(self.Moved())
        self._bring_in_sight()
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cell in sight."""
        super().on_resize()
        self._bring_in_sight()

    @property
    def shown(self) -> list[int]:
        """The columns in sight: the first, and as many of the others as there is room for."""
        return [0, *self._fitting(self._first)] if self.columns else []

    def _fitting(self, first: int) -> list[int]:
        room = self.scrollable_content_region.width - 2 - (self.columns[0].width if first else 0)
        found: list[int] = []
        for at in range(first, len(self.columns)):
            room -= GAP + self.columns[at].width
            if room < 0 and found:
                break
            found.append(at)
        return found

    def _bring_in_sight(self) -> None:
        if self.column == 0 or self.column < self._first:
            self._first = max(1, min(self._first, self.column) if self.column else 1)
        while self.column not in self.shown and self._first < self.column:
            self._first += 1
        while self._first > 1 and self.shown[-1] == len(self.columns) - 1:
            if self._fitting(self._first - 1)[-1] < len(self.columns) - 1:
                break
            self._first -= 1

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the cell under the mouse."""
        place = event.get_content_offset(self)
        if place is not None:
            edge = 2
            for at in self.shown:
                edge += self.columns[at].width + GAP
                if place.x < edge:
                    self.stand_on(at)
                    break
        super().on_click(event)

    def _strip(self, cells: Sequence[Content], width: int, name: str, sign: str) -> Strip:
        if name in ("table--cursor", "table--title") and len(cells) == len(self.columns):
            style = _CELL if name == "table--cursor" else "bold $foreground"
            cells = [
                self._full(at, Content(cell.plain)).stylize(style) if at == self.column else cell
                for at, cell in enumerate(cells)
            ]
        return super()._strip(cells, width, name, sign)

    def _full(self, at: int, cell: Content) -> Content:
        """A cell as wide as its column, so that an empty one can be seen to be stood on."""
        column = self.columns[at]
        spare = column.width - cell.cell_length
        return cell.pad_left(spare) if column.right else cell.pad_right(spare)

    def _line(self, cells: Sequence[Content], width: int) -> Content:
        parts = []
        for at in self.shown:
            cut = cells[at].truncate(self.columns[at].width, ellipsis=True)
            parts.append(self._full(at, cut))
        return Content(" " * GAP).join(parts).truncate(max(0, width), ellipsis=True)
