"""The best alignment of several coders' units, as the method gamma defines it.

Source: Mathet, Widloecher and Metivier (2015), Computational Linguistics 41(3):437, eqs 3-7. A
unitary alignment takes at most one unit of each coder; its disorder is the mean of the
dissimilarities of its pairs, where a pair with an empty unit costs D0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from scipy.sparse.csgraph import connected_components

from qda.analysis.agreement.spans import SpanData, Weights
from qda.analysis.agreement.value import FloatArray, IntArray
from qda.errors import QdaError

MAX_CANDIDATES = 200_000
"""Beyond so many groups of units the search is given up."""

_BLOCK = 1_000_000
_ROUNDING = 1e-12
_TIE = 1e-6  # of equally good alignments the one with the fewest unitary alignments


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """A best alignment.

    Attributes:
        units: Unitary alignments x coders: the span by index, or -1 for the empty unit.
        disorder: The sum of their disorders over the mean number of units of a coder.
    """

    units: IntArray
    disorder: float


def positional(data: SpanData, u: IntArray, v: IntArray) -> FloatArray:
    """d_pos = ((|s_u - s_v| + |e_u - e_v|) / (length of u + length of v))^2."""
    shift = np.abs(data.start[u] - data.start[v]) + np.abs(data.end[u] - data.end[v])
    total = data.end[u] - data.start[u] + data.end[v] - data.start[v]
    return np.asarray((shift / total) ** 2)


def dissimilarity(data: SpanData, u: IntArray, v: IntArray, weights: Weights) -> FloatArray:
    """D = (alpha d_pos + beta d_cat) D0, d_cat = 1 where the codes differ."""
    apart = weights.beta * (data.code[u] != data.code[v])
    return np.asarray((weights.alpha * positional(data, u, v) + apart) * weights.delta_empty)


def best_alignment(data: SpanData) -> Alignment:
    """The alignment of least disorder, by the weights that the spans carry.

    Of several as good, the one with the fewest unitary alignments.

    Raises:
        QdaError: If there are too many ways to align (many coders, dense units).
        ValueError: If there are fewer than two coders or no units.
    """
    if len(data.coders) < 2 or not len(data):
        raise ValueError("an alignment needs two coders and a unit")
    weights = data.weights
    if len(data.coders) == 2:
        joined, costs = _assigned(data, weights)
    else:
        joined, costs = _covered(data, weights)
    lone = np.setdiff1d(np.arange(len(data)), joined)
    rows = np.full((len(joined) + len(lone), len(data.coders)), -1, dtype=np.int64)
    rows[: len(joined)] = joined
    rows[len(joined) + np.arange(len(lone)), data.coder[lone]] = lone
    total = costs.sum() + len(lone) * weights.delta_empty
    return Alignment(rows, float(total * len(data.coders) / len(data)))


def _near(
    data: SpanData, weights: Weights, left: IntArray, right: IntArray, limit: float
) -> tuple[IntArray, IntArray]:
    """The pairs less dissimilar than a limit: (row of left, unit of right), in order of rows."""
    step = max(1, _BLOCK // max(1, len(right)))
    rows, units = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for start in range(0, len(left), step):
        block = left[start : start + step, None]
        row, column = np.nonzero(dissimilarity(data, block, right[None, :], weights) < limit)
        rows.append(row + start)
        units.append(right[column])
    return np.concatenate(rows), np.concatenate(units)


def _assigned(data: SpanData, weights: Weights) -> tuple[IntArray, FloatArray]:
    """Two coders: a pair is worth joining up to 2 D0; an assignment in each small component."""
    limit = 2 * weights.delta_empty
    left, right = (np.flatnonzero(data.coder == coder) for coder in (0, 1))
    row, v = _near(data, weights, left, right, limit + _ROUNDING)
    u = left[row]
    costs = dissimilarity(data, u, v, weights)
    chosen: list[tuple[int, int]] = []
    for edges in _components(len(data), u, v):
        rows, i = np.unique(u[edges], return_inverse=True)
        columns, j = np.unique(v[edges], return_inverse=True)
        saved = np.zeros((len(rows), len(columns)))
        saved[i, j] = limit - costs[edges] + _TIE
        best = linear_sum_assignment(saved, maximize=True)
        pairs = zip(*best, strict=True)
        chosen += [(rows[a], columns[b]) for a, b in pairs if saved[a, b] > 0]
    joined = np.array(chosen, dtype=np.int64).reshape(-1, 2)
    return joined, dissimilarity(data, joined[:, 0], joined[:, 1], weights)


def _components(units: int, u: IntArray, v: IntArray) -> list[IntArray]:
    """Pairs of units as sets of pairs (by index) that share no unit."""
    if not len(u):
        return []
    graph = sparse.coo_array((np.ones(len(u)), (u, v)), shape=(units, units))
    _, label = connected_components(graph, directed=False)
    order = np.argsort(label[u], kind="stable")
    cuts = np.flatnonzero(np.diff(label[u][order])) + 1
    return [np.asarray(part) for part in np.split(order, cuts)]


def _covered(data: SpanData, weights: Weights) -> tuple[IntArray, FloatArray]:
    """Three or more coders: choose among the candidates that save something."""
    groups, costs = _candidates(data, weights)
    size = (groups >= 0).sum(axis=1)
    saved = weights.delta_empty * size - costs
    useful = saved > -_ROUNDING
    groups, costs, saved = groups[useful], costs[useful], (saved + _TIE * (size - 1))[useful]
    chosen = _most_saved(groups, saved)
    return groups[chosen], costs[chosen]


def _most_saved(groups: IntArray, saved: FloatArray) -> IntArray:
    """Of candidates that share units, those that save most disorder and share none."""
    if not len(groups):
        return np.zeros(0, dtype=np.int64)
    rows, columns = np.nonzero(groups >= 0)
    units, place = np.unique(groups[rows, columns], return_inverse=True)
    shape = (len(units), len(groups))
    once = sparse.coo_array((np.ones(len(rows)), (place, rows)), shape=shape).tocsr()
    constraint = LinearConstraint(once, ub=np.ones(len(units)))
    whole, gap = np.ones(len(groups)), {"mip_rel_gap": 0.0}
    best = milp(-saved, integrality=whole, bounds=Bounds(0, 1), constraints=constraint, options=gap)
    return np.flatnonzero(best.x > 0.5)


def _candidates(data: SpanData, weights: Weights) -> tuple[IntArray, FloatArray]:
    """All unitary alignments of two or more units that a best alignment can need.

    It never pays to keep a unit that would cost less alone: the dissimilarities of each unit to
    the others sum to at most (C + t - 1) D0, with C the pairs of coders and t its units. They
    only grow with t, so a group is dropped as soon as a unit is beyond (C + m - 1) D0.

    Returns:
        Groups x coders (the unit, or -1), and the disorder of each.
    """
    m, empty = len(data.coders), weights.delta_empty
    pairs = m * (m - 1) // 2
    groups = np.full((len(data), m), -1, dtype=np.int64)
    groups[np.arange(len(data)), data.coder] = np.arange(len(data))
    sums = np.zeros(groups.shape)
    limit = (pairs + m - 1) * empty + _ROUNDING
    for coder in range(1, m):
        grown, grown_sums = _grown(data, weights, groups, sums, coder, limit)
        groups, sums = np.concatenate([groups, grown]), np.concatenate([sums, grown_sums])
    size = (groups >= 0).sum(axis=1)
    empties = pairs - size * (size - 1) // 2
    disorder = (sums.sum(axis=1) / 2 + empties * empty) / pairs
    return groups[size >= 2], disorder[size >= 2]


def _grown(
    data: SpanData,
    weights: Weights,
    groups: IntArray,
    sums: FloatArray,
    coder: int,
    limit: float,
) -> tuple[IntArray, FloatArray]:
    """The groups of earlier coders, each with every unit of this coder that is near enough."""
    earlier = (groups[:, coder:] < 0).all(axis=1)
    groups, sums = groups[earlier], sums[earlier]
    anchor = groups[np.arange(len(groups)), (groups >= 0).argmax(axis=1)]
    which, units = _neighbours(data, weights, anchor, coder, limit)
    groups, sums = groups[which], sums[which]
    for other in range(coder):
        present = np.flatnonzero(groups[:, other] >= 0)
        costs = dissimilarity(data, groups[present, other], units[present], weights)
        sums[present, other] += costs
        sums[present, coder] += costs
    groups[:, coder] = units
    kept = (sums < limit).all(axis=1)
    return groups[kept], sums[kept]


def _neighbours(
    data: SpanData, weights: Weights, anchors: IntArray, coder: int, limit: float
) -> tuple[IntArray, IntArray]:
    """For each anchor the units of a coder that are nearer than the limit: (anchor, unit)."""
    distinct, inverse = np.unique(anchors, return_inverse=True)
    row, unit = _near(data, weights, distinct, np.flatnonzero(data.coder == coder), limit)
    counts = np.bincount(row, minlength=len(distinct))
    first = np.cumsum(counts) - counts
    repeats = counts[inverse]
    if repeats.sum() > MAX_CANDIDATES:
        raise QdaError(
            "The best alignment (gamma) has too many candidates: "
            "compare fewer coders or a shorter stretch."
        )
    which = np.repeat(np.arange(len(anchors)), repeats)
    place = np.arange(len(which)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    return which, unit[np.repeat(first[inverse], repeats) + place]
