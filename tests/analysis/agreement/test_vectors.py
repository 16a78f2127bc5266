"""Worked examples with published or independently computed values; each file names its source."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from qda.analysis.agreement import alpha, alpha_u, nominal, resampling, sets
from qda.analysis.agreement.alignment import best_alignment, positional
from qda.analysis.agreement.gamma import Gamma, cat_disorder, gamma
from qda.analysis.agreement.outside import Statistics, all_statistics, read_ratings
from qda.analysis.agreement.ratings import NominalData, Ratings, collect_by
from qda.analysis.agreement.spans import SpanData, make_spans

VECTORS = Path(__file__).parent / "vectors"

PARTS = {
    "alpha_u_1995_offsets_times_1000",
    "gamma_replay",
    "gamma_sample_disorders",
    "n_spans",
    "statistical",
}
"""Expected values of parts and of samplers; they have their own tests below."""


def example(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((VECTORS / f"{name}.json").read_text("utf-8"))
    return content


def spans_of(name: str) -> SpanData:
    data = read_ratings(VECTORS / f"{name}.json")
    assert isinstance(data, SpanData)
    return data


def nominal_of(name: str) -> NominalData:
    data = read_ratings(VECTORS / f"{name}.json")
    assert isinstance(data, NominalData)
    return data


def compared() -> list[Any]:
    """Every expected value that a file of ratings or spans gives, one by one."""
    found = []
    for path in sorted(VECTORS.glob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        if "pairs" in content["data"]:
            continue
        found += [
            pytest.param(path.stem, name, id=f"{path.stem}-{name}")
            for name in content["expected"]
            if name not in PARTS and "bootstrap" not in name
        ]
    return found


@cache
def statistics_of(file: str) -> Statistics:
    return all_statistics(read_ratings(VECTORS / f"{file}.json"))


def test_there_are_examples() -> None:
    assert len(list(VECTORS.glob("*.json"))) == 41
    assert len(compared()) > 250


@pytest.mark.parametrize(("file", "statistic"), compared())
def test_an_example_is_reproduced_within_its_tolerance(file: str, statistic: str) -> None:
    content = example(file)
    tolerance = content["tolerance"]
    allowed = tolerance.get(statistic, tolerance["default"])
    same(statistics_of(file).values[statistic], content["expected"][statistic], allowed)


def same(found: Any, expected: Any, tolerance: float) -> None:
    if isinstance(expected, dict):
        for key, value in expected.items():
            same(found[key], value, tolerance)
    elif expected is None:
        assert found is None
    else:
        assert np.asarray(found) == pytest.approx(np.asarray(expected), abs=tolerance)


def test_an_undefined_value_of_an_example_has_a_reason() -> None:
    for path in VECTORS.glob("*.json"):
        content = json.loads(path.read_text("utf-8"))
        for name in content.get("undefined", {}):
            assert statistics_of(path.stem).undefined[name].reason


@pytest.mark.parametrize(
    ("measure", "name"), [(sets.masi, "masi_distance"), (sets.jaccard, "jaccard_distance")]
)
def test_distances_of_sets(measure: sets.Measure, name: str) -> None:
    content = example("masi_pairs")
    a, b = ([set(pair[side]) for pair in content["data"]["pairs"]] for side in (0, 1))
    sizes = (
        np.array([len(x & y) for x, y in zip(a, b, strict=True)]),
        np.array([len(x) for x in a]),
        np.array([len(y) for y in b]),
    )
    assert measure(*sizes) == pytest.approx(np.array(content["expected"][name]))


def test_positional_dissimilarities() -> None:
    content = example("mathet2015_fig10_dpos")
    pairs = content["data"]["pairs"]
    rows = [(side, *pair[side], 0) for pair in pairs for side in (0, 1)]
    data = make_spans("ab", ["x"], rows)
    at = np.arange(len(pairs))
    expected = np.array(content["expected"]["d_pos"])
    assert positional(data, 2 * at, 2 * at + 1) == pytest.approx(expected)


@pytest.mark.parametrize("file", ["krippendorff1995_A", "krippendorff1995_C"])
def test_alpha_u_on_a_finely_divided_continuum(file: str) -> None:
    data = spans_of(file)
    assert data.length is not None
    fine = replace(data, start=data.start * 1000, end=data.end * 1000, length=data.length * 1000)
    expected = example(file)["expected"]["alpha_u_1995_offsets_times_1000"]
    assert alpha_u.alpha_of(alpha_u.disagreements(fine)) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    "file",
    [
        "gamma_fixture_01_two_annotators_simple",
        "gamma_fixture_02_unequal_counts",
        "gamma_fixture_04_three_annotators",
    ],
)
def test_disorders_of_sampled_continua(file: str) -> None:
    content, data = example(file), spans_of(file)
    disorders = []
    for continuum in content["data"]["sampled_continua"]:
        rows = [
            (
                data.coders.index(span["coder"]),
                span["start"],
                span["end"],
                data.codes.index(span["code"]),
            )
            for span in continuum
        ]
        sampled = make_spans(data.coders, data.codes, rows, weights=data.weights)
        disorders.append(best_alignment(sampled).disorder)
    expected = content["expected"]
    assert disorders == pytest.approx(expected["gamma_sample_disorders"], abs=1e-6)
    replayed = 1 - best_alignment(data).disorder / np.mean(disorders)
    assert replayed == pytest.approx(expected["gamma_replay"], abs=1e-6)


@pytest.mark.parametrize(
    ("file", "low", "high"),
    [
        ("synthetic_spans_2x200", 0.3437 - 0.06, 0.3437 + 0.06),
        ("krippendorff2019_fig12_11", 0.44 - 0.03, 0.47 + 0.03),
        ("gamma_3by100", 0.79 - 0.08, 0.81 + 0.08),
    ],
)
def test_gamma_falls_where_other_programs_put_it(file: str, low: float, high: float) -> None:
    found = gamma(spans_of(file), seed=1)
    assert isinstance(found, Gamma)
    assert isinstance(found.gamma, float)
    assert low < found.gamma < high


def test_the_categorial_disorder_of_one_code_is_that_of_its_pairs() -> None:
    data = spans_of("synthetic_spans_2x200")
    alignment = best_alignment(data)
    each = [cat_disorder(data, alignment, code) for code in range(3)]
    overall = cat_disorder(data, alignment)
    assert min(each) < overall < max(each)  # type: ignore[type-var,operator]


def by_cluster(data: NominalData, names: list[str]) -> Ratings:
    found, index = np.unique(names, return_inverse=True)
    return collect_by(index, len(found), data.values, data.categories)


@pytest.mark.parametrize("by", ["units", "clusters"])
def test_bootstrap_of_kappa_by_units_and_by_interviews(by: str) -> None:
    data, expected = nominal_of("bootstrap_clustered_8x25"), example("bootstrap_clustered_8x25")
    assert data.clusters is not None
    names = list(data.clusters) if by == "clusters" else [str(i) for i in range(len(data.values))]
    ratings = by_cluster(data, names)
    statistic = resampling.over_ratings(ratings, nominal.cohen_kappa)
    found = resampling.bootstrap(ratings.weights, statistic, seed=3, resamples=10_000)
    assert isinstance(found, resampling.Interval)
    bounds = expected["expected"][f"cohen_kappa_bootstrap95_{by}_percentile"]
    assert [found.low, found.high] == pytest.approx(bounds, abs=0.03)


@pytest.mark.parametrize("file", ["fleiss1971", "krippendorff2011_CD_missing"])
def test_bootstrap_of_alpha_by_units(file: str) -> None:
    data = nominal_of(file)
    ratings = by_cluster(data, [str(i) for i in range(len(data.values))])
    statistic = resampling.over_ratings(ratings, alpha.nominal)
    found = resampling.bootstrap(ratings.weights, statistic, seed=3, resamples=10_000)
    assert isinstance(found, resampling.Interval)
    bounds = example(file)["expected"]["krippendorff_alpha_nominal_bootstrap95_units_percentile"]
    assert [found.low, found.high] == pytest.approx(bounds, abs=0.03)
