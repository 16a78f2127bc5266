"""Small dialogs: a memo, a number, a document, the keys."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from qda.text import visible
from qda.tui.actions import ACTIONS, show_key


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
                        Content.assemble(f"{visible(name):<{width}}  ", (progress, "$text-muted")),
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


class HelpDialog(ModalScreen[None]):
    """Every key of the coding screen, by group."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "close", "close"),
    ]

    def compose(self) -> ComposeResult:
        """The registry, as a table."""
        with VerticalScroll(id="help"):
            yield Static(help_table(), markup=False)

    def action_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)


def help_table() -> Content:
    """The keys and what they do, group by group."""
    rows = [(", ".join(map(show_key, a.keys)), a.words, a.group) for a in ACTIONS]
    width = max(len(keys) for keys, _, _ in rows)
    parts: list[Content] = []
    for group, members in groupby(rows, key=lambda row: row[2]):
        parts.append(Content.styled(group, "bold"))
        parts += [
            Content.assemble((f"  {keys:<{width}}  ", "$text-accent"), words)
            for keys, words, _ in members
        ]
        parts.append(Content(""))
    mouse = (
        "Mouse",
        "  drag selects by word · double click a word, triple a sentence, four times a segment",
        "  shift+click extends · right click chooses a code · click the box to mark as reviewed",
        "  click a stripe to bring its coding into focus · wheel scrolls",
    )
    parts += [Content.styled(mouse[0], "bold"), *map(Content, mouse[1:])]
    return Content("\n").join(parts)
