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

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.axes import Subjects
from qda.analysis.passages import intersect, passages
from qda.analysis.relation import Bools, Ints, Relation, distinct, ints
from qda.analysis.rulers import RULERS, Ruler
from qda.analysis.voices import cases_of, voices_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.analysis.axes import Axis
    from qda.analysis.dataset import Dataset
    from qda.analysis.options import Combine, Unit
    from qda.analysis.select import Selection


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
        code: The code that was given: the row's own, or one under it.
        cases: The cases of each span.
    """

    span: Ints
    row: Ints
    group: Ints
    start: Ints
    end: Ints
    coder: Ints
    document: Ints
    code: Ints
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
    if selection.codings is not None:
        kept = kept[selection.codings[kept]]
    start, document = start[kept], codings.document[kept]
    end = start + codings.end[kept] - codings.start[kept]
    code, coder = codings.code[kept], codings.coder[kept]
    span, row = _rows_of(data, rows, alone).follow(code)
    if combine == "all" and len(data.coders) > 1:
        runs = intersect(row, start[span], end[span], coder[span], len(data.coders))
        row, start, end = runs.group, runs.start, runs.end
        span, coder = np.arange(len(row)), np.zeros(len(row), dtype=np.int64)
        document = np.searchsorted(data.offsets, start, side="right") - 1
        given = rows[row]
    else:
        given = code[span]
    group = row * len(data.coders) + coder[span] if combine == "each" else row
    cases = cases_of(data, document, start, end)
    return Held(span, row, group, start[span], end[span], coder[span], document[span], given, cases)


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
    selected = selection.cases[case] & (held.code == rows[held.row])[line]
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


def enter(data: Dataset, held: Held, axis: Axis, selection: Selection, bases: Bases) -> Entries:
    """Set what is held into columns, for the selected cases in the base of each row."""
    line, case = held.cases.follow(held.span)
    counts = selection.cases[case]
    if not bases.holds.all():  # most codes are asked of everyone, which saves the looking up
        counts &= bases.holds[bases.of[held.row[line]], case]
    line, case = line[counts], case[counts]

    def speakers() -> Relation:
        at, speaker = voices_of(data, held.start, held.end).follow(line)
        own = data.speaks_for(speaker, case[at])
        return Relation.of(at[own], speaker[own], size=len(line))

    at, column = axis.place(Subjects(held.document[line], case, held.coder[line], speakers))
    return Entries(line[at], case[at], column)


def united(data: Dataset, held: Held, *, each: bool) -> Held:
    """The same lines in one row; passages stay those of each code, and with `each` coder."""
    group = held.code * len(data.coders) + held.coder if each else held.code
    return replace(held, row=np.zeros_like(held.row), group=group)


def tally(
    data: Dataset, unit: Unit, held: Held, entries: Entries, shape: tuple[int, int]
) -> tuple[Ints, Ints]:
    """Count the entries of each row and column.

    Returns:
        Two arrays of this shape: the count, and how much of it is the informants' text (for
        segments, words and characters; else the count again). Coverage is counted in words.
    """
    cell = held.row[entries.line] * shape[1] + entries.column
    if ruler := RULERS.get(unit):
        return _measure(data, ruler, held, entries.line, cell, shape)
    if unit == "cases":
        someone = entries.case != data.nobody
        counted = _distinct(cell[someone], entries.case[someone], shape)
    elif unit == "documents":
        counted = _distinct(cell, held.document[entries.line], shape)
    elif unit == "passages":
        of = passages(data, held.group, held.start, held.end).of
        counted = _distinct(cell, of[entries.line], shape)
    elif unit == "presence":
        counted = (np.bincount(cell, minlength=shape[0] * shape[1]) > 0).reshape(shape).astype(int)
    else:
        counted = _distinct(cell, held.span[entries.line], shape)
    return counted, counted


def _distinct(cell: Ints, thing: Ints, shape: tuple[int, int]) -> Ints:
    width = int(thing.max(initial=0)) + 1
    cells = distinct(cell * width + thing) // width
    return np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)


def _measure(
    data: Dataset,
    ruler: Callable[[Dataset, Ints, Ints], Ruler],
    held: Held,
    line: Ints,
    cell: Ints,
    shape: tuple[int, int],
) -> tuple[Ints, Ints]:
    """Distinct segments, words or characters of each cell: ranges of their numbers, united."""
    first, last, of_informants = ruler(data, held.start, held.end)
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
