"""All codes at once: sets of codes compared, and who put what in place of what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from qda.analysis.agreement import sets
from qda.analysis.agreement.alpha import of_distance
from qda.analysis.comparison.clustered import clustered

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.analysis.agreement.ratings import Ratings
    from qda.analysis.agreement.resampling import Interval
    from qda.analysis.agreement.sets import Words
    from qda.analysis.agreement.value import Coefficient, FloatArray, Undefined, Value
    from qda.analysis.comparison.clustered import Clustered
    from qda.analysis.comparison.codes import Judged
    from qda.analysis.relation import Bools

_EVERY: Final = slice(None)


@dataclass(frozen=True, slots=True)
class Overall:
    """The one summary of all codes: alpha over sets of codes.

    Attributes:
        units: How many units.
        coded: In how many of them any coder applied any of the codes.
        exact: The share of units with the same set from every coder.
        exact_coded: The same of those in which any code was applied.
        jaccard: Alpha with Jaccard's distance.
        jaccard_interval: 95 % of it, by informant.
        masi: Alpha with the distance MASI.
        masi_interval: 95 % of it, by informant.
        clusters: How many informants.
    """

    units: float
    coded: float
    exact: Value
    exact_coded: Value
    jaccard: Value
    jaccard_interval: Interval | Undefined
    masi: Value
    masi_interval: Interval | Undefined
    clusters: int


@dataclass(frozen=True, slots=True)
class Swap:
    """One coder's code where the other has another: `first` coder 1's, `second` coder 2's."""

    first: str
    second: str
    count: float


@dataclass(frozen=True, slots=True)
class Confusion:
    """Who put what in place of what, where the sets of codes differ.

    In such a unit each code that only the one has meets each that only the other has, and all
    these pairs together weigh 1. A code against which the other has nothing more is missed.

    Attributes:
        codes: Those concerned, in the order of the codebook.
        table: Coder 1's code by coder 2's; with three or more coders over every two of them,
            who stand in the order named.
        missed_by_second: Coder 1 alone has the code, coder 2 nothing in its place.
        missed_by_first: The other way round.
        ranked: The replacements, the most frequent first.
    """

    codes: tuple[str, ...]
    table: tuple[tuple[float, ...], ...]
    missed_by_second: tuple[float, ...]
    missed_by_first: tuple[float, ...]
    ranked: tuple[Swap, ...]


def overall(judged: Judged, seed: int) -> Overall:
    """Sets of codes, each as low in the tree as there are rows."""
    ratings, found = set_ratings(judged)
    exact = sets.exact_match(ratings.all)
    some: Bools = np.asarray(judged.own.any(axis=(0, 1)))
    weight = judged.units.weight
    among, _ = set_ratings(judged, some)
    values = {
        name: of_distance(ratings.all, sets.distance(found, sets.MEASURES[name])).value
        for name in ("jaccard", "masi")
    }
    intervals = {name: ratings.interval(set_alpha(found, name), seed) for name in values}
    return Overall(
        units=float(weight.sum()),
        coded=float(weight[some].sum()),
        exact=exact,
        exact_coded=sets.exact_match(among.all),
        jaccard=values["jaccard"],
        jaccard_interval=intervals["jaccard"],
        masi=values["masi"],
        masi_interval=intervals["masi"],
        clusters=ratings.clusters,
    )


def set_ratings(judged: Judged, kept: Bools | slice = _EVERY) -> tuple[Clustered, Words]:
    """Each coder's set of codes as one value, of some of the units, and the different sets."""
    own = judged.own[:, :, kept]
    coders, units = own.shape[1:]
    words = _packed(own.reshape(len(own), coders * units))
    found, number = np.unique(words, axis=0, return_inverse=True)
    names = [str(number) for number in range(len(found))]
    values = number.reshape(coders, units).T.astype(np.int64)
    return clustered(values, names, judged.units.weight[kept], judged.cluster[kept]), found


def _packed(applied: Bools) -> Words:
    """Codes x cells as cells x words of 64 bits."""
    bits = np.packbits(applied, axis=0, bitorder="little").T
    packed = np.zeros((len(bits), max(8, -(-bits.shape[1] // 8) * 8)), dtype=np.uint8)
    packed[:, : bits.shape[1]] = bits
    return packed.view(np.uint64)


def set_alpha(found: Words, measure: str) -> Callable[[Ratings], Coefficient]:
    """Alpha with a distance of sets, as a function of ratings."""
    return partial(of_distance, distance=sets.distance(found, sets.MEASURES[measure]))


def confusion(judged: Judged) -> Confusion:
    """Count what stands in place of what."""
    size = len(judged.rows)
    table = np.zeros((size, size))
    missed = np.zeros((2, size))
    for i, j in combinations(range(len(judged.data.coders)), 2):
        first = judged.own[:, i] & ~judged.own[:, j]
        second = judged.own[:, j] & ~judged.own[:, i]
        differ = (first | second).any(axis=0)
        add = _replaced(first[:, differ], second[:, differ], judged.units.weight[differ])
        table, missed = table + add[0], missed + add[1]
    kept = np.flatnonzero(table.any(axis=0) | table.any(axis=1) | missed.any(axis=0))
    ids = tuple(judged.data.codes[judged.rows[row]].id for row in kept)
    small = table[np.ix_(kept, kept)]
    swaps = [
        Swap(ids[a], ids[b], float(small[a, b])) for a, b in zip(*np.nonzero(small), strict=True)
    ]
    return Confusion(
        ids,
        tuple(tuple(row) for row in small.tolist()),
        tuple(missed[0, kept].tolist()),
        tuple(missed[1, kept].tolist()),
        tuple(sorted(swaps, key=lambda swap: -round(swap.count, 9))),
    )


def _replaced(first: Bools, second: Bools, weight: FloatArray) -> tuple[FloatArray, FloatArray]:
    one, two = first.astype(np.float64), second.astype(np.float64)
    n1, n2 = one.sum(axis=0), two.sum(axis=0)
    share = np.where(n1 * n2 > 0, weight / np.maximum(n1 * n2, 1), 0)
    missed = np.stack((one @ (weight * (n2 == 0)), two @ (weight * (n1 == 0))))
    return (one * share) @ two.T, missed
