"""A list of rows in columns, for thousands of rows: only those in sight are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from qda.tui.widgets.reversible import reversible

Motion = Literal["down", "up", "page_down", "page_up", "top", "bottom"]

GAP: Final = 2
"""Cells between two columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: Its heading.
        width: In cells; 0 takes a share of what is left.
        right: Whether its cells stand at the right, as numbers do.
        from_width: The width of the table, in cells, from which it is shown.
    """

    title: str
    width: int = 0
    right: bool = False
    from_width: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row; its cells go with the columns. What a user wrote must have been made visible.

    Attributes:
        key: What it stands for, each key once in a table.
        cells: One a column; a single cell goes across the whole row.
        heading: It stands above others and cannot be chosen.
    """

    key: str
    cells: tuple[Content, ...]
    heading: bool = False


class Table(ScrollView, inherit_bindings=False):
    """Rows in columns, one a line, with a cursor and with marks."""

    can_focus = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--title",
        "table--heading",
        "table--row",
        "table--cursor",
        "table--mark",
    }
    DEFAULT_CSS = """
    Table {
        background: $background; color: $foreground; overflow-x: hidden; overflow-y: auto;
        scrollbar-size-vertical: 1; height: 1fr;
        border-top: solid $foreground 25%; border-title-color: $foreground 70%;
        &:focus { border-top: solid $primary; border-title-color: $foreground; }
        .table--title { color: $foreground 60%; }
        .table--heading { text-style: bold; }
        .table--cursor { background: $foreground 9%; }
        .table--mark { color: $text-accent; text-style: bold; }
        &:focus .table--cursor { background: $primary 45%; }
        &:ansi {
            .table--title { color: ansi_default; text-style: dim; }
            .table--cursor { background: ansi_default; text-style: underline; }
        }
        &:ansi:focus .table--cursor { background: ansi_default; text-style: reverse; }
        &:nocolor .table--cursor { text-style: underline; }
        &:nocolor:focus .table--cursor { text-style: reverse; }
    }
    """

    class Highlighted(Message):
        """The cursor is on another row, or on none."""

        def __init__(self, table: Table, row: Row | None):
            super().__init__()
            self.table = table
            self.row = row

        @property
        def control(self) -> Table:
            """The table."""
            return self.table

    class Chosen(Message):
        """A row was clicked a second time."""

        def __init__(self, table: Table, row: Row):
            super().__init__()
            self.table = table
            self.row = row

        @property
        def control(self) -> Table:
            """The table."""
            return self.table

    def __init__(self, *columns: Column, **names: Any):
        super().__init__(**names)
        self.columns = columns
        self.marked: frozenset[str] = frozenset()
        """The keys of the rows that are marked."""
        self._rows: tuple[Row, ...] = ()
        self._at = 0
        self._nothing = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._rows

    @property
    def current(self) -> Row | None:
        """The row under the cursor; None where there is none to choose."""
        if not 0 <= self._at < len(self._rows) or self._rows[self._at].heading:
            return None
        return self._rows[self._at]

    @property
    def titled(self) -> bool:
        """Whether the first line has the columns' titles."""
        return any(column.title for column in self.columns)

    def show(self, rows: Iterable[Row], columns: Sequence[Column] | None = None) -> None:
        """Show rows; the cursor stays on its row, or else at its place."""
        before = self.current.key if self.current else None
        self._rows = tuple(rows)
        if columns is not None:
            self.columns = tuple(columns)
        keys = [row.key for row in self._rows]
        self.marked &= frozenset(keys)
        at = keys.index(before) if before in keys else min(self._at, len(keys) - 1)
        self._at = self._beside_headings(max(0, at), 1)
        self._lay_out()
        self._tell()

    def say_nothing(self, sentence: str) -> None:
        """What stands there as long as there are no rows: why, and what to do."""
        if sentence != self._nothing:
            self._nothing = sentence
            self.refresh()

    def mark(self, keys: Iterable[str]) -> None:
        """Mark these rows, and no others."""
        self.marked = frozenset(keys)
        self.refresh()

    def go_to(self, key: str) -> None:
        """Put the cursor on a row, if it is there."""
        found = next((at for at, row in enumerate(self._rows) if row.key == key), None)
        if found is not None:
            self._go(found, 1)

    def move(self, motion: Motion) -> None:
        """Move the cursor; headings are passed over."""
        page, last = max(1, self._room - 1), len(self._rows) - 1
        to, step = {
            "down": (self._at + 1, 1),
            "up": (self._at - 1, -1),
            "page_down": (self._at + page, 1),
            "page_up": (self._at - page, -1),
            "top": (0, 1),
            "bottom": (last, -1),
        }[motion]
        self._go(min(max(to, 0), last), step)

    def _go(self, to: int, step: int) -> None:
        if not self._rows:
            return
        to = self._beside_headings(to, step)
        if to != self._at:
            self._at = to
            self._tell()
        self._reveal()
        self.refresh()

    def _beside_headings(self, at: int, step: int) -> int:
        """The nearest row that can be chosen, first in the direction of a step."""
        ways = (range(at, len(self._rows)), range(at, -1, -1))
        for way in ways if step > 0 else ways[::-1]:
            for place in way:
                if 0 <= place < len(self._rows) and not self._rows[place].heading:
                    return place
        return at

    def _tell(self) -> None:
        self.post_message(self.Highlighted(self, self.current))

    @property
    def _room(self) -> int:
        """How many rows are in sight at a time."""
        return max(1, self.scrollable_content_region.height - self.titled)

    def _lay_out(self) -> None:
        self.virtual_size = Size(1, len(self._rows) + self.titled)
        self._reveal()
        self.refresh()

    def _reveal(self) -> None:
        """Scroll so that the cursor is in sight, with the heading above the first row."""
        top = round(self.scroll_y)
        if not self._rows:
            return
        above = self._at - 1 if self._at and self._rows[self._at - 1].heading else self._at
        if above < top:
            self.scroll_to(y=above, animate=False, immediate=True)
        elif self._at >= top + self._room:
            self.scroll_to(y=self._at - self._room + 1, animate=False, immediate=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a row; a click on the row under it, or a double click, chooses it."""
        place = event.get_content_offset(self)
        at = -1 if place is None else round(self.scroll_y) + place.y - self.titled
        if not 0 <= at < len(self._rows) or self._rows[at].heading:
            return
        if at == self._at and event.chain > 1:
            self.post_message(self.Chosen(self, self._rows[at]))
        else:
            self._go(at, 1)

    def render_line(self, y: int) -> Strip:
        """Draw a line: the titles, which stay, or a row."""
        width = self.scrollable_content_region.width
        at = round(self.scroll_y) + y - self.titled
        if self.titled and y == 0:
            cells = tuple(Content(column.title) for column in self.columns)
            return self._strip(cells, width, "table--title", " ")
        if not self._rows and at >= 0:
            return self._drawn(self._line_of_nothing(at, width - 2), width, "table--title", " ")
        if not 0 <= at < len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[at]
        name = "table--cursor" if at == self._at and not row.heading else "table--row"
        sign = "●" if row.key in self.marked else " "
        return self._strip(row.cells, width, "table--heading" if row.heading else name, sign)

    def _line_of_nothing(self, at: int, width: int) -> Content:
        lines = Content(self._nothing).wrap(max(1, width)) if self._nothing else []
        return lines[at] if at < len(lines) else Content("")

    def _strip(self, cells: Sequence[Content], width: int, name: str, sign: str) -> Strip:
        if len(cells) == 1 and len(self.columns) > 1:
            line = cells[0].truncate(max(0, width - 2), ellipsis=True)
        else:
            line = self._line(cells, width - 2)
        return self._drawn(line, width, name, sign)

    def _drawn(self, line: Content, width: int, name: str, sign: str) -> Strip:
        style = reversible(self, self.get_visual_style(name), (name,))
        mark = Content.styled(sign, "bold $text-accent")
        line = Content.assemble(mark, " ", line)
        (strip,) = Visual.to_strips(self, line, width, 1, style, pad=True)
        return strip.crop_extend(0, width, style.rich_style)

    def _line(self, cells: Sequence[Content], width: int) -> Content:
        shown = [
            (c, cell) for c, cell in zip(self.columns, cells, strict=True) if width >= c.from_width
        ]
        fixed = sum(column.width for column, _ in shown) + GAP * (len(shown) - 1)
        wide = sum(not column.width for column, _ in shown)
        left = max(0, width - fixed)
        parts: list[Content] = []
        for column, cell in shown:
            room = column.width or left // max(1, wide)
            one_line = cell.split(allow_blank=True)[0] if "\n" in cell.plain else cell
            cut = one_line.truncate(room, ellipsis=True)
            spare = room - cut.cell_length
            parts.append(cut.pad_left(spare) if column.right else cut.pad_right(spare))
        return Content(" " * GAP).join(parts)
