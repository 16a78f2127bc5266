"""Bands of numbers, as ages 20-39, 40-59 and 60+: only their limits are kept, never what they say.

Limits cut the line of numbers: each number lies in just one band, a limit in the one it begins.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.errors import QdaError
from qda.project import models
from qda.project.attributes import DOES_NOT_APPLY, Values, as_number


@dataclass(frozen=True, slots=True)
class Bands:
    """An attribute made of the numbers of another one.

    Attributes:
        name: Its name.
        of: The name of the attribute whose numbers these are.
        limits: Rising; each begins a band, and below the first lies one more.
    """

    name: str
    of: str
    limits: tuple[Decimal, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """What the bands are called, from the lowest: under 20, 20-39, 40-59, 60+."""
        if not self.limits:
            return ()
        inner = (_between(low, high) for low, high in pairwise(self.limits))
        return (f"under {plain(self.limits[0])}", *inner, f"{plain(self.limits[-1])}+")

    def band(self, number: Decimal) -> str:
        """The band in which a number lies."""
        return self.labels[bisect_right(self.limits, number)]

    def values(self, own: Values) -> Values:
        """The band of what a case has in the attribute; unknown where that is no number."""
        if not own:
            return own
        numbers = filter(None, map(as_number, own))
        return tuple(dict.fromkeys(map(self.band, numbers)))

    def of_written(self, value: str) -> str | None:
        """The band of a number as it is written; None where it is none."""
        if value == DOES_NOT_APPLY:
            return value
        number = as_number(value)
        return None if number is None else self.band(number)


def read_limits(text: str) -> tuple[Decimal, ...]:
    """Limits as people write them: ``20 40 60``, or with commas between.

    Raises:
        QdaError: One is no number, or they do not rise.
    """
    parts = text.replace(";", " ").replace(",", " ").split()
    limits = []
    for part in parts:
        number = as_number(part)
        if number is None:
            raise QdaError(f"“{part}” is no limit; write where bands begin, as 20 40 60.")
        limits.append(number)
    if any(low >= high for low, high in pairwise(limits)):
        raise QdaError("limits must rise, as 20 40 60.")
    return tuple(limits)


def plain(number: Decimal) -> str:
    """A number without an exponent or idle noughts."""
    return f"{(number + 0).normalize():f}"


def list_bands(session: Session) -> list[Bands]:
    """All bands, in the order of the attributes they are made of."""
    query = (
        select(models.Band.name, models.Attribute.name, models.Band.limits)
        .join(models.Attribute, models.Attribute.id == models.Band.attribute_id)
        .order_by(models.Attribute.position, models.Attribute.name, models.Band.id)
    )
    return [Bands(name, of, stored_limits(text)) for name, of, text in session.execute(query)]


def stored_limits(text: str) -> tuple[Decimal, ...]:
    """Limits as the table has them."""
    return tuple(map(Decimal, json.loads(text)))


def limits_to_store(limits: Sequence[Decimal]) -> str:
    """Limits for the table."""
    return json.dumps([plain(limit) for limit in limits])


def _between(low: Decimal, high: Decimal) -> str:
    """Whole numbers are told by the first and the last, as ages are; others by both limits."""
    if low != int(low) or high != int(high):
        return f"{plain(low)} to under {plain(high)}"
    last = high - 1
    if last == low:
        return plain(low)
    return f"{plain(low)} to {plain(last)}" if low < 0 else f"{plain(low)}-{plain(last)}"
