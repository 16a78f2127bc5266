"""Many-to-many relations between numbered things, and the keys that tell pairs apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def ints(values: object) -> Ints:
    """Anything array-like as whole numbers."""
    return np.asarray(values, dtype=np.int64)


def distinct(keys: Ints) -> Ints:
    """The different values among the keys, ascending; faster than `numpy.unique` here."""
    keys = np.sort(keys)
    first = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    return keys[first]


def missing(numbers: Ints, size: int) -> Ints:
    """The numbers below `size` that are not among these, ascending."""
    there = np.zeros(size, dtype=np.bool_)
    there[numbers] = True
    return np.flatnonzero(~there)


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """Which things on the right each thing on the left goes with.

    Attributes:
        offsets: Shape (left + 1,): where each left thing's partners begin in `partners`.
        partners: The right things, by left thing, ascending, none twice.
    """

    offsets: Ints
    partners: Ints

    @classmethod
    def of(cls, left: Ints, right: Ints, *, size: int) -> Relation:
        """The relation of these pairs over `size` things on the left; a pair twice is one."""
        width = int(right.max(initial=0)) + 1
        keys = distinct(left * width + right)
        left, right = np.divmod(keys, width)
        return cls(np.searchsorted(left, np.arange(size + 1)), right)

    @classmethod
    def identity(cls, size: int) -> Relation:
        """Each thing goes with itself."""
        return cls(np.arange(size + 1), np.arange(size))

    @property
    def counts(self) -> Ints:
        """How many partners each left thing has."""
        return np.diff(self.offsets)

    def follow(self, left: Ints) -> tuple[Ints, Ints]:
        """All pairs of these left things.

        Returns:
            Position in `left` and partner, as two arrays of equal length, by position.
        """
        first = self.offsets[left]
        counts = self.offsets[left + 1] - first
        if (counts == 1).all():
            return np.arange(len(left)), self.partners[first]
        at = np.repeat(np.arange(len(left)), counts)
        begin = np.cumsum(counts) - counts
        return at, self.partners[np.arange(len(at)) + np.repeat(first - begin, counts)]


def stretch(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Every whole number in each range [first, last): position of the range, and the number."""
    counts = np.maximum(last - first, 0)
    at = np.repeat(np.arange(len(first)), counts)
    begin = np.cumsum(counts) - counts
    return at, np.arange(len(at)) + np.repeat(first - begin, counts)
