"""The quotations chosen for a report, by section, as text and as a table."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from qda.exports import notes
from qda.exports.cells import Cell
from qda.exports.languages import ENGLISH, Language
from qda.exports.quotations import Group, Pages, read_quote
from qda.exports.sheet import Sheet
from qda.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.analysis.chosen import ChosenQuote, ChosenQuotes


def chosen_groups(chosen: ChosenQuotes, language: Language = ENGLISH) -> tuple[Group, ...]:
    """The quotations by section, in their order there.

    In a report it matters who says it, not who coded it: only the table names the coders.
    """
    found = []
    for section, group in groupby(chosen.quotes, key=lambda one: one.section):
        own = [
            replace(
                read_quote(replace(one.quote, coders=()), chosen.named, language),
                translation=visible(one.translation),
            )
            for one in group
        ]
        thing = "quotation" if len(own) == 1 else "quotations"
        found.append(Group(section, section, tuple(own), f"{len(own)} {language.say(thing)}"))
    return tuple(found)


def chosen_pages(chosen: ChosenQuotes, language: Language = ENGLISH) -> Pages:
    """The quotations by section, to be read."""
    changed = chosen.source.last_change
    return Pages(chosen_groups(chosen, language), notes.of_chosen(chosen), changed)


def chosen_sheet(chosen: ChosenQuotes) -> Sheet:
    """One row a quotation; several speakers or cases are joined by `; `."""
    named = ["document", "segments", "start", "end", "speaker", "case"]
    numbered = any(one.quote.cases for one in chosen.quotes)
    heading = ["section", "position", *(named if chosen.named else ["informant"] * numbered)]
    heading += [*chosen.attributes, *["coder"] * chosen.named, "question", "text", "translation"]
    rows = (_row(one, chosen.named, numbered) for one in chosen.quotes)
    return Sheet(
        name="Quotations",
        title="Quotations",
        head=tuple(heading),
        rows=tuple(map(tuple, rows)),
        names=len(heading),
        notes=notes.of_chosen(chosen),
        changed=chosen.source.last_change,
    )


def _row(one: ChosenQuote, named: bool, numbered: bool) -> Iterator[Cell]:
    quote = one.quote
    yield from (one.section, one.position)
    if named:
        yield from (quote.document, quote.segments, quote.start, quote.end)
        yield "; ".join(quote.speakers)
    if named or numbered:
        yield "; ".join(quote.cases)
    yield from ("; ".join(values) for values in quote.values)
    if named:
        yield "; ".join(quote.coders)
    yield from (quote.question, quote.text, one.translation)
