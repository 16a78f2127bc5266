"""Standard errors that take the units as independent; say so wherever one is shown.

Segments of one informant are not independent: for an interval to report, resample informants
(`resampling`). These are for comparison with published tables.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from qda.analysis.agreement import nominal
from qda.analysis.agreement.ratings import Ratings, count_categories
from qda.analysis.agreement.value import Coefficient, FloatArray, Undefined, Value

ONE_UNIT = "a single unit has no standard error"


def percent_agreement(ratings: Ratings, *, ddof: int = 1) -> Value:
    """Standard error of percent agreement. See `linearised`."""
    return linearised(ratings, nominal.percent_agreement(ratings), ddof=ddof)


def brennan_prediger(ratings: Ratings, *, ddof: int = 1) -> Value:
    """Standard error of Brennan-Prediger. See `linearised`."""
    return linearised(ratings, nominal.brennan_prediger(ratings), ddof=ddof)


def fleiss_kappa(ratings: Ratings, *, ddof: int = 1) -> Value:
    """Standard error of Fleiss' kappa, for two coders of Scott's pi. See `linearised`."""

    def chance() -> FloatArray:
        return _mean_over_coders(ratings, nominal.category_shares(ratings))

    return linearised(ratings, nominal.fleiss_kappa(ratings), chance, ddof=ddof)


def gwet_ac1(ratings: Ratings, *, ddof: int = 1) -> Value:
    """Standard error of Gwet's AC1. See `linearised`."""

    def chance() -> FloatArray:
        rest = 1 - nominal.category_shares(ratings)
        return _mean_over_coders(ratings, rest) / (len(ratings.categories) - 1)

    return linearised(ratings, nominal.gwet_ac1(ratings), chance, ddof=ddof)


def conger_kappa(ratings: Ratings, *, ddof: int = 1) -> Value:
    """Standard error of Conger's kappa, for two coders of Cohen's. See `linearised`.

    Source: Gwet (2014), ch. 5; with missing values as in his irrCAC.
    """
    coefficient = nominal.conger_kappa(ratings)
    return linearised(ratings, coefficient, lambda: _conger_chance(ratings), ddof=ddof)


def cohen_kappa_asymptotic(ratings: Ratings) -> Value:
    """Asymptotic standard error of Cohen's kappa (two coders, nominal).

    n (1 - P_e)^4 var = sum_k p_kk [(1 - P_e) - (p_k. + p_.k)(1 - P_o)]^2
    + (1 - P_o)^2 sum_{k != l} p_kl (p_.k + p_l.)^2 - (P_o P_e - 2 P_e + P_o)^2.
    Source: Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72:323.
    """
    pair = ratings.pair(0, 1)
    kappa = nominal.cohen_kappa(pair)
    if isinstance(kappa.value, Undefined):
        return kappa.value
    observed, expected = float(kappa.observed), float(kappa.expected)
    share = pair.weights / pair.weights.sum()
    row, column = nominal.coder_shares(pair)
    first, second = pair.values.T
    margins = column[first] + row[second]
    agreed = (1 - expected) - margins * (1 - observed)
    terms = np.where(first == second, agreed**2, (1 - observed) ** 2 * margins**2)
    spread = share @ terms - (observed * expected - 2 * expected + observed) ** 2
    return math.sqrt(max(spread, 0.0) / pair.weights.sum()) / (1 - expected) ** 2


def linearised(
    ratings: Ratings,
    coefficient: Coefficient,
    chance: Callable[[], FloatArray] | None = None,
    *,
    ddof: int,
) -> Value:
    """Gwet's linearised standard error, of an infinite population of units.

    With k_i = (n/n')(P_o,i - P_e [r_i >= 2])/(1 - P_e) - 2 (1 - k)(P_e,i - P_e)/(1 - P_e):
    the square root of sum_i (k_i - k)^2 / (n (n - ddof)).
    Source: Gwet (2014), ch. 5, for ratings (ddof 1); his estimators for tables divide by n (0).

    Args:
        ratings: One set of weights, the number of units of each row.
        coefficient: The coefficient that these ratings give.
        chance: Each row's share in P_e; without it P_e does not depend on the units.
        ddof: What is taken off n in the divisor.
    """
    value = coefficient.value
    if isinstance(value, Undefined):
        return value
    share, paired = nominal.unit_agreement(ratings)
    weights = np.where(ratings.seen > 0, ratings.weights, 0)
    n = weights.sum()
    if n <= ddof:
        return Undefined(ONE_UNIT)
    expected = float(coefficient.expected)
    each = n / (weights @ paired) * (share - expected * paired) / (1 - expected)
    if chance is not None:
        each = each - 2 * (1 - value) * (chance() - expected) / (1 - expected)
    return math.sqrt(weights @ (each - value) ** 2 / (n * (n - ddof)))


def _mean_over_coders(ratings: Ratings, of_category: FloatArray) -> FloatArray:
    """For each row the mean over its coders of what belongs to the category they gave."""
    total = np.asarray(ratings.counts() @ of_category)
    return np.asarray(total / np.maximum(ratings.seen, 1), dtype=np.float64)


def _conger_chance(ratings: Ratings) -> FloatArray:
    """Each row's share in Conger's P_e; its mean over the units is P_e itself."""
    present = (ratings.weights @ (ratings.values >= 0)) > 0
    ratings = Ratings(ratings.values[:, present], ratings.weights, ratings.categories)
    shares = nominal.coder_shares(ratings)
    n = ratings.weights @ (ratings.seen > 0)
    others = shares.sum(axis=0) - shares
    total = np.zeros(len(ratings.values))
    for coder in range(ratings.coders):
        saw = (ratings.values[:, coder] >= 0).astype(np.float64)
        part = (ratings.weights @ saw) / n
        own = count_categories(ratings.values[:, [coder]], len(ratings.categories))
        given = own @ others[coder]
        total += (given - (saw - part) * (shares[coder] @ others[coder])) / part
    return total / (ratings.coders * (ratings.coders - 1))
