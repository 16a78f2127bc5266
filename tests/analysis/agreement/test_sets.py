"""Units with any number of codes: per code, pooled, as sets, rolled up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.analysis.agreement import alpha, matching, nominal, sets
from qda.analysis.agreement.ratings import binary
from qda.analysis.agreement.sets import SetData
from qda.analysis.agreement.spans import make_spans
from qda.analysis.agreement.value import Undefined
from tests.analysis.agreement import drawn, plain

CODES = "abcd"
Cell = frozenset[str] | None
cells = st.none() | st.frozensets(st.sampled_from(CODES))


def tables(coders: int) -> st.SearchStrategy[list[list[Cell]]]:
    return st.lists(st.lists(cells, min_size=coders, max_size=coders), max_size=10)


def data_of(
    rows: list[list[Cell]], coders: int, parents: dict[str, str | None] | None = None
) -> SetData:
    applied = np.zeros((len(CODES), coders, len(rows)), dtype=np.bool_)
    seen = np.zeros((coders, len(rows)), dtype=np.bool_)
    for unit, row in enumerate(rows):
        for coder, cell in enumerate(row):
            seen[coder, unit] = cell is not None
            for code in cell or ():
                applied[CODES.index(code), coder, unit] = True
    names = tuple(str(coder) for coder in range(coders))
    return SetData(names, tuple(CODES), applied, seen, parents or {})


def masi(a: object, b: object) -> float:
    assert isinstance(a, frozenset)
    assert isinstance(b, frozenset)
    if a == b:
        return 0.0
    monotony = 2 / 3 if a < b or b < a else 1 / 3
    return 1 - monotony * len(a & b) / len(a | b)


def jaccard(a: object, b: object) -> float:
    assert isinstance(a, frozenset)
    assert isinstance(b, frozenset)
    return 1 - len(a & b) / len(a | b) if a | b else 0.0


@pytest.mark.parametrize(("name", "distance"), [("masi", masi), ("jaccard", jaccard)])
@drawn.LAW
@given(st.integers(2, 3).flatmap(tables))
def test_set_alpha_equals_the_sum_over_all_pairs(name, distance, rows: list[list[Cell]]) -> None:  # type: ignore[no-untyped-def]
    data = data_of(rows, len(rows[0]) if rows else 2)
    found = sets.alphas(*sets.as_values(data.applied, data.seen, codes=CODES))[name].value
    expected = plain.alpha(rows, distance)
    assert isinstance(found, Undefined) if expected is None else found == pytest.approx(expected)


@drawn.LAW
@given(st.integers(2, 3).flatmap(tables))
def test_counting_pairs_of_sets_by_size_equals_summing_them(rows: list[list[Cell]]) -> None:
    data = data_of(rows, len(rows[0]) if rows else 2)
    ratings, found = sets.as_values(data.applied, data.seen, codes=CODES)
    slow = alpha.of_distance(ratings, sets.distance(found, sets.masi))
    np.testing.assert_allclose(sets.alphas(ratings, found)["masi"].array(), slow.array())


sizes = st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5))


@pytest.mark.parametrize("measure", sets.MEASURES.values())
@drawn.LAW
@given(three=sizes)
def test_a_distance_is_zero_only_for_equal_sets_and_at_most_one(
    measure: sets.Measure, three: tuple[int, int, int]
) -> None:
    shared, left, right = three
    both, a, b = (np.array([n]) for n in (shared, shared + left, shared + right))
    found = float(measure(both, a, b)[0])
    assert found == pytest.approx(float(measure(both, b, a)[0]))
    assert 0 <= found <= 1
    assert (found == 0) == (left == right == 0)


def test_more_codes_than_fit_a_word_are_compared_in_full() -> None:
    applied = np.zeros((130, 2, 3), dtype=np.bool_)
    applied[129, 0, 0] = applied[3, 1, 0] = applied[64, :, 1] = True
    names = [str(code) for code in range(130)]
    ratings, found = sets.as_values(applied, codes=names)
    assert found.shape == (4, 3)
    assert set(ratings.categories) == {"no code", "3", "64", "129"}
    assert sets.exact_match(ratings) == pytest.approx(2 / 3)


@drawn.LAW
@given(tables(2))
def test_micro_f1_is_dice_over_all_uses(rows: list[list[Cell]]) -> None:
    common = [(a, b) for a, b in rows if a is not None and b is not None]
    shared = sum(len(a & b) for a, b in common)
    uses = sum(len(a) + len(b) for a, b in common)
    found = sets.micro_f1(data_of(rows, 2).ratings()).value
    assert isinstance(found, Undefined) if not uses else found == pytest.approx(2 * shared / uses)


def test_the_mean_of_kappas_leaves_out_and_counts_the_undefined() -> None:
    rows: list[list[Cell]] = [[frozenset("a"), frozenset("a")], [frozenset("b"), frozenset("b")]]
    kappas = nominal.cohen_kappa(data_of(rows, 2).ratings())
    assert [isinstance(kappa, Undefined) for kappa in kappas.values] == [False, False, True, True]
    assert sets.mean_kappa(kappas) == 1
    unused = nominal.cohen_kappa(data_of([[frozenset(), frozenset()]], 2).ratings())
    found = sets.mean_kappa(unused)
    assert isinstance(found, Undefined)
    assert found.counts == {"codes": 4, "defined": 0}


@drawn.LAW
@given(tables(2))
def test_a_code_that_nobody_used_does_not_move_the_pooled_kappa(rows: list[list[Cell]]) -> None:
    ratings = data_of(rows, 2).ratings()
    unused = binary(np.zeros((1, 2, len(rows)), dtype=np.bool_), data_of(rows, 2).seen)
    weights = np.concatenate([ratings.weights, unused.weights])
    more = nominal.cohen_kappa(type(ratings)(ratings.values, weights, ratings.categories))
    np.testing.assert_allclose(
        sets.pooled_kappa(more).array(),
        sets.pooled_kappa(nominal.cohen_kappa(ratings)).array(),
        atol=1e-9,
    )


def test_a_parent_counts_once_where_it_and_its_children_are_applied() -> None:
    parents = {"a": "c", "b": "c", "c": None, "d": None}
    rows: list[list[Cell]] = [
        [frozenset("abc"), frozenset("b")],
        [frozenset("a"), frozenset()],
        [frozenset("d"), frozenset("d")],
    ]
    tree = sets.roll_up(data_of(rows, 2, parents))
    parent = tree.applied[tree.codes.index("c")]
    assert parent.tolist() == [[True, True, False], [True, False, False]]
    assert [tree.codes[leaf] for leaf in tree.leaves] == ["a", "b", "d"]


def test_unseen_is_not_uncoded() -> None:
    empty: Cell = frozenset()
    seen = data_of([[frozenset("a"), empty], [frozenset("a"), frozenset("a")]], 2)
    unseen = data_of([[frozenset("a"), None], [frozenset("a"), frozenset("a")]], 2)
    assert nominal.percent_agreement(seen.ratings()).values[0] == pytest.approx(0.5)
    assert nominal.percent_agreement(unseen.ratings()).values[0] == pytest.approx(1)


def test_f1_of_spans_on_units_is_positive_agreement() -> None:
    first, second = [0, 1, 4, 7], [1, 2, 4]
    rows = [(0, at, at + 1, 0) for at in first] + [(1, at, at + 1, 0) for at in second]
    applied = np.zeros((1, 2, 9), dtype=np.bool_)
    applied[0, 0, first] = applied[0, 1, second] = True
    positive = nominal.specific_agreement(binary(applied), 0).values[0]
    assert matching.mean_f1(make_spans("xy", "a", rows), "exact") == pytest.approx(positive)
