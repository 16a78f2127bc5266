"""Units by coders, as distinct rows with the number of units that show each.

Every statistic of fixed units is a function of these few rows, so that 100,000 units cost what
their distinct rows cost, a resample is another set of weights, and a stretch of text that no
boundary cuts is one unit that weighs its length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
from scipy import sparse

from qda.analysis.agreement.value import BoolArray, FloatArray, IntArray

UNSEEN = -1
"""In an array of values: this coder did not see the unit. Not the same as "no code"."""

_DENSE = 2**12
_KEY = 2**62


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Which category each coder gave, for each distinct row.

    Attributes:
        values: Rows x coders; an index into `categories`, or UNSEEN.
        weights: How many units (or characters) show each row; the last axis is the rows, axes
            before it are codes, clusters or resamples.
        categories: The codebook: its length is the q of Brennan-Prediger and AC1.
    """

    values: IntArray
    weights: FloatArray
    categories: tuple[str, ...]

    @property
    def coders(self) -> int:
        """How many coders there are."""
        return int(self.values.shape[1])

    @property
    def seen(self) -> IntArray:
        """For each row, how many coders saw it: r_i."""
        return np.asarray((self.values != UNSEEN).sum(axis=1), dtype=np.int64)

    @property
    def used(self) -> dict[str, FloatArray]:
        """How often each category was given, for each set of weights."""
        totals = np.asarray(self.weights @ self.counts())
        return {name: totals[..., k] for k, name in enumerate(self.categories)}

    def counts(self) -> Any:
        """Rows x categories, sparse: how many coders gave the category, r_ik."""
        return count_categories(self.values, len(self.categories))

    def pair(self, first: int, second: int) -> Ratings:
        """Two coders, on the units that both saw."""
        chosen = self.values[:, [first, second]]
        both = (chosen != UNSEEN).all(axis=1)
        return Ratings(chosen[both], self.weights[..., both], self.categories)

    def of_code(self, code: int) -> Ratings:
        """One of a row of codes."""
        return replace(self, weights=self.weights[code])

    def of_codes(self, codes: list[int]) -> Ratings:
        """Some of a row of codes."""
        return replace(self, weights=self.weights[codes])

    def pairs(self) -> list[tuple[int, int]]:
        """Every two coders."""
        return list(combinations(range(self.coders), 2))


@dataclass(frozen=True, slots=True, eq=False)
class NominalData:
    """Units to which each coder gave one category.

    Attributes:
        coders: Their names.
        categories: The codebook; two of them: the first is the positive one.
        values: Units x coders: an index into `categories`, or UNSEEN.
        positions: The categories as numbers, if all are.
        clusters: The informant of each unit, if told.
        weights: How many units each row stands for, if it came as a contingency table.
    """

    coders: tuple[str, ...]
    categories: tuple[str, ...]
    values: IntArray
    positions: FloatArray | None = None
    clusters: tuple[str, ...] | None = None
    weights: FloatArray | None = None

    def ratings(self) -> Ratings:
        """The distinct rows."""
        return collect(self.values, self.categories, self.weights)


def count_categories(values: IntArray, categories: int) -> Any:
    """Rows x categories, sparse: how many entries of the row are the category; UNSEEN is none."""
    row, coder = np.nonzero(values != UNSEEN)
    entries = (np.ones(len(row)), (row, values[row, coder]))
    return sparse.coo_array(entries, shape=(len(values), categories)).tocsr()


def distinct_rows(values: IntArray, categories: int) -> tuple[IntArray, IntArray]:
    """The different rows of an array of values, and for each row which of them it is."""
    base, coders = categories + 1, values.shape[1]
    if base**coders >= _KEY:
        patterns, inverse = np.unique(values, axis=0, return_inverse=True)
        return np.asarray(patterns, dtype=np.int64), inverse.reshape(-1)
    places = base ** np.arange(coders, dtype=np.int64)
    keys = (values.astype(np.int64) + 1) @ places
    if base**coders <= _DENSE:
        found, inverse = np.arange(base**coders), keys
    else:
        found, inverse = np.unique(keys, return_inverse=True)
    return found[:, None] // places % base - 1, inverse.reshape(-1)


def collect(
    values: IntArray, categories: Sequence[str], weights: FloatArray | None = None
) -> Ratings:
    """Units x coders as distinct rows.

    Args:
        values: Units x coders: an index into `categories`, or UNSEEN.
        categories: The codebook.
        weights: The weight of each unit, e.g. its length; without them each weighs 1.
    """
    patterns, inverse = distinct_rows(values, len(categories))
    totals = np.bincount(inverse, weights=weights, minlength=len(patterns))
    return Ratings(patterns, totals.astype(np.float64), tuple(categories))


def collect_by(
    group: IntArray, groups: int, values: IntArray, categories: Sequence[str]
) -> Ratings:
    """Units x coders as distinct rows, with weights groups x rows (e.g. informants)."""
    patterns, inverse = distinct_rows(values, len(categories))
    width = len(patterns)
    totals = np.bincount(group * width + inverse, minlength=groups * width)
    weights = totals.reshape(groups, width).astype(np.float64)
    return Ratings(patterns, weights, tuple(categories))


APPLIED = ("applied", "not applied")
"""The two categories of one code: its use is the positive one."""


def binary(
    applied: BoolArray, seen: BoolArray | None = None, weights: FloatArray | None = None
) -> Ratings:
    """One code against the rest, for all codes at once.

    Args:
        applied: Codes x coders x units.
        seen: Coders x units; without it every coder saw everything.
        weights: The weight of each unit; without them each weighs 1.

    Returns:
        Ratings over APPLIED with weights codes x rows.
    """
    codes, coders, units = applied.shape
    if coders == 2 and weights is None:
        return _binary_pair(applied, seen)
    states = np.where(applied, 0, 1)
    if seen is not None:
        states = np.where(seen, states, UNSEEN)
    flat = np.moveaxis(states, 1, 2).reshape(codes * units, coders)
    patterns, inverse = distinct_rows(flat, 2)
    width = len(patterns)
    place = np.repeat(np.arange(codes) * width, units) + inverse
    heavy = None if weights is None else np.tile(weights, codes)
    totals = np.bincount(place, weights=heavy, minlength=codes * width)
    return Ratings(patterns, totals.reshape(codes, width).astype(np.float64), APPLIED)


_PAIR_ROWS = np.array([[0, 0], [0, 1], [1, 0], [1, 1], [0, -1], [1, -1], [-1, 0], [-1, 1]])


def _binary_pair(applied: BoolArray, seen: BoolArray | None) -> Ratings:
    """Two coders: three counts a code give the whole table, without looking at a unit twice."""
    units = applied.shape[2]
    first, second = (np.ones(units, dtype=np.bool_),) * 2 if seen is None else (seen[0], seen[1])
    both_saw = first & second
    n, n1, n2 = (int(np.count_nonzero(x)) for x in (both_saw, first, second))
    complete = n == n1 == n2 == units
    weights = np.empty((len(applied), len(_PAIR_ROWS)))
    for code, (x1, x2) in enumerate(applied):
        use1, use2, a = (int(np.count_nonzero(x)) for x in (x1, x2, x1 & x2))
        c1, c2 = use1, use2
        if not complete:
            use1, use2 = (int(np.count_nonzero(x)) for x in (x1 & first, x2 & second))
            c1, c2, a = (int(np.count_nonzero(x & both_saw)) for x in (x1, x2, x1 & x2))
        alone1, alone2 = use1 - c1, use2 - c2
        weights[code] = (
            *(a, c1 - a, c2 - a, n - c1 - c2 + a),
            *(alone1, n1 - n - alone1, alone2, n2 - n - alone2),
        )
    return Ratings(_PAIR_ROWS, weights, APPLIED)
