"""Ratings by cluster, so that the interval of every coefficient resamples informants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from qda.analysis.agreement.ratings import Ratings, distinct_rows
from qda.analysis.agreement.resampling import Interval, cluster_interval, over_ratings
from qda.analysis.agreement.value import Coefficient, FloatArray, IntArray, Undefined


@dataclass(frozen=True, slots=True, eq=False)
class Clustered:
    """Ratings whose weights are clusters x rows; only clusters that have a unit."""

    each: Ratings

    @property
    def all(self) -> Ratings:
        """The ratings of all clusters together."""
        return replace(self.each, weights=self.each.weights.sum(axis=0))

    @property
    def clusters(self) -> int:
        """How many clusters there are."""
        return len(self.each.weights)

    def interval(
        self, coefficient: Callable[[Ratings], Coefficient], seed: int
    ) -> Interval | Undefined:
        """The 95 % interval of a coefficient."""
        statistic = over_ratings(self.each, coefficient)
        return cluster_interval(self.each.weights, statistic, seed=seed)


def clustered(
    values: IntArray, categories: Sequence[str], weight: FloatArray, cluster: IntArray
) -> Clustered:
    """Units x coders as distinct rows, by cluster.

    Args:
        values: Units x coders: an index into `categories`.
        categories: The codebook.
        weight: Of each unit.
        cluster: Of each unit.
    """
    patterns, row = distinct_rows(values, len(categories))
    present, group = np.unique(cluster, return_inverse=True)
    size = len(present) * len(patterns)
    totals = np.bincount(group * len(patterns) + row, weights=weight, minlength=size)
    weights = totals.reshape(len(present), len(patterns)).astype(np.float64)
    return Clustered(Ratings(patterns, weights, tuple(categories)))
