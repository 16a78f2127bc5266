"""Columns, and how things are set into them.

An axis is one part, or two crossed (sector x role). A part sets things into columns by the
document they lie in, the case they count for, the coder they are of, or the speaker they are said
by. Things may stand in several columns, and in none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from qda.analysis.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qda.analysis.dataset import Dataset
    from qda.analysis.relation import Ints
    from qda.analysis.select import Selection

CROSS: Final = " × "
"""What stands between the two headings of a column where two parts are crossed."""

Owner = Literal["document", "case", "coder", "speaker"]


@dataclass(frozen=True, slots=True, eq=False)
class Subjects:
    """What is to be set into columns: each lies in a document and counts for a case.

    Attributes:
        document: The document of each.
        case: The case.
        coder: The coder; zeros where it does not matter.
        speakers: Gives the informants, one past the last for none of them, by whom each is said;
            called only where speakers are columns.
    """

    document: Ints
    case: Ints
    coder: Ints
    speakers: Callable[[], Relation]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One way to set things into columns.

    Attributes:
        of: What of a thing decides.
        headings: The headings, in order.
        relation: The headings of each document, case, coder or speaker.
    """

    of: Owner
    headings: tuple[str, ...]
    relation: Relation

    def place(self, subjects: Subjects, at: Ints) -> tuple[Ints, Ints]:
        """The headings of the subjects at some positions: index into these, and heading."""
        if self.of != "speaker":
            things: Ints = getattr(subjects, self.of)
            return self.relation.follow(things[at])
        first, speaker = subjects.speakers().follow(at)
        second, heading = self.relation.follow(speaker)
        return first[second], heading


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """The columns of a matrix.

    Attributes:
        name: As the user wrote it.
        parts: One, or two that are crossed.
        headings: Of each column the heading in each part.
        number: The column of each combination of headings; -1 where there is none.
    """

    name: str
    parts: tuple[Part, ...]
    headings: tuple[tuple[str, ...], ...]
    number: Ints

    @classmethod
    def of_one(cls, name: str, part: Part) -> Axis:
        """The axis of a single part."""
        headings = tuple((heading,) for heading in part.headings)
        return cls(name, (part,), headings, np.arange(len(headings)))

    @property
    def columns(self) -> tuple[str, ...]:
        """One heading a column."""
        return tuple(CROSS.join(heading) for heading in self.headings)

    @property
    def shared(self) -> bool:
        """Whether all columns have the same material behind them, as coders have."""
        return self.parts[0].of == "coder"

    def place(self, subjects: Subjects) -> tuple[Ints, Ints]:
        """The columns of things.

        Returns:
            Position of the thing and its column, one pair a column that it is in.
        """
        at, key = combine(self.parts, subjects)
        column = self.number[key]
        there = column >= 0
        return at[there], column[there]


def combine(parts: Sequence[Part], subjects: Subjects) -> tuple[Ints, Ints]:
    """Position of each thing and the number of its combination of headings."""
    at = np.arange(len(subjects.document))
    key = np.zeros(len(at), dtype=np.int64)
    for part in parts:
        index, heading = part.place(subjects, at)
        at, key = at[index], key[index] * max(len(part.headings), 1) + heading
    return at, key


def whole(data: Dataset) -> Axis:
    """The one column of the totals."""
    every = Relation(np.arange(len(data.texts) + 1), np.zeros(len(data.texts), dtype=np.int64))
    return Axis.of_one("total", Part("document", ("total",), every))


def selected_pairs(data: Dataset, selection: Selection) -> Subjects:
    """Each selected document with each of its selected cases."""
    document, case = data.document_cases.follow(np.flatnonzero(selection.documents))
    document = np.flatnonzero(selection.documents)[document]
    kept = selection.cases[case]
    return of_pairs(data, document[kept], case[kept])


def of_pairs(data: Dataset, document: Ints, case: Ints) -> Subjects:
    """Documents with cases, said by the document's informants who speak for the case."""

    def speakers() -> Relation:
        voice = np.flatnonzero(data.informant_speaks)
        of = Relation.of(data.speakers.document[voice], voice, size=len(data.texts))
        at, speaker = of.follow(document)
        own = data.speaks_for(speaker, case[at])
        every = np.arange(len(document))
        nobody = np.full(len(document), data.no_speaker)
        left, right = np.append(at[own], every), np.append(speaker[own], nobody)
        return Relation.of(left, right, size=len(document))

    return Subjects(document, case, np.zeros(len(document), dtype=np.int64), speakers)
