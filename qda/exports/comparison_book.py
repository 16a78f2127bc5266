"""A comparison of coders as an xlsx workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.exports.book import Book
from qda.exports.comparison import comparison_sections, header, whole
from qda.exports.comparison_data import code_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qda.analysis.comparison.report import Report
    from qda.exports.cells import Cell


def comparison_xlsx(report: Report) -> bytes:
    """The report as a workbook: codes, replacements, the report as it is read, provenance."""
    book = Book(report.scope.provenance.source.last_change)
    _sheet(book, "Codes", code_rows(report))
    _sheet(book, "Replacements", _replacements(report))
    _sheet(book, "Report", _sections(report))
    book.provenance((*header(report), ("method", report.sentence)))
    return book.close()


def _sheet(book: Book, name: str, rows: Sequence[Iterable[Cell]]) -> None:
    sheet = book.file.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 28)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            look = {"num_format": "0.000"} if isinstance(cell, float) else {}
            book.write(sheet, at, column, cell, **({"bold": True} if at == 0 else look))


def _replacements(report: Report) -> list[list[Cell]]:
    """Coder 1's code by coder 2's, with what has nothing in its place at the edges."""
    found = report.confusion
    rows: list[list[Cell]] = [["coder 1 has, where coder 2 has", *found.codes, "nothing"]]
    for code, cells, alone in zip(found.codes, found.table, found.missed_by_second, strict=True):
        rows.append([code, *(whole(cell) for cell in cells), whole(alone)])
    rows.append(["nothing", *(whole(cell) for cell in found.missed_by_first), ""])
    return rows


def _sections(report: Report) -> list[list[Cell]]:
    """The sections of the report one under the other."""
    rows: list[list[Cell]] = []
    for section in comparison_sections(report):
        rows.append([section.title])
        rows += [list(fact) for fact in section.facts]
        if section.table is not None:
            rows += [list(section.table.headings), *map(list, section.table.rows)]
        rows += [list(fact) for fact in section.remarks]
        rows += [[note] for note in section.notes]
        rows.append([])
    return rows
