"""The units that are compared, and which coder applied which code in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from qda.analysis.agreement.value import FloatArray
from qda.analysis.relation import Bools, Ints, Relation, ints, stretch

if TYPE_CHECKING:
    from qda.analysis.comparison.ground import Ground
    from qda.analysis.dataset import Dataset

Unit = Literal["segment", "sentence", "turn", "character", "span"]

RULES: Final = {
    "segment": "a segment, as laid down at import; coded where any character of it is",
    "sentence": "a sentence; coded where any character of it is",
    "turn": "an informant's turn, all of whose segments are compared; coded where any character is",
    "character": "a character that is no white space; spans are first snapped to whole words",
    "span": "a passage of any length, snapped to whole words; characters beside it",
}
"""What each unit is, for the header."""


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Stretches of text that do not overlap, in the order of the text.

    Attributes:
        segment: The first segment of each.
        start: Where each begins, as a place.
        end: Where it ends.
        weight: For how many units it stands: 1, or its characters.
        asked: Rows x units: whether the unit counts for the row's code.
    """

    segment: Ints
    start: Ints
    end: Ints
    weight: FloatArray
    asked: Bools

    def __len__(self) -> int:
        return len(self.start)


def units_of(data: Dataset, ground: Ground, unit: Unit) -> Units:
    """What is compared, cut into units; spans are compared beside characters."""
    segments = _segments(data, ground)
    if unit == "turn":
        return _turns(data, ground, segments)
    if unit == "sentence" and not _are_sentences(data):
        return _cut(segments, *_sentences(data, segments))
    if unit in ("character", "span"):
        start, end = snapped(data)
        found = _cut(segments, *_between(segments, np.concatenate((start, end))))
        return _weighed(data, found)
    return segments


def applied(
    data: Dataset, to_rows: Relation, units: Units, start: Ints, end: Ints, rows: int
) -> Bools:
    """Rows x coders x units: who applied what, where the unit counts for the row.

    Args:
        data: The data set.
        to_rows: The rows that each code counts for: its own and those above, or the nearest.
        units: The units.
        start: Where each coding begins, as a place.
        end: Where it ends.
        rows: How many rows there are.
    """
    solid = data.text.solid
    first = np.searchsorted(solid(units.end), solid(start), side="right")
    last = np.searchsorted(solid(units.start), solid(end), side="left")
    coding, unit = stretch(first, last)
    at, row = to_rows.follow(data.codings.code[coding])
    found = np.zeros((rows, len(data.coders), len(units)), dtype=np.bool_)
    found[row, data.codings.coder[coding[at]], unit[at]] = True
    return found & units.asked[:, None, :]


def all_above(data: Dataset, rows: Ints) -> Relation:
    """Of each code the rows it counts for: itself and the codes above it."""
    return _relation(data, rows, None)


def nearest(data: Dataset, rows: Ints) -> Relation:
    """Of each code the one row it is shown as: itself, or the lowest of those above it."""
    return _relation(data, rows, 1)


def places(data: Dataset) -> tuple[Ints, Ints]:
    """Start and end of each coding as places."""
    begin = data.offsets[data.codings.document]
    return begin + data.codings.start, begin + data.codings.end


def snapped(data: Dataset) -> tuple[Ints, Ints]:
    """Start and end of each coding as places, moved outwards to the words it touches.

    White space and lone punctuation at its ends are no difference. A coding without a word stays.
    """
    start, end = places(data)
    starts, ends = data.text.words
    first, last = data.text.words_within(start, end)
    some = last > first
    start, end = start.copy(), end.copy()
    start[some], end[some] = starts[first[some]], ends[last[some] - 1]
    return start, end


def _relation(data: Dataset, rows: Ints, most: int | None) -> Relation:
    number = {code: row for row, code in enumerate(rows.tolist())}
    pairs = [
        (code, number[above])
        for code, line in enumerate(data.ancestry)
        for above in [one for one in line if one in number][:most]
    ]
    left, right = ints(pairs).reshape(-1, 2).T
    return Relation.of(left, right, size=len(data.codes))


def _segments(data: Dataset, ground: Ground) -> Units:
    kept = np.flatnonzero(ground.compared)
    start, end = data.segment_places
    return Units(kept, start[kept], end[kept], np.ones(len(kept)), ground.asked[:, kept])


def _turns(data: Dataset, ground: Ground, segments: Units) -> Units:
    """The turns of which every segment is compared."""
    turn = data.segments.turn
    whole = np.bincount(turn[~ground.compared], minlength=len(data.turns.start)) == 0
    kept = whole[turn[segments.segment]]
    of = turn[segments.segment][kept]
    first = np.flatnonzero(np.diff(of, prepend=-1))
    last = np.append(first[1:], len(of))[: len(first)] - 1
    asked = segments.asked[:, kept]
    if len(first):
        asked = np.logical_and.reduceat(asked, first, axis=1)
    start, end = segments.start[kept][first], segments.end[kept][last]
    return Units(segments.segment[kept][first], start, end, np.ones(len(first)), asked)


def _are_sentences(data: Dataset) -> bool:
    return all(name.startswith("sentence") for name in data.source.segmenters)


def _sentences(data: Dataset, segments: Units) -> tuple[Ints, Ints, Ints]:
    """The sentences in each segment, by rules alone, so that figures depend on no model."""
    from qda.language.sentences import RuleSegmenter

    document = data.segments.document[segments.segment]
    begin = data.offsets[document]
    texts = [
        data.texts[at][start:end]
        for at, start, end in zip(
            document.tolist(),
            (segments.start - begin).tolist(),
            (segments.end - begin).tolist(),
            strict=True,
        )
    ]
    cuts = [
        (at, start, end)
        for at, spans in enumerate(RuleSegmenter().split(texts))
        for start, end in spans
    ]
    of, start, end = ints(cuts).reshape(-1, 3).T
    return of, segments.start[of] + start, segments.start[of] + end


def _between(segments: Units, edges: Ints) -> tuple[Ints, Ints, Ints]:
    """The segments cut at every edge that lies within one."""
    of = np.searchsorted(segments.start, edges, side="right") - 1
    inside = (of >= 0) & (edges < segments.end[of]) if len(segments) else of > 0
    start = np.unique(np.concatenate((segments.start, edges[inside])))
    of = np.searchsorted(segments.start, start, side="right") - 1
    ahead = np.append(start[1:], np.iinfo(np.int64).max)[: len(start)]
    return of, start, np.minimum(ahead, segments.end[of])


def _cut(segments: Units, of: Ints, start: Ints, end: Ints) -> Units:
    return Units(segments.segment[of], start, end, np.ones(len(of)), segments.asked[:, of])


def _weighed(data: Dataset, units: Units) -> Units:
    """The units by their characters; those of white space alone are none."""
    weight = data.text.solid(units.end) - data.text.solid(units.start)
    kept = weight > 0
    return Units(
        units.segment[kept],
        units.start[kept],
        units.end[kept],
        weight[kept].astype(np.float64),
        units.asked[:, kept],
    )
