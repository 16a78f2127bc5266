"""What a query asks of one word; words are lower-cased runs of letters and digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import chain
from typing import Final, Protocol

from qda.analysis.search.lemmas import lemma

WORD: Final = re.compile(r"[^\W_]+")
Place = tuple[int, int]
"""A stretch of a text: start, end, in code points."""


def lowered(text: str) -> str:
    """The text in lower case, as long as before: what would grow (as İ) stays as it is."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


class Term(Protocol):
    """What a query asks of one word."""

    def accepts(self, word: str) -> bool:
        """Whether a whole word, in lower case, is meant."""

    def words_in(self, low: str) -> Iterator[Place]:
        """The words of a text in lower case that are meant, in order."""


@dataclass(frozen=True, slots=True)
class Exact:
    """Just this form."""

    form: str

    def accepts(self, word: str) -> bool:
        """Whether it is the form."""
        return word == self.form

    def words_in(self, low: str) -> Iterator[Place]:
        """Where the form stands as a whole word."""
        # What must not stand before comes after the form, so that the search begins with letters
        # that it knows, which is several times as fast.
        form = re.escape(self.form)
        pattern = re.compile(rf"{form}(?<![^\W_]{form})(?![^\W_])")
        return (match.span() for match in pattern.finditer(low))


@dataclass(frozen=True, slots=True)
class Inflected:
    """A word in any of its forms."""

    form: str

    def accepts(self, word: str) -> bool:
        """Whether one of the two is the other's dictionary form, or both have the same."""
        own = lemma(self.form)
        return word in (self.form, own) or lemma(word) in (self.form, own)

    def words_in(self, low: str) -> Iterator[Place]:
        """Where the word stands in any form."""
        return _accepted(self, low)


@dataclass(frozen=True, slots=True)
class Partial:
    """Parts of a word, with any letters where a `*` stands, in the word or its dictionary form.

    Attributes:
        pieces: What stands before, between and after the stars, so at least two.
        exact: Just the word as it is written.
    """

    pieces: tuple[str, ...]
    exact: bool = False

    def accepts(self, word: str) -> bool:
        """Whether the word fits; *selvhjelpsgruppa* fits ``*gruppe``, as it is one in its form."""
        return self.fits(word) or (not self.exact and self.fits(lemma(word)))

    def fits(self, form: str) -> bool:
        """Whether this has the pieces in this order, the first and last at its ends."""
        first, *middle, last = self.pieces
        at, end = len(first), len(form) - len(last)
        if at > end or not (form.startswith(first) and form.endswith(last)):
            return False
        for piece in middle:
            at = form.find(piece, at, end)
            if at < 0:
                return False
            at += len(piece)
        return True

    def words_in(self, low: str) -> Iterator[Place]:
        """Where such words stand; as they are written, by the longest piece."""
        if not self.exact and any(self.pieces):
            yield from _accepted(self, low)
            return
        for start, end in _words_with(max(self.pieces, key=len), low):
            if self.fits(low[start:end]):
                yield start, end


def _accepted(term: Term, low: str) -> Iterator[Place]:
    """The words that a term accepts: each different word of the text is asked once."""
    different = " ".join(set(low.split()))  # a quarter of the text: the rest is repetition
    forms = sorted(word for word in set(WORD.findall(different)) if term.accepts(word))
    return merge(*(Exact(form).words_in(low) for form in forms))


def _words_with(piece: str, low: str) -> Iterator[Place]:
    """The words that hold a piece; all words where it is empty."""
    if not piece:
        yield from (match.span() for match in WORD.finditer(low))
        return
    before = 0
    at = low.find(piece)
    while at >= 0:
        start = at
        while start > before and low[start - 1].isalnum():
            start -= 1
        match = WORD.match(low, at)
        before = match.end() if match else at + 1
        yield start, before
        at = low.find(piece, before)


_GAP: Final = re.compile(r"(?:(?![\n.!?…])[\W_])*+([^\W_]+)")
"""What may stand between two words of a phrase: anything but the end of a sentence or a turn."""


def phrases(low: str, terms: tuple[Term, ...]) -> Iterator[Place]:
    """Where words stand that are meant by the terms, one after another; none overlap."""
    free = 0
    for start, end in terms[0].words_in(low):
        stop = _rest(low, end, terms) if start >= free else None
        if stop is not None:
            free = stop
            yield start, stop


def _rest(low: str, at: int, terms: tuple[Term, ...]) -> int | None:
    """Where a phrase ends whose first word ends here; None where other words follow."""
    for term in terms[1:]:
        match = _GAP.match(low, at)
        if match is None or not term.accepts(match[1]):
            return None
        at = match.end()
    return at


def united(found: Iterable[Iterable[Place]]) -> list[Place]:
    """The places of several searches in order; of those that overlap the first, the longest."""
    return without_overlap(sorted(chain(*found), key=lambda place: (place[0], -place[1])))


def without_overlap(places: Iterable[Place]) -> list[Place]:
    """Places in order, without those that begin inside the one before."""
    free, apart = 0, []
    for start, end in places:
        if start >= free:
            free = end
            apart.append((start, end))
    return apart
