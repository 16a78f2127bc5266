"""The lines at the foot of the coding screen: pinned codes, where the coder is, the keys."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from itertools import accumulate
from typing import Final

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from qda.tui.actions.action import Action
from qda.tui.keys import show_key
from qda.tui.looks import CodeLook, shortened

SHORTEST_NAME: Final = 8
"""Cells below which a label is not readable, and the code's letters stand for it."""

STAY: Final = (
    "code.pick",
    "review.next",
    "history.undo",
    "app.help",
    "app.quit",
    "screen.back",
    "names.finish",
    "names.leave",
    "edge.keep",
    "edge.leave",
    "framework.keep",
)
"""The actions that a narrow screen names, too."""

Cell = tuple[Content, str]
"""What stands there, and the screen's action that a click on it calls."""


class ClickLine(Widget):
    """A row of cells that can be clicked; one widget, because each costs time at every key."""

    def cells(self) -> list[Cell]:
        """The cells from left to right, each with the space after it."""
        raise NotImplementedError

    def render(self) -> Content:
        """All cells side by side."""
        return Content.assemble(*(content for content, _ in self.cells()))

    async def on_click(self, event: events.Click) -> None:
        """Do what the cell under the mouse is for."""
        cells = self.cells()
        ends = list(accumulate(content.cell_length for content, _ in cells))
        place = bisect_right(ends, event.x - self.gutter.left)
        if place < len(cells):
            await self.run_action(f"screen.{cells[place][1]}")


class PinBar(ClickLine):
    """The pinned codes, 1 to 9 and 0."""

    def __init__(self) -> None:
        super().__init__(id="pins")
        self._pinned: list[CodeLook] = []

    def show_codes(self, looks: Iterable[CodeLook]) -> None:
        """Show the codes that have a digit."""
        pinned = [look for look in looks if look.pin is not None and not look.retired]
        self._pinned = sorted(pinned, key=lambda look: look.pin or 10)
        self.display = bool(pinned)
        self.refresh()

    def cells(self) -> list[Cell]:
        """A digit and as much of its label as there is room for."""
        width = min(22, self.size.width // max(1, len(self._pinned)))
        return [(_pin(look, width), f"pin({look.pin})") for look in self._pinned]


def _pin(look: CodeLook, width: int) -> Content:
    name = shortened(look.name, width - 3) if width - 3 >= SHORTEST_NAME else look.letters
    digit = Content.styled(str(look.pin), f"bold {look.colour}")
    return Content.assemble(digit, f" {name}").pad_right(
        max(1, width - 2 - Content(name).cell_length)
    )


class KeyBar(ClickLine):
    """The keys most needed, as they are in force."""

    def __init__(self, actions: Iterable[Action]) -> None:
        super().__init__(id="keys")
        self._all = [action for action in actions if action.short and action.first_key]
        self._only: frozenset[str] = frozenset()
        self._typing = False

    def show_only(self, ids: Collection[str] = (), *, typing: bool = False) -> None:
        """Name the keys of a mode, or of a part of the screen.

        Args:
            ids: The actions that can be asked for now; none are those of reading.
            typing: Letters are written down, so only other keys ask for something.
        """
        if (self._only, self._typing) != (frozenset(ids), typing):
            self._only, self._typing = frozenset(ids), typing
            self.refresh()

    def _key(self, action: Action) -> str:
        return action.key_while_typing if self._typing else action.first_key

    def cells(self) -> list[Cell]:
        """A key and what it does; where not all fit, those in need stay."""
        named = (a for a in self._all if (a.id in self._only if self._only else not a.mode))
        shown = [action for action in named if self._key(action)]
        while self._width(shown) > self.size.width and (
            spare := [action for action in shown if action.id not in STAY]
        ):
            shown.remove(spare[-1])
        return [
            (
                Content.assemble(
                    (show_key(self._key(a)), "bold $footer-key-foreground"), f" {a.short}  "
                ),
                a.call,
            )
            for a in shown
        ]

    def _width(self, actions: Iterable[Action]) -> int:
        """The cells needed; after the last there is no gap."""
        return sum(cell_len(show_key(self._key(a))) + cell_len(a.short) + 3 for a in actions) - 2


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
