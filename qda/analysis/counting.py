"""How often: what the codes hold, counted by row and column in any unit.

A row is a code with all that lies under it. What a row holds counts for a column if it counts
for a case in that column which is in the base of the row's code:

- A span counts for the cases whose speaker's turns it touches, whole. A speaker who is tied to no
  case speaks for all cases of the document, and so does a span that touches no informant's turn.
- A passage counts for the cases that one of its codings counts for.
- Documents without a case count for nobody: they have a place in every figure but that of cases,
  as long as the code was asked of everyone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from qda.analysis.passages import intersect, passages
from qda.analysis.relation import Bools, Ints, Relation, distinct, ints, missing, stretch
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.analysis.dataset import Dataset
    from qda.analysis.select import Axis, Selection

Unit = Literal["passages", "codings", "segments", "documents", "cases", "words", "characters"]
UNITS: Final[tuple[Unit, ...]] = (
    "passages",
    "codings",
    "segments",
    "documents",
    "cases",
    "words",
    "characters",
)
Combine = Literal["any", "all", "each"]
"""How several coders are put together: what any holds, what all hold, or each for themselves."""


@dataclass(frozen=True, slots=True, eq=False)
class Bases:
    """Which cases the code of each row was asked of.

    Attributes:
        of: The base of each row; rows with equal conditions share one.
        holds: Shape (bases, cases + 1): whether the case is in it. The last column is `nobody`,
            who is in it only where there are no conditions.
    """

    of: Ints
    holds: Bools

    @classmethod
    def gather(cls, data: Dataset, rows: Ints) -> Bases:
        """The bases of these codes. An attribute that no case has is missing in all of them."""
        conditions = [data.codes[row].base for row in rows]
        different = list(dict.fromkeys(conditions))
        holds = np.ones((len(different), data.nobody + 1), dtype=np.bool_)
        for base, all_of in enumerate(different):
            for condition in all_of:
                known = data.cases.attribute(condition.attribute)
                values = known.values if known else (frozenset[str](),) * data.nobody
                holds[base, :-1] &= ints([condition.holds(value) for value in values]) > 0
                holds[base, -1] = False
        return cls(ints([different.index(one) for one in conditions]), holds)


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """What the rows hold: one line for each row that a span counts for.

    Attributes:
        span: The span of each line: equal for the lines that one coding gives.
        row: The row of each line.
        group: Lines of one group can make one passage.
        start: Where each line's span begins, as a place.
        end: Where it ends.
        coder: Whose it is; 0 where it is what all coders hold.
        document: The document it lies in.
        own: Whether the coding is of the row's own code, not of one under it.
        cases: The cases of each span.
    """

    span: Ints
    row: Ints
    group: Ints
    start: Ints
    end: Ints
    coder: Ints
    document: Ints
    own: Bools
    cases: Relation


def hold(
    data: Dataset,
    rows: Ints,
    selection: Selection,
    combine: Combine = "any",
    *,
    alone: bool = False,
) -> Held:
    """What these codes hold in the selected documents.

    With `combine="all"` a row holds what every coder gave to the row's code or to one under it.
    With `alone` a row holds what its own code was given to, not what lies under it.
    """
    codings = data.codings
    start = data.offsets[codings.document] + codings.start
    order = np.argsort(start, kind="stable")  # what is in order is found much faster
    kept = order[selection.documents[codings.document[order]]]
    start, document = start[kept], codings.document[kept]
    end = start + codings.end[kept] - codings.start[kept]
    code, coder = codings.code[kept], codings.coder[kept]
    span, row = _rows_of(data, rows, alone).follow(code)
    if combine == "all" and len(data.coders) > 1:
        runs = intersect(row, start[span], end[span], coder[span], len(data.coders))
        row, start, end = runs.group, runs.start, runs.end
        span, coder = np.arange(len(row)), np.zeros(len(row), dtype=np.int64)
        document = np.searchsorted(data.offsets, start, side="right") - 1
        own = np.ones(len(row), dtype=np.bool_)
    else:
        own = code[span] == rows[row]
    group = row * len(data.coders) + coder[span] if combine == "each" else row
    cases = cases_of(data, document, start, end)
    return Held(span, row, group, start[span], end[span], coder[span], document[span], own, cases)


def _rows_of(data: Dataset, rows: Ints, alone: bool) -> Relation:
    number = {code: row for row, code in enumerate(rows.tolist())}
    pairs = [
        (code, number[above])
        for code, line in enumerate(data.ancestry)
        for above in (line[:1] if alone else line)
        if above in number
    ]
    left, right = ints(pairs).reshape(-1, 2).T
    return Relation.of(left, right, size=len(data.codes))


def cases_of(data: Dataset, document: Ints, start: Ints, end: Ints) -> Relation:
    """The cases that each span of places in a document counts for."""
    begins, ends = data.turn_places
    first = np.searchsorted(ends, start, side="right")
    last = np.searchsorted(begins, end, side="left")
    at, turn = stretch(first, last)
    heard = data.by_informant[turn]
    at, turn = at[heard], turn[heard]
    pair, case = data.speaker_cases.follow(data.turns.speaker[turn])
    silent = missing(at, len(start))
    alone, every = data.document_cases.follow(document[silent])
    left = np.concatenate((at[pair], silent[alone]))
    return Relation.of(left, np.concatenate((case, every)), size=len(start))


def outside(
    data: Dataset, rows: Ints, held: Held, selection: Selection, bases: Bases
) -> tuple[tuple[str, int], ...]:
    """Codings that count for selected cases, but for none in the base of their own code.

    Returns:
        The id and the number of such codings of each code that has any, in the order of the rows.
    """
    if bases.holds.all():  # what was asked of everyone has no outside
        return ()
    line, case = held.cases.follow(held.span)
    selected = selection.cases[case] & held.own[line]
    line, case = line[selected], case[selected]
    asked = bases.holds[bases.of[held.row[line]], case]
    lost = np.zeros(len(held.row), dtype=np.bool_)
    lost[line] = True
    lost[line[asked]] = False
    counts = np.bincount(held.row[lost], minlength=len(rows))
    ids = [data.codes[row].id for row in rows.tolist()]
    return tuple((ids[row], int(counts[row])) for row in np.flatnonzero(counts))


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """What counts where: a line of `Held`, the case it counts for, and the column.

    A line that counts for several cases or columns has several entries.
    """

    line: Ints
    case: Ints
    column: Ints


def enter(held: Held, axis: Axis, selection: Selection, bases: Bases) -> Entries:
    """Set what is held into columns, for the selected cases in the base of each row."""
    line, case = held.cases.follow(held.span)
    counts = selection.cases[case]
    if not bases.holds.all():  # most codes are asked of everyone, which saves the looking up
        counts &= bases.holds[bases.of[held.row[line]], case]
    line, case = line[counts], case[counts]
    at, column = axis.place(held.document[line], case, held.coder[line])
    return Entries(line[at], case[at], column)


def tally(
    data: Dataset, unit: Unit, held: Held, entries: Entries, shape: tuple[int, int]
) -> tuple[Ints, Ints]:
    """Count the entries of each row and column.

    Returns:
        Two arrays of this shape: the count, and how much of it is the informants' text (for
        segments, words and characters; else the count again).
    """
    cell = held.row[entries.line] * shape[1] + entries.column
    if unit in ("segments", "words", "characters"):
        return _measure(data, unit, held, entries.line, cell, shape)
    if unit == "cases":
        someone = entries.case != data.nobody
        counted = _distinct(cell[someone], entries.case[someone], shape)
    elif unit == "documents":
        counted = _distinct(cell, held.document[entries.line], shape)
    elif unit == "passages":
        of = passages(data, held.group, held.start, held.end).of
        counted = _distinct(cell, of[entries.line], shape)
    else:
        counted = _distinct(cell, held.span[entries.line], shape)
    return counted, counted


def _distinct(cell: Ints, thing: Ints, shape: tuple[int, int]) -> Ints:
    width = int(thing.max(initial=0)) + 1
    cells = distinct(cell * width + thing) // width
    return np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)


def _measure(
    data: Dataset, unit: Unit, held: Held, line: Ints, cell: Ints, shape: tuple[int, int]
) -> tuple[Ints, Ints]:
    """Distinct segments, words or characters of each cell: ranges of their numbers, united."""
    first, last, of_informants = _RULERS[unit](data, held.start, held.end)
    found = (last > first)[line]
    line, cell = line[found], cell[found]
    width = int(last.max(initial=0)) + 1
    begins, ends = cell * width + first[line], cell * width + last[line]
    order = np.argsort(begins)
    begins, ends = begins[order], ends[order]
    reach = np.maximum.accumulate(ends)
    begins[1:] = np.maximum(begins[1:], reach[:-1])
    some = ends > begins
    cell, begins, ends = cell[order][some], begins[some], ends[some]
    size = shape[0] * shape[1]

    def total(lengths: Ints) -> Ints:
        return np.bincount(cell, lengths, size).astype(np.int64).reshape(shape)

    said = of_informants(ends - cell * width) - of_informants(begins - cell * width)
    return total(ends - begins), total(said)


Ruler = tuple["Ints", "Ints", "Callable[[Ints], Ints]"]


def _segments(data: Dataset, start: Ints, end: Ints) -> Ruler:
    """Segments with which a span shares a character that is no white space."""
    solid = data.text.solid
    begins, ends = (solid(places) for places in data.segment_places)
    start, end = solid(start), solid(end)
    first = np.searchsorted(ends, start, side="right")
    last = np.searchsorted(begins, end, side="left")
    said = np.concatenate(([0], np.cumsum(data.by_informant[data.segments.turn])))
    return first, np.where(end > start, last, first), said.__getitem__


def _words(data: Dataset, start: Ints, end: Ints) -> Ruler:
    first, last = data.text.words_within(start, end)
    return first, last, _said_before(data, *data.turn_words)


def _characters(data: Dataset, start: Ints, end: Ints) -> Ruler:
    return start, end, _said_before(data, *data.turn_places)


def _said_before(data: Dataset, first: Ints, last: Ints) -> Callable[[Ints], Ints]:
    """How much the informants said before a place, where their turns are ranges [first, last)."""
    first, last = first[data.by_informant], last[data.by_informant]
    said = np.concatenate(([0], np.cumsum(last - first)))

    def before(place: Ints) -> Ints:
        turn = np.searchsorted(first, place, side="right")
        if not len(last):
            return np.zeros(len(place), dtype=np.int64)
        return said[turn] - np.where(turn > 0, np.maximum(last[turn - 1] - place, 0), 0)

    return before


_RULERS = {"segments": _segments, "words": _words, "characters": _characters}


def check_unit(unit: str, combine: str, coders: int) -> None:
    """See that a unit can be counted.

    Raises:
        QdaError: There is no such unit, or codings are to be counted that all coders hold.
    """
    if unit not in UNITS:
        raise QdaError(f"“{unit}” is no unit; use one of {', '.join(UNITS)}.")
    if unit == "codings" and combine == "all" and coders > 1:
        raise QdaError(
            "A coding is one coder's own, so none is held by all; count passages or segments, "
            "or combine the coders with “any”."
        )
