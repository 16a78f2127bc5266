"""Quotations as text, to be read and pasted, and as a table, to be sorted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from qda.exports import notes
from qda.exports.cells import Cell
from qda.exports.languages import ENGLISH, Language
from qda.exports.markdown import escaped, plain
from qda.exports.sheet import Sheet
from qda.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from qda.analysis.quotes import Quote, Quotes


@dataclass(frozen=True, slots=True)
class Quotation:
    """One passage as it is to be read.

    Attributes:
        question: What was asked before; empty where it is not given.
        parts: Who speaks, empty where only one does, and the words.
        source: Who says it, and where.
        translation: What stands beside it in another language; empty where nothing does.
    """

    question: str
    parts: tuple[tuple[str, str], ...]
    source: str
    translation: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The passages of one code, or of one section of a report, and how many there are."""

    code: str
    label: str
    quotations: tuple[Quotation, ...]
    count: str

    @property
    def heading(self) -> str:
        """What to call the code."""
        return self.label if self.label == self.code else f"{self.label} ({self.code})"


@dataclass(frozen=True, slots=True)
class Pages:
    """Quotations as they are to be read, whatever the format.

    Attributes:
        groups: The quotations by code, or by section of a report.
        notes: Where they come from.
        changed: The time of the last change that they rest on.
    """

    groups: tuple[Group, ...]
    notes: notes.Lines
    changed: datetime | None


def quotes_pages(quotes: Quotes, language: Language = ENGLISH) -> Pages:
    """Quotations by code, to be read."""
    changed = quotes.provenance.source.last_change
    return Pages(groups(quotes, language), notes.of_quotes(quotes), changed)


def groups(quotes: Quotes, language: Language = ENGLISH) -> tuple[Group, ...]:
    """The quotations by code, the codes by their ids."""
    order = {quote.code: quote.label for quote in quotes.quotes}
    found = []
    for code in sorted(order):
        own = [
            read_quote(quote, quotes.named, language)
            for quote in quotes.quotes
            if quote.code == code
        ]
        thing = "passage" if len(own) == 1 else "passages"
        found.append(Group(code, order[code], tuple(own), f"{len(own)} {language.say(thing)}"))
    return tuple(found)


def read_quote(quote: Quote, named: bool, language: Language) -> Quotation:
    """A quotation as it is to be read; not named, only roles and attributes are said."""
    several = len({speaker for speaker, _ in quote.parts}) > 1
    parts = []
    for speaker, group in groupby(quote.parts, key=lambda part: part[0]):
        words = visible("\n".join(words for _, words in group)).strip()
        label = _role(speaker, language) if not named else speaker
        parts.append((notes.one_line(label) if several else "", words))
    source = _place(quote, language) if named else _description(quote, language)
    return Quotation(notes.one_line(quote.question), tuple(parts), notes.one_line(source))


def _role(said: str, language: Language) -> str:
    """Informant, or Informant 2."""
    role, _, number = said.partition(" ")
    return f"{language.say(role)} {number}".strip().capitalize()


def _place(quote: Quote, language: Language) -> str:
    segments = f"{quote.document}, {quote.segments}" if quote.segments else quote.document
    people = [*quote.speakers, *("/".join(values) for values in quote.values if values)]
    parts = [segments, ", ".join(people), ", ".join(quote.coders), _also(quote, language)]
    return " · ".join(part for part in parts if part)


def _description(quote: Quote, language: Language) -> str:
    numbers = [f"{language.say('informant')} {number}" for number in quote.cases]
    people = [*numbers, *("/".join(values) for values in quote.values if values)]
    parts = [", ".join(people) or language.say("an informant"), _also(quote, language)]
    return " · ".join(part for part in parts if part)


def _also(quote: Quote, language: Language) -> str:
    return f"{language.say('also')} {', '.join(quote.also)}" if quote.also else ""


def markdown(pages: Pages, language: Language = ENGLISH) -> bytes:
    """The quotations, each group under its heading, provenance last.

    Nothing in a quotation is taken as Markdown or reaches a terminal as a command.
    """
    parts = [f"# {language.say('Quotations')}\n"]
    for group in pages.groups:
        parts.append(f"## {plain(group.heading)}\n\n{group.count}\n")
        parts += ["\n".join(_markdown(one)) for one in group.quotations]
    said = (f"- {heading}: {plain(text)}" for heading, text in pages.notes)
    parts.append(f"## {language.say('Where this comes from')}\n\n" + "\n".join(said) + "\n")
    return "\n".join(parts).encode("utf-8")


def _markdown(quotation: Quotation) -> Iterator[str]:
    if quotation.question:
        yield f"*{plain(quotation.question)}*\n"
    blocks = (
        f"{plain(label)}: {escaped(words)}" if label else escaped(words)
        for label, words in quotation.parts
    )
    yield "\n>\n".join(map(_quoted, blocks))
    if quotation.translation:
        yield f"\n{_quoted(escaped(quotation.translation))}"
    yield f"\n— {plain(quotation.source)}\n"


def _quoted(block: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in block.split("\n"))


def quotes_sheet(quotes: Quotes) -> Sheet:
    """One row a quotation; several speakers, cases, coders or codes are joined by `; `."""
    named = ["document", "segments", "start", "end", "speaker", "case"]
    numbered = any(quote.cases for quote in quotes.quotes)
    heading = ["code", "label", *(named if quotes.named else ["informant"] * numbered)]
    heading += [*quotes.attributes, *["coder"] * quotes.named, "also", "question", "text"]
    rows = (_row(quote, quotes.named, numbered) for quote in quotes.quotes)
    return Sheet(
        name="Quotations",
        title="Quotations",
        head=tuple(heading),
        rows=tuple(map(tuple, rows)),
        names=len(heading),
        notes=notes.of_quotes(quotes),
        changed=quotes.provenance.source.last_change,
    )


def _row(quote: Quote, named: bool, numbered: bool) -> Iterator[Cell]:
    yield from (quote.code, quote.label)
    if named:
        yield from (quote.document, quote.segments, quote.start, quote.end)
        yield "; ".join(quote.speakers)
    if named or numbered:
        yield "; ".join(quote.cases)
    yield from ("; ".join(values) for values in quote.values)
    if named:
        yield "; ".join(quote.coders)
    yield from ("; ".join(quote.also), quote.question, quote.text)
