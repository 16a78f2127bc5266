"""Gamma, gamma-cat and gamma-k: agreement on spans by the best alignment.

Source: Mathet, Widloecher and Metivier (2015), Computational Linguistics 41(3):437; Mathet
(2017), Computational Linguistics 43(3):661. The expected disorder is that of random continua,
so a value carries its seed, sampler and number of samples.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from qda.analysis.agreement.alignment import Alignment, best_alignment, positional
from qda.analysis.agreement.spans import SpanData
from qda.analysis.agreement.value import FloatArray, Undefined, Value, ratio

NOT_ALIGNED = "no two units of different coders are aligned near enough"
NO_UNITS = "no coder has a unit"
SAMPLER = "circular shift"
_FIRST = 30
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Gamma:
    """Gamma of one set of spans.

    Attributes:
        gamma: 1 - observed / mean sampled disorder.
        cat: gamma-cat, agreement on the codes alone.
        k: gamma-k of each code.
        observed: Disorder of the best alignment.
        unitary_alignments: How many it has.
        samples: How many random continua were drawn.
        seed: Of the draw.
        sampler: How they were drawn.
    """

    gamma: Value
    cat: Value
    k: dict[str, Value]
    observed: float
    unitary_alignments: int
    samples: int
    seed: int
    sampler: str = SAMPLER


def gamma(data: SpanData, *, seed: int, precision: float = 0.02) -> Gamma | Undefined:
    """Gamma against circularly shifted continua.

    Thirty samples first, then ceil((CV 1.96 / precision)^2) in all, CV the coefficient of
    variation of the sampled disorders, at most 1,000.

    Raises:
        QdaError: If there are too many ways to align.
    """
    if not len(data) or len(data.coders) < 2:
        return Undefined(NO_UNITS if len(data.coders) >= 2 else "there are fewer than two coders")
    alignment = best_alignment(data)
    sampled = _samples(data, seed, precision)
    expected = np.array([best.disorder for _, best in sampled])
    share = ratio(alignment.disorder, float(expected.mean()), "random continua agree in full")

    def of(measure: Callable[[SpanData, Alignment], Value]) -> Value:
        return _corrected(measure(data, alignment), [measure(*sample) for sample in sampled])

    return Gamma(
        share if isinstance(share, Undefined) else 1 - share,
        of(cat_disorder),
        {name: of(partial(cat_disorder, code=code)) for code, name in enumerate(data.codes)},
        alignment.disorder,
        len(alignment.units),
        len(sampled),
        seed,
    )


def cat_disorder(
    data: SpanData, alignment: Alignment, code: int | None = None, *, alone: bool = False
) -> Value:
    """Categorial disorder of an alignment: sum w d_cat / sum w.

    Over the pairs of real units in a unitary alignment, w = max(0, 1 - d_pos) / (its units - 1);
    with a code, only over the pairs that have a unit of that code. Source: Mathet (2017).

    Args:
        data: The spans.
        alignment: How they are aligned.
        code: Of this code alone.
        alone: Also a unit aligned with none counts, as a pair with d_cat = w = 1. The paper has
            no such term; pygamma-agreement 0.5.9 does, and is matched by this.
    """
    sizes = (alignment.units >= 0).sum(axis=1)
    above = below = float((sizes == 1).sum()) if alone else 0.0
    for first in range(len(data.coders)):
        for second in range(first + 1, len(data.coders)):
            u, v = alignment.units[:, first], alignment.units[:, second]
            real = (u >= 0) & (v >= 0)
            u, v, size = u[real], v[real], sizes[real]
            if code is not None:
                with_code = (data.code[u] == code) | (data.code[v] == code)
                u, v, size = u[with_code], v[with_code], size[with_code]
            weight = np.maximum(0, 1 - positional(data, u, v)) / (size - 1)
            above += float(weight[data.code[u] != data.code[v]].sum())
            below += float(weight.sum())
    return ratio(above, below, NOT_ALIGNED)


def shifted(data: SpanData, generator: np.random.Generator) -> SpanData:
    """A random continuum: each coder's units moved on by one shift, round the end.

    Shifts of different coders lie at least a mean unit length apart where the continuum has
    room. A unit moves as a whole, so it can reach over the end. Source: Mathet, Widloecher and
    Metivier (2015), section 5.2.
    """
    low, high = float(data.start.min()), float(data.end.max())
    apart = float((data.end - data.start).mean())
    shifts = _shifts(len(data.coders), high - low, apart, generator)[data.coder]
    lengths = data.end - data.start
    start = low + (data.start - low + shifts) % (high - low)
    return replace(data, start=start, end=start + lengths, length=None)


def _shifts(coders: int, span: float, apart: float, generator: np.random.Generator) -> FloatArray:
    chosen: list[float] = []
    apart = min(apart, span / (3 * coders))
    while len(chosen) < coders:
        shift = float(generator.uniform(0, span))
        if all(min(abs(shift - x), span - abs(shift - x)) >= apart for x in chosen):
            chosen.append(shift)
    return np.array(chosen)


Sample = tuple[SpanData, Alignment]


def _samples(data: SpanData, seed: int, precision: float) -> list[Sample]:
    generator = np.random.default_rng(seed)

    def draw(count: int) -> list[Sample]:
        continua = (shifted(data, generator) for _ in range(count))
        return [(spans, best_alignment(spans)) for spans in continua]

    samples = draw(_FIRST)
    disorders = np.array([best.disorder for _, best in samples])
    mean = float(disorders.mean())
    spread = float(disorders.std(ddof=1)) / mean if mean else 0.0
    needed = min(_MOST, math.ceil((spread * 1.96 / precision) ** 2))
    return samples + draw(max(0, needed - _FIRST))


def _corrected(observed: Value, sampled: list[Value]) -> Value:
    if isinstance(observed, Undefined):
        return observed
    defined = [value for value in sampled if not isinstance(value, Undefined)]
    share = ratio(observed * len(defined), sum(defined), "no variation of codes in random continua")
    return share if isinstance(share, Undefined) else 1 - share
