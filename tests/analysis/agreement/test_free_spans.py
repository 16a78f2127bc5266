"""Spans: characters as units, F1, alpha_U, the u-alpha family."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.analysis.agreement import alpha, alpha_u, matching, nominal, sets, u_alpha
from qda.analysis.agreement.spans import SpanData, make_spans, merged, regions
from qda.analysis.agreement.value import Undefined
from qda.errors import QdaError
from tests.analysis.agreement import drawn, plain
from tests.analysis.agreement.test_sets import masi


def family(data: SpanData) -> u_alpha.Coincidences:
    found = u_alpha.coincidences(data)
    assert isinstance(found, u_alpha.Coincidences)
    return found


@drawn.LAW
@given(drawn.spans())
def test_regions_give_what_every_single_character_gives(data: SpanData) -> None:
    text = plain.characters(data)
    ratings = regions(data).ratings()
    found = alpha.nominal(ratings).values
    for code in range(len(data.codes)):
        rows = [[code in codes for codes in row] for row in text]
        expected = plain.alpha(rows, plain.unequal)
        if expected is None:
            assert isinstance(found[code], Undefined)
        else:
            assert found[code] == pytest.approx(expected, abs=1e-9)


@drawn.LAW
@given(drawn.spans())
def test_alpha_over_the_sets_of_regions_is_that_of_characters(data: SpanData) -> None:
    cut = regions(data)
    ratings = sets.as_values(cut.applied, weights=cut.lengths, codes=data.codes)
    found = sets.alphas(*ratings)["masi"].value
    expected = plain.alpha(plain.characters(data), masi)
    if expected is None:
        assert isinstance(found, Undefined)
    else:
        assert found == pytest.approx(expected, abs=1e-9)


@drawn.LAW
@given(drawn.spans())
def test_merging_changes_no_character(data: SpanData) -> None:
    assert plain.characters(merged(data)) == plain.characters(data)
    again = merged(merged(data))
    assert plain.spans_of(again) == plain.spans_of(merged(data))


def test_spans_that_overlap_become_one_and_those_that_touch_stay_two() -> None:
    data = make_spans("xy", "ab", [(0, 0, 5, 0), (0, 3, 9, 0), (0, 4, 6, 0), (0, 9, 12, 0)], 20)
    assert plain.spans_of(merged(data)) == [(0, 0, 9, 0), (0, 9, 12, 0)]
    other_code = make_spans("xy", "ab", [(0, 0, 5, 0), (0, 3, 9, 1)], 20)
    assert len(merged(other_code)) == 2


@pytest.mark.parametrize("row", [(0, 5, 5, 0), (0, 6, 5, 0), (0, -1, 5, 0), (0, 5, 21, 0)])
def test_a_span_that_is_empty_reversed_or_outside_is_refused(
    row: tuple[int, float, float, int],
) -> None:
    with pytest.raises(QdaError, match="Span 1"):
        make_spans("xy", "a", [row], 20)


def test_a_long_text_costs_no_more_than_its_boundaries() -> None:
    data = make_spans("xy", "a", [(0, 0, 10**9, 0), (1, 10**9 // 2, 10**9, 0)], 10**10)
    assert nominal.percent_agreement(regions(data).ratings()).values == [pytest.approx(0.95)]


FITS: dict[str, Callable[[SpanData, SpanData, int, int], bool]] = {
    "exact": lambda a, b, i, j: (
        (a.start[i], a.end[i], a.code[i]) == (b.start[j], b.end[j], b.code[j])
    ),
    "overlap": lambda a, b, i, j: a.code[i] == b.code[j] and shared(a, b, i, j) > 0,
    "iou50": lambda a, b, i, j: (
        a.code[i] == b.code[j]
        and 2 * shared(a, b, i, j) >= max(a.end[i], b.end[j]) - min(a.start[i], b.start[j])
    ),
    "overlap_ignoring_code": lambda a, b, i, j: shared(a, b, i, j) > 0,
}


def shared(a: SpanData, b: SpanData, i: int, j: int) -> float:
    return float(min(a.end[i], b.end[j]) - max(a.start[i], b.start[j]))


@pytest.mark.parametrize("kind", FITS)
@drawn.LAW
@given(drawn.spans(coders=2))
def test_f1_rests_on_the_most_matches_there_are(kind: str, data: SpanData) -> None:
    a, b = (merged(data).of(coder=coder) for coder in (0, 1))
    most = plain.matches(a, b, lambda i, j: bool(FITS[kind](a, b, i, j)))
    found = matching.mean_f1(data, kind)
    if len(data):
        assert found == pytest.approx(2 * most / (len(a) + len(b)))
    else:
        assert isinstance(found, Undefined)


@drawn.LAW
@given(drawn.spans(coders=2))
def test_a_stricter_f1_is_never_higher(data: SpanData) -> None:
    values = [matching.mean_f1(data, kind) for kind in FITS]
    numbers = [value for value in values if not isinstance(value, Undefined)]
    exact_to_loose = numbers[:1] + numbers[2:3] + numbers[1:2] + numbers[3:]
    assert exact_to_loose == sorted(exact_to_loose)


def test_precision_and_recall_name_the_reference_first() -> None:
    reference = make_spans("x", "a", [(0, 0, 5, 0), (0, 10, 15, 0)])
    other = make_spans("x", "a", [(0, 1, 5, 0)])
    found = matching.overlap(reference, other)
    assert (found.precision, found.recall) == (1, 0.5)
    assert isinstance(
        matching.overlap(reference, other.select(np.array([], int))).precision, Undefined
    )


@drawn.LAW
@given(drawn.spans(apart=True))
def test_observed_disagreement_of_alpha_u_goes_section_by_section(data: SpanData) -> None:
    for code, part in enumerate(alpha_u.disagreements(data)):
        assert part.observed == pytest.approx(plain.alpha_u_observed(data, code))


@drawn.LAW
@given(drawn.spans(coders=2, apart=True), st.integers(0, 1))
def test_alpha_u_of_two_equal_codings_is_one(data: SpanData, coder: int) -> None:
    own = data.of(coder=coder)
    rows = [(c, s, e, k) for _, s, e, k in plain.spans_of(own) for c in (0, 1)]
    same = make_spans("xy", data.codes, rows, data.length)
    found = alpha_u.alpha_of(alpha_u.disagreements(same))
    assert isinstance(found, Undefined) or found == 1


def test_alpha_u_without_units_is_undefined() -> None:
    data = make_spans("xy", "ab", [(0, 2, 4, 0), (1, 2, 4, 0)], 9)
    used, unused = alpha_u.disagreements(data)
    assert used.alpha == 1
    assert isinstance(unused.alpha, Undefined)


def test_expected_disagreement_of_alpha_u_grows_with_gaps_as_long_as_the_unit() -> None:
    one = make_spans("xy", "a", [(0, 0, 4, 0)], 10)
    (part,) = alpha_u.disagreements(one)
    # One unit of 4; gaps of 6 and 10: (2/10) 16 ((6-4+1) + (10-4+1)) / (20*19 - 4*3)
    assert part.expected == pytest.approx(0.2 * 16 * (3 + 7) / (380 - 12))


@drawn.LAW
@given(drawn.spans(apart=True))
def test_u_alpha_equals_what_the_characters_give(data: SpanData) -> None:
    found = u_alpha.u_alpha(family(data))
    expected = plain.u_alpha(data)
    if expected is None:
        assert isinstance(found, Undefined)
    else:
        assert found == pytest.approx(expected, abs=1e-9)


@drawn.LAW
@given(drawn.spans(codes=1, apart=True))
def test_one_code_makes_u_alpha_binary_and_leaves_cu_alpha_undefined(data: SpanData) -> None:
    found = family(data)
    whole, binary = u_alpha.u_alpha(found), u_alpha.u_alpha_binary(found)
    if isinstance(whole, Undefined):
        assert isinstance(binary, Undefined)
    else:
        assert binary == pytest.approx(whole)
    assert isinstance(u_alpha.cu_alpha(found), Undefined)


def test_segmenting_without_gaps_leaves_the_binary_alpha_undefined() -> None:
    rows = [(0, 0, 4, 0), (0, 4, 10, 1), (1, 0, 5, 0), (1, 5, 10, 1)]
    found = family(make_spans("xy", "ab", rows, 10))
    assert isinstance(u_alpha.u_alpha_binary(found), Undefined)
    assert u_alpha.cu_alpha(found) == pytest.approx(u_alpha.u_alpha(found))


def test_overlapping_spans_of_one_coder_have_no_family() -> None:
    found = u_alpha.coincidences(make_spans("xy", "ab", [(0, 0, 5, 0), (0, 3, 9, 1)], 20))
    assert isinstance(found, Undefined)
    assert "overlap" in found.reason


def test_texts_add_up_to_one_longer_text() -> None:
    first = make_spans("xy", "ab", [(0, 0, 4, 0), (1, 1, 5, 0), (0, 6, 9, 1)], 10)
    second = make_spans("xy", "ab", [(0, 2, 4, 1), (1, 2, 5, 0)], 8)
    rows = plain.spans_of(first) + [(c, s + 10, e + 10, k) for c, s, e, k in plain.spans_of(second)]
    whole, one, two = family(make_spans("xy", "ab", rows, 18)), family(first), family(second)
    summed = u_alpha.Coincidences(
        one.lengths + two.lengths,
        one.squares + two.squares,
        one.shared_squares + two.shared_squares,
    )
    assert u_alpha.u_alpha(summed) == pytest.approx(u_alpha.u_alpha(whole))
    assert u_alpha.cu_alpha(summed) == pytest.approx(u_alpha.cu_alpha(whole))


def test_ku_alpha_tells_how_much_matter_it_rests_on() -> None:
    rows = [(0, 0, 4, 0), (0, 6, 9, 1), (1, 0, 4, 0), (1, 12, 15, 1)]
    found = family(make_spans("xy", "ab", rows, 20))
    assert u_alpha.ku_coverage(found, 0) == pytest.approx(1)
    assert u_alpha.ku_coverage(found, 1) == 0
    assert isinstance(u_alpha.ku_alpha(found, 1), Undefined)


@drawn.LAW
@given(drawn.spans(apart=True), st.integers(2, 5))
def test_the_family_without_gaps_in_scale_is_named_by_its_unit(data: SpanData, times: int) -> None:
    assert data.length is not None
    finer = replace(
        data, start=data.start * times, end=data.end * times, length=data.length * times
    )
    coarse, fine = family(data), family(finer)
    np.testing.assert_allclose(fine.lengths, coarse.lengths * times)
