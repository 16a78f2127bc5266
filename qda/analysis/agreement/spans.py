"""Free spans on a continuum: merging, the regions between boundaries, characters as units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from qda.analysis.agreement.ratings import APPLIED, Ratings, binary
from qda.analysis.agreement.value import BoolArray, FloatArray, IntArray
from qda.errors import QdaError


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much in the dissimilarity of two units, for gamma.

    The paper's text has alpha = beta = 1; the authors' software alpha = 3.

    Attributes:
        alpha: Factor of the positional part.
        beta: Factor of the categorial part.
        delta_empty: D0, the cost of the empty unit.
    """

    alpha: float = 1.0
    beta: float = 1.0
    delta_empty: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class SpanData:
    """Spans [start, end) that coders gave codes, in parallel arrays.

    Attributes:
        coders: Their names; one without spans saw the text and applied nothing.
        codes: The codebook.
        coder: For each span, its coder by index.
        code: For each span, its code by index.
        start: First offset.
        end: Offset after the last; always more than `start`.
        length: The length of the continuum 0..length; None if not known (gamma, F1 need none).
        weights: For gamma.
    """

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    coder: IntArray
    code: IntArray
    start: FloatArray
    end: FloatArray
    length: float | None = None
    weights: Weights = Weights()

    def __post_init__(self) -> None:
        for number in np.flatnonzero(~(self.start < self.end))[:1]:
            raise QdaError(
                f"Span {number + 1} is empty or reversed: its end must be after its start."
            )
        limit = np.inf if self.length is None else self.length
        lowest = -np.inf if self.length is None else 0
        for number in np.flatnonzero((self.start < lowest) | (self.end > limit))[:1]:
            raise QdaError(f"Span {number + 1} does not lie within the text (0 to {limit:g}).")

    def __len__(self) -> int:
        return len(self.start)

    def select(self, chosen: BoolArray | IntArray) -> SpanData:
        """Some of the spans."""
        return replace(
            self,
            coder=self.coder[chosen],
            code=self.code[chosen],
            start=self.start[chosen],
            end=self.end[chosen],
        )

    def of(self, coder: int | None = None, code: int | None = None) -> SpanData:
        """The spans of one coder, of one code, or both."""
        chosen = np.ones(len(self), dtype=np.bool_)
        if coder is not None:
            chosen &= self.coder == coder
        if code is not None:
            chosen &= self.code == code
        return self.select(chosen)


Row = tuple[int, float, float, int]
"""Coder, start, end, code."""


def make_spans(
    coders: Sequence[str],
    codes: Sequence[str],
    rows: Sequence[Row],
    length: float | None = None,
    weights: Weights | None = None,
) -> SpanData:
    """Spans from rows.

    Raises:
        QdaError: If a span is empty, reversed or outside the text.
    """
    table = np.array(rows, dtype=np.float64).reshape(-1, 4)
    who, what = table[:, 0].astype(np.int64), table[:, 3].astype(np.int64)
    start, end, names = table[:, 1], table[:, 2], (tuple(coders), tuple(codes))
    return SpanData(*names, who, what, start, end, length, weights or Weights())


def merged(data: SpanData) -> SpanData:
    """Spans of one coder and code that overlap become one; those that only touch stay two."""
    order = np.lexsort((data.end, data.start, data.code, data.coder))
    sorted_ = data.select(order)
    if not len(data):
        return sorted_
    reach = np.empty(len(data))
    fresh = np.ones(len(data), dtype=np.bool_)
    group = sorted_.coder * max(1, len(data.codes)) + sorted_.code
    for i in range(len(data)):
        same = i > 0 and group[i] == group[i - 1]
        fresh[i] = not (same and sorted_.start[i] < reach[i - 1])
        reach[i] = sorted_.end[i] if fresh[i] else max(reach[i - 1], sorted_.end[i])
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(data)) - 1
    kept = sorted_.select(first)
    return replace(kept, end=reach[last])


def exclusive(data: SpanData) -> bool:
    """Whether no two spans of one coder overlap."""
    order = np.lexsort((data.start, data.coder))
    coder, start, end = data.coder[order], data.start[order], data.end[order]
    return not bool(((coder[1:] == coder[:-1]) & (start[1:] < end[:-1])).any())


@dataclass(frozen=True, slots=True, eq=False)
class Regions:
    """The text cut at every boundary of any coder: nothing changes inside a region.

    Attributes:
        bounds: The cuts, with 0 and the length of the text; one more than there are regions.
        applied: Codes x coders x regions.
    """

    bounds: FloatArray
    applied: BoolArray

    @property
    def lengths(self) -> FloatArray:
        """The length of each region."""
        return np.diff(self.bounds)

    def ratings(self) -> Ratings:
        """Every character a unit, each code against the rest."""
        return binary(self.applied, weights=self.lengths)


def regions(data: SpanData) -> Regions:
    """The regions of a text of known length.

    Raises:
        ValueError: If the length is not known.
    """
    if data.length is None:
        raise ValueError("regions need the length of the continuum")
    edges = [np.array([0.0, data.length]), data.start, data.end]
    bounds = np.unique(np.concatenate(edges))
    change = np.zeros((len(data.codes), len(data.coders), len(bounds)), dtype=np.int32)
    np.add.at(change, (data.code, data.coder, np.searchsorted(bounds, data.start)), 1)
    np.add.at(change, (data.code, data.coder, np.searchsorted(bounds, data.end)), -1)
    return Regions(bounds, change.cumsum(axis=2)[:, :, :-1] > 0)


@dataclass(frozen=True, slots=True, eq=False)
class CharacterTable:
    """One code, two coders, and nothing known but how many characters each coded.

    Attributes:
        table: [[neither, second only], [first only, both]].
    """

    table: FloatArray

    def ratings(self) -> Ratings:
        """Every character a unit, the code against the rest."""
        rows = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
        return Ratings(rows, self.table.reshape(-1).astype(np.float64), APPLIED)
