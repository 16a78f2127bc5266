"""Units that carry any number of codes: per code, pooled over codes, and as sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress

import numpy as np
import numpy.typing as npt

from qda.analysis.agreement import nominal
from qda.analysis.agreement.alpha import Distance, of_distance
from qda.analysis.agreement.ratings import UNSEEN, Ratings, binary, collect
from qda.analysis.agreement.value import (
    NOT_PAIRED,
    BoolArray,
    Coefficient,
    FloatArray,
    IntArray,
    Value,
    divide,
    ratio,
)

Words = npt.NDArray[np.uint64]
"""Sets x 64-bit words: each code a bit."""

_BLOCK = 2**18


@dataclass(frozen=True, slots=True, eq=False)
class SetData:
    """Units to which each coder applied a set of codes.

    Attributes:
        coders: Their names.
        codes: The codebook.
        applied: Codes x coders x units; False where the coder did not see the unit.
        seen: Coders x units.
        parents: The parent of each code, None at the top.
        clusters: The informant of each unit, if told.
    """

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    applied: BoolArray
    seen: BoolArray
    parents: Mapping[str, str | None] = field(default_factory=dict)
    clusters: tuple[str, ...] | None = None

    @property
    def leaves(self) -> list[int]:
        """The codes that are nobody's parent, by index."""
        inner = set(self.parents.values())
        return [index for index, code in enumerate(self.codes) if code not in inner]

    def ratings(self) -> Ratings:
        """Each code against the rest."""
        return binary(self.applied, self.seen)


def roll_up(data: SetData) -> SetData:
    """Every code of the tree; a parent is applied where it or any descendant is, once."""
    names = dict.fromkeys((*data.codes, *data.parents, *data.parents.values()))
    tree = tuple(name for name in names if name is not None)
    applied = np.zeros((len(tree), *data.applied.shape[1:]), dtype=np.bool_)
    for index, code in enumerate(data.codes):
        for name in ancestry(code, data.parents):
            applied[tree.index(name)] |= data.applied[index]
    return SetData(data.coders, tree, applied, data.seen, data.parents, data.clusters)


def ancestry(code: str, parents: Mapping[str, str | None]) -> list[str]:
    """The code, its parent, and so on to the top.

    Raises:
        ValueError: If a code is its own ancestor.
    """
    line = [code]
    while (above := parents.get(line[-1])) is not None:
        if above in line:
            raise ValueError(f"the code {code!r} is among its own ancestors")
        line.append(above)
    return line


def as_values(
    applied: BoolArray,
    seen: BoolArray | None = None,
    weights: FloatArray | None = None,
    *,
    codes: Sequence[str],
) -> tuple[Ratings, Words]:
    """Each coder's set of codes as one value, with the distinct sets as bits.

    Args:
        applied: Codes x coders x units.
        seen: Coders x units; without it every coder saw everything.
        weights: The weight of each unit.
        codes: Their names.

    Returns:
        Ratings whose categories are the distinct sets, and those sets x 64-bit words.
    """
    coders, units = applied.shape[1:]
    words = _packed(applied.reshape(len(applied), coders * units))
    if words.shape[1] == 1:
        found, inverse = np.unique(words[:, 0], return_inverse=True)
        sets = found[:, None]
    else:
        sets, inverse = np.unique(words, axis=0, return_inverse=True)
    values = inverse.reshape(coders, units).astype(np.int64)
    if seen is not None:
        values[~seen] = UNSEEN
    return collect(values.T, _set_names(sets, codes), weights), sets


def _set_names(sets: Words, codes: Sequence[str]) -> list[str]:
    bits = np.unpackbits(sets.view(np.uint8), axis=1, bitorder="little", count=len(codes))
    return ["+".join(compress(codes, row)) or "no code" for row in bits]


def _packed(applied: BoolArray) -> Words:
    """Codes x cells as cells x words."""
    codes, cells = applied.shape
    width = max(1, -(-codes // 64))
    packed = np.zeros((cells, width * 8), dtype=np.uint8)
    if codes:
        bits = np.packbits(applied, axis=0, bitorder="little")
        packed[:, : len(bits)] = bits.T
    return packed.view(np.uint64)


Measure = Callable[[IntArray, IntArray, IntArray], FloatArray]
"""The distance of two sets, from how many codes they share and how many each holds."""


def jaccard(both: IntArray, a: IntArray, b: IntArray) -> FloatArray:
    """1 - |A and B| / |A or B|; two empty sets 0, an empty and another 1."""
    either = a + b - both
    return np.where(either == 0, 0.0, 1 - both / np.maximum(either, 1))


def masi(both: IntArray, a: IntArray, b: IntArray) -> FloatArray:
    """1 - J M: J Jaccard; M 1 equal, 2/3 one holds the other, 1/3 they overlap, 0 disjoint.

    Two empty sets 0, an empty and another 1. Source: Passonneau (2006), LREC, 831-836.
    """
    equal, within = both == a + b - both, both == np.minimum(a, b)
    monotony = np.select([equal, both == 0, within], [1.0, 0.0, 2 / 3], 1 / 3)
    return np.asarray(1 - (1 - jaccard(both, a, b)) * monotony)


def passonneau2004(both: IntArray, a: IntArray, b: IntArray) -> FloatArray:
    """Equal 0, one holds the other 1/3, they overlap 2/3, disjoint 1.

    An empty set is held by every other. Source: Passonneau (2004), LREC, 1503-1506; superseded
    by MASI, kept for older figures.
    """
    equal, within = both == a + b - both, both == np.minimum(a, b)
    return np.select([equal, within, both == 0], [0.0, 1 / 3, 1.0], 2 / 3)


MEASURES: dict[str, Measure] = {"jaccard": jaccard, "masi": masi, "passonneau2004": passonneau2004}


def alphas(ratings: Ratings, sets: Words) -> dict[str, Coefficient]:
    """Krippendorff's alpha with each of MEASURES; the pairs of sets are counted once for all.

    Artstein and Poesio (2008) warn: values of different distances are not comparable.

    Args:
        ratings: Each coder's set as one value, one set of weights, as `as_values` gives it.
        sets: The distinct sets.
    """
    met: list[Meetings] = []

    def summed(values: FloatArray, used: IntArray, measure: Measure) -> FloatArray:
        met.append(met[0] if met else _meetings(values, sets[used]))
        return np.asarray(sum(float(n @ measure(*sizes)) for n, *sizes in met[0]))

    return {
        name: of_distance(ratings, distance(sets, measure), partial(summed, measure=measure))
        for name, measure in MEASURES.items()
    }


def distance(sets: Words, measure: Measure) -> Distance:
    """A measure as the distance of sets by index."""
    sizes = np.bitwise_count(sets).sum(axis=1, dtype=np.int64)

    def between(c: IntArray, k: IntArray) -> FloatArray:
        both = np.bitwise_count(sets[c] & sets[k]).sum(axis=-1, dtype=np.int64)
        return measure(both, sizes[c], sizes[k])

    return between


Meetings = list[tuple[FloatArray, IntArray, IntArray, IntArray]]
"""For two sizes of sets: the weight of the pairs that share 0, 1, ... codes; shared, a, b."""


def _meetings(values: FloatArray, sets: Words) -> Meetings:
    """Over all ordered pairs of sets, with weight n_c n_k: how many codes they share.

    Sets of one size at a time, each two sizes once, so that a pair costs one count of bits.
    """
    sizes = np.bitwise_count(sets).sum(axis=1, dtype=np.int64)
    groups = [np.flatnonzero(sizes == size) for size in np.unique(sizes)]
    found: Meetings = []
    for first, left in enumerate(groups):
        for second in range(first, len(groups)):
            right = groups[second]
            a, b = int(sizes[left[0]]), int(sizes[right[0]])
            shared = _shared(sets[left], sets[right], values[left], values[right], a)
            twice = 1 if first == second else 2
            steps = np.arange(a + 1)
            found.append((shared * twice, steps, np.full(a + 1, a), np.full(a + 1, b)))
    return found


def _shared(
    left: Words, right: Words, left_weight: FloatArray, right_weight: FloatArray, most: int
) -> FloatArray:
    """The weight of the pairs that share 0 to `most` codes, block by block."""
    total = np.zeros(most + 1)
    step = max(1, _BLOCK // len(right))
    for start in range(0, len(left), step):
        block = slice(start, start + step)
        both = np.zeros((len(left[block]), len(right)), dtype=np.int64)
        for word in range(left.shape[1]):
            both += np.bitwise_count(left[block, word, None] & right[None, :, word])
        pairs = np.outer(left_weight[block], right_weight)
        total += np.bincount(both.reshape(-1), weights=pairs.reshape(-1), minlength=most + 1)
    return total


def prevalence(ratings: Ratings) -> Coefficient:
    """The share of all judgements, of every coder on every unit they saw, that apply the code."""
    totals = np.asarray(ratings.weights @ ratings.counts())
    share = divide(totals[..., 0], totals.sum(axis=-1))
    return Coefficient(share, np.zeros_like(share), empty="no coder saw a unit")


def exact_match(sets: Ratings) -> Value:
    """The share of units, of those seen by two or more coders, where all sets are equal."""
    paired = sets.seen >= 2
    known = sets.values != UNSEEN
    lowest = sets.values.min(axis=1, where=known, initial=np.iinfo(np.int64).max)
    equal = lowest == sets.values.max(axis=1, initial=UNSEEN)
    units = float(sets.weights @ paired)
    return ratio(float(sets.weights @ (paired & equal)), units, NOT_PAIRED)


def micro_f1(ratings: Ratings) -> Coefficient:
    """2 x code uses that two coders share / all their code uses, over all codes.

    With weights codes x rows; more than two coders: over all pairs, as `specific_agreement`.
    """
    return nominal.specific_agreement(_stacked(ratings), 0)


def stacked_kappa(ratings: Ratings) -> Coefficient:
    """Cohen's kappa of one 2x2 table summed over codes; inflated by the common "neither"."""
    return nominal.cohen_kappa(_stacked(ratings))


def mean_kappa(kappas: Coefficient) -> Value:
    """The mean of the codes' kappas, those that are undefined left out."""
    values = kappas.array()
    defined = values[~np.isnan(values)]
    counts = {"codes": float(len(values)), "defined": float(len(defined))}
    return ratio(float(defined.sum()), len(defined), "no code has a defined kappa", counts)


def pooled_kappa(kappas: Coefficient) -> Coefficient:
    """(mean P_o - mean P_e) / (1 - mean P_e) over codes.

    Source: De Vries, Elliott, Kanouse and Teleki (2008), Field Methods 20:272.
    """
    if not np.size(kappas.observed):
        nothing = np.asarray(np.nan)
        return Coefficient(nothing, nothing, empty="there are no codes")
    observed, expected = (np.asarray(x.mean()) for x in (kappas.observed, kappas.expected))
    return Coefficient(observed, expected)


def _stacked(ratings: Ratings) -> Ratings:
    return Ratings(ratings.values, ratings.weights.sum(axis=0), ratings.categories)
