"""F1 of spans: how many of one coder's spans have a counterpart among the other's.

With the number of "nothing here" unknown or huge, kappa tends to F1: Hripcsak and Rothschild
(2005), J. Am. Med. Inform. Assoc. 12:296. F1 = 2 matches / (n1 + n2), a match is one to one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import maximum_bipartite_matching

from qda.analysis.agreement.spans import SpanData, merged
from qda.analysis.agreement.value import BoolArray, IntArray, Undefined, Value, ratio

NO_SPANS = "neither coder has a span"


@dataclass(frozen=True, slots=True)
class Matches:
    """The most one-to-one matches of two coders' spans.

    Attributes:
        matched: How many pairs.
        first: How many spans the first coder (the reference, if there is one) has.
        second: How many the second has.
    """

    matched: int
    first: int
    second: int

    @property
    def f1(self) -> Value:
        """2 matches / (n1 + n2)."""
        return ratio(2 * self.matched, self.first + self.second, NO_SPANS)

    @property
    def precision(self) -> Value:
        """Of the second coder's spans, the share that the reference has."""
        return ratio(self.matched, self.second, "the second coder has no span")

    @property
    def recall(self) -> Value:
        """Of the reference's spans, the share that the second coder has."""
        return ratio(self.matched, self.first, "the reference has no span")


def exact(first: SpanData, second: SpanData) -> Matches:
    """Same start, end and code."""
    left, right = overlapping(first, second)
    same = (first.start[left] == second.start[right]) & (first.end[left] == second.end[right])
    return _matched(first, second, left, right, same & (first.code[left] == second.code[right]))


def overlap(first: SpanData, second: SpanData, *, ignore_code: bool = False) -> Matches:
    """Same code (or any) and at least a character in common."""
    left, right = overlapping(first, second)
    same = first.code[left] == second.code[right]
    return _matched(first, second, left, right, same | ignore_code)


def iou(first: SpanData, second: SpanData, threshold: float = 0.5) -> Matches:
    """Same code, and intersection / union at least the threshold."""
    left, right = overlapping(first, second)
    shared = np.minimum(first.end[left], second.end[right])
    shared = shared - np.maximum(first.start[left], second.start[right])
    union = np.maximum(first.end[left], second.end[right])
    union = union - np.minimum(first.start[left], second.start[right])
    near = (shared >= threshold * union) & (first.code[left] == second.code[right])
    return _matched(first, second, left, right, near)


def overlapping(first: SpanData, second: SpanData) -> tuple[IntArray, IntArray]:
    """All pairs of spans with at least a character in common, by index."""
    order = np.argsort(second.start, kind="stable")
    starts, ends = second.start[order], second.end[order]
    reach = np.maximum.accumulate(ends) if len(ends) else ends
    low = np.searchsorted(reach, first.start, side="right")
    high = np.searchsorted(starts, first.end, side="left")
    counts = np.maximum(high - low, 0)
    left = np.repeat(np.arange(len(first)), counts)
    place = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    right = np.repeat(low, counts) + place
    real = ends[right] > first.start[left]
    return left[real], order[right[real]]


_KINDS: dict[str, Callable[[SpanData, SpanData], Matches]] = {
    "exact": exact,
    "overlap": overlap,
    "iou50": iou,
    "overlap_ignoring_code": partial(overlap, ignore_code=True),
}


def mean_f1(data: SpanData, kind: str) -> Value:
    """F1 of two coders, or the mean over every two of more; undefined pairs are left out.

    Args:
        data: The spans; those of one coder and code that overlap are merged first.
        kind: "exact", "overlap", "iou50" or "overlap_ignoring_code".
    """
    spans = merged(data)
    each = [spans.of(coder=coder) for coder in range(len(data.coders))]
    values = [_KINDS[kind](a, b).f1 for a, b in combinations(each, 2)]
    defined = [value for value in values if not isinstance(value, Undefined)]
    reason = NO_SPANS if values else "there are fewer than two coders"
    return ratio(sum(defined), len(defined), reason)


def _matched(
    first: SpanData, second: SpanData, left: IntArray, right: IntArray, wanted: BoolArray
) -> Matches:
    left, right = left[wanted], right[wanted]
    if not len(left):
        return Matches(0, len(first), len(second))
    shape = (len(first), len(second))
    graph = sparse.coo_array((np.ones(len(left)), (left, right)), shape=shape).tocsr()
    partner: IntArray = maximum_bipartite_matching(graph, perm_type="column")
    return Matches(int((partner >= 0).sum()), len(first), len(second))
