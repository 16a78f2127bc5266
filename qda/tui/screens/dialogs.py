"""Small dialogs: a memo, a number, a document, the keys."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from qda.text import visible
from qda.tui.actions import Action
from qda.tui.keys import show_key


class MemoDialog(ModalScreen[str | None]):
    """Write a memo; the answer is its words, '' to remove it, None to leave it as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save"),
        Binding("escape", "close", "leave as it was"),
    ]

    def __init__(self, title: str, words: str):
        super().__init__()
        self._title = title
        self._words = words

    def compose(self) -> ComposeResult:
        """A title, the words, the keys."""
        with Vertical(id="memo"):
            yield Static(Content(visible(self._title)), id="memo-title")
            yield TextArea(visible(self._words), id="memo-words", soft_wrap=True)
            yield Static("ctrl+s save · esc leave as it was", id="memo-keys")

    def on_mount(self) -> None:
        """Go on writing at the end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_save(self) -> None:
        """Save and close."""
        self.dismiss(self.query_one(TextArea).text.strip())

    def action_close(self) -> None:
        """Close; what was written anew is kept only by saving."""
        self.dismiss(None)


class NumberDialog(ModalScreen[int | None]):
    """Ask for the number of a segment."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "close")]

    def __init__(self, last: int):
        super().__init__()
        self._last = last

    def compose(self) -> ComposeResult:
        """One line to type in."""
        with Vertical(id="number"):
            yield Static(f"Go to segment, 1 to {self._last}")
            yield Input(type="integer", id="number-input")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value.strip().isdigit():
            self.dismiss(min(max(1, int(event.value)), self._last))

    def action_close(self) -> None:
        """Close without a choice."""
        self.dismiss(None)


class DocumentDialog(ModalScreen[int | None]):
    """Choose a document; progress stands beside each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close"),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, rows: Sequence[tuple[int, str, str]], current: int | None):
        super().__init__()
        self._rows = rows
        self._current = current

    def compose(self) -> ComposeResult:
        """The documents in the project's order."""
        width = max((len(name) for _, name, _ in self._rows), default=0)
        with Vertical(id="documents"):
            yield Static("Documents", id="documents-title")
            yield OptionList(
                *(
                    Option(
                        Content.assemble(
                            f"{visible(name):<{width}}  ", (progress, "$foreground 60%")
                        ),
                        id=str(row),
                    )
                    for row, name, progress in self._rows
                ),
                markup=False,
            )

    def on_mount(self) -> None:
        """Stand on the present document."""
        for place, (row, _, _) in enumerate(self._rows):
            if row == self._current:
                self.query_one(OptionList).highlighted = place

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self.dismiss(int(event.option_id))

    def action_move(self, step: int) -> None:
        """Highlight the next or the previous document."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if step > 0 else options.action_cursor_up()

    def action_close(self) -> None:
        """Close without a choice."""
        self.dismiss(None)


class HelpDialog(ModalScreen[str | None]):
    """Every key of the coding screen, by group; the answer is the action of a line clicked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "close", "close"),
    ]

    def __init__(self, actions: Sequence[Action]):
        super().__init__()
        self._actions = actions

    def compose(self) -> ComposeResult:
        """The actions, as a table."""
        with VerticalScroll(id="help"):
            yield Static(help_table(self._actions), markup=False)

    def on_click(self, event: events.Click) -> None:
        """Do what the line under the mouse is about."""
        place = event.style.meta.get("place")
        if place is not None:
            self.dismiss(self._actions[place].call)

    def action_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)


def help_table(actions: Sequence[Action]) -> Content:
    """The keys and what they do, group by group; a click on a line does it, too."""
    keys = [", ".join(map(show_key, action.keys)) for action in actions]
    width = max(map(cell_len, keys))
    parts = [Content.styled("A click on a line does it, too.", "$foreground 60%")]
    for group, places in groupby(range(len(actions)), key=lambda place: actions[place].group):
        parts += [Content(""), Content.styled(group, "bold")]
        for place in places:
            mouse = f"  · {actions[place].mouse}" if actions[place].mouse else ""
            line = Content.assemble(
                ("  " + set_cell_size(keys[place], width) + "  ", "$text-accent"),
                actions[place].words,
                (mouse, "$foreground 60%"),
            )
            parts.append(line.stylize(Style.from_meta({"place": place})))
    return Content("\n").join(parts)
