"""The matrix: codes against documents, cases, coders or the values of an attribute.

A cell is one of four:

- a number: how much was found. How much of what lies behind was read stands in the provenance;
- 0, read and not found: every informant's segment behind the cell has been read by the coder (by
  all, where several are combined) under a version of the codebook that had the code;
- –, not known: nothing found, but not all was read, there was nothing to read, or the code is
  retired, so that later readers no longer looked for it;
- n.a., outside the base: the code was asked of no case in the column.

What lies behind a cell, by column:

- a document: its informants' segments;
- a case: the segments of the turns that count for it, in all its documents;
- a value of an attribute: those of all the cases, or documents, that have it;
- a coder: all segments, read by this coder; in the total by all coders;

and of these, in each row, only what counts for a case in the base of the row's code. A parent is
asked about by itself: its nought does not wait for a sub-code that came later.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from qda.analysis.counting import Bases, Combine, Unit, check_unit, enter, hold, outside, tally
from qda.analysis.dataset import NOT_APPLICABLE
from qda.analysis.ground import Ground
from qda.analysis.provenance import Provenance, provenance
from qda.analysis.relation import Bools, Ints, ints
from qda.analysis.select import axis, choose_codes, select, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.counting import Held
    from qda.analysis.dataset import Dataset
    from qda.analysis.ground import Whole
    from qda.analysis.select import Axis, Selection
    from qda.codebook.condition import Condition

Numbers = NDArray[np.int64] | NDArray[np.float64]

PER_WORDS: Final = 1000
"""Rates are per so many words of the informants."""

DASH: Final = "–"


class State(IntEnum):
    """What a cell is."""

    NUMBER = 0
    NOUGHT = 1
    UNREAD = 2
    OUTSIDE = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A code as a row: depth is 0 at the top."""

    id: str
    label: str
    depth: int
    retired: bool


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """A block of cells, all of one shape: (rows, columns).

    Attributes:
        values: The counts, or the rates per 1,000 words; 0 where the state is no number.
        states: A `State` each.
        asked: How many cases the row's code was asked of, in the column.
        shares: The part of all there is of the unit (cases asked, documents, informants'
            segments, words or characters) that was found, of the informants' text alone;
            NaN where there is none. None for passages and codings, which are no part of a whole.
    """

    values: Numbers
    states: NDArray[np.uint8]
    asked: Ints
    shares: NDArray[np.float64] | None

    def shown(self, row: int, column: int) -> int | float | str:
        """The cell as it is to be read: a number, 0, – or n.a."""
        state = self.states[row, column]
        if state == State.OUTSIDE:
            return NOT_APPLICABLE
        if state == State.UNREAD:
            return DASH
        value: int | float = self.values[row, column].item()
        return value


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """A finished matrix.

    Attributes:
        by: What the columns are: document, case, coder or attribute:NAME.
        unit: What was counted.
        per_words: Whether the values are rates per 1,000 words of the informants.
        level: The lowest level of codes shown; None means all.
        rows: The codes, in preorder.
        columns: The headings.
        cells: The cells.
        total: One column: what was found at all, each thing once.
        total_is_sum: Whether the total is the sum of its row in every row. Where it is not, the
            columns share what they count, or the values are rates.
        outside: Ids of codes with the number of their own codings that count for no case in
            their base and so for no cell of their row; only those that have any.
        provenance: Where it comes from.
    """

    by: str
    unit: Unit
    per_words: bool
    level: int | None
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    cells: Cells
    total: Cells
    total_is_sum: bool
    outside: tuple[tuple[str, int], ...]
    provenance: Provenance


def matrix(
    data: Dataset,
    *,
    by: str = "document",
    unit: Unit = "passages",
    level: int | None = None,
    codes: Sequence[str] = (),
    where: Sequence[Condition] = (),
    combine: Combine = "any",
    per_words: bool = False,
) -> Matrix:
    """Count what the codes hold.

    Args:
        data: The data set, of the coders to count.
        by: The columns: document, case, coder or attribute:NAME.
        unit: What to count.
        level: The lowest level of codes to show, 1 for the top.
        codes: Ids of codes to show, each with all under it; none means all.
        where: Conditions on attributes of cases or documents, all of which must be met.
        combine: With several coders, count what any or what all of them hold. By coder, this is
            about the total only.
        per_words: Give rates per 1,000 words of the informants.

    Raises:
        QdaError: A code, an attribute, the unit or the columns are unknown, or cannot be combined.
    """
    check_unit(unit, combine, len(data.coders))
    selection, rows = select(data, where), choose_codes(data, codes, level)
    count = _Count(data, unit, per_words, rows, selection, Bases.gather(data, rows))
    columns = axis(data, by, selection)
    held = hold(data, rows, selection, combine)
    total, sums = count.cells(held, whole(data))
    apart = hold(data, rows, selection, "each") if columns.of == "coder" else held
    cells, counts = count.cells(apart, columns)
    return Matrix(
        by=by,
        unit=unit,
        per_words=per_words,
        level=level,
        rows=tuple(_row(data, number) for number in rows.tolist()),
        columns=columns.columns,
        cells=cells,
        total=total,
        total_is_sum=not per_words and bool((counts.sum(axis=1) == sums[:, 0]).all()),
        outside=outside(data, rows, held, selection, count.bases),
        provenance=provenance(data, selection, combine=combine, where=where, codes=codes),
    )


def _row(data: Dataset, number: int) -> Row:
    code = data.codes[number]
    return Row(code.id, code.label or code.id, len(data.ancestry[number]) - 1, code.retired)


@dataclass(frozen=True, slots=True, eq=False)
class _Count:
    """One request, to be counted along the columns and once more for the totals."""

    data: Dataset
    unit: Unit
    per_words: bool
    rows: Ints
    selection: Selection
    bases: Bases

    def cells(self, held: Held, columns: Axis) -> tuple[Cells, Ints]:
        """The cells of these columns, and their plain counts."""
        entries = enter(held, columns, self.selection, self.bases)
        shape = (len(self.rows), len(columns.columns))
        counts, said = tally(self.data, self.unit, held, entries, shape)
        behind = _Behind.of(self, columns)
        states = self._states(counts, behind)
        values: Numbers = counts
        if self.per_words:
            words = behind.amount("words")
            values = PER_WORDS * _part(counts, words)
            states[(words == 0) & (states != State.OUTSIDE)] = State.UNREAD
        known = states <= State.NOUGHT
        shares = None
        if self.unit != "passages" and self.unit != "codings":
            shares = np.where(known, _part(said, behind.amount(self.unit)), np.nan)
        return Cells(np.where(known, values, 0), states, behind.amount("cases"), shares), counts

    def _states(self, counts: Ints, behind: _Behind) -> NDArray[np.uint8]:
        codes = [self.data.codes[row] for row in self.rows.tolist()]
        retired = np.array([code.retired for code in codes], dtype=np.bool_)[:, None]
        segments, read = behind.amount("segments"), behind.read(ints([c.since for c in codes]))
        nought = (segments > 0) & (read == segments) & ~retired
        states = np.where(nought, State.NOUGHT, State.UNREAD).astype(np.uint8)
        states[counts > 0] = State.NUMBER
        asked = behind.amount("cases") > 0 if self.unit == "cases" else behind.applies()
        states[~asked] = State.OUTSIDE
        return states


@dataclass(frozen=True, slots=True, eq=False)
class _Behind:
    """What lies behind the cells; for coders as columns the whole once for each of them."""

    ground: Ground
    coders: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, count: _Count, columns: Axis) -> _Behind:
        everyone = tuple(range(len(count.data.coders)))
        shared = columns.of == "coder"
        along = whole(count.data) if shared else columns
        ground = Ground.lay(count.data, along, count.selection, count.bases)
        return cls(ground, tuple((coder,) for coder in everyone) if shared else (everyone,))

    def amount(self, unit: Whole) -> Ints:
        return np.tile(self.ground.amount(unit), (1, len(self.coders)))

    def applies(self) -> Bools:
        return np.tile(self.ground.applies(), (1, len(self.coders)))

    def read(self, since: Ints) -> Ints:
        return np.hstack([self.ground.read(since, coders) for coders in self.coders])


def _part(counts: Ints, there_is: Ints) -> NDArray[np.float64]:
    part = np.full(counts.shape, np.nan)
    np.divide(counts, there_is, out=part, where=there_is > 0)
    return part
