"""The passages behind a cell of a matrix."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.axes import whole
from qda.analysis.columns import axis
from qda.analysis.cooccurrence import Occurring
from qda.analysis.counting import Bases, enter, hold, outside
from qda.analysis.options import CODE
from qda.analysis.provenance import provenance
from qda.analysis.quotes import Quotes, written_out
from qda.analysis.relation import ints
from qda.analysis.select import choose_codes, select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.counting import Entries, Held
    from qda.analysis.dataset import Dataset
    from qda.analysis.options import Combine, Options
    from qda.analysis.relation import Ints
    from qda.analysis.select import Selection


def behind(
    data: Dataset,
    options: Options,
    code: str,
    column: int | None = None,
    *,
    attributes: Sequence[str] = (),
    question: bool = False,
) -> Quotes:
    """The passages that a cell of `matrix(data, options)` counts, or counts something of.

    Where codes are the columns, these are the passages of both codes that lie in what the cell
    counts.

    Args:
        data: The data set that the matrix is of.
        options: Those of the matrix.
        code: The id of the row's code.
        column: The number of the column, from 0; None means the total.
        attributes: Attributes to give with each passage.
        question: Whether to give what the interviewer said before it.

    Raises:
        QdaError: A code, an attribute or the columns are not known.
        IndexError: There is no such column.
    """
    selection = select(data, options.where, options.having, read=options.read)
    if options.by == CODE:
        rows, held, entries = _shared(data, options, selection, code, column)
        combine: Combine = "all" if options.combine == "all" else "each"
    else:
        columns = whole(data) if column is None else axis(data, options.by, selection)
        combine = "each" if columns.shared else options.combine
        rows = ints([data.code_number(code)])
        held = hold(data, rows, selection, combine)
        entries = enter(data, held, columns, selection, Bases.gather(data, rows))
        if column is not None:
            entries = _of_column(entries, range(len(columns.columns))[column])
    return Quotes(
        attributes=tuple(attributes),
        quotes=written_out(data, rows, held, entries, combine, attributes, question=question),
        outside=outside(data, rows, held, selection, Bases.gather(data, rows)),
        provenance=provenance(data, selection, replace(options, codes=(code,), only=())),
    )


def _of_column(entries: Entries, column: int) -> Entries:
    return _among(entries, np.flatnonzero(entries.column == column))


def _among(entries: Entries, chosen: Ints) -> Entries:
    return replace(
        entries,
        line=entries.line[chosen],
        case=entries.case[chosen],
        column=entries.column[chosen],
    )


def _shared(
    data: Dataset, options: Options, selection: Selection, code: str, column: int | None
) -> tuple[Ints, Held, Entries]:
    """The two codes, what they hold, and what of it lies together."""
    shown = choose_codes(data, options.codes, options.level, options.only)
    own = data.code_number(code)
    rows = ints([own] if column is None else [own, shown[range(len(shown))[column]]])
    occurring = Occurring.of(data, options, rows, selection)
    if column is None:
        return rows, occurring.held, occurring.entries
    if occurring.related[0, 1]:
        return rows, occurring.held, _among(occurring.entries, ints([]))
    at = np.flatnonzero(np.isin(occurring.entries.line, occurring.shared_lines()))
    return rows, occurring.held, _among(occurring.entries, at)
