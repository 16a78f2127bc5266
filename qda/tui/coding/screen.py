"""The coding screen: the transcript in the middle, the codebook beside it, one line of status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container

from qda.tui import words
from qda.tui.coding.base import SAY_UNSAVED_AFTER_S
from qda.tui.coding.differing import DifferingJumps
from qda.tui.coding.edges import Edges
from qda.tui.coding.moving import Moving
from qda.tui.coding.noting import Noting
from qda.tui.coding.past import Remembering
from qda.tui.coding.reports import Reports
from qda.tui.coding.revisiting import Revisiting
from qda.tui.coding.searching import Searching
from qda.tui.coding.sticky import Sticky
from qda.tui.coding.tagging import Tagging
from qda.tui.coding.viewing import Viewing
from qda.tui.sequences import SequencePanel
from qda.tui.style import BREAKPOINTS
from qda.tui.transcript import messages
from qda.tui.transcript.view import TranscriptView
from qda.tui.widgets.bars import KeyBar, PinBar, StatusLine
from qda.tui.widgets.codebook import CodebookPane
from qda.tui.widgets.here import HerePane

if TYPE_CHECKING:
    pass


class CodingScreen(
    Edges,
    Sticky,
    Remembering,
    Searching,
    Revisiting,
    DifferingJumps,
    Reports,
    Moving,
    Tagging,
    Noting,
    Viewing,
):
    """Where a coder spends the month: reads, tags, and never waits."""

    DEFAULT_CLASSES = "coding"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    def compose(self) -> ComposeResult:
        """The frame; it stands before the project is open."""
        with Container(id="desk"):
            yield CodebookPane()
            yield TranscriptView(id="transcript")
            yield HerePane()
        yield PinBar()
        yield StatusLine()
        yield KeyBar(self.actions)
        yield SequencePanel()

    def on_mount(self) -> None:
        """Read first: the keys belong to the transcript."""
        self.view.border_title = words.OPENING
        self.view.focus()
        self.set_interval(SAY_UNSAVED_AFTER_S, self._look_at_unsaved)

    @on(TranscriptView.ReviewedClicked)
    def _box_clicked(self, event: messages.ReviewedClicked) -> None:
        target = self._target()
        if target is not None:
            on_now = event.segment not in self.view.page.reviewed
            self._review(target.document, [event.segment], reviewed=on_now)

    @on(TranscriptView.SpanClicked)
    def _stripe_clicked(self, event: messages.SpanClicked) -> None:
        self.view.choose_span(event.span.id)
        self._show_here()

    @on(TranscriptView.PickRequested)
    def _right_click(self, event: messages.PickRequested) -> None:
        selection = self.view.selection
        if selection is None or not selection[0] <= event.offset < selection[1]:
            self.view.go_to_offset(event.offset)
        self.action_pick()

    @on(CodebookPane.Focused)
    def _code_in_focus(self, event: CodebookPane.Focused) -> None:
        if self.query_one(CodebookPane).has_focus:
            self.view.focused_code = event.code

    @on(CodebookPane.Chosen)
    def _code_chosen(self, event: CodebookPane.Chosen) -> None:
        target = self._target()
        if target is not None:
            self._apply(event.code, target)
        self.view.focus()
