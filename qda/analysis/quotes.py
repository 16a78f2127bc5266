"""Quotations: the passages of codes, with where they stand and who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.axes import whole
from qda.analysis.counting import Bases, enter, hold, outside
from qda.analysis.options import Options
from qda.analysis.passages import passages
from qda.analysis.provenance import Provenance, provenance
from qda.analysis.relation import ints
from qda.analysis.select import choose_codes, find_attribute, select
from qda.analysis.stretches import (
    is_heard,
    numbers_of,
    question_before,
    speakers_of,
    turns_of,
    turns_touched,
    values_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.counting import Entries, Held
    from qda.analysis.dataset import Attribute, Dataset, Things
    from qda.analysis.having import Having
    from qda.analysis.options import Combine
    from qda.analysis.passages import Runs
    from qda.analysis.relation import Ints
    from qda.codebook.condition import Condition


@dataclass(frozen=True, slots=True)
class Quote:
    """One passage.

    Attributes:
        code: The id of the code.
        label: The code's label.
        document: The document's name.
        segments: The numbers of its first and last segment, as `41–43` or `41`; empty where it
            shares no character with any.
        start: Its first code point in the document's text.
        end: One past its last.
        speakers: Who of the informants speaks in it, else whoever does.
        cases: The cases that it counts for.
        values: Of each attribute asked for, what these cases (or the document) have in it.
        coders: Whose codings it is made of.
        also: Ids of the other codes that these coders gave to some of its text.
        parts: Speaker and words, turn by turn.
        question: What the interviewer said last before it; empty where none did, or the passage
            begins with the interviewer, or it was not asked for.
        heard: Whether an informant says some of it.
    """

    code: str
    label: str
    document: str
    segments: str
    start: int
    end: int
    speakers: tuple[str, ...]
    cases: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    coders: tuple[str, ...]
    also: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    question: str
    heard: bool = True

    @property
    def who(self) -> tuple[str, ...]:
        """Whose words they are: the cases; where no informant speaks, whoever does."""
        return (self.cases or self.speakers) if self.heard else self.speakers

    @property
    def text(self) -> str:
        """The words, turn by turn, joined by a line feed as in the document."""
        return "\n".join(words for _, words in self.parts)


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotations, sorted by document, start, end, code and coder.

    Attributes:
        attributes: The names of the attributes that `Quote.values` are of.
        quotes: The quotations.
        outside: As in `Matrix`: codes with their codings outside their base, which are not quoted.
        provenance: Where they come from.
        named: Whether they say where they stand and whose they are.
    """

    attributes: tuple[str, ...]
    quotes: tuple[Quote, ...]
    outside: tuple[tuple[str, int], ...]
    provenance: Provenance
    named: bool = True


def quotes(
    data: Dataset,
    *,
    codes: Sequence[str] = (),
    where: Sequence[Condition] = (),
    having: Sequence[Having] = (),
    read: bool = False,
    combine: Combine = "any",
    attributes: Sequence[str] = (),
    question: bool = False,
) -> Quotes:
    """The passages of codes: as many of each code as a matrix of passages has in total.

    Args:
        data: The data set, of the coders to quote from.
        codes: Ids of codes, each with what lies under it, joined to its passages. None means
            every code, each with its own codings only, so that nothing is quoted for a code
            and again for the one above it.
        where: Conditions on attributes of cases or documents, all of which must be met.
        having: Conditions on codes, all of which must be met.
        read: Only documents that every coder has read to the end.
        combine: With several coders, quote what any or what all of them hold, or each alone.
        attributes: Attributes of cases or documents to give with each quotation.
        question: Whether to give what the interviewer said before it.

    Raises:
        QdaError: A code or an attribute is not known.
    """
    selection = select(data, where, having, read=read)
    numbers = sorted({data.code_number(id_) for id_ in codes})
    rows = ints(numbers) if codes else choose_codes(data)
    bases = Bases.gather(data, rows)
    held = hold(data, rows, selection, combine, alone=not codes)
    entries = enter(data, held, whole(data), selection, bases)
    options = Options(
        codes=tuple(codes), where=tuple(where), having=tuple(having), read=read, combine=combine
    )
    return Quotes(
        attributes=tuple(attributes),
        quotes=written_out(data, rows, held, entries, combine, attributes, question=question),
        outside=outside(data, rows, held, selection, bases),
        provenance=provenance(data, selection, options),
    )


def written_out(
    data: Dataset,
    rows: Ints,
    held: Held,
    entries: Entries,
    combine: Combine,
    attributes: Sequence[str] = (),
    *,
    question: bool = False,
) -> tuple[Quote, ...]:
    """The passages that some entries are of, sorted as in `Quotes`.

    Raises:
        QdaError: An attribute is not known.
    """
    runs = passages(data, held.group, held.start, held.end)
    wanted = tuple(find_attribute(data, name) for name in attributes)
    return _Quoting(data, rows, held, runs, entries, wanted, combine, question).all()


@dataclass(frozen=True, slots=True, eq=False)
class _Quoting:
    """One request, for the passages to be written out one by one."""

    data: Dataset
    rows: Ints
    held: Held
    runs: Runs
    entries: Entries
    attributes: tuple[tuple[Things, Attribute], ...]
    combine: Combine
    question: bool

    def all(self) -> tuple[Quote, ...]:
        """Every passage that an entry is of, in order."""
        cases = _lists(self.runs.of[self.entries.line], self.entries.case)
        coders = _lists(self.runs.of, self.held.coder)
        found = [self._quote(run, cases[run], coders[run]) for run in sorted(cases)]
        document = {name: at for at, name in enumerate(self.data.documents.names)}
        return tuple(
            sorted(found, key=lambda q: (document[q.document], q.start, q.end, q.code, q.coders))
        )

    def _quote(self, run: int, cases: list[int], coders: list[int]) -> Quote:
        data = self.data
        start, end = int(self.runs.start[run]), int(self.runs.end[run])
        document = int(np.searchsorted(data.offsets, start, side="right")) - 1
        if self.combine == "all":
            coders = list(range(len(data.coders)))
        parents = len(data.coders) if self.combine == "each" else 1
        number = int(self.rows[int(self.runs.group[run]) // parents])
        begin = int(data.offsets[document])
        span = (start - begin, end - begin)
        turns = turns_touched(data, document, *span)
        people = [case for case in cases if case < data.nobody]
        return Quote(
            code=data.codes[number].id,
            label=data.codes[number].label or data.codes[number].id,
            document=data.documents.names[document],
            segments=numbers_of(data, document, *span),
            start=span[0],
            end=span[1],
            speakers=speakers_of(data, turns),
            cases=tuple(data.cases.names[case] for case in people),
            values=tuple(values_of(data, *one, document, people) for one in self.attributes),
            coders=tuple(data.coders[coder] for coder in coders),
            also=_also(data, document, span, number, coders),
            parts=_parts(data, document, turns, span),
            question=question_before(data, document, turns) if self.question else "",
            heard=is_heard(data, turns),
        )


def _lists(of: Ints, things: Ints) -> dict[int, list[int]]:
    found: dict[int, set[int]] = {}
    for run, thing in zip(of.tolist(), things.tolist(), strict=True):
        found.setdefault(run, set()).add(thing)
    return {run: sorted(own) for run, own in found.items()}


def _also(
    data: Dataset, document: int, span: tuple[int, int], number: int, coders: list[int]
) -> tuple[str, ...]:
    codings = data.codings
    at = data.document_codings.follow(ints([document]))[1]
    at = at[(codings.start[at] < span[1]) & (codings.end[at] > span[0])]
    pairs = zip(codings.code[at].tolist(), codings.coder[at].tolist(), strict=True)
    found = {code for code, coder in pairs if coder in coders} - {number}
    return tuple(data.codes[code].id for code in sorted(found))


def _parts(
    data: Dataset, document: int, turns: range, span: tuple[int, int]
) -> tuple[tuple[str, str], ...]:
    text = data.texts[document]
    own = turns_of(data, document, turns, span)
    return tuple((speaker, text[start:end]) for speaker, start, end in own)
