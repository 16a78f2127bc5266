"""The lines at the foot of the coding screen: pinned codes, and where the coder is, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from qda.tui.looks import CodeLook, shortened

SHORTEST_NAME: Final = 8
"""Cells below which a label is not readable, and the code's letters stand for it."""


class Pin(Widget):
    """One pinned code with its digit; a click is the digit."""

    class Pressed(Message):
        """The pinned code was clicked."""

        def __init__(self, digit: int):
            super().__init__()
            self.digit = digit

    def __init__(self, look: CodeLook):
        super().__init__()
        self._look = look

    def render(self) -> Content:
        """The digit, then as much of the label as there is room for."""
        room = self.size.width - 3
        name = shortened(self._look.name, room) if room >= SHORTEST_NAME else self._look.letters
        return Content.assemble((str(self._look.pin), f"bold {self._look.colour}"), f" {name}")

    def on_click(self) -> None:
        """Put the code on or off."""
        if self._look.pin is not None:
            self.post_message(self.Pressed(self._look.pin))


class PinBar(Widget):
    """The pinned codes, 1 to 9 and 0."""

    def show_codes(self, looks: Iterable[CodeLook]) -> None:
        """Show the codes that have a digit."""
        pinned = [look for look in looks if look.pin is not None and not look.retired]
        pinned.sort(key=lambda look: look.pin or 10)
        self.remove_children()
        self.mount_all(Pin(look) for look in pinned)
        self.display = bool(pinned)


class StatusLine(Static):
    """One line in words: segment, document, codes here, and what is not yet on disk."""

    def __init__(self) -> None:
        super().__init__(id="status", markup=False)
        self._place = ""
        self._trouble = ""
        self._mode = ""

    def show_place(self, words: str) -> None:
        """Say where the coder is."""
        if words != self._place:
            self._place = words
            self._show()

    def show_trouble(self, words: str) -> None:
        """Say what is not saved and why; '' when all is well."""
        if words != self._trouble:
            self._trouble = words
            self._show()

    def show_mode(self, words: str) -> None:
        """Say in which mode the keys are, if not in reading."""
        if words != self._mode:
            self._mode = words
            self._show()

    def _show(self) -> None:
        parts: list[str | tuple[str, str]] = []
        if self._trouble:
            parts.append((f" {self._trouble} ", "bold $text-error on $error-muted"))
            parts.append(" ")
        if self._mode:
            parts.append((f" {self._mode} ", "bold reverse"))
            parts.append(" ")
        self.update(Content.assemble(*parts, self._place), layout=False)
