"""The painted side of the transcript widget: rows to strips, layout, scrolling, repainting.

One row of the widget is one row of its page. Only rows that a change concerns are painted
again, so that a key takes as long in a long interview as in a short one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar

from qda.tui.transcript.drawing import draw
from qda.tui.transcript.looks import Looks
from qda.tui.transcript.page import Page
from qda.tui.transcript.style import CSS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual import events
    from textual.strip import Strip

STRIPS: Final = 256
"""Rows kept as drawn: some screens full, few enough to be no burden to the collector."""

MARGIN: Final = 3
"""Rows kept in sight above and below the cursor's segment."""


class TranscriptSurface(ScrollView, inherit_bindings=False):
    """A page on the screen: it paints and scrolls, and knows nothing of keys."""

    ALLOW_SELECT = False
    DEFAULT_CSS = CSS
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "transcript--aside",
        "transcript--bar",
        "transcript--chosen",
        "transcript--coded",
        "transcript--current",
        "transcript--current-number",
        "transcript--cursor",
        "transcript--failed",
        "transcript--failed-stripe",
        "transcript--focused",
        "transcript--cut",
        "transcript--hit",
        "transcript--interviewer",
        "transcript--mark",
        "transcript--more",
        "transcript--number",
        "transcript--pending",
        "transcript--reviewed",
        "transcript--selected",
        "transcript--speaker",
        "transcript--stripe",
        "transcript--unreviewed",
    }

    def __init__(self, *, name: str | None, id: str | None, classes: str | None):  # noqa: A002
        super().__init__(name=name, id=id, classes=classes)
        self.page = Page()
        self._looks = Looks(self)
        self._strips: LRUCache[int, Strip] = LRUCache(STRIPS)
        self._top: int | None = None
        self._laid_out: Size | None = None

    @property
    def room(self) -> Size:
        """The cells that rows are drawn in: all but the scrollbar."""
        return self.scrollable_content_region.size

    def render_line(self, y: int) -> Strip:
        """Draw the row at a line of the screen, or take it from those drawn."""
        row = y + self.scroll_offset.y
        strip = self._strips.get(row)
        if strip is None:
            strip = draw(self.page, self._looks, row, self.room.width)
            self._strips[row] = strip
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows as drawn, straight from memory; what frames them is styled as in any widget.

        A row is drawn with its whole style. Textual's own way would style each again whenever it
        is scrolled to another line, which took longer than all else that a key causes.
        """
        frame = self.styles.gutter
        rows = range(
            max(crop.y, frame.top), min(crop.bottom, self.outer_size.height - frame.bottom)
        )
        if frame.left or frame.right or self.opacity != 1.0 or not rows:
            return super().render_lines(crop)
        above = Region(crop.x, crop.y, crop.width, rows.start - crop.y)
        below = Region(crop.x, rows.stop, crop.width, crop.bottom - rows.stop)
        drawn = [self.render_line(y - frame.top) for y in rows]
        return [
            *(super().render_lines(above) if above.height else ()),
            *self._finished(drawn, crop),
            *(super().render_lines(below) if below.height else ()),
        ]

    def _finished(self, strips: list[Strip], crop: Region) -> Iterator[Strip]:
        """Strips as they leave for the terminal; each itself remembers what became of it."""
        width, ground, plain = self.outer_size.width, self.background_colors[1], self._looks.plain
        filters = self.get_line_filters()
        for strip in strips:
            finished = strip.adjust_cell_length(width, plain)
            for line_filter in filters:
                finished = finished.apply_filter(line_filter, ground)
            yield finished.crop(crop.x, crop.right)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scroll; in a long text the bar beside it moves by less than it can show, mostly."""
        if not self.show_vertical_scrollbar or round(old_value) == round(new_value):
            return
        bar, size = self.vertical_scrollbar, self.outer_size.height
        bar.set_reactive(ScrollBar.position, new_value)
        steps = 8 * size / max(1, self.virtual_size.height)
        if int(old_value * steps) != int(new_value * steps):
            bar.refresh()
        self.refresh(self.size.region)

    def notify_style_update(self) -> None:
        """Forget what was drawn: the theme, the focus or a style has changed."""
        super().notify_style_update()
        self._looks.clear()
        self._strips.clear()

    def on_resize(self) -> None:
        """Lay the text out for the new width; the same text stays at the top."""
        self._lay_out(follow=self._cursor_in_sight())

    def on_focus(self, event: events.Focus) -> None:
        """Put the terminal's own cursor at ours."""
        self._place_terminal_cursor()

    def _watch_scroll_y(self) -> None:
        if self._laid_out == self.room:
            self._remember_top()
        self._place_terminal_cursor()

    def _remember_top(self) -> None:
        row = min(self.scroll_offset.y, len(self.page.rows) - 1)
        self._top = self.page.rows.starts[row]

    def _lay_out(self, *, follow: bool = False) -> None:
        """Bring rows, scrollbar and place in line with the size, the sheet and the margin.

        The row that was at the top stays there, unless that would take out of sight a cursor
        that is to be followed.
        """
        if self.room.width:
            self.page.fit(self.room.width, with_stripes=self.page.with_stripes)
        self._laid_out = None
        self._strips.clear()
        self.virtual_size = Size(self.room.width, len(self.page.rows))
        if self._top is not None:
            self._scroll_to_row(self._row_at_top(self._top))
        self._laid_out = self.room
        if self._top is None or (follow and not self._cursor_in_sight()):
            self._reveal()
        if self._top is None and self.room.height:
            self._remember_top()
        self._repaint_all()

    def _row_at_top(self, offset: int) -> int:
        """The row of an offset, or the heading above if a turn begins there."""
        row = self.page.rows.row_of(offset)
        opens = row > 0 and self.page.rows.starts[row - 1] == offset
        return row - opens

    def _repaint(self, changed: Iterable[range]) -> None:
        top = self.scroll_offset.y
        screen = range(top, top + self.room.height)
        for rows in changed:
            if len(rows) > self._strips.maxsize:
                self._strips.clear()
            else:
                for row in rows:
                    self._strips.discard(row)
            first, last = max(rows.start, screen.start), min(rows.stop, screen.stop)
            if first < last:
                self.refresh_lines(first, last - first)

    def _repaint_all(self) -> None:
        self._strips.clear()
        self.refresh(Region(0, 0, *self.room))

    # Scrolling

    def _reveal(self) -> None:
        """Scroll as little as keeps the cursor's segment in sight; after a leap, to a third."""
        height = self.room.height
        if not height:
            self._top = None
            return
        row = self.page.rows.row_of(self.page.cursor)
        segment = self.page.rows_of_segment(self.page.number)
        first, last = segment[0], segment[-1]
        if len(segment) + 2 * MARGIN > height:
            first = last = row
        top = self.scroll_offset.y
        margin = min(MARGIN, (height - 1) // 4)
        low, high = last + margin - height + 1, first - margin
        if not top - height < row < top + 2 * height:
            self._scroll_to_row(first - height // 3)
        elif not low <= top <= high:
            self._scroll_to_row(min(max(top, low), high))

    def _scroll_to_row(self, row: int) -> None:
        self.scroll_target_y = self.scroll_y = max(0, row)

    def _cursor_in_sight(self) -> bool:
        top = self.scroll_offset.y
        row = self.page.rows.row_of(self.page.cursor)
        return top <= row < top + self.room.height

    def _place_terminal_cursor(self) -> None:
        """For magnifiers and input methods, which follow the terminal's own cursor."""
        if not (self.is_attached and self.has_focus):
            return
        place = self.page.rows.place(self.page.cursor)
        x = self.page.columns.text + place.cell
        y = place.row - self.scroll_offset.y
        if 0 <= y < self.room.height:
            self.app.cursor_position = self.content_region.offset + Offset(x, y)
