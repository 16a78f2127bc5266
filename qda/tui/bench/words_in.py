"""Moving and selecting words in the passage."""

from __future__ import annotations

from typing import Final

from textual import on

from qda.bench.printed import source_of
from qda.tui import words_quotations as words
from qda.tui.bench.base import BenchBase
from qda.tui.transcript.units import Unit
from qda.tui.transcript.view import TranscriptView
from qda.tui.widgets.bars import StatusLine
from qda.tui.widgets.table import Motion

IN_TEXT: Final[dict[Motion, str]] = {
    "down": "segment_next",
    "up": "segment_previous",
    "page_down": "page_down",
    "page_up": "page_up",
    "top": "top",
    "bottom": "bottom",
}


class InPassage(BenchBase):
    """The actions that hold while the passage has the keys."""

    def action_move_row(self, motion: Motion) -> None:
        """Move in the list, or in the text where that has the keys."""
        if self.focused is self.view:
            self.view.move(IN_TEXT[motion], extend=self.selecting)
        else:
            super().action_move_row(motion)

    def action_word(self, motion: str) -> None:
        """Go into the passage; there, to the next or the previous word."""
        if self._goes_in():
            self.view.move(motion, extend=self.selecting)

    def action_extend(self, motion: str) -> None:
        """Move the selection's end."""
        self._goes_in()
        self.view.move(motion, extend=True)

    def action_select(self) -> None:
        """Select words from here on, or stop."""
        self._goes_in()
        self.selecting = not self.selecting
        if self.selecting:
            self.view.select("word")
        else:
            self.view.clear_selection()
        self.say_here()

    def action_select_unit(self, unit: Unit) -> None:
        """Select the sentence at the cursor."""
        self._goes_in()
        self.view.select(unit)

    def _goes_in(self) -> bool:
        """Give the keys to the passage; False where this is what was done."""
        if self.focused is self.view:
            return True
        hand = self.at_hand()
        self.set_focus(self.view)  # at once, as the next key may be here already
        if hand is not None and not hand.start <= self.view.page.cursor < hand.end:
            self.view.go_to_offset(hand.start)
        return False

    def action_back(self) -> None:
        """Let go of the selection, then of the passage, then go back to the text."""
        if self.view.selection is not None or self.selecting:
            self.selecting = False
            self.view.clear_selection()
            self.say_here()
        elif self.focused is self.view:
            self.set_focus(self.table)
        else:
            super().action_back()

    @on(TranscriptView.SelectionChanged)
    def _selection_changed(self) -> None:
        if self.view.selection is None:
            self.selecting = False
        self.say_here()

    def say_here(self) -> None:
        """Say what is at hand, and whether words are being selected."""
        hand = self.at_hand()
        self.say(source_of(hand.quote) if hand else "")
        self.query_one(StatusLine).show_mode(words.SELECTING if self.selecting else "")
