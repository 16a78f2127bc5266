"""What is asked when a cell is changed: a line to type in, with what there is to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qda.text import visible
from qda.tui import words
from qda.tui.screens.asking import FRAME, Choice, choice_line, shared_width
from qda.tui.screens.dialog import Dialog
from qda.tui.widgets.reversible import Options

SEPARATOR = "; "


class _Several(Options):
    """A list of which several can be chosen: space or a click is one in or out, Enter keeps."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", show=False),
        Binding("enter", "screen.keep", show=False),
        Binding("up", "screen.up", show=False),
    ]


class CellDialog(Dialog[str | None]):
    """Type what a cell is to hold, or choose it; None where the coder leaves.

    Args:
        title: What is asked.
        text: What the cell holds.
        choices: What there is to choose from; each key is what the cell would hold.
        many: Whether it can hold several, with semicolons between.
        check: Says what is wrong with a text, in a sentence; '' if nothing is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close"),
        Binding("down", "into_list", show=False),
    ]
    DEFAULT_CSS = f"""CellDialog {{ {FRAME}
        & OptionList, & OptionList:focus {{
            height: auto; max-height: 45vh; border: none; background: $surface;
        }}
        & #cell-said {{ color: $text-warning; height: auto; }}
    }}"""

    def __init__(
        self,
        title: str,
        text: str,
        choices: Sequence[Choice],
        *,
        many: bool = False,
        check: Callable[[str], str] = lambda _: "",
    ):
        super().__init__()
        self._title, self._text, self._choices = title, text, choices
        self._many, self._check = many, check
        self._typed = False

    def compose(self) -> ComposeResult:
        """A title, the line, the choices, the keys."""
        with Vertical(classes="asking"):
            yield Static(Content(visible(self._title)), classes="asking-title")
            yield Input(visible(self._text), id="cell-input", select_on_focus=not self._many)
            yield Static("", id="cell-said", markup=False)
            yield (_Several if self._many else Options)(id="cell-choices", markup=False)
            keys = words.CELLS_KEYS if self._many else words.CELL_KEYS
            yield Static(keys, classes="asking-keys")

    def begin(self) -> None:
        """Type first."""
        self._list()
        self.query_one(Input).focus()

    @property
    def _line(self) -> Input:
        return self.query_one(Input)

    @property
    def _parts(self) -> list[str]:
        return [part.strip() for part in self._line.value.split(";") if part.strip()]

    def _list(self) -> None:
        """The choices that what is typed last leaves."""
        typed = (self._line.value.rpartition(";")[2] if self._many else self._line.value).strip()
        sought = typed.casefold() if self._typed else ""
        left = [c for c in self._choices if sought in c.name.casefold()] or self._choices
        width = shared_width(left)
        chosen = self._parts if self._many else []
        options = self.query_one(OptionList)
        at = options.highlighted
        options.clear_options()
        for choice in left:
            sign = "● " if choice.key and choice.key in chosen else "  "
            options.add_option(Option(choice_line(choice, width, sign), id=f"={choice.key}"))
        options.display = bool(left)
        if at is not None and at < len(left):
            options.highlighted = at

    @on(Input.Changed)
    def _changed(self) -> None:
        self._typed = self._typed or self._line.value != visible(self._text)
        self.query_one("#cell-said", Static).update("")
        self._list()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._keep(self._line.value.strip())

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        key = (event.option_id or "=")[1:]
        if not self._many or not key:
            self._keep(key)
        else:
            self._turn(key)

    def _turn(self, key: str) -> None:
        """One in, or out again."""
        parts = self._parts if self._typed_whole() else self._parts[:-1]
        kept = [part for part in parts if part != key]
        kept += [] if key in parts else [key]
        self._typed = False
        with self.prevent(Input.Changed):
            self._line.value = SEPARATOR.join(kept)
        self._list()

    def _typed_whole(self) -> bool:
        """Whether the last part is one of the choices, not just the beginning of one."""
        keys = {choice.key for choice in self._choices}
        return not self._typed or not self._parts or self._parts[-1] in keys

    def _keep(self, text: str) -> None:
        wrong = self._check(text)
        if wrong:
            self.query_one("#cell-said", Static).update(Content(visible(wrong)))
        else:
            self.dismiss(text)

    def action_keep(self) -> None:
        """Keep what is chosen, and what one stands on with it."""
        options = self.query_one(OptionList)
        key = (options.options[options.highlighted or 0].id or "=")[1:]
        if key and (key not in self._parts or not self._typed_whole()):
            self._turn(key)
        self._keep(self._line.value.strip() if key else "")

    def action_up(self) -> None:
        """One line up; from the first to the line that is typed in."""
        options = self.query_one(OptionList)
        if options.highlighted:
            options.action_cursor_up()
        else:
            self._line.focus()

    def action_into_list(self) -> None:
        """Go from the line to the choices."""
        options = self.query_one(OptionList)
        if self.focused is self._line and options.option_count:
            options.focus()
            options.highlighted = options.highlighted or 0

    def action_close(self) -> None:
        """Leave things as they are."""
        self.dismiss(None)
