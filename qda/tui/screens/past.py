"""The last acts as a list, with the one that undo would take back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.text import visible
from qda.tui import words
from qda.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from qda.coding.changes import PastAct


class PastDialog(Dialog[None]):
    """What the coder did last, newest first.

    Args:
        acts: What was done.
        undo: Says beside one of them that undo would take it back.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,U", "close", "close")]

    def __init__(self, acts: Sequence[PastAct], undo: str):
        super().__init__()
        self._acts, self._undo = acts, undo

    def compose(self) -> ComposeResult:
        """A line for each act."""
        lines = [_line(act, self._undo) for act in self._acts] or [Content(words.NOTHING_DONE_YET)]
        with VerticalScroll(id="past"):
            yield Static("The last things done", id="past-title")
            yield Static(Content("\n").join(lines), markup=False)
            yield Static(words.PAST_KEYS, id="past-keys")

    def action_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)


def _line(act: PastAct, undo: str) -> Content:
    note = undo if act.next else words.TAKEN_BACK if act.taken_back else ""
    manner = "bold" if act.next else "$text-muted" if act.taken_back else ""
    return Content.assemble(
        ("▸ " if act.next else "  ", "bold"),
        (visible(act.words), manner),
        (f"  — {note}" if note else "", "$text-accent" if act.next else "$text-muted"),
    )
