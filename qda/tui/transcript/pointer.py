"""The mouse on the transcript: clicks, drags that snap to words, stripes and the gutter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from textual.geometry import Offset

from qda.tui.transcript.messages import EdgeDragged, PickRequested, ReviewedClicked, SpanClicked
from qda.tui.transcript.selection import Selection
from qda.tui.transcript.units import extent

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Offset

    from qda.tui.transcript.page import Page
    from qda.tui.transcript.sheet import Span
    from qda.tui.transcript.units import Unit
    from qda.tui.transcript.view import TranscriptView

LEFT: Final = 1
RIGHT: Final = 3

_UNIT_OF_CHAIN: Final[dict[int, Unit]] = {2: "word", 3: "sentence", 4: "segment"}


@dataclass(frozen=True, slots=True)
class _Edge:
    """A stripe's end in the coder's hand."""

    span: Span
    edge: str

    def moved_to(self, page: Page, offset: int) -> Span:
        """The coding with this end at the word at an offset; never emptied or turned round."""
        start, end = extent(page.sheet, "word", offset)
        if self.edge == "start":
            return replace(self.span, start=min(start, self.span.end - 1))
        return replace(self.span, end=max(end, self.span.start + 1))


class Pointer:
    """What the mouse does to one transcript widget."""

    def __init__(self, view: TranscriptView):
        self._view = view
        self._anchor: int | None = None
        self._edge: _Edge | None = None

    def down(self, event: events.MouseDown) -> None:
        """Begin: a drag of the selection or of a stripe's end; the right button asks to pick."""
        at = _inside(self._view, event)
        if event.button == RIGHT:
            self._ask(event, self._offset(at))
        elif event.button == LEFT and (zone := self._view.page.columns.zone(at.x)) == "text":
            self._begin(self._offset(at), extend=event.shift)
        elif event.button == LEFT and zone == "stripes":
            self._grasp(at)

    def moved(self, event: events.MouseMove) -> None:
        """Drag on, and scroll where the mouse leaves the widget above or below."""
        if self._anchor is None and self._edge is None:
            return
        at = _inside(self._view, event)
        if not 0 <= at.y < self._view.room.height:
            self._view.scroll_relative(y=1 if at.y > 0 else -1, animate=False)
        offset = self._offset(at)
        if self._edge:
            self._view.put_span(self._edge.moved_to(self._view.page, offset))
        elif self._anchor is not None and (offset != self._anchor or self._view.selection):
            self._view.set_selection(Selection(self._anchor, offset), scroll=False)

    def up(self) -> None:
        """End a drag."""
        if self._edge:
            self._let_go(self._edge)
        self._anchor = self._edge = None
        self._view.release_mouse()

    def click(self, event: events.Click) -> None:
        """A click on the gutter, or the second, third or fourth on the text."""
        at = _inside(self._view, event)
        zone = self._view.page.columns.zone(at.x)
        offset = self._offset(at)
        if event.button != LEFT:
            return
        if zone == "box" and (number := self._number(at)):
            self._view.post_message(ReviewedClicked(self._view, number))
        elif zone == "gutter":
            self._view.go_to_offset(offset, scroll=False)
        elif zone == "text" and (unit := _UNIT_OF_CHAIN.get(event.chain)):
            self._view.set_selection(Selection(offset, offset, unit), scroll=False)

    def _offset(self, at: Offset) -> int:
        page = self._view.page
        row = max(0, min(self._view.scroll_offset.y + at.y, len(page.rows) - 1))
        if page.rows.is_heading(row):
            row += 1
        return page.rows.offset_at(row, at.x - page.columns.text)

    def _number(self, at: Offset) -> int:
        rows = self._view.page.rows
        row = self._view.scroll_offset.y + at.y
        shown = 0 <= row < len(rows) and not rows.is_heading(row)
        return min(rows.number(row), len(self._view.sheet.segments)) if shown else 0

    def _begin(self, offset: int, *, extend: bool) -> None:
        view = self._view
        if extend:
            here = view.page.selection or Selection(view.page.cursor, view.page.cursor)
            self._anchor = here.anchor
            unit = "word" if here.unit == "exact" else here.unit
            view.set_selection(replace(here, head=offset, unit=unit), scroll=False)
        else:
            self._anchor = offset
            view.go_to_offset(offset, scroll=False)
        view.capture_mouse()

    def _ask(self, event: events.MouseDown, offset: int) -> None:
        selected = self._view.selection
        if not (selected and selected[0] <= offset < selected[1]):
            self._view.go_to_offset(offset, scroll=False)
        self._view.post_message(PickRequested(self._view, offset, event.screen_offset))

    def _grasp(self, at: Offset) -> None:
        """Choose the coding of a stripe, and take hold of its end if it was pressed there."""
        page = self._view.page
        row = self._view.scroll_offset.y + at.y
        lane = page.columns.lane(at.x)
        stripe = next((s for s in page.stripes.at(row) if s.lane == lane), None)
        if stripe is None or lane >= page.columns.lanes:
            return
        self._view.choose_span(stripe.span.id)
        self._view.post_message(SpanClicked(self._view, stripe.span))
        if row in (stripe.first, stripe.last):
            self._edge = _Edge(stripe.span, "end" if row == stripe.last else "start")
            self._view.capture_mouse()

    def _let_go(self, held: _Edge) -> None:
        """Put the stripe back and tell what it was dragged to: the screen decides."""
        shown = self._view.page.stripes.get(held.span.id)
        if shown is None or shown.span == held.span:
            return
        new = shown.span
        self._view.put_span(held.span)
        self._view.post_message(EdgeDragged(self._view, held.span, new.start, new.end))


def _inside(view: TranscriptView, event: events.MouseEvent) -> Offset:
    """The cell of the content that an event is at; outside of it while the mouse is captured."""
    return event.screen_offset - view.content_region.offset
