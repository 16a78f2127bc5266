"""A report as sections: paragraphs and tables, as text for the terminal, Markdown or a page."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.exports.blocks import blocks, fit, lines
from qda.exports.cells import Cell
from qda.exports.languages import ENGLISH
from qda.exports.markdown import plain
from qda.exports.notes import one_line
from qda.exports.pages import page
from qda.exports.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under headings.

    Attributes:
        headings: One a column.
        rows: The first cell says what the row is of, all others are figures.
        longest: So many characters of a first cell are shown in the terminal.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    longest: int = 24


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report.

    Attributes:
        title: Its heading.
        facts: Pairs of heading and text, before the table.
        table: What it is about.
        remarks: Pairs of heading and text, after the table.
        notes: Paragraphs, last.
    """

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    table: Table | None = None
    remarks: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def written(cell: Cell) -> str:
    """A cell as it is to be read: three decimals, whole numbers in groups of three."""
    if isinstance(cell, float):
        return f"{cell:.3f}"
    return f"{cell:,}" if isinstance(cell, int) else one_line(cell)


def as_text(sections: Sequence[Section], width: int = 80) -> str:
    """The report as plain text that keeps to the width."""
    return "\n\n".join("\n".join(_text(section, width)) for section in sections) + "\n"


def _text(section: Section, width: int) -> Iterator[str]:
    yield section.title
    yield "-" * len(section.title)
    yield from facts_text(section.facts, width)
    if section.table is not None:
        yield from ([""] if section.facts else [])
        yield from _table_text(section.table, width)
    if section.remarks:
        yield ""
        yield from facts_text(section.remarks, width)
    for note in section.notes:
        yield ""
        yield textwrap.fill(one_line(note), width, break_on_hyphens=False)


def facts_text(facts: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Pairs of heading and text, one under the other, the text in a column of its own."""
    edge = max((len(heading) for heading, _ in facts), default=0) + 2
    for heading, said in facts:
        yield textwrap.fill(
            f"{one_line(heading):<{edge}}{one_line(said)}",
            width,
            subsequent_indent=" " * edge,
            break_on_hyphens=False,
        )


def _table_text(table: Table, width: int) -> Iterator[str]:
    cells = [[written(cell) for cell in row] for row in table.rows]
    label = fit([table.headings[0], *(row[0] for row in cells)], table.longest)
    columns = [
        [heading, *(row[at] for row in cells)] for at, heading in enumerate(table.headings) if at
    ]
    for number, block in enumerate(blocks(columns, width - len(label[0]))):
        yield from ([""] if number else [])
        yield from lines(label, block)


def as_markdown(title: str, sections: Sequence[Section]) -> bytes:
    """The report as Markdown."""
    parts = [f"# {plain(title)}\n", *("\n".join(_markdown(section)) for section in sections)]
    return "\n".join(parts).encode("utf-8")


def _markdown(section: Section) -> Iterator[str]:
    yield f"## {plain(section.title)}\n"
    yield from _listed(section.facts)
    if section.table is not None:
        yield _piped(section.table.headings)
        yield "|" + " --- |" + " ---: |" * (len(section.table.headings) - 1)
        yield from (_piped(row) for row in section.table.rows)
        yield ""
    yield from _listed(section.remarks)
    yield from (f"{plain(note)}\n" for note in section.notes)


def _listed(facts: Sequence[tuple[str, str]]) -> Iterator[str]:
    for heading, said in facts:
        yield f"- {plain(heading)}: {plain(said)}" if heading else f"- {plain(said)}"
    if facts:
        yield ""


def _piped(cells: Sequence[Cell]) -> str:
    return "| " + " | ".join(map(_marked, cells)) + " |"


def _marked(cell: Cell) -> str:
    return plain(cell) if isinstance(cell, str) else written(cell)


def as_page(title: str, sections: Sequence[Section]) -> bytes:
    """The report as a page of HTML that stands alone and loads nothing; made to be printed too."""
    sheets = [(section, _sheet(section)) for section in sections]
    return page("sections.html", title=title, sections=sheets, language=ENGLISH)


def _sheet(section: Section) -> Sheet | None:
    """A section's table, its figures as they are read."""
    table = section.table
    if table is None:
        return None
    rows = tuple((one_line(str(row[0])), *row[1:]) for row in table.rows)
    texts = tuple(tuple(map(written, row[1:])) for row in rows)
    return Sheet(section.title, section.title, table.headings, rows, names=1, texts=texts)
