"""The same counts again, slow and obvious: sets of characters and loops, no arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qda.analysis.axes import CROSS
from qda.analysis.cells import DASH
from qda.analysis.dataset import INFORMANT, INTERVIEWER, Dataset
from qda.analysis.passages import SHORT_TURN_WORDS
from qda.codebook.condition import NONE, Condition
from qda.text import WORD, count_words

Span = tuple[int, int, int, int]
"""Document, start, end, coder."""

Column = Callable[[int, int, int], bool]
"""Whether something of this document, case and coder is in the column."""


@dataclass
class Slow:
    """Counts one row at a time; a case of None is nobody."""

    data: Dataset
    where: tuple[Condition, ...] = ()

    def cases_in(self, document: int) -> list[int]:
        links = self.data.links
        found = {int(c) for c, d in zip(links.case, links.document, strict=True) if d == document}
        return sorted(found) or [self.data.nobody]

    def cases_of_speaker(self, speaker: int) -> list[int]:
        links = self.data.links
        tied = {int(c) for c, s in zip(links.case, links.speaker, strict=True) if s == speaker}
        return sorted(tied) or self.cases_in(int(self.data.speakers.document[speaker]))

    def turns(self, document: int) -> Iterator[tuple[int, int, int]]:
        """Start, end and speaker."""
        turns = self.data.turns
        for at, own in enumerate(turns.document):
            if own == document:
                yield int(turns.start[at]), int(turns.end[at]), int(turns.speaker[at])

    def cases_of(self, span: Span) -> set[int]:
        document, start, end, _ = span
        speakers = {
            speaker
            for begin, stop, speaker in self.turns(document)
            if set(range(begin, stop)) & set(range(start, end))
            and self.data.speakers.role[speaker] == INFORMANT
        }
        found = {case for speaker in speakers for case in self.cases_of_speaker(speaker)}
        return found if speakers else set(self.cases_in(document))

    def selected(self, document: int, case: int) -> bool:
        for condition in self.where:
            things, at = self.data.cases, case
            attribute = things.attribute(condition.attribute)
            if attribute is None:
                attribute, at = self.data.documents.attribute(condition.attribute), document
            assert attribute is not None
            if at == len(attribute.values) or not condition.holds(attribute.values[at]):
                return False
        return True

    def in_base(self, code: int, case: int) -> bool:
        base = self.data.codes[code].base
        return all(
            case != self.data.nobody and condition.holds(self.values(condition.attribute, case))
            for condition in base
        )

    def values(self, name: str, case: int) -> frozenset[str]:
        attribute = self.data.cases.attribute(name)
        return attribute.values[case] if attribute and case < self.data.nobody else frozenset()

    def under(self, code: int) -> set[int]:
        line = {code}
        for number, one in enumerate(self.data.codes):
            if one.parent in line:
                line.add(number)
        return line

    def spans(self, code: int, combine: str) -> list[Span]:
        codings, under = self.data.codings, self.under(code)
        held = [
            tuple(int(value) for value in (document, start, end, coder))
            for document, start, end, own, coder in zip(
                codings.document,
                codings.start,
                codings.end,
                codings.code,
                codings.coder,
                strict=True,
            )
            if int(own) in under
        ]
        spans = [(d, s, e, c) for d, s, e, c in held]
        if combine == "any" or len(self.data.coders) == 1:
            return spans
        pieces: list[Span] = []
        for document, text in enumerate(self.data.texts):
            by_coder = [
                {p for d, s, e, c in spans if (d, c) == (document, coder) for p in range(s, e)}
                for coder in range(len(self.data.coders))
            ]
            for start, end in runs(set.intersection(*by_coder), len(text)):
                pieces.append((document, start, end, 0))
        return pieces

    def soft(self, document: int) -> set[int]:
        """White space and short stretches of the interviewer."""
        text = self.data.texts[document]
        found = {at for at, character in enumerate(text) if character.isspace()}
        stretch: list[tuple[int, int]] = []
        for start, end, speaker in [*self.turns(document), (0, 0, -1)]:
            if speaker >= 0 and self.data.speakers.role[speaker] == INTERVIEWER:
                stretch.append((start, end))
                continue
            if sum(count_words(text[s:e]) for s, e in stretch) <= SHORT_TURN_WORDS:
                found |= {at for s, e in stretch for at in range(s, e)}
            stretch = []
        return found

    def passages(self, spans: list[Span]) -> dict[Span, tuple[int, int]]:
        """Of each span the passage it lies in: document, and start of the joined stretch."""
        found: dict[Span, tuple[int, int]] = {}
        for document, text in enumerate(self.data.texts):
            own = [span for span in spans if span[0] == document]
            covered = {at for _, start, end, _ in own for at in range(start, end)}
            joined = list(runs(covered | self.soft(document), len(text)))
            for span in own:
                (start,) = (s for s, e in joined if s <= span[1] < e)
                found[span] = (document, start)
        return found

    def count(self, code: int, unit: str, column: Column, combine: str = "any") -> int:
        """What the code holds in a column, in a unit."""
        spans = self.spans(code, combine)
        pairs = [
            (span, case)
            for span in spans
            for case in self.cases_of(span)
            if self.selected(span[0], case)
            and self.in_base(code, case)
            and column(span[0], case, span[3])
        ]
        counted = {span for span, _ in pairs}
        if unit == "presence":
            return int(bool(counted))
        if unit == "codings":
            return sum(span in counted for span in spans)
        if unit == "documents":
            return len({span[0] for span in counted})
        if unit == "cases":
            return len({case for _, case in pairs} - {self.data.nobody})
        if unit == "passages":
            of = self.passages(spans)
            return len({of[span] for span in counted})
        places = {(d, at) for d, start, end, _ in counted for at in range(start, end)}
        if unit == "characters":
            return len(places)
        stretches = self.segments() if unit == "segments" else self.words()
        if unit == "coverage":
            stretches = [stretch for stretch in stretches if self.said(stretch)]
        texts = self.data.texts
        return sum(
            any((d, at) in places and not texts[d][at].isspace() for at in range(start, end))
            for d, start, end in stretches
        )

    def said(self, stretch: tuple[int, int, int]) -> bool:
        """Whether an informant says it."""
        document, start, end = stretch
        return any(
            begin <= start and end <= stop and self.data.speakers.role[speaker] == INFORMANT
            for begin, stop, speaker in self.turns(document)
        )

    def words_behind(self, code: int, column: Column) -> int:
        """The informants' words that the code was asked of in a column."""
        return sum(
            count_words(self.data.texts[document][start:end])
            for document in range(len(self.data.texts))
            for start, end, speaker in self.turns(document)
            if self.data.speakers.role[speaker] == INFORMANT
            and any(
                self.selected(document, case)
                and self.in_base(code, case)
                and column(document, case, 0)
                for case in self.cases_of_speaker(speaker)
            )
        )

    def words(self) -> list[tuple[int, int, int]]:
        return [
            (document, match.start(), match.end())
            for document, text in enumerate(self.data.texts)
            for match in WORD.finditer(text)
        ]

    def segments(self) -> list[tuple[int, int, int]]:
        segments = self.data.segments
        return [
            (int(d), int(s), int(e))
            for d, s, e in zip(segments.document, segments.start, segments.end, strict=True)
        ]

    def behind(self, code: int, column: Column) -> list[int]:
        """The informants' segments that the code was asked of in a column."""
        found = []
        for number, turn in enumerate(self.data.segments.turn.tolist()):
            speaker = int(self.data.turns.speaker[turn])
            document = int(self.data.turns.document[turn])
            if self.data.speakers.role[speaker] == INFORMANT and any(
                self.selected(document, case)
                and self.in_base(code, case)
                and column(document, case, 0)
                for case in self.cases_of_speaker(speaker)
            ):
                found.append(number)
        return found

    def asked(self, code: int, column: Column) -> set[int]:
        """The cases a code was asked of in a column, nobody among them."""
        return {
            case
            for document in range(len(self.data.texts))
            for case in self.cases_in(document)
            if self.selected(document, case)
            and self.in_base(code, case)
            and column(document, case, 0)
        }

    def cell(
        self, code: int, unit: str, column: Column, *, combine: str = "any"
    ) -> int | float | str:
        """The whole cell: a number, 0, – or n.a."""
        asked = self.asked(code, column)
        if unit == "cases":
            asked -= {self.data.nobody}
        if not asked:
            return "n.a."
        number = self.figure(code, unit, column, combine)
        if isinstance(number, str) or (number == 0 and isinstance(number, int)):
            return number  # 0.0 is no nought: something was found, of which no informant says any
        if unit == "presence" or (unit == "cases" and number == len(asked)):
            return number
        if unit == "documents" and number == len(self.documents_behind(code, column)):
            return number
        if self.all_read(code, column):
            return number
        return f"≥{number:.3f}" if isinstance(number, float) else f"≥{number}"

    def figure(self, code: int, unit: str, column: Column, combine: str) -> int | float | str:
        """The cell of a code that somebody was asked of."""
        number = self.count(code, unit, column, combine)
        if unit == "coverage":
            words = self.words_behind(code, column)
            if not words:
                return DASH
            if self.count(code, "words", column, combine):
                return 100 * number / words
        elif number:
            return number
        read = self.all_read(code, column) and self.behind(code, column)
        return 0 if read and not self.data.codes[code].retired else "–"

    def documents_behind(self, code: int, column: Column) -> set[int]:
        """The documents in which a code was asked of somebody in a column."""
        return {
            document
            for document in range(len(self.data.texts))
            for case in self.cases_in(document)
            if self.selected(document, case)
            and self.in_base(code, case)
            and column(document, case, 0)
        }

    def all_read(self, code: int, column: Column) -> bool:
        """Whether all coders have read all that is behind a cell for its code."""
        marks = self.data.marks
        columns = (marks.segment.tolist(), marks.coder.tolist(), marks.version.tolist())
        read = set(zip(*columns, strict=True))
        return all(
            any((s, c) == (segment, coder) and v >= self.data.codes[code].since for s, c, v in read)
            for segment in self.behind(code, column)
            for coder in range(len(self.data.coders))
        )

    def column(self, by: str, heading: str) -> Column:
        """The column with this heading."""
        if " x " in by:
            pairs = zip(by.split(" x "), heading.split(CROSS), strict=True)
            one, two = (self.column(*pair) for pair in pairs)
            return lambda *thing: one(*thing) and two(*thing)
        if by == "document":
            return lambda document, _case, _coder: self.data.documents.names[document] == heading
        if by == "case":
            names = (*self.data.cases.names, NONE)
            return lambda _document, case, _coder: names[case] == heading
        name = by.removeprefix("attribute:")
        if self.data.cases.attribute(name):
            return lambda _d, case, _c: heading in (self.values(name, case) or {NONE})
        own = self.data.documents.attribute(name)
        assert own is not None
        return lambda document, _case, _coder: heading in (own.values[document] or {NONE})


def everything(_document: int, _case: int, _coder: int) -> bool:
    """The column of the totals."""
    return True


def runs(places: set[int], length: int) -> Iterator[tuple[int, int]]:
    """The maximal stretches of consecutive places."""
    start = None
    for at in range(length + 1):
        if at in places and start is None:
            start = at
        elif at not in places and start is not None:
            yield start, at
            start = None
