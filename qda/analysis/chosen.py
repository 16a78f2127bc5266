"""The quotations chosen for a report: trimmed as they will be printed, with their source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from qda.analysis.deidentify import cover_each
from qda.analysis.load import load_uncoded
from qda.analysis.quotes import Quote
from qda.analysis.relation import ints
from qda.analysis.select import find_attribute
from qda.analysis.stretches import (
    is_heard,
    numbers_of,
    question_before,
    speakers_of,
    turns_of,
    turns_touched,
    values_of,
)
from qda.analysis.voices import cases_of
from qda.project.quotations import last_chosen, read_quotations
from qda.trimming import Cut, shown_turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.dataset import Dataset, Source
    from qda.analysis.deidentify import Descriptions
    from qda.project.quotations import QuotationRow
    from qda.project.store import Project


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a document, by the document's number in a data set, with what is cut of it."""

    document: int
    start: int
    end: int
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class ChosenQuote:
    """A quotation as the report has it.

    Attributes:
        section: The section of the report.
        position: Its place there, from 1.
        quote: The passage, of no code: in its parts cut words are `(...)`, masked ones `[...]` or
            the word in the brackets. `coders` is who chose it.
        translation: '' where it has none.
    """

    section: str
    position: int
    quote: Quote
    translation: str


@dataclass(frozen=True, slots=True)
class ChosenQuotes:
    """Chosen quotations, by section and in their order there.

    Attributes:
        attributes: The names of the attributes that `Quote.values` are of.
        quotes: The quotations.
        section: The only section asked for; None for all.
        source: What project they are from, and when one was last chosen or changed.
        named: As in `Quotes`: documents, places, cases and speakers are said.
    """

    attributes: tuple[str, ...]
    quotes: tuple[ChosenQuote, ...]
    section: str | None
    source: Source
    named: bool = True


def load_chosen(
    project: Project,
    *,
    section: str | None = None,
    attributes: Sequence[str] = (),
    question: bool = False,
) -> ChosenQuotes:
    """The quotations chosen for a section of the report, or for all sections.

    Args:
        project: The open project.
        section: The section's name; None for all.
        attributes: Attributes of cases or documents to give with each quotation.
        question: Whether to give what the interviewer said before it.

    Raises:
        QdaError: An attribute is not known.
    """
    data = load_uncoded(project)
    with project.read(together=True) as session:
        rows, changed = read_quotations(session, section), last_chosen(session)
    quotes = chosen(data, rows, attributes=attributes, question=question)
    last = datetime.fromisoformat(changed) if changed else None
    return ChosenQuotes(tuple(attributes), quotes, section, replace(data.source, last_change=last))


def chosen(
    data: Dataset,
    rows: Sequence[QuotationRow],
    *,
    attributes: Sequence[str] = (),
    question: bool = False,
) -> tuple[ChosenQuote, ...]:
    """Quotations as they will be printed.

    Raises:
        QdaError: An attribute is not known.
    """
    number = {name: at for at, name in enumerate(data.documents.names)}
    stretches = [Stretch(number[row.name], row.start, row.end, row.cuts) for row in rows]
    quotes = quote_stretches(data, stretches, attributes=attributes, question=question)
    counts: dict[str, int] = {}
    found = []
    for row, quote in zip(rows, quotes, strict=True):
        counts[row.section] = counts.get(row.section, 0) + 1
        made = replace(quote, coders=(row.coder,))
        found.append(ChosenQuote(row.section, counts[row.section], made, row.translation))
    return tuple(found)


def cover_chosen(
    chosen: ChosenQuotes, data: Dataset, descriptions: Descriptions, *, numbers: bool = False
) -> ChosenQuotes:
    """The same without names, as `cover` does it; the order stays, which the author gave them."""
    quotes = cover_each([one.quote for one in chosen.quotes], data, descriptions, numbers=numbers)
    covered = (replace(one, quote=quote) for one, quote in zip(chosen.quotes, quotes, strict=True))
    return replace(chosen, attributes=descriptions.attributes, quotes=tuple(covered), named=False)


def quote_stretches(
    data: Dataset,
    stretches: Sequence[Stretch],
    *,
    attributes: Sequence[str] = (),
    question: bool = False,
) -> list[Quote]:
    """Stretches as quotations, of no code and by no coder.

    Raises:
        QdaError: An attribute is not known.
    """
    wanted = [find_attribute(data, name) for name in attributes]
    document = ints([one.document for one in stretches])
    begin = data.offsets[document]
    start = begin + ints([one.start for one in stretches])
    end = begin + ints([one.end for one in stretches])
    cases = cases_of(data, document, start, end)
    found = []
    for at, one in enumerate(stretches):
        span = (one.start, one.end)
        people = [case for case in cases.follow(ints([at]))[1].tolist() if case < data.nobody]
        turns = turns_touched(data, one.document, *span)
        own = turns_of(data, one.document, turns, span)
        quote = Quote(
            code="",
            label="",
            document=data.documents.names[one.document],
            segments=numbers_of(data, one.document, *span),
            start=one.start,
            end=one.end,
            speakers=speakers_of(data, turns),
            cases=tuple(data.cases.names[case] for case in people),
            values=tuple(values_of(data, *each, one.document, people) for each in wanted),
            coders=(),
            also=(),
            parts=shown_turns(data.texts[one.document], own, one.cuts),
            question=question_before(data, one.document, turns) if question else "",
            heard=is_heard(data, turns),
        )
        found.append(quote)
    return found
