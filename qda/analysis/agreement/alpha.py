"""Krippendorff's alpha for fixed units: nominal, ordinal, interval, ratio, any distance.

alpha = 1 - D_o / D_e. With o_ck the coincidences (each unit with m_u >= 2 values gives its pairs
of values, each weighing 1 / (m_u - 1)), n_c = sum_k o_ck and n = sum_c n_c:
D_o = sum o_ck d(c, k) / n and D_e = sum n_c n_k d(c, k) / (n (n - 1)).
Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability; Content Analysis
(4th ed., 2019), ch. 12. Units with fewer than two values are dropped.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from qda.analysis.agreement.ratings import UNSEEN, Ratings
from qda.analysis.agreement.value import (
    NOT_PAIRED,
    BoolArray,
    Coefficient,
    FloatArray,
    IntArray,
    divide,
)

Distance = Callable[[IntArray, IntArray], FloatArray]
"""The distance of categories (by index), element by element, broadcasting."""

SummedPairs = Callable[[FloatArray, IntArray], FloatArray]
"""From n_c on the last axis and the index of each c: the sum of n_c n_k d(c, k)."""

EXACT_LIMIT = 20_000
"""Up to so many distinct values the expected disagreement is summed over all pairs."""

_BLOCK = 4_000_000
_SAMPLED_PAIRS = 4_000_000
NEGATIVE = "the ratio distance needs values that are not negative"


def nominal(ratings: Ratings) -> Coefficient:
    """The distance is [c != k]; for two coders alpha = pi + (1 - pi) / n of the values."""
    observed = 1 - divide(_agreeing(ratings).sum(-1), _n(ratings))
    return _corrected(observed, _expected(ratings), ratings)


def per_category(ratings: Ratings) -> Coefficient:
    """Each category against the rest, the last axis.

    alpha_c = 1 - (n - 1)(n_c - o_cc) / (n_c (n - n_c)).
    """
    values, n = pairable_values(ratings), _n(ratings)[..., None]
    observed = divide(2 * (values - _agreeing(ratings)), n)
    expected = divide(2 * values * (n - values), n * (n - 1))
    return _corrected(observed, expected, ratings)


def interval(ratings: Ratings, positions: FloatArray) -> Coefficient:
    """The distance is (c - k)^2, with the position of each category on the scale.

    D_e needs no pairs: sum n_c n_k (c - k)^2 = 2 n sum n_c (c - mean)^2. Alpha does not depend
    on where the scale begins or on its step, so the positions in use are first put on 0 to 1.
    """
    values, n = pairable_values(ratings), _n(ratings)
    positions = _rescaled(positions, _in_use(values))
    observed = _observed(ratings, lambda c, k: (positions[c] - positions[k]) ** 2)
    mean = divide(values @ positions, n)
    squares = (values * (positions - mean[..., None]) ** 2).sum(-1)
    return _corrected(observed, divide(2 * squares, n - 1), ratings)


def ordinal(ratings: Ratings, positions: FloatArray) -> Coefficient:
    """The distance is (sum of n_g from c to k - (n_c + n_k)/2)^2.

    That is the square of a difference of mid-ranks. The ranks are those of the pairable values
    of this one set of weights.
    """
    values = pairable_values(ratings)
    order = np.argsort(positions, kind="stable")
    ranks = np.empty(len(order))
    ranks[order] = np.cumsum(values[order]) - values[order] / 2
    return interval(ratings, ranks)


def ratio(ratings: Ratings, positions: FloatArray) -> Coefficient:
    """The distance is ((c - k) / (c + k))^2, 0 where both are 0; undefined with negative values."""
    if (positions[pairable_values(ratings) > 0] < 0).any():
        nothing = np.float64(np.nan)
        return Coefficient(np.asarray(nothing), np.asarray(nothing), ratings.used, NEGATIVE)

    def distance(c: IntArray, k: IntArray) -> FloatArray:
        total = positions[c] + positions[k]
        return (
            np.where(total == 0, 0, (positions[c] - positions[k]) / np.where(total, total, 1)) ** 2
        )

    return of_distance(ratings, distance)


def of_distance(
    ratings: Ratings, distance: Distance, summed: SummedPairs | None = None
) -> Coefficient:
    """Any distance; beyond EXACT_LIMIT values in use D_e is drawn from pairs, and noted.

    Args:
        ratings: Who gave which value.
        distance: Of two values, by index.
        summed: A faster way to sum n_c n_k d(c, k), if there is one.
    """
    values, n = pairable_values(ratings), _n(ratings)
    used = np.flatnonzero(_in_use(values))
    observed = _observed(ratings, distance)
    exact = len(used) <= EXACT_LIMIT
    if not exact:
        total = _drawn_pairs(values[..., used], used, distance)
    elif summed is None:
        total = _summed_pairs(values[..., used], used, distance)
    else:
        total = summed(values[..., used], used)
    expected = divide(total, n * (n - 1))
    note = "" if exact else f"expected disagreement from {_SAMPLED_PAIRS:,} drawn pairs (seed 0)"
    return _corrected(observed, expected, ratings, note)


def pairable_values(ratings: Ratings) -> FloatArray:
    """n_c: how often each category occurs in units with two or more values."""
    return np.asarray((ratings.weights * (ratings.seen >= 2)) @ ratings.counts())


def disagreement_of_rows(ratings: Ratings, distance: Distance) -> FloatArray:
    """For each row the sum of its distances, as it adds to sum o_ck d(c, k)."""
    total = np.zeros(len(ratings.values))
    for first, second in ratings.pairs():
        c, k = ratings.values[:, first], ratings.values[:, second]
        at = np.flatnonzero((c != UNSEEN) & (k != UNSEEN))
        total[at] += 2 * distance(c[at], k[at])
    return total / np.maximum(ratings.seen - 1, 1)


def _in_use(values: FloatArray) -> BoolArray:
    return np.asarray(values.any(axis=tuple(range(values.ndim - 1))), dtype=np.bool_)


def _rescaled(positions: FloatArray, used: BoolArray) -> FloatArray:
    if not used.any():
        return positions
    low, high = positions[used].min(), positions[used].max()
    return np.asarray((positions - low) / (high - low if high > low else 1.0))


def _n(ratings: Ratings) -> FloatArray:
    seen = ratings.seen
    return np.asarray(ratings.weights @ np.where(seen >= 2, seen, 0).astype(np.float64))


def _agreeing(ratings: Ratings) -> FloatArray:
    """o_cc for each category."""
    seen, counts = ratings.seen, ratings.counts()
    weights = ratings.weights * np.where(seen >= 2, 1 / np.maximum(seen - 1, 1), 0)
    return np.asarray(weights @ counts.power(2) - weights @ counts)


def _expected(ratings: Ratings) -> FloatArray:
    values, n = pairable_values(ratings), _n(ratings)
    return divide(n**2 - (values**2).sum(-1), n * (n - 1))


def _observed(ratings: Ratings, distance: Distance) -> FloatArray:
    return divide(ratings.weights @ disagreement_of_rows(ratings, distance), _n(ratings))


def _summed_pairs(values: FloatArray, used: IntArray, distance: Distance) -> FloatArray:
    """Sum n_c n_k d(c, k), block by block, so that memory stays small."""
    total = np.zeros(values.shape[:-1])
    step = max(1, _BLOCK // max(1, len(used)))
    for start in range(0, len(used), step):
        block = slice(start, start + step)
        distances = distance(used[block, None], used[None, :])
        total += (values[..., block] * (values @ distances.T)).sum(-1)
    return total


def _drawn_pairs(values: FloatArray, used: IntArray, distance: Distance) -> FloatArray:
    """The same from pairs drawn in proportion to their weight."""
    if values.ndim > 1:
        rows = [_drawn_pairs(row, used, distance) for row in values]
        return np.asarray(rows, dtype=np.float64)
    n = values.sum()
    pairs = np.random.default_rng(0).choice(used, (2, _SAMPLED_PAIRS), p=values / n)
    return np.asarray(n**2 * distance(pairs[0], pairs[1]).mean())


def _corrected(
    observed: FloatArray, expected: FloatArray, ratings: Ratings, note: str = ""
) -> Coefficient:
    """1 - D_o / D_e in the one form of all coefficients."""
    return Coefficient(1 - observed, 1 - expected, ratings.used, NOT_PAIRED, note)
