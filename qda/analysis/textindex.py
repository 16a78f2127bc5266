"""Where the words and the white space of all texts are, found once for a whole data set."""

from __future__ import annotations

import re
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from qda.analysis.relation import Ints

_SPACE, _MARK, _LETTER, _BREAK = range(4)


@cache
def _kinds() -> NDArray[np.uint8]:
    """Of every code point: white space, letter or digit, or another mark, as `qda.text.WORD`."""
    points = np.arange(0x110000, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    kinds = np.full(0x110000, _MARK, dtype=np.uint8)
    for pattern, kind in ((r"\s+", _SPACE), (r"[^\W_]+", _LETTER)):
        for match in re.finditer(pattern, points):
            kinds[match.start() : match.end()] = kind
    return kinds


class TextIndex:
    """The texts as one line, with one place between two documents that is part of neither."""

    def __init__(self, texts: tuple[str, ...]):
        table = _kinds()
        kinds = np.full(sum(map(len, texts)) + len(texts), _BREAK, dtype=np.uint8)
        at = 0
        for text in texts:
            points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
            np.take(table, points, out=kinds[at : at + len(text)])
            at += len(text) + 1
        self._kinds = kinds
        # One bit a place and a running count a word of 64: a sixteenth of a count for each place,
        # and touching so much less memory is most of the time.
        bits = np.packbits(kinds != _SPACE, bitorder="little")
        self._bits = np.concatenate((bits, np.zeros(16 - len(bits) % 8, dtype=np.uint8))).view(
            "<u8"
        )
        counts = np.cumsum(np.bitwise_count(self._bits), dtype=np.int64)
        self._before = np.concatenate(([0], counts))

    def solid(self, place: Ints) -> Ints:
        """How many characters that are no white space lie before each place.

        The place between two documents counts as one, so that nothing joins over it.
        """
        word = place >> 6
        below = (np.uint64(1) << (place & 63).astype(np.uint64)) - np.uint64(1)
        here: Ints = self._before[word] + np.bitwise_count(self._bits[word] & below)
        return here

    @cached_property
    def words(self) -> tuple[Ints, Ints]:
        """Start and end of each word as places; a word never crosses a document's end."""
        inside = (self._kinds == _MARK) | (self._kinds == _LETTER)
        edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
        start, end = edges[::2], edges[1::2]
        if not len(start):
            return start, end
        real = np.logical_or.reduceat(self._kinds == _LETTER, start)
        return start[real], end[real]

    def words_within(self, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """The words that each span of places touches, as ranges of word numbers."""
        starts, ends = self.words
        first = np.searchsorted(ends, start, side="right")
        return first, np.maximum(np.searchsorted(starts, end, side="left"), first)
