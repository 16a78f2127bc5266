"""Small dialogs: a memo, a number, the keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar, Final

from rich.cells import cell_len, set_cell_size
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Input, Static, TextArea

from qda.text import visible
from qda.tui.actions.action import Action
from qda.tui.keys import show_key
from qda.tui.screens.dialog import Dialog
from qda.tui.words import HELP_HEAD, NUMBER_KEYS

LEAST_WORDS: Final = 16
"""The cells that what a key does gets in the help, however long its keys are."""
_NUMBER: Final = re.compile(r"\b\d\b")


class MemoDialog(Dialog[str | None]):
    """Write a memo; the answer is its words, '' to remove it, None to leave it as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save"),
        Binding("escape", "close", "leave as it was"),
    ]

    AREA: ClassVar[type[TextArea]] = TextArea

    def __init__(self, title: str, words: str, keys: str = "ctrl+s save · esc leave as it was"):
        super().__init__()
        self._title = title
        self._words = words
        self._keys = keys

    def compose(self) -> ComposeResult:
        """A title, the words, the keys."""
        with Vertical(id="memo"):
            yield Static(Content(visible(self._title)), id="memo-title")
            yield self.AREA(visible(self._words), id="memo-words", soft_wrap=True)
            yield Static(self._keys, id="memo-keys")

    def begin(self) -> None:
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


class LinesArea(TextArea):
    """A few lines: enter is done, ctrl+j begins a line.

    The keys are taken here and not by bindings, which would overtake what was typed before.
    """

    class Done(Message):
        """The lines are written."""

    def on_key(self, event: events.Key) -> None:
        """Take the two keys; all others are the text's."""
        if event.key == "ctrl+j":
            self.insert("\n")
        elif event.key == "enter":
            self.post_message(self.Done())
        else:
            return
        event.stop()
        event.prevent_default()


class LinesDialog(MemoDialog):
    """Write a few lines between two decisions: enter is done, ctrl+j begins a line.

    The answer is the words, None to leave things as they were.
    """

    AREA = LinesArea

    @on(LinesArea.Done)
    def _done(self) -> None:
        self.action_save()


class NumberDialog(Dialog[int | None]):
    """Ask for the number of a segment."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "close")]

    def __init__(self, last: int):
        super().__init__()
        self._last = last

    def compose(self) -> ComposeResult:
        """One line to type in."""
        with Vertical(id="number"):
            yield Static(f"Go to segment, 1 to {self._last}", id="number-title")
            yield Input(type="integer", id="number-input")
            yield Static(NUMBER_KEYS, id="number-keys")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value.strip().isdigit():
            self.dismiss(min(max(1, int(event.value)), self._last))

    def action_close(self) -> None:
        """Close without a choice."""
        self.dismiss(None)


class HelpDialog(Dialog[str | None]):
    """Every key of the coding screen, by group; the answer is the action of a line clicked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "close", "close"),
        Binding("space", "page(1)", show=False),
        Binding("b", "page(-1)", show=False),
    ]

    def __init__(self, actions: Sequence[Action]):
        super().__init__()
        self._actions = actions

    def compose(self) -> ComposeResult:
        """The actions, as a table."""
        with VerticalScroll(id="help"):
            yield Static(id="help-table", markup=False)

    def on_resize(self) -> None:
        """Lay the table out for the room there is."""
        room = self.query_one("#help").scrollable_content_region.width
        self.query_one("#help-table", Static).update(help_table(self._actions, room))

    def action_page(self, step: int) -> None:
        """Go a screen on, or back."""
        box = self.query_one("#help", VerticalScroll)
        box.scroll_page_down() if step > 0 else box.scroll_page_up()

    def on_click(self, event: events.Click) -> None:
        """Do what the line under the mouse is about."""
        place = event.style.meta.get("place")
        if place is not None:
            self.dismiss(self._actions[place].call)

    def action_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)


def help_table(actions: Sequence[Action], room: int = 80) -> Content:
    """The keys and what they do, group by group; a click on a line does it, too.

    Actions that differ only in their number, as those of the digits, share a line.

    Args:
        actions: What can be asked for.
        room: The cells there are; what is longer goes on below, beside its keys.
    """
    keys = [", ".join(map(show_key, action.keys)) for action in actions]
    size = max(map(cell_len, keys)), room
    parts = [
        Content.styled(HELP_HEAD, "$foreground 60%"),
    ]
    for group, places in groupby(range(len(actions)), key=lambda place: actions[place].group):
        parts += [Content(""), Content.styled(group, "bold")]
        for _, alike in groupby(places, key=lambda place: _NUMBER.sub("", actions[place].words)):
            first, *others = alike
            if others and _NUMBER.search(actions[first].words):
                span = f"{keys[first]} … {keys[others[-1]]}"
                said = _NUMBER.sub(span, actions[first].words)
                parts.append(_line(span, size, said, actions[first].mouse))
            else:
                parts += [
                    _line(keys[at], size, actions[at].words, actions[at].mouse).stylize(
                        Style.from_meta({"place": at})
                    )
                    for at in (first, *others)
                ]
    return Content("\n").join(parts)


def _line(keys: str, size: tuple[int, int], said: str, mouse: str) -> Content:
    """A line of the table, or several: keys, what they do, and, if it fits, what the mouse does."""
    width, room = size
    begin = width + 4
    left = max(LEAST_WORDS, room - begin)
    does = Content.assemble(said, (f"  · {mouse}" if mouse else "", "$foreground 60%"))
    if does.cell_length > left:
        does = Content(said)
    lines = Content("\n" + " " * begin).join(does.wrap(left))
    return Content.assemble(("  " + set_cell_size(keys, width) + "  ", "$text-accent"), lines)
