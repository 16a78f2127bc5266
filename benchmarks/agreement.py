"""Time the agreement statistics: 2 coders x 100,000 units x 20 codes, beside other packages.

    nice -n 19 python benchmarks/agreement.py

scikit-learn, statsmodels and krippendorff are timed in the same run where they are installed;
qda itself never imports them. Each figure is the best of several runs, in milliseconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np

from qda.analysis.agreement import alpha, nominal, resampling, sets, u_alpha
from qda.analysis.agreement.gamma import gamma
from qda.analysis.agreement.ratings import Ratings, binary
from qda.analysis.agreement.spans import SpanData
from qda.analysis.agreement.value import BoolArray, FloatArray

CODES, UNITS = 20, 100_000


def main() -> None:
    """Print the table."""
    applied = two_coders(np.random.default_rng(0))
    ours: dict[str, Callable[[], FloatArray]] = {
        "Cohen's kappa": lambda: nominal.cohen_kappa(binary(applied)).array(),
        "Fleiss' kappa": lambda: nominal.fleiss_kappa(binary(applied)).array(),
        "Krippendorff's alpha": lambda: alpha.nominal(binary(applied)).array(),
    }
    for name, compute in ours.items():
        values = compute()
        mine = best(compute)
        print(f"{name:44} qda {mine:9.2f} ms")
        for package, peer in peers(name, applied).items():
            theirs = best(peer, 2)
            apart = np.abs(peer() - values).max()
            print(f"{'':44} {package} {theirs:.1f} ms, {theirs / mine:.0f} x, differs {apart:.0e}")
    spans, few = (many_spans(np.random.default_rng(0), each) for each in (1900, 124))
    show("seven statistics", lambda: seven(binary(applied)))
    show("their intervals, 2,000 resamples of 24", lambda: interval(applied))
    show("alpha over sets, three distances", lambda: of_sets(applied), 2)
    show("u-alpha family, 2 x 1,900 spans", lambda: family(spans))
    show("gamma, 2 x 124 spans", lambda: gamma(few, seed=0), 2)


def show(name: str, compute: Callable[[], object], runs: int = 7) -> None:
    """Print a line of our own."""
    print(f"{name:44} qda {best(compute, runs):9.2f} ms")


def two_coders(generator: np.random.Generator) -> BoolArray:
    """Codes x 2 x units: rare codes, a second coder who differs in one use of five."""
    rate = generator.uniform(0.02, 0.2, size=(CODES, 1))
    first = generator.random((CODES, UNITS)) < rate
    other = generator.random((CODES, UNITS)) < rate
    second = np.where(generator.random((CODES, UNITS)) < 0.8, first, other)
    return np.stack([first, second], axis=1)


def seven(ratings: Ratings) -> list[FloatArray]:
    """What a table of codes shows."""
    measures = (
        nominal.percent_agreement,
        nominal.cohen_kappa,
        nominal.kappa_max,
        nominal.gwet_ac1,
        nominal.brennan_prediger,
        alpha.nominal,
    )
    positive = nominal.specific_agreement(ratings, 0)
    return [*(measure(ratings).array() for measure in measures), positive.array()]


def interval(applied: BoolArray) -> list[object]:
    """A bootstrap interval of alpha for each code, by 24 informants."""
    parts = np.array_split(applied, 24, axis=2)
    ratings = [binary(part) for part in parts]
    weights = np.stack([part.weights for part in ratings])
    statistic = resampling.over_ratings(ratings[0], alpha.nominal)
    return [
        resampling.cluster_interval(weights[:, code], statistic, seed=0) for code in range(CODES)
    ]


def of_sets(applied: BoolArray) -> list[FloatArray]:
    """Alpha over sets of codes with three distances."""
    codes = [str(code) for code in range(len(applied))]
    ratings, found = sets.as_values(applied, codes=codes)
    return [coefficient.array() for coefficient in sets.alphas(ratings, found).values()]


def many_spans(generator: np.random.Generator, each: int) -> SpanData:
    """Two coders' spans of five exclusive codes, the second's a little shifted."""
    starts = np.cumsum(generator.integers(30, 80, size=each)).astype(np.float64)
    ends = starts + generator.integers(5, 25, size=each)
    codes = generator.integers(0, 5, size=each)
    start = np.concatenate([starts, starts + generator.integers(-4, 4, size=each)])
    end = np.concatenate([ends, ends + generator.integers(0, 5, size=each)])
    coder = np.repeat([0, 1], each)
    names = ("A", "B", "C", "D", "E")
    both = np.concatenate([codes, codes])
    return SpanData(("1", "2"), names, coder, both, start, end, float(end.max()))


def family(spans: SpanData) -> list[object]:
    """The whole 2016 family."""
    found = u_alpha.coincidences(spans)
    assert isinstance(found, u_alpha.Coincidences)
    overall = [u_alpha.u_alpha(found), u_alpha.u_alpha_binary(found), u_alpha.cu_alpha(found)]
    return [*overall, *(u_alpha.ku_alpha(found, code) for code in range(5))]


def peers(name: str, applied: BoolArray) -> dict[str, Callable[[], FloatArray]]:
    """The other packages that compute a statistic."""
    pairs = applied.astype(np.int64)
    found: dict[str, Callable[[], FloatArray]] = {}
    if name == "Cohen's kappa":
        if (sklearn := installed("sklearn.metrics")) is not None:
            found["scikit-learn"] = lambda: each(lambda x: sklearn.cohen_kappa_score(*x), pairs)
        if (stats := installed("statsmodels.stats.inter_rater")) is not None:
            found["statsmodels"] = lambda: each(
                lambda x: stats.cohens_kappa(stats.to_table(x.T)[0], return_results=False), pairs
            )
    if (
        name == "Fleiss' kappa"
        and (stats := installed("statsmodels.stats.inter_rater")) is not None
    ):
        found["statsmodels"] = lambda: each(
            lambda x: stats.fleiss_kappa(stats.aggregate_raters(x.T)[0]), pairs
        )
    if name == "Krippendorff's alpha" and (other := installed("krippendorff")) is not None:
        found["krippendorff"] = lambda: each(
            lambda x: other.alpha(reliability_data=x, level_of_measurement="nominal"), pairs
        )
        found["krippendorff, counts given"] = lambda: each(
            lambda x: other.alpha(
                value_counts=np.stack([2 - x.sum(axis=0), x.sum(axis=0)], axis=1),
                level_of_measurement="nominal",
            ),
            pairs,
        )
    return found


def each(compute: Callable[[Any], float], pairs: Any) -> FloatArray:
    """One value a code."""
    return np.array([compute(pair) for pair in pairs])


def installed(name: str) -> Any:
    """A module, or None."""
    try:
        return import_module(name)
    except ImportError:
        return None


def best(compute: Callable[[], object], runs: int = 7) -> float:
    """Milliseconds of the fastest run."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        compute()
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


if __name__ == "__main__":
    main()
