"""Choosing quotations for a section of the report, and putting them in order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import work

from qda.bench.hand import Hand
from qda.bench.printed import copied
from qda.coding.beside import (
    ChooseQuotation,
    DropQuotations,
    PlaceQuotation,
    PutMark,
    RemoveMarks,
)
from qda.text import visible
from qda.tui import words_quotations as words
from qda.tui.bench.base import BenchBase
from qda.tui.screens.asking import Choice, ChoiceDialog, LineDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qda.project.store import Project

NEW = "+"
"""The key of the choice of a new section; no section has it, as its name would be `+` itself."""


class Choosing(BenchBase):
    """The actions that choose, order, copy and write quotations."""

    def action_choose(self) -> None:
        """Choose the passage, or the words selected in it, for the section; or no more."""
        hand = self.at_hand()
        if hand is None:
            return
        if hand.chosen is not None and hand.chosen.row.section == self.section:
            self.perform(DropQuotations((hand.chosen.row.id,)))
        else:
            self.in_section(partial(self._choose, hand, self._words_of(hand)))

    def action_choose_for(self) -> None:
        """Choose the passage for another section, and go on choosing for that."""
        hand = self.at_hand()
        if hand is not None:
            self._ask_section(partial(self._choose, hand, self._words_of(hand)))

    def _words_of(self, hand: Hand) -> tuple[int, int]:
        """The words selected in it, else all of it."""
        return self.view.selected_within(hand.start, hand.end) or (hand.start, hand.end)

    def _choose(self, hand: Hand, place: tuple[int, int], section: str) -> None:
        self.perform(ChooseQuotation(hand.document, *place, section))
        self.view.clear_selection()

    def in_section(self, then: Callable[[str], None]) -> None:
        """Do something for the present section; where there is none yet, once it has a name."""
        if self.section is not None:
            then(self.section)
        else:
            self._ask_section(then)

    @work
    async def _ask_section(self, then: Callable[[str], None]) -> None:
        """Let the coder say for which section; it is the present one from then on."""
        chosen: str | None = NEW
        if known := self.bench.sections:
            choices = [*(Choice(name, name) for name in known), Choice(NEW, words.NEW_SECTION)]
            dialog = ChoiceDialog(words.FOR_SECTION, choices, self.section)
            chosen = await self.app.push_screen_wait(dialog)
        if chosen == NEW:
            chosen = await self.app.push_screen_wait(LineDialog(words.NAME_SECTION))
        section = " ".join((chosen or "").split())
        if not section:
            return
        if self.section not in (None, section):
            self.notify(visible(words.now_section(section)), timeout=3, markup=False)
        self.section = section
        then(section)

    def action_drop(self) -> None:
        """Choose it no more."""
        hand = self.at_hand()
        if hand is None or hand.chosen is None:
            self.notify(words.NOT_CHOSEN, timeout=2)
        else:
            self.perform(DropQuotations((hand.chosen.row.id,)))

    def action_move_quotation(self, step: int) -> None:
        """Move it later or earlier in its section."""
        hand = self.at_hand()
        if hand is None or hand.chosen is None:
            self.notify(words.NOT_CHOSEN, timeout=2)
            return
        row, at = hand.chosen.row, hand.chosen.position - 1
        self.perform(PlaceQuotation(row.id, row.section, max(0, at + step)))

    def action_quotable(self) -> None:
        """Mark the passage, or the words selected in it, as worth quoting; or not any more."""
        hand = self.at_hand()
        if hand is None:
            return
        place = self._words_of(hand)
        own = tuple(
            mark.id
            for mark in self.bench.marks
            if (mark.document, mark.start, mark.end) == (hand.document, *place)
            and mark.coder == self.coder
        )
        if own:
            self.perform(RemoveMarks("quotable", own))
        else:
            self.perform(PutMark("quotable", hand.document, *place))

    def action_copy(self) -> None:
        """Copy it as it will be printed, with its source."""
        hand = self.at_hand()
        if hand is not None:
            quote = hand.chosen.quote if hand.chosen else hand.quote
            translation = hand.chosen.row.translation if hand.chosen else ""
            self.app.copy_to_clipboard(copied(quote, translation))
            self.notify(words.COPIED, timeout=2)

    @work
    async def action_export(self) -> None:
        """Write the chosen quotations to a file under `exports/`."""
        choices = [
            Choice(f"{kind} {named}", name, words.WITH_NAMES if named else words.NO_NAMES)
            for named in ("", "named")
            for kind, name in words.FORMATS.items()
        ]
        chosen = await self.app.push_screen_wait(ChoiceDialog(words.WHICH_FORMAT, choices))
        if chosen is None:
            return
        kind, _, named = chosen.partition(" ")
        section = self.wanted.section

        def write(project: Project) -> Path:
            from qda.exports.chosen_file import write_out

            return write_out(project, section, kind, named=bool(named))

        def tell(path: Path) -> None:
            sentence = words.written(f"{path.parent.name}/{path.name}")
            self.notify(visible(sentence), timeout=8, markup=False)

        self.ask(write, tell)
