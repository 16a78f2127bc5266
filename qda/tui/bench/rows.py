"""The bench's lists as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from textual.content import Content

from qda.text import visible
from qda.tui import words_quotations as words
from qda.tui.widgets.table import Column, Row

if TYPE_CHECKING:
    from qda.analysis.quotes import Quote
    from qda.bench.reading import Bench, Chosen, Filter
    from qda.tui.looks import CodeLook

MUTED: Final = "$foreground 70%"
MOST_SHOWN: Final = 160
"""How many characters of a passage stand in a list."""

PASSAGE_COLUMNS: Final = (
    Column(words.PASSAGE),
    Column(words.INFORMANT, 9),
    Column(words.DOCUMENT, 9, from_width=64),
    Column(words.CODE, 4, from_width=44),
    Column(words.GIVEN, 6, True),
)
OF_A_CODE: Final = (
    Column(words.PASSAGE),
    Column(words.INFORMANT, 9),
    Column(words.DOCUMENT, 9, from_width=44),
    Column("", 0, from_width=10_000),
    Column(words.GIVEN, 6, True),
)
"""Where all passages are of one code, it need not be said of each."""
CHOSEN_COLUMNS: Final = (
    Column("", 2, True),
    Column(words.QUOTATION),
    Column(words.INFORMANT, 9),
    Column(words.TRANSLATED, 2, from_width=40),
    Column(words.GIVEN, 6, True),
)
INFORMANT_COLUMNS: Final = (
    Column(words.INFORMANT, 14),
    Column(words.GIVEN, 6, True),
    Column(words.SECTIONS),
)


def passage_rows(bench: Bench, looks: Mapping[str, CodeLook]) -> Iterable[Row]:
    """A row a passage."""
    for passage in bench.passages:
        quote = passage.quote
        look = looks.get(quote.code)
        letters = Content.styled(look.letters, f"bold {look.colour}") if look else Content("")
        cells = (*_said(quote), Content(visible(quote.document)), letters, _given(bench, quote))
        yield Row(passage.key, cells)


def chosen_rows(bench: Bench, section: str | None) -> Iterable[Row]:
    """The chosen under their sections."""
    before = None
    for one in bench.chosen:
        if section is not None and one.row.section != section:
            continue
        if one.row.section != before:
            before = one.row.section
            yield Row(f"section {before}", (Content(visible(before)),), heading=True)
        yield Row(one.key, _chosen_cells(bench, one))


def _chosen_cells(bench: Bench, one: Chosen) -> tuple[Content, ...]:
    translated = Content("✓" if one.row.translation else "")
    said, who = _said(one.quote)
    return Content(str(one.position)), said, who, translated, _given(bench, one.quote)


def informant_rows(bench: Bench) -> Iterable[Row]:
    """Every informant, also those who are not quoted."""
    for name in bench.informants:
        given = bench.given_to(name)
        where = ", ".join(f"{section} {count}" for section, count in given.items())
        total = sum(given.values())
        style = "" if total else MUTED
        cells = (
            Content.styled(visible(name), style),
            Content.styled(str(total), style),
            Content.styled(visible(where), MUTED),
        )
        yield Row(name, cells)


def limits(wanted: Filter, bench: Bench, looks: Mapping[str, CodeLook]) -> list[str]:
    """What the filter lets through, in words."""
    look = looks.get(wanted.code or "")
    said = [look.name if look else wanted.code or "", wanted.case or ""]
    said.append(f"{wanted.attribute[0]}: {wanted.attribute[1]}" if wanted.attribute else "")
    said.append("quotable" if wanted.quotable else "")
    said.append(words.by_coders(bench.whose) if wanted.coder is not None else "")
    return [visible(part) for part in said if part]


def _said(quote: Quote) -> tuple[Content, Content]:
    start = " ".join(quote.text[: 2 * MOST_SHOWN].split())[:MOST_SHOWN]
    who = ", ".join(quote.who)
    return Content(visible(start)), Content.styled(visible(who), MUTED)


def _given(bench: Bench, quote: Quote) -> Content:
    most = max((sum(bench.given_to(case).values()) for case in quote.cases), default=0)
    return Content.styled(str(most) if most else "", MUTED)
