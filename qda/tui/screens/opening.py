"""The frame of the coding screen, painted before the screen itself is imported."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Static

from qda.tui import words
from qda.tui.style import BREAKPOINTS


class OpeningScreen(Screen[None]):
    """What a coder sees first; keys mean nothing before there is a document."""

    DEFAULT_CLASSES = "coding"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    def compose(self) -> ComposeResult:
        """The places of all that will be there."""
        with Container(id="desk"):
            for name, title in (
                ("codebook", words.CODEBOOK),
                ("transcript", words.OPENING),
                ("here", words.HERE),
            ):
                part = Static(id=name)
                part.border_title = title
                yield part
        yield Static(id="status")
        yield Static(id="keys")
