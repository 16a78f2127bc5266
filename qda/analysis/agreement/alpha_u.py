"""Krippendorff's alpha_U (1995) for unitizing, with the expected disagreement of 2004.

Source: Krippendorff (1995), Sociological Methodology 25:47; Content Analysis (2nd ed., 2004),
section 11.6. It depends on the step of the scale: a short continuum gives other values than the
same one finely divided.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from qda.analysis.agreement.spans import SpanData, merged
from qda.analysis.agreement.value import FloatArray, Undefined, Value, ratio

NO_UNITS = "no coder has a unit that could lie elsewhere"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Observed and expected disagreement of one code."""

    observed: float
    expected: float

    @property
    def alpha(self) -> Value:
        """1 - D_o / D_e."""
        return alpha_of([self])


def alpha_of(parts: list[Disagreement]) -> Value:
    """1 - sum of D_o / sum of D_e over codes."""
    share = ratio(
        sum(part.observed for part in parts), sum(part.expected for part in parts), NO_UNITS
    )
    return share if isinstance(share, Undefined) else 1 - share


def disagreements(data: SpanData) -> list[Disagreement]:
    """D_o and D_e of each code; those of one coder that overlap are merged first.

    Raises:
        ValueError: If the length of the continuum is not known or there are not two coders.
    """
    if data.length is None or len(data.coders) < 2:
        raise ValueError("alpha_U needs the length of the continuum and two coders")
    spans = merged(data)
    return [_of_code(spans.of(code=code), data.length) for code in range(len(data.codes))]


Units = tuple[FloatArray, FloatArray]
"""Starts and ends of one coder's units, in order, not overlapping."""


def _of_code(data: SpanData, length: float) -> Disagreement:
    coders: list[Units] = []
    for coder in range(len(data.coders)):
        own = data.of(coder=coder)
        coders.append((own.start, own.end))
    m = len(coders)
    total = sum(_between(a, b) for a, b in combinations(coders, 2))
    observed = 2 * total / (m * (m - 1) * length**2) if length else 0.0
    return Disagreement(observed, _expected(coders, length))


def _between(first: Units, second: Units) -> float:
    """The sum of delta over the sections of two coders.

    delta = (b1 - b2)^2 + (e1 - e2)^2 for two units that intersect, length^2 for a unit that
    lies in the other's gap, else 0.
    """
    low = np.searchsorted(second[1], first[0], side="right")
    high = np.searchsorted(second[0], first[1], side="left")
    counts = high - low
    left = np.repeat(np.arange(len(counts)), counts)
    right = np.arange(counts.sum()) + np.repeat(low - np.cumsum(counts) + counts, counts)
    shifts = (first[0][left] - second[0][right]) ** 2 + (first[1][left] - second[1][right]) ** 2
    missed = np.setdiff1d(np.arange(len(second[0])), right)
    lengths = (first[1] - first[0])[counts == 0], (second[1] - second[0])[missed]
    return float(shifts.sum() + sum((length**2).sum() for length in lengths))


def _expected(coders: list[Units], length: float) -> float:
    """D_e = (2/L) sum_units [(N-1)/3 (2l^3 - 3l^2 + l) + l^2 sum_{gaps g >= l} (g - l + 1)].

    All over m L (m L - 1) - sum_units l (l - 1); N counts the units of all coders.
    """
    units = np.concatenate([end - start for start, end in coders])
    if not len(units):
        return 0.0
    gaps = np.sort(np.concatenate([_gaps(own, length) for own in coders]))
    first = np.searchsorted(gaps, units, side="left")
    beyond = np.append(np.cumsum(gaps[::-1])[::-1], 0.0)
    room = beyond[first] - (len(gaps) - first) * (units - 1)
    inside = (len(units) - 1) / 3 * (2 * units**3 - 3 * units**2 + units)
    continuum = len(coders) * length
    below = continuum * (continuum - 1) - (units * (units - 1)).sum()
    return float(2 / length * (inside + units**2 * room).sum() / below) if below else 0.0


def _gaps(own: Units, length: float) -> FloatArray:
    gaps = np.append(own[0], length) - np.insert(own[1], 0, 0.0)
    return gaps[gaps > 0]
