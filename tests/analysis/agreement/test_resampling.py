"""Intervals by informant."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.analysis.agreement import alpha, nominal, resampling
from qda.analysis.agreement.ratings import Ratings, collect, collect_by
from qda.analysis.agreement.resampling import Interval
from qda.analysis.agreement.value import Undefined
from tests.analysis.agreement import drawn


def informants(count: int, seed: int = 1) -> Ratings:
    """Twenty units each, the second coder errs in one of five."""
    generator = np.random.default_rng(seed)
    first = generator.integers(0, 2, size=20 * count)
    second = np.where(generator.random(len(first)) < 0.8, first, 1 - first)
    group = np.repeat(np.arange(count), 20)
    return collect_by(group, count, np.stack([first, second], axis=1), "ab")


def interval(ratings: Ratings, **options: float) -> Interval | Undefined:
    statistic = resampling.over_ratings(ratings, nominal.cohen_kappa)
    return resampling.cluster_interval(ratings.weights, statistic, seed=1, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "method"),
    [(5, resampling.JACKKNIFE), (19, resampling.JACKKNIFE), (20, resampling.BOOTSTRAP)],
)
def test_the_number_of_informants_chooses_the_method(count: int, method: str) -> None:
    found = interval(informants(count))
    assert isinstance(found, Interval)
    assert (found.method, found.clusters) == (method, count)
    assert found.low < 0.6 < found.high


def test_four_informants_are_too_few() -> None:
    found = interval(informants(4))
    assert isinstance(found, Undefined)
    assert found.counts == {"informants": 4}


def test_the_bootstrap_repeats_with_its_seed_and_keeps_it() -> None:
    found = interval(informants(25))
    assert isinstance(found, Interval)
    assert found == interval(informants(25))
    assert (found.seed, found.resamples) == (1, 2000)


def test_a_resample_is_the_rows_of_the_drawn_informants() -> None:
    generator = np.random.default_rng(3)
    values = generator.integers(-1, 3, size=(60, 3))
    group = np.repeat(np.arange(6), 10)
    ratings = collect_by(group, 6, values, "abc")
    times = np.array([2.0, 0.0, 1.0, 0.0, 3.0, 0.0])
    rows = np.concatenate([values[group == k] for k in range(6) for _ in range(int(times[k]))])
    statistic = resampling.over_ratings(ratings, alpha.nominal)
    resampled = statistic((times @ ratings.weights)[None])[0]
    assert resampled == pytest.approx(alpha.nominal(collect(rows, "abc")).value)


def test_undefined_resamples_are_left_out_and_counted() -> None:
    values = np.zeros((20, 2), dtype=np.int64)
    values[0] = 1
    ratings = collect_by(np.arange(20), 20, values, "ab")
    statistic = resampling.over_ratings(ratings, nominal.cohen_kappa)
    found = resampling.bootstrap(ratings.weights, statistic, seed=1)
    assert isinstance(found, Interval)
    assert 600 < found.undefined < 850  # (19/20)^20 = 0.358 of 2,000
    assert (found.low, found.high) == (1, 1)


def test_a_statistic_that_is_never_defined_has_no_interval() -> None:
    ratings = collect_by(np.arange(20), 20, np.zeros((20, 2), dtype=np.int64), "ab")
    assert isinstance(interval(ratings), Undefined)
    few = collect_by(np.arange(6), 6, np.zeros((6, 2), dtype=np.int64), "ab")
    assert isinstance(interval(few), Undefined)


def test_the_jackknife_of_a_mean_is_students_interval() -> None:
    numbers = np.array([1.0, 4.0, 2.0, 8.0, 5.0, 7.0]) / 10
    sums = np.stack([numbers, np.ones(6)], axis=1)
    found = resampling.jackknife(sums, lambda totals: totals[:, 0] / totals[:, 1])
    assert isinstance(found, Interval)
    reach = 2.570582 * numbers.std(ddof=1) / np.sqrt(6)
    assert found.low == pytest.approx(numbers.mean() - reach)
    assert found.high == pytest.approx(numbers.mean() + reach)


@drawn.LAW
@given(st.integers(5, 24), st.floats(-1, 1))
def test_falling_short_of_a_target_is_a_probability(count: int, target: float) -> None:
    found = interval(informants(count), target=target)
    assert isinstance(found, Interval)
    assert found.below is not None
    assert 0 <= found.below <= 1
    assert found.high <= 1


def test_a_wider_level_gives_a_wider_interval() -> None:
    for count in (8, 30):
        narrow, wide = (interval(informants(count), level=level) for level in (0.8, 0.95))
        assert isinstance(narrow, Interval)
        assert isinstance(wide, Interval)
        assert wide.low < narrow.low < narrow.high < wide.high
