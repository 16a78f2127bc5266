"""The passage or quotation at hand, and what changes it; a passage that is none yet is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.coding.beside import ChooseQuotation, TranslateQuotation, TrimQuotation
from qda.project.clock import new_id
from qda.trimming import Cut, add_cut, clip

if TYPE_CHECKING:
    from qda.analysis.quotes import Quote
    from qda.bench.reading import Bench, Chosen, Passage
    from qda.coding.beside import QuotationChange


@dataclass(frozen=True, slots=True)
class Hand:
    """What is acted on: a stretch of a document, and the quotation made of it, if one."""

    document: int
    start: int
    end: int
    quote: Quote
    chosen: Chosen | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quotation to be changed, and what must be done first for it to be one."""

    id: str
    start: int
    end: int
    cuts: tuple[Cut, ...]
    first: tuple[QuotationChange, ...] = ()

    def hiding(self, cut: Cut, text: str) -> tuple[QuotationChange, ...]:
        """What hides some words of the document's text."""
        cuts = add_cut(self.cuts, cut, text)
        return (*self.first, TrimQuotation(self.id, self.start, self.end, cuts))

    def only(self, start: int, end: int) -> tuple[QuotationChange, ...]:
        """What lets it be only a part."""
        return (*self.first, TrimQuotation(self.id, start, end, clip(self.cuts, start, end)))

    def translated(self, text: str) -> tuple[QuotationChange, ...]:
        """What puts a translation beside it."""
        return (*self.first, TranslateQuotation(self.id, text))


def hand_of(bench: Bench, passage: Passage, section: str | None) -> Hand:
    """A passage, with the quotation made of it: that of a section, else the first."""
    place = passage.document, passage.quote.start, passage.quote.end
    there = bench.chosen_at(*place)
    own = [one for one in there if one.row.section == section]
    return Hand(*place, passage.quote, next(iter((*own, *there)), None))


def hand_of_chosen(one: Chosen) -> Hand:
    """A chosen quotation."""
    return Hand(one.document, one.row.start, one.row.end, one.quote, one)


def quoted(hand: Hand, section: str) -> Quoted:
    """The quotation at hand; a passage that is none yet is to be chosen for a section first."""
    if hand.chosen is not None:
        row = hand.chosen.row
        return Quoted(row.id, row.start, row.end, row.cuts)
    id_ = new_id()
    choose = ChooseQuotation(hand.document, hand.start, hand.end, section, id_)
    return Quoted(id_, hand.start, hand.end, (), (choose,))
