"""Quitting while something is not saved: it is named, and waited for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from qda.coding.changes import words_of
from qda.tui.screens.dialog import Dialog

if TYPE_CHECKING:
    from qda.coding.changes import Act


class LeavingDialog(Dialog[None]):
    """Names what is not saved; the app ends by itself as soon as all is.

    The screen calls `show_unsaved` when it hears that an act is on disk. What is refused must be
    read before one leaves, so the screen then closes this dialog.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "go on coding"),
        Binding("Q", "give_up", "quit without"),
    ]

    def __init__(self, unsaved: Mapping[str, Act]):
        super().__init__()
        self._unsaved = unsaved

    def compose(self) -> ComposeResult:
        """What is not saved, and the keys."""
        with Vertical(id="leaving"):
            yield Static(id="leaving-list", markup=False)
            yield Static("esc go on coding · Q quit without saving these")

    def on_mount(self) -> None:
        """Name what is not saved; the last of it may have been saved just now."""
        self.show_unsaved()

    def show_unsaved(self) -> None:
        """Name what is not saved now; end the app when that is nothing."""
        unsaved = list(self._unsaved.values())
        if not unsaved:
            self.app.exit()
            return
        lines = ["Not saved yet:", *(f"  {words_of(act)}" for act in unsaved[:10])]
        if len(unsaved) > 10:
            lines.append(f"  and {len(unsaved) - 10} more")
        for shown in self.query("#leaving-list").results(Static):  # none before it is laid out
            shown.update(Content("\n".join(lines)))

    def action_back(self) -> None:
        """Go on coding."""
        self.dismiss(None)

    def action_give_up(self) -> None:
        """Quit; what is listed is lost."""
        self.app.exit()
