"""Small questions: a line of text, a choice from a list, yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qda.text import visible
from qda.tui import words
from qda.tui.screens.dialog import Dialog
from qda.tui.widgets.reversible import Options

WIDEST: Final = 34
"""Cells of a name beyond which what stands beside it follows at once."""
FRAME: Final = """
    align: center middle; background: $background 55%;
    & > .asking {
        width: 64; max-width: 96%; height: auto; max-height: 90%;
        background: $surface; border: round $primary; padding: 0 1;
    }
    & .asking-title { text-style: bold; margin-bottom: 1; }
    & .asking-keys { color: $text-muted; margin-top: 1; }
    & Input, & Input:focus {
        border: none; border-bottom: solid $foreground 25%; height: 2; padding: 0;
    }
    & OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
    & .asking-text { height: auto; max-height: 60vh; scrollbar-size-vertical: 1; }
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things to choose from: its key, what is shown, and what stands beside it.

    One that is a colour is shown in it.
    """

    key: str
    name: str
    beside: str = ""
    colour: str = ""


class LineDialog(Dialog[str | None]):
    """Ask for a line of text; None where the coder leaves. It may be empty.

    Args:
        title: What is asked.
        text: What stands there to begin with.
        hint: What is shown while nothing is typed.
        hidden: Whether what is typed is not to be read, as a passphrase.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "close")]
    DEFAULT_CSS = f"LineDialog {{ {FRAME} }}"

    def __init__(self, title: str, text: str = "", hint: str = "", *, hidden: bool = False):
        super().__init__()
        self._title, self._text, self._hint, self._hidden = title, text, hint, hidden

    def compose(self) -> ComposeResult:
        """A title, the line, the keys."""
        with Vertical(classes="asking"):
            yield Static(Content(visible(self._title)), classes="asking-title")
            yield Input(
                visible(self._text),
                placeholder=self._hint,
                password=self._hidden,
                id="asking-input",
            )
            yield Static(words.LINE_KEYS, classes="asking-keys")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value if self._hidden else event.value.strip())

    def action_close(self) -> None:
        """Leave things as they are."""
        self.dismiss(None)


class ChoiceDialog(Dialog[str | None]):
    """Choose one of several things; the answer is its key, None where the coder leaves.

    Args:
        title: What is chosen.
        choices: In the order in which they are shown.
        current: The key of what is highlighted to begin with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "close"),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]
    DEFAULT_CSS = f"""ChoiceDialog {{ {FRAME}
        & OptionList {{ height: auto; max-height: 55vh; background: $surface; }}
        & OptionList, & OptionList:focus {{ border: none; padding: 0; }}
    }}"""

    def __init__(self, title: str, choices: Sequence[Choice], current: str | None = None):
        super().__init__()
        self._title, self._choices, self._current = title, choices, current

    def compose(self) -> ComposeResult:
        """A title, the choices."""
        width = shared_width(self._choices)
        with Vertical(classes="asking"):
            yield Static(Content(visible(self._title)), classes="asking-title")
            yield Options(
                *(Option(choice_line(choice, width), id=choice.key) for choice in self._choices),
                markup=False,
            )
            yield Static(words.CHOOSE_KEYS, classes="asking-keys")

    def begin(self) -> None:
        """Stand on the present one."""
        keys = [choice.key for choice in self._choices]
        if self._current in keys:
            self.query_one(OptionList).highlighted = keys.index(self._current)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def action_move(self, step: int) -> None:
        """Highlight the next or the previous one."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if step > 0 else options.action_cursor_up()

    def action_close(self) -> None:
        """Leave things as they are."""
        self.dismiss(None)


def shared_width(choices: Sequence[Choice]) -> int:
    """The cells that the names of choices take before what stands beside them.

    A name that is longer than most pushes only its own aside.
    """
    longest = max((cell_len(visible(choice.name)) for choice in choices), default=0)
    return min(WIDEST, longest)


def choice_line(choice: Choice, width: int, sign: str = "") -> Content:
    """A choice as a line of a list, its name as wide as the others', in cells."""
    name = visible(choice.name)
    return Content.assemble(
        ("███ " if choice.colour else "", choice.colour),
        f"{sign}{name}{' ' * (width - cell_len(name))}",
        (f"  {visible(choice.beside)}", "$foreground 60%"),
    )


def _scrolling(text: str) -> VerticalScroll:
    """A text that may be longer than the screen."""
    return VerticalScroll(Static(Content(visible(text))), classes="asking-text")


class YesDialog(Dialog[bool]):
    """Ask yes or no, about what concerns the whole project; all else can be undone instead."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "answer(True)", "yes"),
        Binding("n,escape,q", "answer(False)", "no"),
    ]
    DEFAULT_CSS = f"YesDialog {{ {FRAME} }}"

    def __init__(self, title: str, text: str = ""):
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """The question, what it means, the keys."""
        with Vertical(classes="asking"):
            yield Static(Content(visible(self._title)), classes="asking-title")
            yield _scrolling(self._text)
            yield Static(words.YES_KEYS, classes="asking-keys")

    def action_answer(self, yes: bool) -> None:
        """Answer."""
        self.dismiss(yes)


class TellDialog(Dialog[None]):
    """Tell something that must be read before one goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape,q,space", "close", "go on")]
    DEFAULT_CSS = f"TellDialog {{ {FRAME} }}"

    def __init__(self, title: str, text: str):
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """What is told, the key."""
        with Vertical(classes="asking"):
            yield Static(Content(visible(self._title)), classes="asking-title")
            yield _scrolling(self._text)
            yield Static(words.TELL_KEYS, classes="asking-keys")

    def action_close(self) -> None:
        """Go on."""
        self.dismiss(None)
