"""The cells of a matrix filled: counts set against what lies behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from qda.analysis.axes import whole
from qda.analysis.cells import Cells, Numbers, State
from qda.analysis.counting import Bases, enter, tally, united
from qda.analysis.ground import Ground
from qda.analysis.options import WHOLES
from qda.analysis.relation import Bools, Ints, ints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.axes import Axis
    from qda.analysis.counting import Entries, Held
    from qda.analysis.dataset import Dataset
    from qda.analysis.ground import Whole
    from qda.analysis.options import Options, Unit
    from qda.analysis.select import Selection

PER_WORDS: Final = 1000
"""Rates are per so many words of the informants."""


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Plain counts of rows and columns.

    Attributes:
        held: What was counted.
        entries: Where.
        axis: The columns.
        counts: How much, by row and column.
        said: How much of it is the informants' text.
    """

    held: Held
    entries: Entries
    axis: Axis
    counts: Ints
    said: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Filling:
    """One request, to be counted along the columns and once more for the totals.

    Attributes:
        data: The data set.
        unit: What is counted.
        options: How it is written.
        selection: What of the data set.
        bases: The bases of the rows.
        asked: Of each row the codes it asks about.
        retired: Of each row whether its code is retired.
    """

    data: Dataset
    unit: Unit
    options: Options
    selection: Selection
    bases: Bases
    asked: tuple[tuple[int, ...], ...]
    retired: Bools

    @classmethod
    def of_rows(
        cls, data: Dataset, unit: Unit, options: Options, rows: Ints, selection: Selection
    ) -> Filling:
        """The request for these codes."""
        codes = [data.codes[row] for row in rows.tolist()]
        asked = tuple((row,) for row in rows.tolist())
        retired = np.array([code.retired for code in codes], dtype=np.bool_)
        return cls(data, unit, options, selection, Bases.gather(data, rows), asked, retired)

    def any_code(self) -> Filling:
        """The same for one row: that of any of the codes."""
        living = ~self.retired if not self.retired.all() else self.retired
        return replace(
            self,
            bases=Bases(ints([0]), np.logical_or.reduce(self.bases.holds)[None, :]),
            asked=(tuple(self.asked[row][0] for row in np.flatnonzero(living)),),
            retired=np.array([self.retired.all()]),
        )

    def count(self, held: Held, axis: Axis) -> Counted:
        """Count what the rows hold in these columns."""
        entries = enter(self.data, held, axis, self.selection, self.bases)
        return self._tallied(held, entries, axis)

    def count_any(self, counted: Counted) -> Counted:
        """Count the same in one row, each thing once."""
        held = united(self.data, counted.held, each=counted.axis.shared)
        return self.any_code()._tallied(held, counted.entries, counted.axis)

    def _tallied(self, held: Held, entries: Entries, axis: Axis) -> Counted:
        shape = (len(self.asked), len(axis.columns))
        counts, said = tally(self.data, self.unit, held, entries, shape)
        return Counted(held, entries, axis, counts, said)

    def cells(self, counted: Counted, of: Ints | None) -> Cells:
        """The cells of what was counted.

        Args:
            counted: The counts.
            of: What percentages are of; None where none are asked for.
        """
        behind = Behind.of(self, counted.axis)
        counts, states = counted.counts, self._states(counted.counts, behind)
        words = behind.amount("words")
        values: Numbers = counts
        shares: NDArray[np.float64] | None = None
        if self.unit in WHOLES:
            there_is = behind.amount(self.unit)
            shares, of = _part(counted.said, there_is), there_is if of is None else of
        if self.unit == "coverage":
            shares = _part(counted.said, words)
            values = _part(100 * counted.said, words)
        elif self.options.per_words:
            values = _part(PER_WORDS * counts, words)
        elif self.options.show not in ("number", "of") and of is not None:
            values = _part(100 * counts, np.broadcast_to(of, counts.shape))
        if self.unit == "coverage" or self.options.per_words:
            states[(words == 0) & (states != State.OUTSIDE)] = State.UNREAD
        known = states <= State.NOUGHT
        heat = self._heat(counts, words) if shares is None else shares
        return Cells(
            values=np.where(known & ~np.isnan(values), values, 0),
            states=states,
            counts=np.where(known, counts, 0),
            asked=behind.amount("cases"),
            of=None if of is None else np.broadcast_to(of, counts.shape),
            shares=None if shares is None else np.where(known, shares, np.nan),
            heat=np.where(known, heat, np.nan),
            show=self.options.show,
            people=self.unit == "cases" and not self.options.per_words,
        )

    def _heat(self, counts: Ints, words: Ints) -> NDArray[np.float64]:
        if self.unit == "presence":
            return counts.astype(np.float64)
        return _part(PER_WORDS * counts, words)

    def _states(self, counts: Ints, behind: Behind) -> NDArray[np.uint8]:
        segments, read = behind.amount("segments"), behind.read(self.asked)
        nought = (segments > 0) & (read == segments) & ~self.retired[:, None]
        states = np.where(nought, State.NOUGHT, State.UNREAD).astype(np.uint8)
        more = (read < segments) & (counts < self._most(behind))
        states[counts > 0] = np.where(more, State.PARTLY, State.NUMBER)[counts > 0]
        asked = behind.amount("cases") > 0 if self.unit == "cases" else behind.applies()
        states[~asked] = State.OUTSIDE
        return states

    def _most(self, behind: Behind) -> Ints | float:
        """How much can be found: where all of it is, no reading would find more."""
        if self.unit == "presence":
            return 1.0
        return behind.amount(self.unit) if self.unit in ("cases", "documents") else np.inf


def fill(filling: Filling, sums: Counted, found: Counted) -> tuple[Cells, Cells]:
    """The cells of the totals and of the columns; last the row of any code, if it is asked for."""
    options, one = filling.options, filling.any_code()
    if filling.unit == "cases" and options.show in ("column", "total"):
        return _of_asked(filling, sums, found)
    if not options.any_code and options.show not in ("column", "total"):
        return filling.cells(sums, _of(options, sums)), filling.cells(found, _of(options, sums))
    every, any_found = filling.count_any(sums), filling.count_any(found)
    total = filling.cells(sums, _of(options, sums, every, every))
    cells = filling.cells(found, _of(options, sums, any_found, every))
    if not options.any_code:
        return total, cells
    last = one.cells(every, _of(options, every, every, every))
    return total.over(last), cells.over(one.cells(any_found, _of(options, every, any_found, every)))


def _of_asked(filling: Filling, sums: Counted, found: Counted) -> tuple[Cells, Cells]:
    """As `fill`, where percentages are of the cases asked: in the column, or in all."""
    rows = [(filling, sums, found)]
    if filling.options.any_code:
        rows.append((filling.any_code(), filling.count_any(sums), filling.count_any(found)))
    blocks = []
    for own, all_of, by_column in rows:
        total = own.cells(all_of, None)
        of = total.asked if filling.options.show == "total" else None
        blocks.append((total, own.cells(by_column, of)))
    (total, cells), *last = blocks
    return (total.over(last[0][0]), cells.over(last[0][1])) if last else (total, cells)


def _of(
    options: Options,
    row: Counted,
    column: Counted | None = None,
    every: Counted | None = None,
) -> Ints | None:
    """What the percentages asked for are of: what the row, the column or all of it holds."""
    counted = {"row": row, "column": column, "total": every}.get(options.show)
    return None if counted is None else counted.counts


@dataclass(frozen=True, slots=True, eq=False)
class Behind:
    """What lies behind the cells; for coders as columns the whole once for each of them."""

    ground: Ground
    coders: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, filling: Filling, columns: Axis) -> Behind:
        """What lies behind the cells of these columns."""
        data = filling.data
        everyone = tuple(range(len(data.coders)))
        along = whole(data) if columns.shared else columns
        ground = Ground.lay(data, along, filling.selection, filling.bases)
        return cls(ground, tuple((coder,) for coder in everyone) if columns.shared else (everyone,))

    def amount(self, unit: Whole) -> Ints:
        """All there is to find of a unit."""
        return np.tile(self.ground.amount(unit), (1, len(self.coders)))

    def applies(self) -> Bools:
        """Where a row's code was asked of anyone."""
        return np.tile(self.ground.applies(), (1, len(self.coders)))

    def read(self, asked: Sequence[Sequence[int]]) -> Ints:
        """How many of the informants' segments the coders have read for each row."""
        return np.hstack([self.ground.read(asked, coders) for coders in self.coders])


def _part(counts: Ints, there_is: Ints) -> NDArray[np.float64]:
    part = np.full(counts.shape, np.nan)
    np.divide(counts, there_is, out=part, where=there_is > 0)
    return part
