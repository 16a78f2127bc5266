"""Statistics of fixed units keep their laws and say when they are undefined."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qda.analysis.agreement import alpha, nominal, standard_errors
from qda.analysis.agreement.ratings import Ratings, binary, collect, collect_by
from qda.analysis.agreement.value import Coefficient, IntArray, Undefined
from tests.analysis.agreement import drawn, plain

MANY_CODERS = [
    nominal.percent_agreement,
    nominal.percent_agreement_pooled_pairs,
    nominal.brennan_prediger,
    nominal.gwet_ac1,
    nominal.fleiss_kappa,
    nominal.conger_kappa,
    nominal.light_kappa,
    alpha.nominal,
]


def close(found: Coefficient, other: Coefficient) -> None:
    np.testing.assert_allclose(found.array(), other.array(), atol=1e-9)


@drawn.LAW
@given(drawn.values())
def test_alpha_equals_the_sum_over_all_pairs_of_values(values: IntArray) -> None:
    found = alpha.nominal(collect(values, "abc")).value
    expected = plain.alpha(plain.rows_of(values), plain.unequal)
    assert isinstance(found, Undefined) if expected is None else found == pytest.approx(expected)


@drawn.LAW
@given(drawn.values(), st.lists(st.integers(-5, 5), min_size=3, max_size=3, unique=True))
def test_interval_alpha_equals_the_sum_over_all_pairs(values: IntArray, scale: list[int]) -> None:
    positions = np.array(scale, dtype=np.float64)
    found = alpha.interval(collect(values, "abc"), positions).value
    expected = plain.alpha(
        plain.rows_of(values),
        lambda c, k: float((positions[c] - positions[k]) ** 2),  # type: ignore[call-overload]
    )
    assert isinstance(found, Undefined) if expected is None else found == pytest.approx(expected)


@drawn.LAW
@given(drawn.values())
def test_ratio_alpha_equals_the_sum_over_all_pairs(values: IntArray) -> None:
    found = alpha.ratio(collect(values, "abc"), np.array([0.0, 1.0, 2.0])).value
    expected = plain.alpha(
        plain.rows_of(values),
        lambda c, k: ((c - k) / (c + k)) ** 2 if c + k else 0.0,  # type: ignore[operator]
    )
    assert isinstance(found, Undefined) if expected is None else found == pytest.approx(expected)


@drawn.LAW
@given(drawn.ratings(categories=2))
def test_every_distance_is_the_nominal_one_for_two_values(ratings: Ratings) -> None:
    positions = np.array([0.0, 1.0])
    for scale in (alpha.ordinal, alpha.interval, alpha.ratio):
        close(scale(ratings, positions), alpha.nominal(ratings))


@drawn.LAW
@given(drawn.ratings(), st.floats(0.01, 1e6), st.floats(-1e3, 1e3))
def test_interval_alpha_does_not_depend_on_the_scale(
    ratings: Ratings, step: float, origin: float
) -> None:
    positions = np.array([1.0, 2.0, 4.0])
    moved = alpha.interval(ratings, positions * step + origin)
    np.testing.assert_allclose(moved.array(), alpha.interval(ratings, positions).array(), atol=1e-6)


@drawn.LAW
@given(drawn.ratings(coders=2, missing=False))
def test_alpha_of_two_coders_is_pi_with_a_small_sample_term(ratings: Ratings) -> None:
    pi, values = nominal.scott_pi(ratings).array(), 2 * ratings.weights.sum()
    assume(not np.isnan(pi))
    assert alpha.nominal(ratings).value == pytest.approx(float(pi + (1 - pi) / values))


@drawn.LAW
@given(drawn.ratings(coders=2, missing=False))
def test_two_coders_without_gaps_make_the_many_coder_coefficients_the_old_ones(
    ratings: Ratings,
) -> None:
    close(nominal.fleiss_kappa(ratings), nominal.scott_pi(ratings))
    close(nominal.conger_kappa(ratings), nominal.cohen_kappa(ratings))
    close(nominal.light_kappa(ratings), nominal.cohen_kappa(ratings))


@drawn.LAW
@given(drawn.ratings(coders=2))
def test_no_kappa_exceeds_its_maximum(ratings: Ratings) -> None:
    kappa, highest = nominal.cohen_kappa(ratings).array(), nominal.kappa_max(ratings).array()
    assert np.isnan(kappa) == np.isnan(highest)
    assert np.isnan(kappa) or kappa <= highest + 1e-12 <= 1 + 2e-12


@drawn.LAW
@given(drawn.ratings(categories=2))
def test_brennan_prediger_of_two_categories_is_pabak(ratings: Ratings) -> None:
    observed = nominal.percent_agreement(ratings).array()
    np.testing.assert_allclose(nominal.brennan_prediger(ratings).array(), 2 * observed - 1)


@drawn.LAW
@given(drawn.ratings(coders=2, categories=2))
def test_positive_and_negative_agreement_come_from_the_table(ratings: Ratings) -> None:
    a, b, c, d = nominal.table_2x2(ratings)
    for category, agreed in ((0, a), (1, d)):
        found = nominal.specific_agreement(ratings, category).value
        if 2 * agreed + b + c:
            assert found == pytest.approx(2 * agreed / (2 * agreed + b + c))
        else:
            assert isinstance(found, Undefined)


@drawn.LAW
@given(drawn.ratings(missing=False))
def test_fleiss_kappa_is_the_weighted_mean_of_its_categories(ratings: Ratings) -> None:
    overall = nominal.fleiss_kappa(ratings).array()
    assume(not np.isnan(overall))
    each = np.nan_to_num(nominal.fleiss_kappa_per_category(ratings).array())
    shares = nominal.category_shares(ratings)
    room = shares * (1 - shares)
    assert overall == pytest.approx((room * each).sum() / room.sum(), abs=1e-9)


@drawn.LAW
@given(drawn.values(), st.integers(0, 2))
def test_a_category_is_compared_with_all_the_rest(values: IntArray, category: int) -> None:
    ratings = collect(values, "abc")
    two = collect(np.where(values < 0, -1, (values != category).astype(np.int64)), "ab")
    for each, whole in (
        (nominal.fleiss_kappa_per_category, nominal.fleiss_kappa),
        (alpha.per_category, alpha.nominal),
    ):
        np.testing.assert_allclose(each(ratings).array()[category], whole(two).array(), atol=1e-9)


@drawn.LAW
@given(drawn.values(), st.randoms(use_true_random=False))
def test_order_of_units_coders_and_categories_does_not_matter(values: IntArray, random) -> None:  # type: ignore[no-untyped-def]
    rows, coders, names = (list(range(n)) for n in (*values.shape, 3))
    for order in (rows, coders, names):
        random.shuffle(order)
    renamed = np.where(values < 0, -1, np.array(names)[values])[rows][:, coders]
    for measure in MANY_CODERS:
        close(measure(collect(renamed, "abc")), measure(collect(values, "abc")))


@drawn.LAW
@given(drawn.values(), st.integers(2, 4))
def test_a_unit_that_weighs_three_is_three_units(values: IntArray, times: int) -> None:
    weights = np.full(len(values), float(times))
    repeated = np.repeat(values, times, axis=0)
    for measure in MANY_CODERS:
        close(measure(collect(values, "abc", weights)), measure(collect(repeated, "abc")))


@drawn.LAW
@given(drawn.values())
def test_a_unit_that_nobody_saw_changes_nothing(values: IntArray) -> None:
    unseen = np.full((3, values.shape[1]), -1, dtype=np.int64)
    more = collect(np.concatenate([values, unseen]), "abc")
    for measure in MANY_CODERS:
        close(measure(more), measure(collect(values, "abc")))


@drawn.LAW
@given(drawn.values(), st.integers(0, 2))
def test_alpha_leaves_out_units_that_one_coder_saw(values: IntArray, category: int) -> None:
    lone = np.full((2, values.shape[1]), -1, dtype=np.int64)
    lone[:, 0] = category
    more = collect(np.concatenate([values, lone]), "abc")
    close(alpha.nominal(more), alpha.nominal(collect(values, "abc")))


@drawn.LAW
@given(drawn.values(missing=False))
def test_full_agreement_is_one_or_undefined(values: IntArray) -> None:
    same = np.repeat(values[:, :1], values.shape[1], axis=1)
    for measure in MANY_CODERS:
        found = measure(collect(same, "abc")).value
        assert isinstance(found, Undefined) or found == pytest.approx(1)


@drawn.LAW
@given(drawn.ratings())
def test_no_coefficient_exceeds_one(ratings: Ratings) -> None:
    for measure in MANY_CODERS:
        found = measure(ratings).value
        assert isinstance(found, Undefined) or found <= 1 + 1e-12


@pytest.mark.parametrize("measure", [nominal.cohen_kappa, nominal.scott_pi, alpha.nominal])
def test_one_value_only_is_undefined_with_the_counts(
    measure: object,
) -> None:
    ratings = Ratings(np.array([[1, 1]]), np.array([50.0]), ("yes", "no"))
    found = measure(ratings).value  # type: ignore[operator]
    assert isinstance(found, Undefined)
    assert "no variation" in found.reason
    assert found.counts == {"yes": 0, "no": 100}
    assert nominal.gwet_ac1(ratings).value == 1
    assert nominal.brennan_prediger(ratings).value == 1


def test_coders_who_share_no_unit_have_no_agreement() -> None:
    ratings = collect(np.array([[0, -1], [-1, 1]]), "ab")
    for measure in MANY_CODERS:
        assert isinstance(measure(ratings).value, Undefined)


def test_a_codebook_of_one_category_leaves_chance_undefined() -> None:
    ratings = collect(np.array([[0, 0], [0, 0]]), "a")
    assert nominal.percent_agreement(ratings).value == 1
    assert isinstance(nominal.brennan_prediger(ratings).value, Undefined)
    assert isinstance(nominal.gwet_ac1(ratings).value, Undefined)


def test_the_codebook_counts_not_the_categories_that_occur() -> None:
    values = np.array([[0, 0], [1, 1], [0, 1], [1, 1]])
    of_two, of_four = (nominal.brennan_prediger(collect(values, names)) for names in ("ab", "abcd"))
    assert of_two.value == pytest.approx(0.5)
    assert of_four.value == pytest.approx(2 / 3)


def test_ratio_alpha_refuses_negative_values() -> None:
    ratings = collect(np.array([[0, 1], [1, 1]]), ("-1", "1"))
    found = alpha.ratio(ratings, np.array([-1.0, 1.0])).value
    assert isinstance(found, Undefined)
    assert "negative" in found.reason


def test_specific_agreement_on_a_category_nobody_used_is_undefined() -> None:
    found = nominal.specific_agreement(collect(np.array([[0, 0]]), "ab"), 1).value
    assert isinstance(found, Undefined)


def test_gwets_and_the_asymptotic_error_of_kappa_agree() -> None:
    ratings = Ratings(
        np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([40.0, 9.0, 6.0, 45.0]), ("a", "b")
    )
    gwet = standard_errors.conger_kappa(ratings, ddof=0)
    assert gwet == pytest.approx(standard_errors.cohen_kappa_asymptotic(ratings))


def test_a_single_unit_has_no_standard_error() -> None:
    ratings = collect(np.array([[0, 1]]), "ab")
    assert isinstance(standard_errors.percent_agreement(ratings), Undefined)


def test_many_coders_and_many_categories_are_counted_like_few() -> None:
    generator = np.random.default_rng(5)
    few = generator.integers(-1, 3, size=(50, 3))
    many = np.concatenate([few, np.full((50, 60), -1)], axis=1)
    names = [str(number) for number in range(40)]
    for measure in (nominal.percent_agreement, nominal.fleiss_kappa, alpha.nominal):
        close(measure(collect(many, names)), measure(collect(few, "abc")))


@pytest.mark.parametrize("missing", [False, True])
@drawn.LAW
@given(seed=st.integers(0, 10**6), coders=st.integers(2, 4), units=st.integers(0, 8))
def test_all_codes_at_once_equal_each_code_alone(
    missing: bool, seed: int, coders: int, units: int
) -> None:
    generator = np.random.default_rng(seed)
    seen = generator.random((coders, units)) < (0.7 if missing else 1)
    applied = (generator.random((3, coders, units)) < 0.3) & seen
    together = binary(applied, seen if missing else None)
    for code in range(3):
        states = np.where(seen, np.where(applied[code], 0, 1), -1).T
        alone = collect(states, ("applied", "not applied"))
        for measure in MANY_CODERS:
            found = measure(together).array()[code]
            np.testing.assert_allclose(found, measure(alone).array(), atol=1e-9)


@drawn.LAW
@given(drawn.values(), st.data())
def test_groups_of_units_add_up(values: IntArray, data: st.DataObject) -> None:
    size = len(values)
    group = np.array(data.draw(st.lists(st.integers(0, 2), min_size=size, max_size=size)), int)
    parts = collect_by(group, 3, values, "abc")
    whole = replace(parts, weights=parts.weights.sum(axis=0))
    close(alpha.nominal(whole), alpha.nominal(collect(values, "abc")))


def test_beyond_the_limit_pairs_are_drawn_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = np.random.default_rng(2)
    ratings = collect(generator.integers(0, 8, size=(200, 2)), "abcdefgh")
    positions = np.arange(8.0)
    exact = alpha.ratio(ratings, positions)
    monkeypatch.setattr(alpha, "EXACT_LIMIT", 4)
    drawn_pairs = alpha.ratio(ratings, positions)
    assert not exact.note
    assert "drawn pairs" in drawn_pairs.note
    assert drawn_pairs.value == pytest.approx(exact.value, abs=0.01)
