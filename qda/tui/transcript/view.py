"""The transcript widget: the coder reads, points and selects here; the screen does the rest.

It binds no keys. The screen's actions call its methods, and its messages say what was pointed
at. One row of the widget is one row of its page: only rows that a change concerns are painted
again, so that a key takes as long in a long interview as in a short one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView

from qda.tui.transcript import messages
from qda.tui.transcript.drawing import draw
from qda.tui.transcript.looks import Looks
from qda.tui.transcript.motion import number_of_unreviewed
from qda.tui.transcript.page import Page, State
from qda.tui.transcript.pointer import Pointer
from qda.tui.transcript.selection import Selection, moved_edge
from qda.tui.transcript.sheet import Sheet, Span
from qda.tui.transcript.style import CSS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual import events
    from textual.strip import Strip

    from qda.tui.transcript.units import Unit

STRIPS: Final = 256
"""Rows kept as drawn: some screens full, few enough to be no burden to the collector."""

MARGIN: Final = 3
"""Rows kept in sight above and below the cursor's segment."""


class TranscriptView(ScrollView, can_focus=True):
    """A transcript with its codings, one cursor and at most one selection."""

    CursorMoved = messages.CursorMoved
    SelectionChanged = messages.SelectionChanged
    ReviewedClicked = messages.ReviewedClicked
    SpanClicked = messages.SpanClicked
    EdgeDragged = messages.EdgeDragged
    PickRequested = messages.PickRequested

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

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  # Textual's own word
        classes: str | None = None,
    ):
        super().__init__(name=name, id=id, classes=classes)
        self.page = Page()
        self._looks = Looks(self)
        self._strips: LRUCache[int, Strip] = LRUCache(STRIPS)
        self._pointer = Pointer(self)
        self._top: int | None = None
        self._laid_out: Size | None = None

    # The document

    @property
    def sheet(self) -> Sheet:
        """The document shown."""
        return self.page.sheet

    @property
    def room(self) -> Size:
        """The cells that rows are drawn in: all but the scrollbar."""
        return self.scrollable_content_region.size

    def show(
        self,
        sheet: Sheet,
        spans: Iterable[Span] = (),
        reviewed: Iterable[int] = (),
        cursor: int = 0,
        top: int | None = None,
    ) -> None:
        """Show a document with its codings, at the place where the coder stopped.

        Args:
            sheet: The document.
            spans: Its codings.
            reviewed: The numbers of the segments reviewed.
            cursor: The offset of the cursor.
            top: An offset on the row to have at the top; by default the cursor's segment is in
                sight.
        """
        self.page.open(sheet, spans, cursor)
        self.page.reviewed = set(reviewed)
        self._top = top
        self._lay_out()
        self._announce(None)

    @property
    def place(self) -> tuple[int, int]:
        """(offset of the cursor, offset at the top): give it to `show` to come back here."""
        return self.page.cursor, self.page.cursor if self._top is None else self._top

    def set_spans(self, spans: Iterable[Span]) -> None:
        """Show these codings and no others."""
        self.page.set_spans(spans)
        self._repaint_all()

    def put_span(self, span: Span) -> None:
        """Show a coding, new or changed."""
        self._repaint(self.page.stripes.put(span))

    def drop_span(self, span_id: str) -> None:
        """Show a coding no more."""
        self._repaint(self.page.stripes.drop(span_id))

    def set_reviewed(self, numbers: Iterable[int]) -> None:
        """Mark these segments as reviewed and no others."""
        numbers = set(numbers)
        changed = numbers ^ self.page.reviewed
        self.page.reviewed = numbers
        self._repaint_segments(changed)

    def mark_reviewed(self, number: int, on: bool = True) -> None:
        """Mark one segment as reviewed, or as not."""
        (self.page.reviewed.add if on else self.page.reviewed.discard)(number)
        self._repaint_segments([number])

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Show one-cell signs (a memo, a flag) at segments, and no others."""
        changed = set(self.page.marks) | set(marks)
        self.page.marks = dict(marks)
        self._repaint_segments(changed)

    def set_hits(self, hits: Sequence[tuple[int, int]]) -> None:
        """Show what a search found: stretches in order that do not overlap."""
        self.page.hits = list(hits)
        self._repaint_all()

    @property
    def stripes_shown(self) -> bool:
        """Whether the margin with the stripes is there."""
        return self.page.with_stripes

    @stripes_shown.setter
    def stripes_shown(self, on: bool) -> None:
        self.page.fit(self.page.width, with_stripes=on)
        self._lay_out(follow=self._cursor_in_sight())

    @property
    def focused_code(self) -> str | None:
        """The code whose codings are coloured in the text."""
        return self.page.focused_code

    @focused_code.setter
    def focused_code(self, code: str | None) -> None:
        if code != self.page.focused_code:
            self.page.focused_code = code
            self._repaint_all()

    # The cursor

    @property
    def current_segment(self) -> int:
        """The number of the segment at the cursor; 0 if the sheet has none."""
        return self.page.number

    @property
    def selection(self) -> tuple[int, int] | None:
        """The stretch selected."""
        return self.page.selected

    def target(self) -> tuple[int, int]:
        """What a verb acts on: the selection, else the current segment."""
        segment = self.sheet.segment(self.page.number)
        return self.page.selected or (segment.start, segment.end)

    def move(self, motion: str, extend: bool = False) -> None:
        """Move the cursor by a motion of `motion.MOTIONS`, the selection with it if `extend`.

        Raises:
            KeyError: No motion of that name.
        """
        before = self.page.state
        self.page.move(motion, max(1, self.room.height), extend=extend)
        self._settle(before)

    def go_to_offset(self, offset: int, *, scroll: bool = True) -> None:
        """Put the cursor at an offset, and drop the selection; `scroll` brings it in sight."""
        before = self.page.state
        self.page.go_to(offset)
        self._settle(before, scroll=scroll)

    def go_to_segment(self, number: int) -> None:
        """Put the cursor at the start of a segment; a number out of range means the nearest."""
        number = max(1, min(number, len(self.sheet.segments)))
        if self.sheet.segments:
            self.go_to_offset(self.sheet.segment(number).start)

    def next_unreviewed(self) -> bool:
        """Go to the next segment not yet reviewed. False if there is none below."""
        return self._go_to_unreviewed(1)

    def previous_unreviewed(self) -> bool:
        """Go to the previous segment not yet reviewed. False if there is none above."""
        return self._go_to_unreviewed(-1)

    def select(self, unit: Unit) -> None:
        """Select the word, sentence, segment or turn at the cursor."""
        self.set_selection(Selection(self.page.cursor, self.page.cursor, unit))

    def select_range(self, start: int, end: int) -> None:
        """Select exactly a stretch and put the cursor at its start."""
        self.set_selection(Selection(end, start, "exact"))

    def select_segments(self, first: int, last: int) -> None:
        """Select whole segments, the cursor in the last one."""
        anchor, head = (self.sheet.segment(number).start for number in (first, last))
        self.set_selection(Selection(anchor, head, "segment"))

    def widen_selection(self) -> None:
        """Widen the selection to the next unit: word, sentence, segment, turn."""
        here = self.page.selection
        at = self.page.cursor
        self.set_selection(here.grown(self.sheet) if here else Selection(at, at))

    def narrow_selection(self) -> None:
        """Narrow the selection to the next smaller unit."""
        if self.page.selection:
            self.set_selection(self.page.selection.shrunk(self.sheet))

    def move_edge(self, edge: str, step: int) -> None:
        """Move the `start` or the `end` of the selection by a word (step 1 or -1)."""
        if selected := self.page.selected:
            start, end = moved_edge(self.sheet, selected, edge, step)
            forward = edge == "end"
            self.set_selection(Selection(*((start, end) if forward else (end, start)), "exact"))

    def clear_selection(self) -> None:
        """Select nothing. The cursor stays."""
        self.set_selection(None)

    def set_selection(self, selection: Selection | None, *, scroll: bool = True) -> None:
        """Take over a selection; the cursor goes to its head, `scroll` brings it in sight."""
        before = self.page.state
        self.page.select(selection)
        self._settle(before, scroll=scroll)

    # The codings at the cursor

    def spans_at(self, offset: int) -> list[Span]:
        """The codings at an offset, the shortest first."""
        return self.page.spans_between(offset, offset + 1)

    def spans_between(self, start: int, end: int) -> list[Span]:
        """The codings that touch a stretch, the shortest first."""
        return self.page.spans_between(start, end)

    @property
    def focused_span(self) -> Span | None:
        """The coding at the cursor that was chosen, else the shortest one there."""
        return self.page.focused_span

    def cycle_overlap(self) -> Span | None:
        """Choose the next of the codings at the cursor. None if there is none."""
        before = self.page.state
        chosen = self.page.cycle()
        self._settle(before)
        return chosen

    def choose_span(self, span_id: str | None) -> None:
        """Choose a coding by its id, or none."""
        before = self.page.state
        self.page.choose(span_id)
        self._settle(before)

    # Painting

    def render_line(self, y: int) -> Strip:
        """Draw the row at a line of the screen, or take it from those drawn."""
        row = y + self.scroll_offset.y
        strip = self._strips.get(row)
        if strip is None:
            strip = draw(self.page, self._looks, row, self.room.width)
            self._strips[row] = strip
        return strip

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

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Hand the mouse to its own module."""
        self._pointer.down(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Hand the mouse to its own module."""
        self._pointer.moved(event)

    def on_mouse_up(self) -> None:
        """Hand the mouse to its own module."""
        self._pointer.up()

    def on_click(self, event: events.Click) -> None:
        """Hand the mouse to its own module."""
        self._pointer.click(event)

    def _watch_scroll_y(self) -> None:
        if self._laid_out == self.room:
            row = min(self.scroll_offset.y, len(self.page.rows) - 1)
            self._top = self.page.rows.starts[row]
        self._place_terminal_cursor()

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
        self._repaint_all()

    def _row_at_top(self, offset: int) -> int:
        """The row of an offset, or the heading above if a turn begins there."""
        row = self.page.rows.row_of(offset)
        opens = row > 0 and self.page.rows.starts[row - 1] == offset
        return row - opens

    def _settle(self, before: State, *, scroll: bool = True) -> None:
        """Paint what a move changed, keep the cursor in sight, tell the screen."""
        after = self.page.state
        if after == before:
            return
        self._repaint(self.page.changed_rows(before, after))
        if scroll and after.cursor != before.cursor:
            self._reveal()
        self._place_terminal_cursor()
        self._announce(before)

    def _announce(self, before: State | None) -> None:
        after = self.page.state
        if before is None or before.cursor != after.cursor:
            self.post_message(messages.CursorMoved(self, after.cursor, after.number))
        if before is None or before.selection != after.selection:
            self.post_message(messages.SelectionChanged(self, after.selection))

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

    def _repaint_segments(self, numbers: Iterable[int]) -> None:
        rows = (self.page.rows_of_segment(n)[:1] for n in numbers if self._has(n))
        self._repaint(rows)

    def _has(self, number: int) -> bool:
        return 1 <= number <= len(self.sheet.segments)

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

    def _go_to_unreviewed(self, step: int) -> bool:
        page = self.page
        number = number_of_unreviewed(self.sheet, page.reviewed, page.number, step)
        if number is not None:
            self.go_to_segment(number)
        return number is not None
