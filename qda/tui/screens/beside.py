"""The frame of the screens beside the transcript: they read through the keeper, and act as it does.

Such a screen stays as it was left: it is kept when the coder goes to the text, and reads again
what it shows whenever it comes back or something has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from qda.coding.changes import Change, Redo, Undo
from qda.tui import words
from qda.tui.reports import ChangedElsewhere, Report, Saved, Waiting
from qda.tui.screens.keyed import KeyedScreen
from qda.tui.sequences import SequencePanel
from qda.tui.style import BREAKPOINTS
from qda.tui.widgets.bars import KeyBar, StatusLine
from qda.tui.widgets.table import Motion, Table

if TYPE_CHECKING:
    from qda.project.store import Project
    from qda.tui.coding.screen import CodingScreen

T = TypeVar("T")


class BesideScreen(KeyedScreen):
    """A screen beside the transcript. What it shows, subclasses say."""

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    DEFAULT_CSS = """
    BesideScreen { layers: base above; }
    BesideScreen > #head {
        height: 1; padding: 0 1; background: $foreground 9%; text-style: bold;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    BesideScreen > #body { height: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """A head, the body, what is to be said, the keys."""
        yield Static(id="head", markup=False)
        with Container(id="body"):
            yield from self.compose_body()
        yield StatusLine()
        yield KeyBar(self.actions)
        yield SequencePanel()

    def compose_body(self) -> ComposeResult:
        """What the screen is made of."""
        raise NotImplementedError

    def renew(self) -> None:
        """Read again what is shown: `ask`, and show the answer."""
        raise NotImplementedError

    @property
    def home(self) -> CodingScreen:
        """The coding screen, which has the document at hand and all that is not yet on disk."""
        return self.qda.coding

    @property
    def coder(self) -> str:
        """Who works here."""
        return self.qda.coder

    def on_screen_resume(self) -> None:
        """Show how things stand now."""
        self.renew()

    def take_report(self, report: Report) -> None:
        """Keep up with what was saved, here or elsewhere."""
        match report:
            case Saved() | ChangedElsewhere():
                self._status.show_trouble("")
                self.renew()
            case Waiting():
                self._status.show_trouble(words.not_saved(report.unsaved, report.sentence))
            case _:
                pass

    def keep(self) -> None:
        """Keep what is being written here, as the screen may be left."""

    def on_screen_suspend(self) -> None:
        """Lose nothing that is being written."""
        self.keep()

    def ask(self, read: Callable[[Project], T], then: Callable[[T], object]) -> None:
        """Read from the project on the keeper's thread, after all acts made so far.

        Args:
            read: Reads; it runs on another thread, so it must touch no widget.
            then: Takes the answer, unless the screen has been left for good.
        """

        def take(answer: T) -> None:
            if self.is_attached:
                then(answer)

        self.qda.keeper.ask(read, take)

    def perform(self, *changes: Change) -> None:
        """Do changes as one act; `renew` follows once they are on disk."""
        self.home.perform(*changes)

    def go_to(self, document: int, place: int) -> None:
        """Leave for a place in the text."""
        self.qda.go_to(document, place)

    def head(self, content: Content) -> None:
        """Say on the first line what is shown."""
        self.query_one("#head", Static).update(content)

    def say(self, sentence: str) -> None:
        """Say something on the line at the foot."""
        self._status.show_place(self.keyed(sentence))

    @property
    def _status(self) -> StatusLine:
        return self.query_one(StatusLine)

    def action_back(self) -> None:
        """Go back to the text."""
        self.qda.show("")

    def action_undo(self) -> None:
        """Take back the last act, whatever it was."""
        self.perform(Undo())

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self.perform(Redo())

    def action_list_past(self) -> None:
        """List the last acts."""
        self.home.action_list_past()

    def action_move_row(self, motion: Motion) -> None:
        """Move in the list that has the keys, else in the first."""
        focused = self.focused
        table = focused if isinstance(focused, Table) else self.query(Table).first()
        table.move(motion)
