"""Small invented projects for tests of counting, written as one would tell them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from qda.analysis.dataset import (
    INFORMANT,
    INTERVIEWER,
    NOT_APPLICABLE,
    OTHER,
    Attribute,
    Code,
    Codings,
    Dataset,
    Links,
    Marks,
    Segments,
    Source,
    Speakers,
    Things,
    Turns,
)
from qda.analysis.relation import Ints, ints
from qda.codebook.condition import parse_condition

ROLES = {"I": INTERVIEWER, "X": OTHER}
"""Labels with a role of their own; every other speaker is an informant."""

SENTENCE = re.compile(r"[^\s.?!][^.?!]*[.?!]?")


@dataclass
class Study:
    """A project that is written down line by line, then made a data set.

    Speakers are single words before a colon; sentences are segments.
    """

    coders: list[str] = field(default_factory=lambda: ["anna"])
    codes: list[Code] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    speakers: list[tuple[int, str]] = field(default_factory=list)
    turns: list[tuple[int, int, int, int]] = field(default_factory=list)
    segments: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    cases: dict[str, dict[str, str]] = field(default_factory=dict)
    links: list[tuple[int, int, int]] = field(default_factory=list)
    about: dict[str, dict[str, str]] = field(default_factory=dict)
    codings: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    marks: list[tuple[int, int, int]] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=lambda: {"age": "number", "role": "many"})

    def code(
        self, id_: str, *, under: str = "", base: str = "", since: int = 1, retired: bool = False
    ) -> None:
        conditions = (parse_condition(base),) if base else ()
        parent = self._code(under) if under else -1
        self.codes.append(Code(id_, id_.title(), parent, conditions, since, retired))

    def document(self, name: str, *turns: str, **attributes: str) -> None:
        number, text = len(self.texts), ""
        for turn in turns:
            label, _, said = turn.partition(": ")
            if (number, label) not in self.speakers:
                self.speakers.append((number, label))
            start = len(text) + (1 if text else 0)
            text = f"{text}\n{said}" if text else said
            self.turns.append((number, start, len(text), self.speakers.index((number, label))))
            for match in SENTENCE.finditer(said):
                own = sum(1 for segment in self.segments if segment[0] == number) + 1
                end = start + len(match[0].rstrip()) + match.start()
                self.segments.append((number, start + match.start(), end, own, len(self.turns) - 1))
        self.texts[name], self.about[name] = text, attributes

    def case(self, name: str, *documents: str, **attributes: str) -> None:
        self.cases[name] = attributes
        for written in documents:
            document, _, label = written.partition("@")
            at = list(self.texts).index(document)
            speaker = self.speakers.index((at, label)) if label else -1
            self.links.append((len(self.cases) - 1, at, speaker))

    def coding(self, document: str, words: str, code: str, coder: str = "anna") -> None:
        start = self.texts[document].index(words)
        self.span(document, start, start + len(words), code, coder)

    def span(self, document: str, start: int, end: int, code: str, coder: str = "anna") -> None:
        at = list(self.texts).index(document)
        self.codings.append((at, start, end, self._code(code), self.coders.index(coder)))

    def read(self, *documents: str, coder: str = "anna", version: int = 1) -> None:
        names = list(self.texts)
        for number, segment in enumerate(self.segments):
            if not documents or names[segment[0]] in documents:
                self.marks.append((number, self.coders.index(coder), version))

    def only(self, coder: str) -> Study:
        """The same project with the work of one coder."""
        number = self.coders.index(coder)
        codings = [(*row[:4], 0) for row in self.codings if row[4] == number]
        marks = [(row[0], 0, row[2]) for row in self.marks if row[1] == number]
        return replace(self, coders=[coder], codings=codings, marks=marks)

    def dataset(self) -> Dataset:
        return Dataset(
            source=Source(
                project="Invented",
                codebook_version=2,
                codebook_hash="0123456789abcdef",
                segmenters=("sentence/rules-2",),
                last_change=datetime(2026, 3, 4, 12, 30, 5, tzinfo=UTC),
            ),
            codes=tuple(self.codes),
            coders=tuple(self.coders),
            documents=Things(tuple(self.texts), _attributes(self.about, self.kinds)),
            texts=tuple(self.texts.values()),
            speakers=Speakers(
                tuple(label for _, label in self.speakers),
                ints([document for document, _ in self.speakers]),
                ints([ROLES.get(label, INFORMANT) for _, label in self.speakers]),
            ),
            turns=Turns(*_columns(self.turns, 4)),
            segments=Segments(*_columns(self.segments, 5)),
            cases=Things(tuple(self.cases), _attributes(self.cases, self.kinds)),
            links=Links(*_columns(self.links, 3)),
            codings=Codings(*_columns(self.codings, 5)),
            marks=Marks(*_columns(self.marks, 3)),
        )

    def _code(self, id_: str) -> int:
        return [code.id for code in self.codes].index(id_)


def _columns(rows: object, width: int) -> Ints:
    return ints(rows).reshape(-1, width).T


def _attributes(things: dict[str, dict[str, str]], kinds: dict[str, str]) -> tuple[Attribute, ...]:
    names = dict.fromkeys(name for own in things.values() for name in own)
    return tuple(
        Attribute(
            name,
            kinds.get(name, "text"),
            tuple(_values(own.get(name, "")) for own in things.values()),
        )
        for name in names
    )


def _values(written: str) -> frozenset[str]:
    if written == NOT_APPLICABLE:
        return frozenset({NOT_APPLICABLE})
    return frozenset(value for value in written.split(";") if value)
