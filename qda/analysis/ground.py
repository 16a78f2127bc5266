"""What lies behind the cells: the cases, documents and informants' text that a code was asked of.

From it come the bases ("of 17"), the shares, the words that a rate is per, and whether all of it
was read, without which an empty cell is no nought.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from qda.analysis.axes import Subjects, selected_pairs
from qda.analysis.reading import Asked
from qda.analysis.relation import Bools, Ints, Relation, distinct, ints

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qda.analysis.axes import Axis
    from qda.analysis.counting import Bases
    from qda.analysis.dataset import Dataset
    from qda.analysis.select import Selection

Whole = Literal["cases", "documents", "segments", "words", "characters"]
"""The units of which there is a whole that a share can be of."""

_Pairs = tuple[Ints, Ints]


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """The selected material by base and column, where columns are not coders: these share all.

    Attributes:
        data: The data set.
        of: The base of each row.
        columns: How many columns there are.
        cases: For each base the pairs of case and column, `nobody` included.
        documents: For each base the pairs of document and column.
        turns: For each base the pairs of informant's turn and column.
    """

    data: Dataset
    of: Ints
    columns: int
    cases: tuple[_Pairs, ...]
    documents: tuple[_Pairs, ...]
    turns: tuple[_Pairs, ...]

    @classmethod
    def lay(cls, data: Dataset, axis: Axis, selection: Selection, bases: Bases) -> Ground:
        """Set the selected cases, documents and turns into columns."""
        pairs = selected_pairs(data, selection)
        placed, document, case = axis.place(pairs), pairs.document, pairs.case
        turn = np.flatnonzero(data.by_informant)
        at, of_turn = data.speaker_cases.follow(data.turns.speaker[turn])
        turn = turn[at]
        kept = selection.documents[data.turns.document[turn]] & selection.cases[of_turn]
        turn, of_turn = turn[kept], of_turn[kept]
        spoken = axis.place(_said(data, turn, of_turn))
        cases, documents, turns = [], [], []
        for holds in bases.holds:
            at, column = _within(placed, holds, case)
            cases.append(_pairs(case[at], column, len(axis.columns)))
            documents.append(_pairs(document[at], column, len(axis.columns)))
            at, column = _within(spoken, holds, of_turn)
            turns.append(_pairs(turn[at], column, len(axis.columns)))
        columns = len(axis.columns)
        return cls(data, bases.of, columns, tuple(cases), tuple(documents), tuple(turns))

    def applies(self) -> Bools:
        """Where a row's code was asked of anyone: elsewhere the cell is n.a."""
        return self._sums(self.cases, np.ones(self.data.nobody + 1)) > 0

    def amount(self, unit: Whole) -> Ints:
        """All there is to find of a unit, by row and column; cases are those that were asked."""
        if unit == "cases":
            return self._sums(self.cases, np.append(np.ones(self.data.nobody), 0.0))
        if unit == "documents":
            return self._sums(self.documents, np.ones(len(self.data.texts)))
        if unit == "segments":
            return self._sums(self.turns, _per_turn(self.data))
        if unit == "words":
            first, last = self.data.turn_words
            return self._sums(self.turns, last - first)
        return self._sums(self.turns, self.data.turns.end - self.data.turns.start)

    def read(self, asked: Sequence[Iterable[int]], coders: Sequence[int]) -> Ints:
        """How many of the informants' segments all these coders have read for each row.

        Args:
            asked: Of each row the codes it asks about.
            coders: The coders who must have read it.
        """
        result = np.zeros((len(self.of), self.columns), dtype=np.int64)
        known: dict[Asked, Ints] = {}
        for row, codes in enumerate(asked):
            question = Asked.about(self.data, codes)
            if question not in known:
                weights = _per_turn(self.data, question.read(self.data, coders))
                known[question] = self._sums(self.turns, weights)
            result[row] = known[question][row]
        return result

    def _sums(self, pairs: Sequence[_Pairs], weights: NDArray[Any]) -> Ints:
        sums = [np.bincount(column, weights[thing], self.columns) for thing, column in pairs]
        return ints(sums).reshape(len(pairs), self.columns)[self.of]


def _per_turn(data: Dataset, counted: Bools | None = None) -> Ints:
    turn = data.segments.turn if counted is None else data.segments.turn[counted]
    return np.bincount(turn, minlength=len(data.turns.start))


def _said(data: Dataset, turn: Ints, case: Ints) -> Subjects:
    def speakers() -> Relation:
        return Relation(np.arange(len(turn) + 1), data.turns.speaker[turn])

    return Subjects(data.turns.document[turn], case, np.zeros_like(turn), speakers)


def _within(placed: _Pairs, holds: Bools, case: Ints) -> _Pairs:
    at, column = placed
    inside = holds[case[at]]
    return at[inside], column[inside]


def _pairs(thing: Ints, column: Ints, columns: int) -> _Pairs:
    things, found = np.divmod(distinct(thing * columns + column), max(columns, 1))
    return things, found
