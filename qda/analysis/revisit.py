"""What a coder has still to read again: for a code that came, or got other words, afterwards.

Of the informants' segments that a code is asked of, those that were reviewed under a codebook
older than the code needs are to be read again for it, until they are marked so. Segments never
reviewed are not among them: they are to be read at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.counting import Bases
from qda.analysis.relation import Bools, Ints, ints

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qda.analysis.dataset import Dataset
    from qda.codebook.redefined import Need


@dataclass(frozen=True, slots=True)
class DocumentAgain:
    """A document in which a code is asked about.

    Attributes:
        name: The document's name.
        cases: Who speaks in it.
        segments: The informants' segments that the code is asked of.
        unread: How many of them were never reviewed.
        left: The numbers of those to be read again for the code.
        done: The numbers of those that were read again for it.
        oldest: The oldest codebook version under which one of those left was read; None where
            none is left.
    """

    name: str
    cases: tuple[str, ...]
    segments: int
    unread: int
    left: tuple[int, ...]
    done: tuple[int, ...]
    oldest: int | None


@dataclass(frozen=True, slots=True)
class CodeAgain:
    """A code with the documents it is asked about in.

    Attributes:
        need: Since when a reviewed mark says something of the code.
        documents: In the project's order, also those that were read for it.
    """

    need: Need
    documents: tuple[DocumentAgain, ...]

    @property
    def concerned(self) -> tuple[DocumentAgain, ...]:
        """The documents to be read again for it, and those that were."""
        return tuple(one for one in self.documents if one.left or one.done)

    @property
    def left(self) -> tuple[DocumentAgain, ...]:
        """The documents that are still to be read again for it."""
        return tuple(one for one in self.documents if one.left)

    @property
    def unread(self) -> tuple[DocumentAgain, ...]:
        """The documents of which something was never reviewed."""
        return tuple(one for one in self.documents if one.unread)


def to_revisit(data: Dataset, needs: Sequence[Need]) -> tuple[CodeAgain, ...]:
    """What is to be read again for each code in use, in the order of the codebook.

    Args:
        data: The data set of one coder.
        needs: What this coder needs to have read, for codes of the data set.
    """
    by_code = {need.code: need for need in needs}
    known = [number for number, code in enumerate(data.codes) if code.id in by_code]
    rows = ints(known)
    reading = _Reading.of(data)
    bases = Bases.gather(data, rows)
    asked = _asked(data, bases)
    found = []
    for row, base in zip(known, bases.of.tolist(), strict=True):
        need = by_code[data.codes[row].id]
        found.append(CodeAgain(need, tuple(reading.documents(row, need.version, asked[base]))))
    return tuple(found)


def _asked(data: Dataset, bases: Bases) -> Bools:
    """Bases x segments: whether an informant speaks who is in the base."""
    turn = data.segments.turn
    at, case = data.speaker_cases.follow(data.turns.speaker[turn])
    within = [np.bincount(at[holds[case]], minlength=len(turn)) > 0 for holds in bases.holds]
    return np.array(within, dtype=np.bool_).reshape(-1, len(turn)) & data.by_informant[turn]


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """What one coder has read: of each segment the version of its mark, -1 where it has none."""

    data: Dataset
    mark: Ints
    cases: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, data: Dataset) -> _Reading:
        mark = np.full(len(data.segments.number), -1, dtype=np.int64)
        mark[data.marks.segment] = data.marks.version
        names = [*data.cases.names, ""]
        cases = []
        for document in range(len(data.texts)):
            _, case = data.document_cases.follow(ints([document]))
            cases.append(tuple(filter(None, (names[one] for one in case.tolist()))))
        return cls(data, mark, tuple(cases))

    def documents(self, code: int, version: int, asked: Bools) -> Iterator[DocumentAgain]:
        """The documents in which a code is asked about."""
        segments, again = self.data.segments, self._again(code)
        stale = asked & (self.mark >= 0) & (self.mark < version)
        done = stale & (again >= version)
        for document in np.unique(segments.document[asked]).tolist():
            own = segments.document == document
            left = own & stale & ~done
            yield DocumentAgain(
                name=self.data.documents.names[document],
                cases=self.cases[document],
                segments=int((own & asked).sum()),
                unread=int((own & asked & (self.mark < 0)).sum()),
                left=tuple(segments.number[left].tolist()),
                done=tuple(segments.number[own & done].tolist()),
                oldest=int(self.mark[left].min()) if left.any() else None,
            )

    def _again(self, code: int) -> Ints:
        revisits = self.data.revisits
        own = revisits.code == code
        again = np.full(len(self.mark), -1, dtype=np.int64)
        again[revisits.segment[own]] = revisits.version[own]
        return again
