"""Putting codes on and taking them off."""

from __future__ import annotations

from functools import partial
from typing import Final

from textual import work

from qda.codebook.edit import label_of
from qda.codebook.tree import LANGUAGE
from qda.text import visible
from qda.tui import words
from qda.tui.coding.coining import Coining
from qda.tui.coding.noting import Noting
from qda.tui.looks import shortened
from qda.tui.screens.picker import NewCodes, Picker
from qda.tui.work import Target, segments_in_words

QUOTED: Final = 40
"""Cells of the selected words that the picker repeats."""


class Tagging(Coining, Noting):
    """The actions that apply and remove codes."""

    def action_pick(self) -> None:
        """Choose a code by a few of its letters."""
        target = self._target()
        if target is not None:
            looks = tuple(self.work.looks.values())
            where = self._in_words(target)
            applied = partial(self._apply, target=target)
            noted = partial(self._apply_with_memo, target=target)
            above = self._above()
            new = NewCodes(above.name if above else "", self._coin)
            picker = Picker(
                looks, self.work.recent, where, applied, noted, new, definitions=self._definition
            )
            self.app.push_screen(picker)

    def _in_words(self, target: Target) -> str:
        """What a code is chosen for: the segments, and the words where some are selected."""
        where, document = segments_in_words(target.segments), self.work.document
        if self.view.selection is None or document is None:
            return where
        quotation = label_of(visible(document.text[slice(*target.place)]))
        return words.words_chosen(where, shortened(quotation, QUOTED))

    def _definition(self, code: str) -> str:
        """What a code means, on one line."""
        found = self.work.codebook.get(code)
        return " ".join(found.definition.in_(LANGUAGE).split()) if found else ""

    @work
    async def _apply_with_memo(self, code: str, target: Target) -> None:
        """Code a stretch and write a memo on the coding."""
        look = self.work.looks.get(code)
        title = words.memo_on(look.name if look else code)
        coding = self._apply(code, target)
        await self._write_memo(target.document, "coding", coding, None, title)

    def action_pin(self, digit: int) -> None:
        """Put the code of a digit on, or take it off where it is."""
        pinned = [look for look in self.work.looks.values() if look.pin == digit]
        if not pinned or pinned[0].retired:
            self.notify(words.no_pin(digit), timeout=2)
            return
        target = self._target()
        if target is None:
            return
        there = self._same_coding(pinned[0].id, target.place)
        if there is None:
            self._apply(pinned[0].id, target)
        else:
            self._take_away(there)

    def action_repeat(self) -> None:
        """Apply the last code again."""
        target = self._target()
        if self.work.recent and target is not None:
            self._apply(self.work.recent[0], target)

    def action_remove(self) -> None:
        """Take away the coding in focus."""
        span = self.view.focused_span
        if self._target() is None:
            return
        if span is None or span.state == "going":
            self.notify(words.NO_CODING_HERE, timeout=2)
        elif span.coder != self.work.coder:
            self.notify(words.not_yours(visible(span.coder)), timeout=3, markup=False)
        else:
            self._take_away(span)

    def action_cycle(self) -> None:
        """Bring the next of the codings here into focus."""
        if self.view.cycle_overlap() is None:
            self.notify(words.NO_CODING_HERE, timeout=2)
        self._show_here()
