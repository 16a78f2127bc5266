"""What a statistic comes to: a number, or undefined with the reason."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

NO_VARIATION = "no variation: the agreement expected by chance is 1 (0/0)"
NOT_PAIRED = "no unit was seen by two coders"
_ZERO = 1e-12  # rounding of sums of shares; one deviating unit in a million leaves 2e-6


@dataclass(frozen=True, slots=True)
class Undefined:
    """A statistic that these data do not define.

    Attributes:
        reason: Why, in words for the report.
        counts: What was found instead of a number, e.g. how often each category was used.
    """

    reason: str
    counts: Mapping[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        counts = ", ".join(f"{name}: {count:g}" for name, count in self.counts.items())
        return f"undefined ({self.reason}; {counts})" if counts else f"undefined ({self.reason})"


Value = float | Undefined


def ratio(
    numerator: float, denominator: float, reason: str, counts: Mapping[str, float] | None = None
) -> Value:
    """The quotient, undefined for `reason` where the denominator is 0."""
    if denominator == 0:
        return Undefined(reason, counts or {})
    return float(numerator / denominator)


@dataclass(frozen=True, slots=True, eq=False)
class Coefficient:
    """Agreement corrected for chance: (observed - expected) / (1 - expected).

    One number, or arrays of them for many codes or resamples at once. Plain shares of agreement
    have expected 0. A nan in `observed` or `expected` marks a share that has no units to stand on.

    Attributes:
        observed: Observed agreement.
        expected: Agreement expected by chance.
        counts: Uses of each category, for the report of an undefined value.
        empty: The reason where there is nothing to compare.
        note: A remark that belongs beside the value, else "".
    """

    observed: FloatArray
    expected: FloatArray
    counts: Mapping[str, FloatArray] = field(default_factory=dict)
    empty: str = NOT_PAIRED
    note: str = ""

    def array(self) -> FloatArray:
        """The coefficients with nan where undefined: for resampling, not for showing."""
        observed, expected = np.asarray(self.observed), np.asarray(self.expected)
        room = 1.0 - expected
        defined = np.abs(room) > _ZERO  # a nan compares false
        quotient = (observed - expected) / np.where(defined, room, 1.0)
        return np.asarray(np.where(defined, quotient, np.nan), dtype=np.float64)

    @property
    def value(self) -> Value:
        """The one coefficient.

        Raises:
            TypeError: If there are several.
        """
        number = float(self.array())
        if not math.isnan(number):
            return number
        nothing = math.isnan(float(self.observed)) or math.isnan(float(self.expected))
        counts = {name: float(count) for name, count in self.counts.items()}
        return Undefined(self.empty if nothing else NO_VARIATION, counts)

    @property
    def values(self) -> list[Value]:
        """The coefficients of a row of codes, one by one."""
        observed, expected = np.broadcast_arrays(self.observed, self.expected)
        return [
            Coefficient(observed[i], expected[i], self._counts_of(i), self.empty).value
            for i in range(len(observed))
        ]

    def _counts_of(self, index: int) -> dict[str, FloatArray]:
        return {name: n[index] if np.ndim(n) else n for name, n in self.counts.items()}


def divide(numerator: FloatArray, denominator: FloatArray | float) -> FloatArray:
    """Element by element, nan where the denominator is 0."""
    below = np.asarray(denominator, dtype=np.float64)
    quotient = numerator / np.where(below == 0, 1.0, below)
    return np.asarray(np.where(below == 0, np.nan, quotient), dtype=np.float64)
