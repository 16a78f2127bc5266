"""Keys in turn, as `g g` or `] u`: Textual knows single keys only, so this small mixin waits."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message_pump import MessagePump
from textual.timer import Timer
from textual.widgets import Static

from qda.tui import words
from qda.tui.actions.action import Action, sequences
from qda.tui.keys import show_key

PANEL_AFTER_S: Final = 0.4
"""How long a first key stands alone before a panel says what may follow."""
GAP: Final = 3
"""Cells between two columns of the panel."""

Known = Mapping[tuple[str, ...], Action]
"""Actions by the keys, in turn, that ask for them."""


class SequencePanel(Static):
    """What may follow the keys pressed so far."""

    DEFAULT_CSS = """
    SequencePanel {
        dock: bottom; height: auto; width: 100%; padding: 0 1;
        background: $panel; color: $foreground; border-top: solid $primary; display: none;
        border-title-color: $foreground;
        layer: above;
    }
    """

    def __init__(self) -> None:
        super().__init__(id="sequence-panel", markup=False)
        self._lines: tuple[tuple[str, str], ...] = ()

    def offer(self, pressed: tuple[str, ...], following: Known) -> None:
        """Show the keys that lead on, with what they do, and no notice over them."""
        self.app.clear_notifications()
        self.border_title = words.sequence_begun(show_key(" ".join(pressed)))
        self._lines = tuple(
            (show_key(" ".join(keys[len(pressed) :])), action.words)
            for keys, action in following.items()
        )
        self.refresh(layout=True)
        self.display = True

    def render(self) -> RenderResult:
        """As many columns as fit, read from top to bottom; never over two thirds of the screen."""
        width = max((cell_len(keys) for keys, _ in self._lines), default=0)
        cells = [
            Content.assemble((set_cell_size(keys, width), "bold $text-accent"), f"  {words}")
            for keys, words in self._lines
        ]
        column = max((cell.cell_length for cell in cells), default=0) + GAP
        room, high = self.app.size.width - 2, self.app.size.height * 2 // 3
        columns = max(1, (room + GAP) // column, -(-len(cells) // high))
        rows = -(-len(cells) // columns)
        column = min(column, (room + GAP) // columns)
        cut = [
            cell.truncate(column - GAP, ellipsis=True).pad_right(
                column - min(cell.cell_length, column - GAP)
            )
            for cell in cells
        ]
        return Content("\n").join(Content("").join(cut[row::rows]) for row in range(rows))


class Sequences(MessagePump):
    """A screen that understands keys in turn.

    The first key of a sequence is no binding, so it reaches `on_key`; from then on every key
    belongs to the sequence until one is found, none can follow, or escape is pressed.
    """

    actions: tuple[Action, ...]
    _pressed: tuple[str, ...] = ()
    _panel_timer: Timer | None = None

    @cached_property
    def _sequences(self) -> Known:
        return sequences(self.actions)

    def on_key(self, event: events.Key) -> None:
        """Take the keys of a sequence; let all others pass."""
        pressed = (*self._pressed, event.key)
        following = {k: a for k, a in self._sequences.items() if k[: len(pressed)] == pressed}
        if not self._pressed and not following:
            return
        event.stop()
        if action := following.get(pressed):
            self._end_sequence()
            self.run_sequence(action)
        elif following:
            self._go_on(pressed, following)
        else:
            self._end_sequence()
            if event.key != "escape":
                self.miss_sequence(words.no_sequence(show_key(" ".join(pressed))))

    def run_sequence(self, action: Action) -> None:
        """Do what a whole sequence asks for."""
        raise NotImplementedError

    def miss_sequence(self, sentence: str) -> None:
        """Say that the keys pressed mean nothing."""
        raise NotImplementedError

    @property
    def sequence_panel(self) -> SequencePanel:
        """The panel of what may follow."""
        raise NotImplementedError

    def _go_on(self, pressed: tuple[str, ...], following: Known) -> None:
        self._pressed = pressed
        if self._panel_timer is not None:
            self._panel_timer.stop()
        self._panel_timer = self.set_timer(
            PANEL_AFTER_S, lambda: self.sequence_panel.offer(pressed, following)
        )

    def _end_sequence(self) -> None:
        self._pressed = ()
        if self._panel_timer is not None:
            self._panel_timer.stop()
            self._panel_timer = None
        self.sequence_panel.display = False
