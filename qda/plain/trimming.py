"""Trimming the quotation at hand: words cut or masked, a translation; the transcript untouched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from qda.bench.hand import Quoted, quoted
from qda.coding.beside import QuotationChange, TrimQuotation
from qda.errors import QdaError
from qda.plain import words
from qda.plain.choosing import chosen_now, printed, section_for, take
from qda.plain.placing import QUOTED, words_between
from qda.plain.quoting import hand_now, read_bench
from qda.plain.sitting import Sitting
from qda.project.documents import read_document
from qda.trimming import Cut, without_cuts

if TYPE_CHECKING:
    from qda.bench.hand import Hand

_MASK: Final = re.compile(rf"{QUOTED}(?:\s+as\s+(.*))?|(.+?)(?:\s+as\s+(.*))?")
TAKE_AWAY: Final = "-"


def cut(sitting: Sitting, typed: str) -> Iterator[str]:
    """Cut words of the quotation at hand: (...)."""
    yield from _hide(sitting, _bare(typed), None)


def mask(sitting: Sitting, typed: str) -> Iterator[str]:
    """Mask words of the quotation at hand: [...], or a word of yours in the brackets."""
    found = _MASK.fullmatch(typed)
    assert found is not None  # it takes any words
    said, word = found[1] or found[3], found[2] or found[4] or ""
    yield from _hide(sitting, said, word.strip("[] "))


def restore(sitting: Sitting, typed: str) -> Iterator[str]:
    """Show again what was cut or masked in the quotation at hand, all of it or some words."""
    one = chosen_now(sitting, read_bench(sitting))
    row, place = one.row, (one.row.start, one.row.end)
    if typed:
        place = words_between(sitting, _text(sitting, row.document), place, _bare(typed), "it")
    left = without_cuts(row.cuts, *place)
    if left == row.cuts:
        raise QdaError("nothing is cut or masked there.")
    yield from _perform(sitting, row.id, (TrimQuotation(row.id, row.start, row.end, left),))


def only(sitting: Sitting, typed: str) -> Iterator[str]:
    """Let the quotation at hand be only some words."""
    hand, text = _hand(sitting)
    one = _quoted(sitting, hand)
    place = words_between(sitting, text, (one.start, one.end), _bare(typed), "it")
    yield from _perform(sitting, one.id, one.only(*place))


def translate(sitting: Sitting, typed: str) -> Iterator[str]:
    """Write a translation beside the quotation at hand, or take it away; or read it."""
    hand, _ = _hand(sitting)
    if not typed:
        there = hand.chosen.row.translation if hand.chosen else ""
        yield f"translation: {there or 'none'}"
        return
    one = _quoted(sitting, hand)
    yield from _perform(sitting, one.id, one.translated("" if typed == TAKE_AWAY else typed))


def _hide(sitting: Sitting, said: str, mask: str | None) -> Iterator[str]:
    hand, text = _hand(sitting)
    one = _quoted(sitting, hand)
    place = words_between(sitting, text, (one.start, one.end), said, "it")
    yield from _perform(sitting, one.id, one.hiding(Cut(*place, mask), text))


def _hand(sitting: Sitting) -> tuple[Hand, str]:
    """What is at hand, and the text of its document."""
    hand = hand_now(sitting, read_bench(sitting))
    return hand, _text(sitting, hand.document)


def _text(sitting: Sitting, document: int) -> str:
    with sitting.project.read(together=True) as session:
        return read_document(session, document).text


def _quoted(sitting: Sitting, hand: Hand) -> Quoted:
    section = "" if hand.chosen else section_for(sitting, read_bench(sitting))
    return quoted(hand, section)


def _perform(sitting: Sitting, id_: str, changes: tuple[QuotationChange, ...]) -> Iterator[str]:
    outcome = sitting.perform(*changes)
    take(sitting, id_)
    if not outcome.words:
        yield words.AS_IT_WAS
    bench = read_bench(sitting)
    yield from (line for one in bench.chosen if one.key == id_ for line in printed(one))


def _bare(typed: str) -> str:
    """Words without the quotation marks around them."""
    found = re.fullmatch(QUOTED, typed)
    return found[1] if found else typed
