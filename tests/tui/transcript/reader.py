"""The widget alone on a screen, for tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from qda.tui.transcript.sheet import Sheet, Span
from qda.tui.transcript.view import TranscriptView

Build = Callable[[list[tuple[str, list[str]]]], Sheet]


class Reader(App[None]):
    """The widget alone, and what it told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield TranscriptView(id="transcript")

    @property
    def view(self) -> TranscriptView:
        return self.query_one(TranscriptView)

    def tell(self, message: Message) -> None:
        self.told.append(message)

    on_transcript_view_cursor_moved = tell
    on_transcript_view_selection_changed = tell
    on_transcript_view_reviewed_clicked = tell
    on_transcript_view_span_clicked = tell
    on_transcript_view_edge_dragged = tell
    on_transcript_view_pick_requested = tell


@asynccontextmanager
async def reading(
    sheet: Sheet, *spans: Span, size: tuple[int, int] = (80, 24), cursor: int = 0
) -> AsyncIterator[tuple[Reader, Pilot[None]]]:
    app = Reader()
    async with app.run_test(size=size) as pilot:
        app.view.focus()
        app.view.show(sheet, spans, {2}, cursor)
        await pilot.pause()
        app.told.clear()
        yield app, pilot


def screen(view: TranscriptView) -> str:
    lines = (view.render_line(y).text.rstrip() for y in range(view.room.height))
    return "\n".join(lines)


def coded(sheet: Sheet, first: int, last: int, span_id: str = "1", **more: str) -> Span:
    start, end = sheet.segment(first).start, sheet.segment(last).end
    fields = {"code": "omsorg", "letters": "Om", "colour": "#5C90FF", **more}
    return Span(span_id, start, end, **fields)  # type: ignore[arg-type]  # a state among them


def cell_of(view: TranscriptView, offset: int) -> tuple[int, int]:
    """The cell on the screen, relative to the widget, at which an offset is painted."""
    place = view.page.rows.place(offset)
    return view.page.columns.text + place.cell, place.row - view.scroll_offset.y


def in_sight(view: TranscriptView) -> bool:
    return 0 <= cell_of(view, view.page.cursor)[1] < view.room.height
