"""Text measured: spans as ranges of numbered segments, words or characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from qda.analysis.relation import Ints

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.analysis.dataset import Dataset
    from qda.analysis.options import Unit

Ruler = tuple[Ints, Ints, "Callable[[Ints], Ints]"]
"""The first and one past the last of each span; how much before a number informants say."""


def _segments(data: Dataset, start: Ints, end: Ints) -> Ruler:
    """Segments with which a span shares a character that is no white space."""
    first, last, _ = units_of(data, "segment", start, end)
    said = np.concatenate(([0], np.cumsum(data.by_informant[data.segments.turn])))
    return first, last, said.__getitem__


def _words(data: Dataset, start: Ints, end: Ints) -> Ruler:
    first, last = data.text.words_within(start, end)
    return first, last, _said_before(data, *data.turn_words)


def _characters(data: Dataset, start: Ints, end: Ints) -> Ruler:
    return start, end, _said_before(data, *data.turn_places)


def _said_before(data: Dataset, first: Ints, last: Ints) -> Callable[[Ints], Ints]:
    """How much the informants said before a place, where their turns are ranges [first, last)."""
    first, last = first[data.by_informant], last[data.by_informant]
    said = np.concatenate(([0], np.cumsum(last - first)))

    def before(place: Ints) -> Ints:
        turn = np.searchsorted(first, place, side="right")
        if not len(last):
            return np.zeros(len(place), dtype=np.int64)
        return said[turn] - np.where(turn > 0, np.maximum(last[turn - 1] - place, 0), 0)

    return before


def units_of(data: Dataset, within: str, start: Ints, end: Ints) -> tuple[Ints, Ints, int]:
    """The segments or turns with which each span of places shares more than white space.

    Returns:
        The first and one past the last of each span, and how many there are.
    """
    solid = data.text.solid
    stretches = data.segment_places if within == "segment" else data.turn_places
    begins, ends = (solid(places) for places in stretches)
    start, end = solid(start), solid(end)
    first = np.searchsorted(ends, start, side="right")
    last = np.searchsorted(begins, end, side="left")
    return first, np.where(end > start, last, first), len(begins)


RULERS: Final[dict[Unit, Callable[[Dataset, Ints, Ints], Ruler]]] = {
    "segments": _segments,
    "words": _words,
    "characters": _characters,
    "coverage": _words,
}
