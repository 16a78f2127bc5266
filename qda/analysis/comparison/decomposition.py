"""What disagreement about free spans is made of: attention, codes or boundaries."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import maximum_bipartite_matching

from qda.analysis.relation import Ints

if TYPE_CHECKING:
    from qda.analysis.comparison.line import Passages
    from qda.analysis.dataset import Dataset
    from qda.analysis.relation import Bools


@dataclass(frozen=True, slots=True)
class Decomposition:
    """Every passage of every two coders, in one of four: it tells what to talk about.

    Attributes:
        same: Pairs with the same code and boundaries.
        boundaries: Pairs with the same code that share a character, and other boundaries: the
            rules for units.
        left: Of these the median shift of the beginning, in words; None without any.
        right: The same of the end.
        codes: Pairs in the same place with another code: the definitions.
        alone: Passages of each coder without a counterpart: attention.
    """

    same: int
    boundaries: int
    left: float | None
    right: float | None
    codes: int
    alone: tuple[int, ...]


def decompose(data: Dataset, own: Passages) -> Decomposition:
    """Pair the passages one to one: the same first, then by code, then by place."""
    same = boundaries = codes = 0
    alone = np.zeros(len(data.coders), dtype=np.int64)
    shifts: list[Ints] = [np.empty((2, 0), dtype=np.int64)]
    for i, j in combinations(range(len(data.coders)), 2):
        a, b = own.select(own.coder == i), own.select(own.coder == j)
        left, right = _meeting(a, b)
        code = a.row[left] == b.row[right]
        at = (a.start[left] == b.start[right]) & (a.end[left] == b.end[right])
        free = _Free(left, right, len(a.row), len(b.row))
        same += len(free.pair(code & at)[0])
        one, two = free.pair(code)
        boundaries += len(one)
        shifts.append(_shift(data, a.select(one), b.select(two)))
        codes += len(free.pair(~code)[0])
        alone[i] += free.first.sum()
        alone[j] += free.second.sum()
    moved = np.concatenate(shifts, axis=1)
    left_by, right_by = np.median(moved, axis=1).tolist() if moved.shape[1] else (None, None)
    return Decomposition(same, boundaries, left_by, right_by, codes, tuple(alone.tolist()))


class _Free:
    """The passages of two coders that have no counterpart yet."""

    def __init__(self, left: Ints, right: Ints, first: int, second: int):
        self.left, self.right = left, right
        self.first = np.ones(first, dtype=np.bool_)
        self.second = np.ones(second, dtype=np.bool_)

    def pair(self, wanted: Bools) -> tuple[Ints, Ints]:
        """Pair as many as can be of those that meet and are wanted, and are free."""
        wanted = wanted & self.first[self.left] & self.second[self.right]
        shape = (len(self.first), len(self.second))
        edges = (np.ones(int(wanted.sum())), (self.left[wanted], self.right[wanted]))
        graph = sparse.coo_array(edges, shape=shape).tocsr()
        partner: Ints = maximum_bipartite_matching(graph, perm_type="column").astype(np.int64)
        one = np.flatnonzero(partner >= 0)
        two = partner[one]
        self.first[one], self.second[two] = False, False
        return one, two


def _meeting(a: Passages, b: Passages) -> tuple[Ints, Ints]:
    """All pairs of passages that share a character."""
    pairs = [
        (at, other)
        for at, (start, end) in enumerate(zip(a.start.tolist(), a.end.tolist(), strict=True))
        for other in np.flatnonzero((b.start < end) & (b.end > start)).tolist()
    ]
    left, right = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return left, right


def _shift(data: Dataset, a: Passages, b: Passages) -> Ints:
    """By how many words beginnings and ends differ."""
    first_a, last_a = data.text.words_within(a.start, a.end)
    first_b, last_b = data.text.words_within(b.start, b.end)
    return np.stack((np.abs(first_a - first_b), np.abs(last_a - last_b)))
