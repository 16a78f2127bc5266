"""Trimming quotations: words cut or masked, the rest as it was said; a translation beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from qda.bench.hand import Quoted, quoted
from qda.coding.beside import TrimQuotation
from qda.coding.changes import Change
from qda.trimming import Cut, without_cuts
from qda.tui import words_quotations as words
from qda.tui.bench.choosing import Choosing
from qda.tui.screens.asking import LineDialog
from qda.tui.screens.dialogs import MemoDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.bench.hand import Hand


class Trimming(Choosing):
    """The actions that change what a quotation shows; they choose a passage that is none yet."""

    def action_cut(self) -> None:
        """Cut the selected words."""
        self._hide_selected(None)

    def action_mask(self) -> None:
        """Mask the selected words with a word of the coder's own."""
        if self._selected(self.at_hand()) is not None:
            dialog = LineDialog(words.MASK_WITH, "", words.MASK_HINT)
            self.app.push_screen(dialog, self._mask)

    def _mask(self, word: str | None) -> None:
        if word is not None:
            self._hide_selected(word.strip("[] "))

    def _hide_selected(self, mask: str | None) -> None:
        hand = self.at_hand()
        place = self._selected(hand)
        if hand is None or place is None:
            return

        def hide(one: Quoted) -> None:
            self._trim(*one.hiding(Cut(*place, mask), self.view.sheet.text))

        self._quoted(hand, hide)

    def action_restore(self) -> None:
        """Show again what was cut or masked in the selection, or at the cursor."""
        hand = self.at_hand()
        if hand is None or hand.chosen is None:
            self.notify(words.NOT_CHOSEN, timeout=2)
            return
        row, cursor = hand.chosen.row, self.view.page.cursor
        place = self.view.selected_within(row.start, row.end) or (cursor, cursor + 1)
        left = without_cuts(row.cuts, *place)
        if left == row.cuts:
            self.notify(words.NOTHING_CUT, timeout=2)
        else:
            self._trim(TrimQuotation(row.id, row.start, row.end, left))

    def action_only_these(self) -> None:
        """Let the quotation be only the selected words."""
        hand = self.at_hand()
        place = self._selected(hand)
        if hand is None or place is None:
            return

        def shorten(one: Quoted) -> None:
            self._trim(*one.only(*place))

        self._quoted(hand, shorten)

    @work
    async def action_translate(self) -> None:
        """Write a translation beside it."""
        hand = self.at_hand()
        if hand is None:
            return
        old = hand.chosen.row.translation if hand.chosen else ""
        text = await self.app.push_screen_wait(MemoDialog(words.TRANSLATION, old))
        if text is None or text == old:
            return
        self._quoted(hand, lambda one: self._trim(*one.translated(text)))

    def _trim(self, *changes: Change) -> None:
        self.perform(*changes)
        self.selecting = False
        self.view.clear_selection()

    def _selected(self, hand: Hand | None) -> tuple[int, int] | None:
        """What is selected of the passage; None, and it is said, where nothing is."""
        if hand is None:
            return None
        row = hand.chosen.row if hand.chosen else hand
        place = self.view.selected_within(row.start, row.end)
        if place is None:
            self.notify(words.SELECT_FIRST, timeout=3)
        return place

    def _quoted(self, hand: Hand, then: Callable[[Quoted], None]) -> None:
        """Change the quotation at hand; a passage that is none yet is chosen in the same act."""
        if hand.chosen is not None:
            then(quoted(hand, hand.chosen.row.section))
        else:
            self.in_section(lambda section: then(quoted(hand, section)))
