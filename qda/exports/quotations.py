"""Quotations as Markdown, to be read and pasted, and as a table, to be sorted."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from qda.exports import notes
from qda.exports.cells import Cell
from qda.exports.markdown import escaped, plain
from qda.exports.sheet import Sheet
from qda.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.analysis.quotes import Quote, Quotes


def quotes_sheet(quotes: Quotes) -> Sheet:
    """One row a quotation; several speakers, cases, coders or codes are joined by `; `."""
    heading = ["code", "label", "document", "segments", "start", "end", "speaker", "case"]
    heading += [*quotes.attributes, "coder", "also", "question", "text"]
    return Sheet(
        name="Quotations",
        title="Quotations",
        head=tuple(heading),
        rows=tuple(tuple(_row(quote)) for quote in quotes.quotes),
        names=len(heading),
        notes=notes.of_quotes(quotes),
        changed=quotes.provenance.source.last_change,
    )


def _row(quote: Quote) -> list[Cell]:
    row: list[Cell] = [quote.code, quote.label, quote.document, quote.segments]
    row += [quote.start, quote.end, "; ".join(quote.speakers), "; ".join(quote.cases)]
    row += ["; ".join(values) for values in quote.values]
    row += ["; ".join(quote.coders), "; ".join(quote.also), quote.question, quote.text]
    return row


def quotes_markdown(quotes: Quotes) -> bytes:
    """The quotations under a heading a code, in the order of the text, provenance last.

    Nothing in a quotation is taken as Markdown or reaches a terminal as a command.
    """
    order = {quote.code: quote.label for quote in quotes.quotes}
    parts = ["# Quotations\n"]
    for code in sorted(order):
        own = [quote for quote in quotes.quotes if quote.code == code]
        label = order[code]
        name = plain(label) if label == code else f"{plain(label)} ({plain(code)})"
        parts.append(f"## {name}\n\n{_count(len(own), 'passage')}\n")
        parts += ["\n".join(_quotation(quote)) for quote in own]
    lines = (f"- {heading}: {plain(said)}" for heading, said in notes.of_quotes(quotes))
    parts.append("## Where this comes from\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts).encode("utf-8")


def _quotation(quote: Quote) -> Iterator[str]:
    if quote.question:
        yield f"*{plain(quote.question)}*\n"
    several = len({speaker for speaker, _ in quote.parts}) > 1
    blocks = []
    for speaker, group in groupby(quote.parts, key=lambda part: part[0]):
        said = "\n".join(words for _, words in group)
        words = escaped(visible(said).strip())
        blocks.append(f"{plain(speaker)}: {words}" if several and speaker else words)
    yield "\n>\n".join(
        "\n".join(f"> {line}".rstrip() for line in block.split("\n")) for block in blocks
    )
    yield f"\n— {_source(quote)}\n"


def _source(quote: Quote) -> str:
    segments = f"{quote.document}, {quote.segments}" if quote.segments else quote.document
    people = [*quote.speakers, *("/".join(values) for values in quote.values if values)]
    parts = [segments, ", ".join(people), ", ".join(quote.coders)]
    if quote.also:
        parts.append(f"also {', '.join(quote.also)}")
    return " · ".join(plain(part) for part in parts if part)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
