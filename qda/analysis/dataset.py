"""What is counted: one layer of a project, for the chosen coders, as arrays.

Things are numbered from 0 in the order given; arrays that name a thing hold its number. Offsets
are code points into the document's text, ends exclusive. Cells, columns and rows of every figure
come in the order of the data set, so the loader decides it once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from qda.analysis.made import ALWAYS, Made
from qda.analysis.relation import Bools, Ints, Relation, ints, missing
from qda.analysis.textindex import TextIndex
from qda.codebook.near import did_you_mean
from qda.errors import QdaError

if TYPE_CHECKING:
    from datetime import datetime

    from qda.codebook.condition import Condition

INFORMANT: Final = 0
INTERVIEWER: Final = 1
OTHER: Final = 2

NOT_APPLICABLE: Final = "n.a."
"""The value of an attribute that does not apply to a case, and the cell outside a code's base."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the codebook.

    Attributes:
        id: Its identity.
        label: What the coder sees.
        parent: The number of the code it lies under, always smaller than its own; -1 at the top.
        base: The conditions, all of which a case meets that the code was asked of (effective:
            inherited ones included); empty means every case.
        since: The codebook version in which it came.
        retired: No longer applied.
    """

    id: str
    label: str = ""
    parent: int = -1
    base: tuple[Condition, ...] = ()
    since: int = 1
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Attribute:
    """A typed property of cases or of documents.

    Attributes:
        name: Its name.
        kind: text, number, yesno, date, many, or bands of numbers.
        values: Of each thing its values: none where it is unknown, `n.a.` where the attribute
            does not apply, several only for the kind many.
        order: The order of its values, where that is not the order of the alphabet.
    """

    name: str
    kind: str
    values: tuple[frozenset[str], ...]
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Things:
    """Named things with attributes: the documents, or the cases."""

    names: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of this name, or None."""
        return next((one for one in self.attributes if one.name == name), None)


@dataclass(frozen=True, slots=True, eq=False)
class Speakers:
    """The voices: each belongs to one document; role is INFORMANT, INTERVIEWER or OTHER."""

    labels: tuple[str, ...]
    document: Ints
    role: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Turns:
    """The speakers' stretches, sorted by (document, start), never overlapping."""

    document: Ints
    start: Ints
    end: Ints
    speaker: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """The units of coding, sorted by (document, start), never overlapping; each in one turn."""

    document: Ints
    start: Ints
    end: Ints
    number: Ints
    turn: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Which case speaks in which document: through one speaker, or (-1) through all of them."""

    case: Ints
    document: Ints
    speaker: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Codings:
    """One code on one span by one coder, in any order."""

    document: Ints
    start: Ints
    end: Ints
    code: Ints
    coder: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Segments that a coder has read for coding, and the codebook version they were read under."""

    segment: Ints
    coder: Ints
    version: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Revisits:
    """Segments that a coder has read again for one code, and under which codebook version."""

    segment: Ints
    coder: Ints
    code: Ints
    version: Ints

    @classmethod
    def none(cls) -> Revisits:
        """Nothing was read again."""
        return cls(*(ints([]) for _ in range(4)))


@dataclass(frozen=True, slots=True)
class Source:
    """What a data set was taken from.

    Attributes:
        project: The project's name; empty where it has none.
        codebook_version: The number of the codebook's applied state; 0 if none is.
        codebook_hash: Its SHA-256, or the beginning of it.
        layer: The layer that the codings are of.
        made: When they were made.
        segmenters: The names of what laid down the segments.
        last_change: The time of the last event that the data rest on, if any, with its zone.
    """

    project: str
    codebook_version: int = 0
    codebook_hash: str = ""
    layer: str = "independent"
    made: Made = ALWAYS
    segmenters: tuple[str, ...] = ()
    last_change: datetime | None = None


@dataclass(frozen=True, eq=False)
class Dataset:
    """One layer of one project, for the chosen coders; read-only.

    All texts are thought of as one long line, the documents one after another with one place
    between them: a *place* is an offset into that line, so that one number says where.
    """

    source: Source
    codes: tuple[Code, ...]
    coders: tuple[str, ...]
    documents: Things
    texts: tuple[str, ...]
    speakers: Speakers
    turns: Turns
    segments: Segments
    cases: Things
    links: Links
    codings: Codings
    marks: Marks
    revisits: Revisits = field(default_factory=Revisits.none)

    @cached_property
    def offsets(self) -> Ints:
        """The place where each document begins; one more for the end of the line."""
        return np.concatenate(([0], np.cumsum(ints([len(text) + 1 for text in self.texts]))))

    @cached_property
    def text(self) -> TextIndex:
        """Where words and white space are; worked out when first asked for."""
        return TextIndex(self.texts)

    @cached_property
    def turn_places(self) -> tuple[Ints, Ints]:
        """Start and end of each turn as places."""
        begin = self.offsets[self.turns.document]
        return begin + self.turns.start, begin + self.turns.end

    @cached_property
    def turn_words(self) -> tuple[Ints, Ints]:
        """The words of each turn, as ranges of word numbers."""
        return self.text.words_within(*self.turn_places)

    @cached_property
    def segment_places(self) -> tuple[Ints, Ints]:
        """Start and end of each segment as places."""
        begin = self.offsets[self.segments.document]
        return begin + self.segments.start, begin + self.segments.end

    @cached_property
    def by_informant(self) -> Bools:
        """Of each turn, whether an informant speaks."""
        informant: Bools = self.speakers.role[self.turns.speaker] == INFORMANT
        return informant

    @cached_property
    def revisited(self) -> frozenset[int]:
        """The codes for which something was read again."""
        return frozenset(np.unique(self.revisits.code).tolist())

    @property
    def nobody(self) -> int:
        """The number, one past the last case, that stands for the documents without a case."""
        return len(self.cases.names)

    @cached_property
    def document_cases(self) -> Relation:
        """The cases of each document; `nobody` where it has none."""
        documents = len(self.texts)
        alone = missing(self.links.document, documents)
        left = np.concatenate((self.links.document, alone))
        right = np.concatenate((self.links.case, np.full(len(alone), self.nobody)))
        return Relation.of(left, right, size=documents)

    @cached_property
    def document_codings(self) -> Relation:
        """The codings in each document."""
        codings = np.arange(len(self.codings.document))
        return Relation.of(self.codings.document, codings, size=len(self.texts))

    @cached_property
    def speaker_cases(self) -> Relation:
        """The cases each speaker speaks for: those tied to the speaker, else the document's."""
        tied = self.links.speaker >= 0
        size = len(self.speakers.labels)
        loose = missing(self.links.speaker[tied], size)
        at, case = self.document_cases.follow(self.speakers.document[loose])
        left = np.concatenate((self.links.speaker[tied], loose[at]))
        return Relation.of(left, np.concatenate((self.links.case[tied], case)), size=size)

    @property
    def no_speaker(self) -> int:
        """The number, one past the last speaker, that stands for no informant at all."""
        return len(self.speakers.labels)

    @cached_property
    def informant_speaks(self) -> Bools:
        """Of each speaker, whether it is an informant who says anything."""
        speaks = np.zeros(len(self.speakers.labels), dtype=np.bool_)
        speaks[self.turns.speaker[self.by_informant]] = True
        return speaks

    def speaks_for(self, speaker: Ints, case: Ints) -> Bools:
        """Whether each of these speakers speaks for the case beside it; nobody does for all."""
        width = self.nobody + 1
        at, spoken_for = self.speaker_cases.follow(np.arange(self.no_speaker))
        own: Bools = np.isin(speaker * width + case, at * width + spoken_for)
        own |= speaker == self.no_speaker
        return own

    def code_number(self, id_: str) -> int:
        """The number of the code with this id.

        Raises:
            QdaError: The codebook has no such code.
        """
        for number, code in enumerate(self.codes):
            if code.id == id_:
                return number
        near = did_you_mean(id_, (code.id for code in self.codes))
        advice = near or "`qda codebook show` lists the codes."
        raise QdaError(f"The codebook has no code “{id_}”; {advice}")

    @cached_property
    def ancestry(self) -> tuple[tuple[int, ...], ...]:
        """Of each code itself and the codes above it, nearest first."""
        lines: list[tuple[int, ...]] = []
        for number, code in enumerate(self.codes):
            lines.append((number, *(lines[code.parent] if code.parent >= 0 else ())))
        return tuple(lines)
