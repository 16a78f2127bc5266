"""Gamma: the best alignment, and chance by random continua."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings

from qda.analysis.agreement import alignment as alignments
from qda.analysis.agreement.alignment import best_alignment
from qda.analysis.agreement.gamma import Gamma, gamma, shifted
from qda.analysis.agreement.spans import SpanData, make_spans
from qda.analysis.agreement.value import Undefined
from qda.errors import QdaError
from tests.analysis.agreement import drawn, plain


@settings(max_examples=60, deadline=None)
@given(drawn.spans(most=6))
def test_no_alignment_has_less_disorder_than_the_best(data: SpanData) -> None:
    assume(len(data))
    assert best_alignment(data).disorder == pytest.approx(plain.least_disorder(data), abs=1e-4)


@settings(max_examples=20, deadline=None)
@given(drawn.spans(coders=4, most=6))
def test_four_coders_are_aligned_as_well_as_can_be(data: SpanData) -> None:
    assume(len(data))
    assert best_alignment(data).disorder == pytest.approx(plain.least_disorder(data), abs=1e-4)


@drawn.LAW
@given(drawn.spans())
def test_an_alignment_takes_every_unit_once_and_one_of_each_coder(data: SpanData) -> None:
    assume(len(data))
    units = best_alignment(data).units
    assert sorted(units[units >= 0]) == list(range(len(data)))
    for coder in range(len(data.coders)):
        own = units[:, coder][units[:, coder] >= 0]
        assert (data.coder[own] == coder).all()


def test_of_equally_good_alignments_the_one_with_fewest_parts_is_taken() -> None:
    touching = make_spans("xy", "ab", [(0, 0, 5, 0), (1, 5, 10, 1)])
    best = best_alignment(touching)
    assert len(best.units) == 1
    assert best.disorder == pytest.approx(2)


def test_too_many_ways_to_align_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignments, "MAX_CANDIDATES", 10)
    rows = [(coder, at, at + 5, 0) for coder in range(3) for at in range(6)]
    with pytest.raises(QdaError, match="too many"):
        best_alignment(make_spans("xyz", "a", rows))


def many(seed: int) -> SpanData:
    generator = np.random.default_rng(seed)
    starts = np.cumsum(generator.integers(5, 20, size=20)).tolist()
    rows = [(coder, s + coder, s + 4, int(s) % 3) for s in starts for coder in (0, 1)]
    return make_spans("xy", "abc", rows)


def test_gamma_of_near_equal_codings_is_high_and_repeats_with_its_seed() -> None:
    found = gamma(many(1), seed=7)
    assert isinstance(found, Gamma)
    assert isinstance(found.gamma, float)
    assert 0.8 < found.gamma < 1
    assert found.cat == 1
    assert found.k == {"a": 1, "b": 1, "c": 1}
    assert found.samples >= 30
    assert gamma(many(1), seed=7) == found


def test_gamma_of_equal_codings_is_one() -> None:
    rows = [(coder, s, s + 4, s % 2) for s in (0, 9, 13, 40) for coder in (0, 1, 2)]
    found = gamma(make_spans("xyz", "ab", rows), seed=1)
    assert isinstance(found, Gamma)
    assert found.gamma == pytest.approx(1)


def test_gamma_without_units_or_a_second_coder_is_undefined() -> None:
    assert isinstance(gamma(make_spans("xy", "a", []), seed=1), Undefined)
    assert isinstance(gamma(make_spans("x", "a", [(0, 0, 5, 0)]), seed=1), Undefined)


@drawn.LAW
@given(drawn.spans())
def test_a_random_continuum_keeps_lengths_codes_and_coders(data: SpanData) -> None:
    assume(len(data))
    moved = shifted(data, np.random.default_rng(3))
    np.testing.assert_allclose(moved.end - moved.start, data.end - data.start)
    assert (moved.code == data.code).all()
    assert (moved.coder == data.coder).all()
    assert moved.start.min() >= data.start.min()
    assert moved.start.max() <= data.end.max()
