"""The cases behind a cell of a matrix: with the code, read without it, not all read, not asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.axes import Axis, selected_pairs, whole
from qda.analysis.cells import State
from qda.analysis.columns import axis
from qda.analysis.counting import hold
from qda.analysis.filling import Filling
from qda.analysis.options import CODE, Options
from qda.analysis.reading import Asked
from qda.analysis.relation import ints
from qda.analysis.select import select

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qda.analysis.dataset import Dataset
    from qda.analysis.relation import Ints
    from qda.analysis.select import Selection


@dataclass(frozen=True, slots=True)
class DocumentBehind:
    """A document in which a case speaks.

    Attributes:
        name: The document's name.
        unread: How many of the case's segments were not read for the code.
        place: Where the first of them begins, as a code point; 0 where all were read.
    """

    name: str
    unread: int
    place: int


@dataclass(frozen=True, slots=True)
class CaseBehind:
    """A case in the column of a cell.

    Attributes:
        name: Its name; `(none)` for the documents without a case.
        state: What the cell of the code and this case alone would be.
        documents: Where it speaks, as far as this lies in the column.
    """

    name: str
    state: State
    documents: tuple[DocumentBehind, ...]


def cases_behind(
    data: Dataset, options: Options, code: str, column: int | None = None
) -> tuple[CaseBehind, ...]:
    """The cases that a cell of `matrix(data, options)` is about, in their order.

    Where codes are the columns there are none; a coder's column is the total of a data set of
    this coder alone.

    Args:
        data: The data set that the matrix is of.
        options: Those of the matrix.
        code: The id of the row's code.
        column: The number of the column, from 0; None means the total.

    Raises:
        QdaError: A code, an attribute or the columns are not known.
    """
    if options.by == CODE:
        return ()
    selection = select(data, options.where, options.having, read=options.read)
    row = ints([data.code_number(code)])
    columns = whole(data) if column is None else axis(data, options.by, selection)
    cases = _cases_within(data, columns, column or 0, selection)
    filling = Filling.of_rows(data, "passages", Options(), row, selection)
    held = hold(data, row, selection, options.combine)
    states = filling.cells(filling.count(held, cases), None).states[0]
    documents = _documents(data, cases, selection, _unread(data, row))
    return tuple(
        CaseBehind(cases.columns[at], State(int(states[at])), tuple(documents[at]))
        for at in sorted(documents)
    )


def _cases_within(data: Dataset, columns: Axis, column: int, selection: Selection) -> Axis:
    """The cases as columns, of what lies in one column of another axis."""
    part = axis(data, "case", selection).parts[0]
    width = len(part.headings)
    number = np.full(len(columns.number) * width, -1)
    for key in np.flatnonzero(columns.number == column).tolist():
        number[key * width : (key + 1) * width] = np.arange(width)
    headings = tuple((heading,) for heading in part.headings)
    return Axis("case", (*columns.parts, part), headings, number)


def _unread(data: Dataset, row: Ints) -> Mapping[tuple[int, int], tuple[int, int]]:
    """By document and case how many segments were not read for a code, and where they begin."""
    segments = data.segments
    read = Asked.about(data, row.tolist()).read(data, range(len(data.coders)))
    unread = np.flatnonzero(~read & data.by_informant[segments.turn])
    at, case = data.speaker_cases.follow(data.turns.speaker[segments.turn[unread]])
    pairs = np.stack((segments.document[unread[at]], case), axis=1)
    found, first, counts = np.unique(pairs, axis=0, return_index=True, return_counts=True)
    starts = segments.start[unread[at[first]]]
    rows = zip(found.tolist(), counts.tolist(), starts.tolist(), strict=True)
    return {(document, one): (count, start) for (document, one), count, start in rows}


def _documents(
    data: Dataset,
    cases: Axis,
    selection: Selection,
    unread: Mapping[tuple[int, int], tuple[int, int]],
) -> dict[int, list[DocumentBehind]]:
    """The documents of each case that is in the column."""
    pairs = selected_pairs(data, selection)
    at, column = cases.place(pairs)
    found: dict[int, list[DocumentBehind]] = {}
    there = zip(column.tolist(), pairs.document[at].tolist(), pairs.case[at].tolist(), strict=True)
    for own, document, case in sorted(set(there)):
        left, start = unread.get((document, case), (0, 0))
        one = DocumentBehind(data.documents.names[document], left, start)
        found.setdefault(own, []).append(one)
    return found
