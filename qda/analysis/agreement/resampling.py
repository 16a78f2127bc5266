"""Intervals by informant: segments of one informant are not independent, informants are.

Below five informants there is no interval; below twenty the jackknife with t(k - 1); from twenty
the percentile bootstrap. "95 %" intervals by unit cover some 76 %.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from scipy import stats

from qda.analysis.agreement.ratings import Ratings
from qda.analysis.agreement.value import Coefficient, FloatArray, Undefined

JACKKNIFE = "cluster jackknife, t"
BOOTSTRAP = "cluster bootstrap, percentile"
FEWEST = 5
BOOTSTRAP_FROM = 20

Statistic = Callable[[FloatArray], FloatArray]
"""Sums over clusters (resamples x ...) to one value a resample, nan where undefined."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of confidence.

    Attributes:
        low: Lower bound.
        high: Upper bound.
        level: Of confidence, e.g. 0.95.
        method: How it was found.
        clusters: How many informants it rests on: k.
        resamples: How many resamples were drawn, or left-out informants tried.
        undefined: In how many of them the statistic was undefined; they are left out.
        seed: Of the draw; None where nothing is drawn.
        below: P(statistic < target), if a target was given: Krippendorff's q.
    """

    low: float
    high: float
    level: float
    method: str
    clusters: int
    resamples: int
    undefined: int
    seed: int | None = None
    below: float | None = None


def over_ratings(ratings: Ratings, coefficient: Callable[[Ratings], Coefficient]) -> Statistic:
    """A coefficient of fixed units as a statistic of weights."""
    return lambda weights: coefficient(replace(ratings, weights=weights)).array()


def cluster_interval(
    sums: FloatArray,
    statistic: Statistic,
    *,
    seed: int,
    level: float = 0.95,
    resamples: int = 2000,
    target: float | None = None,
) -> Interval | Undefined:
    """The interval that the number of informants allows.

    Args:
        sums: Clusters x ...: what each informant adds, e.g. the weights of the rows of ratings.
        statistic: Of sums over clusters.
        seed: Of the bootstrap.
        level: Of confidence.
        resamples: Of the bootstrap.
        target: A value to give the probability of falling short of.
    """
    if len(sums) < FEWEST:
        reason = f"an interval needs {FEWEST} informants or more"
        return Undefined(reason, {"informants": len(sums)})
    if len(sums) < BOOTSTRAP_FROM:
        return jackknife(sums, statistic, level=level, target=target)
    return bootstrap(sums, statistic, seed=seed, level=level, resamples=resamples, target=target)


def bootstrap(
    sums: FloatArray,
    statistic: Statistic,
    *,
    seed: int,
    level: float = 0.95,
    resamples: int = 2000,
    target: float | None = None,
) -> Interval | Undefined:
    """Percentile bootstrap: k clusters drawn with replacement from k, many times.

    Never resamples rows: each resample is a set of multinomial weights times the clusters' sums.
    Source: Davison and Hinkley (1997), Bootstrap Methods and their Application, section 3.8.
    """
    k = len(sums)
    if not k:
        return Undefined("there is nothing to resample")
    values = statistic(np.tensordot(_draws(k, resamples, seed), sums, axes=1))
    defined = values[~np.isnan(values)]
    missing = resamples - len(defined)
    if not len(defined):
        return Undefined("undefined in every resample", {"resamples": resamples})
    low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
    short = None if target is None else float((defined < target).mean())
    return Interval(float(low), float(high), level, BOOTSTRAP, k, resamples, missing, seed, short)


@lru_cache(maxsize=4)
def _draws(k: int, resamples: int, seed: int) -> FloatArray:
    """How often each resample draws each cluster; the same for every code of a table."""
    drawn = np.random.default_rng(seed).multinomial(k, np.full(k, 1 / k), size=resamples)
    draws = drawn.astype(np.float64)
    draws.flags.writeable = False
    return draws


def jackknife(
    sums: FloatArray, statistic: Statistic, *, level: float = 0.95, target: float | None = None
) -> Interval | Undefined:
    """The value +- t(k - 1) times the jackknife standard error; the upper bound is at most 1.

    SE^2 = (k - 1)/k sum of (value without cluster i - their mean)^2. Source: Efron and Tibshirani
    (1993), An Introduction to the Bootstrap, ch. 11.
    """
    k, total = len(sums), sums.sum(axis=0)
    value = float(statistic(total[None])[0])
    left_out = statistic(total - sums)
    defined = left_out[~np.isnan(left_out)]
    if np.isnan(value) or len(defined) < FEWEST:
        counts = {"informants": k, "defined without one": len(defined)}
        return Undefined("too few informants give a defined value", counts)
    error = np.sqrt((len(defined) - 1) * defined.var())
    t = stats.t(len(defined) - 1)
    reach = float(t.ppf((1 + level) / 2) * error)
    short = None if target is None else _short(t, target - value, float(error))
    bounds = value - reach, min(1.0, value + reach)
    return Interval(*bounds, level, JACKKNIFE, k, k, k - len(defined), None, short)


def _short(t: stats.rv_frozen, distance: float, error: float) -> float:
    """The probability to fall short of a target that far above the value."""
    if error == 0:
        return float(distance > 0)
    return float(t.cdf(distance / error))
