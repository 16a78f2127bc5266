"""The transcript widget: the coder reads, points and selects here; the screen does the rest.

It binds no keys. The screen's actions call its methods, and its messages say what was pointed at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.tui.transcript import messages
from qda.tui.transcript.motion import number_of_unreviewed
from qda.tui.transcript.pointer import Pointer
from qda.tui.transcript.selection import Selection, moved_edge
from qda.tui.transcript.surface import TranscriptSurface

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual import events

    from qda.tui.transcript.page import State
    from qda.tui.transcript.sheet import Sheet, Span
    from qda.tui.transcript.units import Unit


class TranscriptView(TranscriptSurface, can_focus=True):
    """A transcript with its codings, one cursor and at most one selection."""

    CursorMoved = messages.CursorMoved
    SelectionChanged = messages.SelectionChanged
    ReviewedClicked = messages.ReviewedClicked
    SpanClicked = messages.SpanClicked
    EdgeDragged = messages.EdgeDragged
    PickRequested = messages.PickRequested

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  # Textual's own word
        classes: str | None = None,
    ):
        super().__init__(name=name, id=id, classes=classes)
        self._pointer = Pointer(self)

    # The document

    @property
    def sheet(self) -> Sheet:
        """The document shown."""
        return self.page.sheet

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
        """Show one-cell signs (memo, flag, quotable) at segments, and no others."""
        before, self.page.marks = self.page.marks, dict(marks)
        self._repaint_segments(
            number for number in before | self.page.marks if before.get(number) != marks.get(number)
        )

    def set_hits(self, hits: Sequence[tuple[int, int]]) -> None:
        """Show what a search found: stretches in order that do not overlap."""
        self.page.hits = list(hits)
        self._repaint_all()

    def set_cuts(self, cuts: Sequence[tuple[int, int]]) -> None:
        """Show these stretches as not quoted."""
        if list(cuts) != self.page.cuts:
            self.page.cuts = list(cuts)
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

    # Keys and mouse come to this

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

    def _repaint_segments(self, numbers: Iterable[int]) -> None:
        rows = (self.page.rows_of_segment(n)[:1] for n in numbers if self._has(n))
        self._repaint(rows)

    def _has(self, number: int) -> bool:
        return 1 <= number <= len(self.sheet.segments)

    def _go_to_unreviewed(self, step: int) -> bool:
        page = self.page
        number = number_of_unreviewed(self.sheet, page.reviewed, page.number, step)
        if number is not None:
            self.go_to_segment(number)
        return number is not None

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
