"""Keys in turn, as `g g` or `] u`: Textual knows single keys only, so this small mixin waits."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message_pump import MessagePump
from textual.timer import Timer
from textual.widgets import Static

from qda.tui.actions import Action, sequences, show_key

PANEL_AFTER_S: Final = 0.4
"""How long a first key stands alone before a panel says what may follow."""


class SequencePanel(Static):
    """What may follow the keys pressed so far."""

    DEFAULT_CSS = """
    SequencePanel {
        dock: bottom; height: auto; width: auto; max-width: 100%; padding: 0 1;
        background: $panel; color: $foreground; border-top: solid $primary; display: none;
        layer: above;
    }
    """

    def __init__(self) -> None:
        super().__init__(id="sequence-panel", markup=False)
        self._lines: tuple[tuple[str, str], ...] = ()

    def offer(self, following: dict[tuple[str, ...], Action]) -> None:
        """Show the keys that lead on, with what they do."""
        self._lines = tuple(
            (show_key(key), action.words)
            for action in following.values()
            for key in action.keys
            if " " in key and tuple(key.split())
        )
        self.refresh(layout=True)
        self.display = True

    def render(self) -> RenderResult:
        """One line a sequence."""
        width = max((len(keys) for keys, _ in self._lines), default=0)
        parts = (f"{keys:<{width}}  {words}" for keys, words in self._lines)
        return Content("\n".join(parts))


class Sequences(MessagePump):
    """A screen that understands keys in turn.

    The first key of a sequence is no binding, so it reaches `on_key`; from then on every key
    belongs to the sequence until one is found, none can follow, or escape is pressed.
    """

    _pressed: tuple[str, ...] = ()
    _panel_timer: Timer | None = None

    def on_key(self, event: events.Key) -> None:
        """Take the keys of a sequence; let all others pass."""
        if self._pressed and event.key == "escape":
            event.stop()
            self._end_sequence()
            return
        pressed = (*self._pressed, event.key)
        known = sequences()
        following = {keys: a for keys, a in known.items() if keys[: len(pressed)] == pressed}
        if not following:
            if self._pressed:
                event.stop()
                self._end_sequence()
            return
        event.stop()
        action = following.get(pressed)
        if action is None:
            self._go_on(pressed, following)
        else:
            self._end_sequence()
            self.run_sequence(action)

    def run_sequence(self, action: Action) -> None:
        """Do what a whole sequence asks for."""
        raise NotImplementedError

    @property
    def sequence_panel(self) -> SequencePanel:
        """The panel of what may follow."""
        raise NotImplementedError

    def _go_on(self, pressed: tuple[str, ...], following: dict[tuple[str, ...], Action]) -> None:
        self._pressed = pressed
        if self._panel_timer is not None:
            self._panel_timer.stop()
        self._panel_timer = self.set_timer(
            PANEL_AFTER_S, lambda: self.sequence_panel.offer(following)
        )

    def _end_sequence(self) -> None:
        self._pressed = ()
        if self._panel_timer is not None:
            self._panel_timer.stop()
            self._panel_timer = None
        self.sequence_panel.display = False
