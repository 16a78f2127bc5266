"""The matrix: codes against documents, cases, coders or the values of an attribute.

A cell is one of five:

- a number: how much was found, all that lies behind having been read;
- ≥ a number: at least so much, as not all that lies behind was read for the code. Where all cases
  or documents there are have been found, there can be no more, and it is a number;
- 0, read and not found: every informant's segment behind the cell has been read by the coder (by
  all, where several are combined) under a version of the codebook that had the code, or has
  been read again for it since. A code that was only redefined keeps its noughts;
- –, not known: nothing found, but not all was read, there was nothing to read, or the code is
  retired, so that later readers no longer looked for it;
- n.a., outside the base: the code was asked of no case in the column.

What lies behind a cell, by column:

- a document: its informants' segments;
- a case: the segments of the turns that count for it, in all its documents;
- a value of an attribute: those of all the cases, or documents, that have it;
- a speaker: those of this informant's turns;
- a coder: all segments, read by this coder; in the total by all coders;

and of these, in each row, only what counts for a case in the base of the row's code. A parent is
asked about by itself: its nought does not wait for a sub-code that came later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from qda.analysis.axes import CROSS, whole
from qda.analysis.cells import State
from qda.analysis.columns import axis, compares_groups
from qda.analysis.cooccurrence import Occurring
from qda.analysis.counting import hold, outside
from qda.analysis.filling import Filling, fill
from qda.analysis.footnotes import footnotes, not_all_read, not_informants
from qda.analysis.options import CODE, TOGETHER, Options
from qda.analysis.provenance import Provenance, provenance
from qda.analysis.select import choose_codes, select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from qda.analysis.cells import Cells
    from qda.analysis.dataset import Dataset
    from qda.analysis.options import Counted, Unit

ANY_CODE: Final = "(any code)"
"""The id of the last row, of what any of the codes holds."""


@dataclass(frozen=True, slots=True)
class Row:
    """A code as a row: depth is 0 at the top."""

    id: str
    label: str
    depth: int
    retired: bool


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """A finished matrix.

    Attributes:
        options: What was asked for.
        unit: What was counted.
        rows: The codes, in preorder; last of all the row of any code, if it was asked for.
        headings: Of each column its heading, or the two of them where two parts are crossed.
        cells: The cells.
        total: One column: what was found at all, each thing once.
        total_is_sum: Whether the total is the sum of its row in every row. Where it is not, the
            columns share what they count, or the values are rates.
        outside: Ids of codes with the number of their own codings that count for no case in
            their base and so for no cell of their row; only those that have any.
        partly: Ids of codes of which some cell may still grow, as not all behind it was read.
        footnotes: Sentences that a reader of the figures needs.
        provenance: Where it comes from.
    """

    options: Options
    unit: Counted
    rows: tuple[Row, ...]
    headings: tuple[tuple[str, ...], ...]
    cells: Cells
    total: Cells
    total_is_sum: bool
    outside: tuple[tuple[str, int], ...]
    partly: tuple[str, ...]
    footnotes: tuple[str, ...]
    provenance: Provenance

    @property
    def by(self) -> str:
        """What the columns are, as it was asked for."""
        return self.options.by

    @property
    def columns(self) -> tuple[str, ...]:
        """One heading a column."""
        return tuple(CROSS.join(heading) for heading in self.headings)

    @property
    def per_words(self) -> bool:
        """Whether the values are rates per 1,000 words of the informants."""
        return self.options.per_words

    @property
    def level(self) -> int | None:
        """The lowest level of codes shown; None means all."""
        return self.options.level

    def heat(self) -> NDArray[np.float64]:
        """Of each cell how warm it is, from 0 to 1 for the warmest; NaN where nothing is known.

        It follows what groups are fairly compared by, never the count. The row of any code is
        left out of the scale, as it would make all others pale.
        """
        heat = self.cells.heat.copy()
        own = heat[[row.id != ANY_CODE for row in self.rows]]
        most = np.nanmax(own, initial=0.0) if own.size else 0.0
        return np.minimum(heat / most, 1.0) if most > 0 else heat


def matrix(data: Dataset, options: Options | None = None, /, **changes: Any) -> Matrix:
    """Count what the codes hold.

    Args:
        data: The data set, of the coders to count.
        options: What is asked for; by default passages by document.
        changes: Any of the options by name, as `by="case"`.

    Raises:
        QdaError: A code, an attribute, the unit or the columns are unknown, or cannot be combined.
    """
    asked = (options or Options()).changed(**changes)
    if asked.by == CODE:
        return _codes_against_codes(data, asked)
    unit = asked.unit or _fair(asked)
    asked.check(unit, len(data.coders))
    selection = select(data, asked.where, asked.having, read=asked.read)
    rows = choose_codes(data, asked.codes, asked.level, asked.only)
    filling = Filling.of_rows(data, unit, asked, rows, selection)
    columns = axis(data, asked.by, selection)
    held = hold(data, rows, selection, asked.combine)
    apart = hold(data, rows, selection, "each") if columns.shared else held
    total, cells = fill(filling, filling.count(held, whole(data)), filling.count(apart, columns))
    shown = [row_of(data, number) for number in rows.tolist()]
    if asked.any_code:
        shown.append(Row(ANY_CODE, "any of these codes", 0, retired=False))
    partly = _partly(shown, cells, total)
    return Matrix(
        options=asked,
        unit=unit,
        rows=tuple(shown),
        headings=columns.headings,
        cells=cells,
        total=total,
        total_is_sum=_is_sum(asked, unit, cells, total),
        outside=outside(data, rows, held, selection, filling.bases),
        partly=partly,
        footnotes=(
            *footnotes(data, asked, unit, selection),
            *not_informants(data, held),
            *not_all_read(partly),
        ),
        provenance=provenance(data, selection, asked),
    )


def _codes_against_codes(data: Dataset, asked: Options) -> Matrix:
    asked.check("passages", len(data.coders))
    selection = select(data, asked.where, asked.having, read=asked.read)
    rows = choose_codes(data, asked.codes, asked.level, asked.only)
    occurring = Occurring.of(data, asked, rows, selection)
    total, cells = occurring.cells()
    unit = TOGETHER[asked.within]
    shown = [row_of(data, number) for number in rows.tolist()]
    partly = _partly(shown, cells, total)
    return Matrix(
        options=asked,
        unit=unit,
        rows=tuple(shown),
        headings=tuple((data.codes[number].id,) for number in rows.tolist()),
        cells=cells,
        total=total,
        total_is_sum=False,
        outside=outside(data, rows, occurring.held, selection, occurring.bases),
        partly=partly,
        footnotes=(
            *footnotes(data, asked, unit, selection),
            *not_informants(data, occurring.held),
            *not_all_read(partly),
        ),
        provenance=provenance(data, selection, asked),
    )


def _partly(rows: Sequence[Row], cells: Cells, total: Cells) -> tuple[str, ...]:
    """The codes of which some cell may still grow."""
    partly = (np.hstack((cells.states, total.states)) == State.PARTLY).any(axis=1)
    own = (row.id for row, one in zip(rows, partly.tolist(), strict=True) if one)
    return tuple(code for code in own if code != ANY_CODE)


def _fair(asked: Options) -> Unit:
    """What is counted where nothing is asked for: groups are compared by cases."""
    return "cases" if compares_groups(asked.by) and not asked.per_words else "passages"


def _is_sum(asked: Options, unit: Unit, cells: Cells, total: Cells) -> bool:
    if asked.per_words or unit == "coverage":
        return False
    return bool((cells.counts.sum(axis=1) == total.counts[:, 0]).all())


def row_of(data: Dataset, number: int) -> Row:
    """The row of a code."""
    code = data.codes[number]
    return Row(code.id, code.label or code.id, len(data.ancestry[number]) - 1, code.retired)
