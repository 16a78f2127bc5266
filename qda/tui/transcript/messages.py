"""What the transcript widget tells its screen: one class an intent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.geometry import Offset
    from textual.widget import Widget

    from qda.tui.transcript.sheet import Span


class TranscriptMessage(Message):
    """Any message of the widget; `control` is the widget."""

    def __init__(self, view: Widget):
        super().__init__()
        self.view = view

    @property
    def control(self) -> Widget:
        """The widget that sent it."""
        return self.view


class CursorMoved(TranscriptMessage, namespace="transcript_view"):
    """The cursor is at another offset, or another document is shown."""

    def __init__(self, view: Widget, offset: int, segment: int):
        super().__init__(view)
        self.offset = offset
        self.segment = segment


class SelectionChanged(TranscriptMessage, namespace="transcript_view"):
    """Another stretch is selected, or none."""

    def __init__(self, view: Widget, selection: tuple[int, int] | None):
        super().__init__(view)
        self.selection = selection


class ReviewedClicked(TranscriptMessage, namespace="transcript_view"):
    """The reviewed mark of a segment was clicked."""

    def __init__(self, view: Widget, segment: int):
        super().__init__(view)
        self.segment = segment


class SpanClicked(TranscriptMessage, namespace="transcript_view"):
    """A coding's stripe was clicked."""

    def __init__(self, view: Widget, span: Span):
        super().__init__(view)
        self.span = span


class EdgeDragged(TranscriptMessage, namespace="transcript_view"):
    """The end of a coding's stripe was dragged to another word; nothing has changed yet."""

    def __init__(self, view: Widget, span: Span, start: int, end: int):
        super().__init__(view)
        self.span = span
        self.start = start
        self.end = end


class PickRequested(TranscriptMessage, namespace="transcript_view"):
    """The right button was pressed: the coder asks for the code picker.

    Attributes:
        offset: The offset pointed at.
        at: The cell on the screen, for a picker that opens there.
    """

    def __init__(self, view: Widget, offset: int, at: Offset):
        super().__init__(view)
        self.offset = offset
        self.at = at
