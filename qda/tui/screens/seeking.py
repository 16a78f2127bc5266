"""Choose one of many things, by typing a part of its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qda.text import visible
from qda.tui import words_memos as words
from qda.tui.screens.asking import FRAME, Choice, ChoiceDialog, choice_line, shared_width
from qda.tui.screens.dialog import Dialog

MANY: Final = 12
"""More choices than these are narrowed by typing."""


def choosing(
    title: str, choices: Sequence[Choice], current: str | None = None
) -> ChoiceDialog | SeekDialog:
    """The dialog for so many choices: few are gone through, many are narrowed by typing."""
    dialog = SeekDialog if len(choices) > MANY else ChoiceDialog
    return dialog(title, choices, current)


class SeekDialog(Dialog[str | None]):
    """Choose one of many things; the answer is its key, None where the coder leaves.

    Args:
        title: What is chosen.
        choices: In the order in which they are shown.
        current: The key of what is highlighted to begin with; None for the first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close"),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = f"""SeekDialog {{ {FRAME}
        & OptionList {{ height: auto; max-height: 45vh; border: none; background: $surface; }}
    }}"""

    def __init__(self, title: str, choices: Sequence[Choice], current: str | None = None):
        super().__init__()
        self._title, self._choices, self._current = title, choices, current

    def compose(self) -> ComposeResult:
        """A title, the line, the choices, the keys."""
        with Vertical(classes="asking"):
            yield Static(Content(visible(self._title)), classes="asking-title")
            yield Input(id="seek-input")
            choices = OptionList(id="seek-choices", markup=False)
            choices.can_focus = False
            yield choices
            yield Static(words.SEEK_KEYS, classes="asking-keys")

    def begin(self) -> None:
        """All of them, to begin with."""
        self._narrow("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        """Those that have all the words typed, in their name or beside it."""
        parts = typed.casefold().split()
        left = [
            choice
            for choice in self._choices
            if all(part in f"{choice.name} {choice.beside}".casefold() for part in parts)
        ]
        width = shared_width(left)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(choice_line(one, width), id=f"={one.key}") for one in left)
        keys = [one.key for one in left]
        there = keys.index(self._current) if self._current in keys and not typed else 0
        options.highlighted = there if left else None

    @on(Input.Submitted)
    def _submitted(self) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            options.action_select()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss((event.option_id or "=")[1:])

    def action_move(self, step: int) -> None:
        """Highlight the next or the previous one."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if step > 0 else options.action_cursor_up()

    def action_close(self) -> None:
        """Leave things as they are."""
        self.dismiss(None)
