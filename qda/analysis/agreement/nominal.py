"""Percent agreement and the kappas, for fixed units with one category each.

Notation: r_ik coders put unit i in category k, r_i coders saw it; P_o observed and P_e expected
agreement; every chance-corrected coefficient is (P_o - P_e) / (1 - P_e). With missing values P_o
is the mean over the units seen by two or more coders, and the shares of the categories use every
unit seen by one or more (Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed., ch. 2).
"""

from __future__ import annotations

import numpy as np

from qda.analysis.agreement.ratings import Ratings, count_categories
from qda.analysis.agreement.value import NOT_PAIRED, BoolArray, Coefficient, FloatArray, divide

ONE_CATEGORY = "the codebook has fewer than two categories"
NO_USE = "no coder used the category"


def unit_agreement(ratings: Ratings) -> tuple[FloatArray, BoolArray]:
    """For each row the share of agreeing pairs of coders, and whether it has a pair."""
    seen = ratings.seen.astype(np.float64)
    squares = np.asarray(ratings.counts().power(2).sum(axis=1)).reshape(-1)
    paired = seen >= 2
    return np.where(paired, (squares - seen) / np.where(paired, seen * (seen - 1), 1), 0), paired


def observed_agreement(ratings: Ratings) -> FloatArray:
    """P_o: the mean over units of the share of agreeing pairs."""
    share, paired = unit_agreement(ratings)
    return divide(ratings.weights @ share, ratings.weights @ paired.astype(np.float64))


def category_shares(ratings: Ratings) -> FloatArray:
    """pi_k: the mean over units of r_ik / r_i."""
    seen = ratings.seen
    shares = ratings.weights / np.maximum(seen, 1) @ ratings.counts()
    return divide(shares, (ratings.weights @ (seen > 0).astype(np.float64))[..., None])


def percent_agreement(ratings: Ratings) -> Coefficient:
    """P_o = mean over units with r_i >= 2 of sum_k r_ik (r_ik - 1) / (r_i (r_i - 1)).

    For two coders the share of units on which they agree. Source: Fleiss (1971), Psychological
    Bulletin 76:378; with missing values Gwet (2014).
    """
    observed = observed_agreement(ratings)
    return Coefficient(observed, np.zeros_like(observed))


def percent_agreement_pooled_pairs(ratings: Ratings) -> Coefficient:
    """All agreeing pairs over all pairs: units seen by many coders weigh more."""
    share, _ = unit_agreement(ratings)
    pairs = (ratings.seen * (ratings.seen - 1)).astype(np.float64)
    observed = divide(ratings.weights @ (share * pairs), ratings.weights @ pairs)
    return Coefficient(observed, np.zeros_like(observed))


def specific_agreement(ratings: Ratings, category: int) -> Coefficient:
    """Agreement on one category: for two coders 2a / (2a + b + c), which is Dice and F1.

    For more coders the pairs that agree on it over the pairs with it. Source: Cicchetti and
    Feinstein (1990), J. Clin. Epidemiol. 43:551.
    """
    seen = ratings.seen
    used = np.asarray(ratings.counts()[:, [category]].todense()).reshape(-1)
    each = ratings.weights * np.where(seen >= 2, 1 / np.maximum(seen - 1, 1), 0)
    observed = divide(each @ (used * (used - 1)), each @ (used * (seen - 1)))
    return Coefficient(observed, np.zeros_like(observed), ratings.used, NO_USE)


def brennan_prediger(ratings: Ratings) -> Coefficient:
    """P_e = 1/q, q = size of the codebook; for q = 2 this is PABAK, 2 P_o - 1.

    Source: Bennett, Alpert and Goldstein (1954), Public Opinion Q. 18:303; Brennan and Prediger
    (1981), Educ. Psychol. Meas. 41:687; Byrt, Bishop and Carlin (1993) for PABAK.
    """
    observed, q = observed_agreement(ratings), len(ratings.categories)
    expected = np.full_like(observed, 1 / q if q >= 2 else np.nan)
    return Coefficient(observed, expected, ratings.used, _empty(ratings))


def gwet_ac1(ratings: Ratings) -> Coefficient:
    """P_e = sum_k pi_k (1 - pi_k) / (q - 1), q = size of the codebook.

    Source: Gwet (2008), Br. J. Math. Stat. Psychol. 61:29.
    """
    shares, q = category_shares(ratings), len(ratings.categories)
    expected = (shares * (1 - shares)).sum(axis=-1) / (q - 1 if q >= 2 else np.nan)
    return Coefficient(observed_agreement(ratings), expected, ratings.used, _empty(ratings))


def fleiss_kappa(ratings: Ratings) -> Coefficient:
    """P_e = sum_k pi_k^2. Source: Fleiss (1971), Psychological Bulletin 76:378."""
    expected = (category_shares(ratings) ** 2).sum(axis=-1)
    return Coefficient(observed_agreement(ratings), expected, ratings.used)


def fleiss_kappa_per_category(ratings: Ratings) -> Coefficient:
    """Fleiss' kappa of each category against the rest, the last axis.

    1 - sum_i r_ik (r - r_ik) / (n r (r - 1) pi_k (1 - pi_k)). Source: Fleiss (1971), eq. 23.
    """
    seen = ratings.seen
    paired = seen >= 2
    each = np.where(paired, 1 / np.maximum(seen * (seen - 1), 1), 0)
    counts = ratings.counts()
    split = (ratings.weights * each * seen) @ counts - (ratings.weights * each) @ counts.power(2)
    units = (ratings.weights @ paired.astype(np.float64))[..., None]
    shares = category_shares(ratings)
    expected = 1 - 2 * shares * (1 - shares)
    return Coefficient(1 - divide(2 * split, units), expected, ratings.used)


def coder_shares(ratings: Ratings) -> FloatArray:
    """p_gk: of the units that coder g saw, the share put in category k; ... x coders x q."""
    q = len(ratings.categories)
    columns = np.split(ratings.values, range(1, ratings.coders), axis=1) if ratings.coders else []
    given = [np.asarray(ratings.weights @ count_categories(column, q)) for column in columns]
    counts = np.stack(given, axis=-2) if given else np.zeros((*ratings.weights.shape[:-1], 0, q))
    return divide(counts, counts.sum(axis=-1, keepdims=True))


def conger_kappa(ratings: Ratings) -> Coefficient:
    """P_e = mean over pairs of coders of sum_k p_gk p_hk, each over the units the coder saw.

    For two coders without missing values it is Cohen's kappa. A coder who saw nothing is left
    out. Source: Conger (1980), Psychological Bulletin 88:322; Hubert (1977).
    """
    shares = np.nan_to_num(coder_shares(ratings))
    coders = (shares.sum(axis=-1) > 0).sum(axis=-1)
    squares = (shares.sum(axis=-2) ** 2).sum(axis=-1) - (shares**2).sum(axis=(-2, -1))
    expected = divide(squares, (coders * (coders - 1)).astype(np.float64))
    return Coefficient(observed_agreement(ratings), expected, ratings.used)


def scott_pi(ratings: Ratings) -> Coefficient:
    """Two coders, P_e = sum_k ((n_k1 + n_k2) / 2n)^2, on the units that both saw.

    Source: Scott (1955), Public Opinion Quarterly 19:321.
    """
    return fleiss_kappa(_two(ratings))


def cohen_kappa(ratings: Ratings) -> Coefficient:
    """Two coders, P_e = sum_k (n_k1 / n)(n_k2 / n), on the units that both saw.

    Source: Cohen (1960), Educ. Psychol. Meas. 20:37.
    """
    return conger_kappa(_two(ratings))


def kappa_max(ratings: Ratings) -> Coefficient:
    """Cohen's kappa had the coders agreed as far as their margins let them.

    (sum_k min(n_k1, n_k2)/n - P_e) / (1 - P_e). Source: Cohen (1960), p. 42.
    """
    pair = _two(ratings)
    best = coder_shares(pair).min(axis=-2).sum(axis=-1)
    return Coefficient(best, conger_kappa(pair).expected, pair.used)


def light_kappa(ratings: Ratings) -> Coefficient:
    """The mean of Cohen's kappa over every two coders; undefined if one of them is.

    Source: Light (1971), Psychological Bulletin 76:365.
    """
    kappas = [cohen_kappa(ratings.pair(*pair)).array() for pair in ratings.pairs()]
    shape = ratings.weights.shape[:-1]
    mean = np.mean(kappas, axis=0) if kappas else np.full(shape, np.nan)
    reason = "Cohen's kappa of at least one pair of coders is undefined"
    return Coefficient(mean, np.zeros(shape), ratings.used, reason)


def table_2x2(ratings: Ratings) -> FloatArray:
    """Two coders and two categories: a, b, c, d of the units both saw, on the last axis.

    a both gave the first category, b only the first coder, c only the second, d neither.
    """
    pair = _two(ratings)
    cells = [(pair.values == row).all(axis=1) for row in ([0, 0], [0, 1], [1, 0], [1, 1])]
    return np.asarray(pair.weights @ np.stack(cells, axis=-1).astype(np.float64))


def prevalence_index(ratings: Ratings) -> Coefficient:
    """(a - d) / n. Source: Byrt, Bishop and Carlin (1993), J. Clin. Epidemiol. 46:423."""
    table = table_2x2(ratings)
    index = divide(table[..., 0] - table[..., 3], table.sum(axis=-1))
    return Coefficient(index, np.zeros_like(index))


def bias_index(ratings: Ratings) -> Coefficient:
    """(b - c) / n. Source: Byrt, Bishop and Carlin (1993), J. Clin. Epidemiol. 46:423."""
    table = table_2x2(ratings)
    index = divide(table[..., 1] - table[..., 2], table.sum(axis=-1))
    return Coefficient(index, np.zeros_like(index))


def _two(ratings: Ratings) -> Ratings:
    if ratings.coders != 2:
        raise ValueError(f"two coders are compared, not {ratings.coders}: choose with pair()")
    return ratings.pair(0, 1)


def _empty(ratings: Ratings) -> str:
    return NOT_PAIRED if len(ratings.categories) >= 2 else ONE_CATEGORY
