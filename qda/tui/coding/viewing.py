"""Undo, panes, looks, copying, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.coding.changes import (
    Redo,
    Undo,
)
from qda.tui import words
from qda.tui.coding.base import CodingBase

if TYPE_CHECKING:
    pass


class Viewing(CodingBase):
    """The actions on history, panes and looks."""

    def action_undo(self) -> None:
        """Take back the last act, in whichever document it was."""
        self.perform(Undo())

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self.perform(Redo())

    def action_toggle_codebook(self) -> None:
        """Show or hide the codebook."""
        desk = self.query_one("#desk")
        desk.toggle_class("-codebook" if self.has_class("-narrow") else "-no-codebook")
        self.view.focus()

    def action_zen(self) -> None:
        """Show the text only, or everything."""
        self.toggle_class("-zen")
        self.view.focus()

    def action_stripes(self) -> None:
        """Show or hide the stripes."""
        self.view.stripes_shown = not self.view.stripes_shown

    def action_toggle_coders(self) -> None:
        """Show all coders' codings, or only one's own."""
        self._everyone = not self._everyone
        self.keeper.show_everyone(self._everyone)
        self.notify(words.ALL_CODERS if self._everyone else words.ONLY_YOU, timeout=2)
        self._reload()

    def action_copy(self) -> None:
        """Copy the selection, or the segment, with its source."""
        place = self.view.target()
        numbers = self.view.sheet.numbers_between(*place)
        self.app.copy_to_clipboard(self.work.quotation(*place, numbers))
        self.notify(words.COPIED, timeout=2)

    def action_quit(self) -> None:
        """Leave, when all is saved."""
        self.qda.leave()

    def on_theme_change(self) -> None:
        """Take the colours of the other ground."""
        self.work.set_ground(dark=self.app.current_theme.dark)
        self._show_codes()
        self.view.set_spans(self.work.recoloured(self.view.page.stripes.spans))
        self._show_here()
