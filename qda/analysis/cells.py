"""The cells of a matrix, and how they are read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from qda.analysis.dataset import NOT_APPLICABLE

if TYPE_CHECKING:
    from qda.analysis.options import Show
    from qda.analysis.relation import Bools, Ints

Numbers = NDArray[np.int64] | NDArray[np.float64]

DASH: Final = "–"
AT_LEAST: Final = "≥"
"""Before a figure behind which not all was read: there may be more."""

FEWEST: Final = 20
"""Of fewer than so many no percentage is written: it would say more than is known."""


def decimals(percent: float) -> int:
    """How many decimals a percentage has: little is not taken for nought, nor most for all."""
    return 1 if 0 < percent < 1 or 99 < percent < 100 else 0


class State(IntEnum):
    """What a cell is."""

    NUMBER = 0
    PARTLY = 1
    """A number found in what was read; not all was."""
    NOUGHT = 2
    UNREAD = 3
    OUTSIDE = 4


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """A block of cells, all of one shape: (rows, columns).

    Attributes:
        values: What was asked for: the counts, rates per 1,000 words, or percentages; 0 where
            the state is no number.
        states: A `State` each.
        counts: The plain counts, whatever the values are.
        asked: How many cases the row's code was asked of, in the column.
        of: All there is of the unit (cases asked, documents, informants' segments, words or
            characters), or what a percentage is of; None where there is no whole.
        shares: The part of all there is of the unit that was found, of the informants' text
            alone; where codes are the columns, Jaccard's index: both of either. NaN where there
            is none. None for passages and codings, which are no part of a whole.
        heat: What groups are fairly compared by: the share, else the count per 1,000 words of
            the informants; NaN where there is none.
        show: How a cell is written.
        people: Whether the counts are of cases, which are read with their base.
    """

    values: Numbers
    states: NDArray[np.uint8]
    counts: Ints
    asked: Ints
    of: Ints | None
    shares: NDArray[np.float64] | None
    heat: NDArray[np.float64]
    show: Show = "number"
    people: bool = False

    def shown(self, row: int, column: int, of: str = "of") -> int | float | str:
        """The cell as it is to be written: as its `figure`, with ≥ before it if not all was read.

        Of what was not all read no percentage of a row, a column or all is given, but “≥4 of 9”.
        """
        if not self.partly(row, column):
            return self.figure(row, column, of)
        if self.of is not None and self.show != "number":
            return f"{AT_LEAST}{self.counts[row, column]} {of} {self.of[row, column]}"
        value = self.values[row, column].item()
        return f"{AT_LEAST}{value:.3f}" if isinstance(value, float) else f"{AT_LEAST}{value}"

    def figure(self, row: int, column: int, of: str = "of") -> int | float | str:
        """What was found: a number, 0, – or n.a.; else “4 of 9”.

        A percentage of fewer than 20 is written as “4 of 9” too; `of` is the word in it.
        """
        state = self.states[row, column]
        if state == State.OUTSIDE:
            return NOT_APPLICABLE
        if state == State.UNREAD:
            return DASH
        if self.of is not None and self.show != "number":
            count, there_are = self.counts[row, column], self.of[row, column]
            if self.show == "of" or there_are < FEWEST:
                return f"{count} {of} {there_are}"
        value: int | float = self.values[row, column].item()
        return value

    def text(self, row: int, column: int) -> str:
        """The cell as people read it: cases with their base, percentages with their sign."""
        partly = self.partly(row, column)
        if partly and self.show != "number":
            return str(self.shown(row, column))
        cell = self.figure(row, column)
        if isinstance(cell, str):
            return cell
        if self.show != "number":
            return f"{cell:.{decimals(cell)}f} %" if cell else str(0)
        written = f"{cell:.1f}" if isinstance(cell, float) else str(cell)
        of = f" of {self.asked[row, column]}" if self.people else ""
        return f"{AT_LEAST if partly else ''}{written}{of}"

    def partly(self, row: int, column: int) -> bool:
        """Whether a cell is a figure that may still grow, as not all behind it was read."""
        return bool(self.states[row, column] == State.PARTLY)

    def percent_of_people(self, row: int, column: int) -> float | None:
        """The percentage of cases that a cell is; None where none is to be given."""
        if self.shares is None or not self.people or self.partly(row, column):
            return None
        return None if self.asked[row, column] < FEWEST else 100 * float(self.shares[row, column])

    def over(self, below: Cells) -> Cells:
        """These cells with others below them."""

        def stack(name: str) -> Any:
            upper, lower = getattr(self, name), getattr(below, name)
            return None if upper is None else np.vstack((upper, lower))

        arrays = ("values", "states", "counts", "asked", "of", "shares", "heat")
        return replace(self, **{name: stack(name) for name in arrays})

    def without(self, these: Bools) -> Cells:
        """These cells, some of them outside what can be asked."""
        return replace(
            self,
            values=np.where(these, 0, self.values),
            states=np.where(these, State.OUTSIDE, self.states).astype(np.uint8),
            counts=np.where(these, 0, self.counts),
            shares=None if self.shares is None else np.where(these, np.nan, self.shares),
            heat=np.where(these, np.nan, self.heat),
        )
