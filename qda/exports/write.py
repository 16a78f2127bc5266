"""Figures and quotations into files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from qda.errors import QdaError
from qda.exports import notes
from qda.exports.chosen import chosen_pages, chosen_sheet
from qda.exports.comparison import comparison_sections, header, scope_lines, title
from qda.exports.comparison_book import comparison_xlsx
from qda.exports.comparison_data import comparison_csv, comparison_json, units_csv
from qda.exports.formats.registry import BARE, FORMATS, sheet_bytes
from qda.exports.formats.style import PLAIN, Style
from qda.exports.framework import framework_notes, framework_sheet, framework_text
from qda.exports.grid import matrix_table
from qda.exports.quotations import Pages, markdown, quotes_pages, quotes_sheet
from qda.exports.sections import as_markdown, as_page, as_text
from qda.exports.sheet import matrix_sheet
from qda.files import write_atomically

if TYPE_CHECKING:
    from qda.analysis.chosen import ChosenQuotes
    from qda.analysis.comparison.report import Comparison, Report
    from qda.analysis.framework import Framework
    from qda.analysis.matrix import Matrix
    from qda.analysis.quotes import Quotes

QUOTES_FORMATS: Final = ("md", *(one for one in FORMATS if one != "md"))
MATRIX_FORMATS: Final = ("table", *FORMATS)
"""The first is what is shown where no format is asked for."""
ComparisonFormat = Literal["table", "csv", "xlsx", "md", "html", "json"]

FOR_PEOPLE: Final = ("md", "html", "docx", "tex")
"""The formats in which quotations are text, not a table."""
PROVENANCE: Final = ".provenance.txt"
"""What stands in place of `.csv` in the name of the file beside a csv."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that is as it should be, and whether it had to be changed for that."""

    path: Path
    changed: bool


def write_matrix(
    matrix: Matrix, path: Path, kind: str, style: Style = PLAIN
) -> tuple[Written, ...]:
    """Write a matrix; csv and tsv leave the table clean and say where it comes from beside it.

    A file that holds these bytes already is not touched.

    Raises:
        QdaError: A file cannot be written, or the format does not exist or hold it.
    """
    data = matrix_bytes(matrix, kind, style)
    return _with_provenance(path, kind, data, notes.of_matrix(matrix))


def matrix_bytes(matrix: Matrix, kind: str, style: Style = PLAIN, width: int = 80) -> bytes:
    """A matrix in a format; `table` is for the terminal, of this width.

    Raises:
        QdaError: The format does not exist or hold it.
    """
    if kind == "table":
        return matrix_table(matrix, width).encode("utf-8")
    return sheet_bytes(matrix_sheet(matrix, style.language), kind, style)


def write_framework(
    framework: Framework, path: Path, kind: str, style: Style = PLAIN
) -> tuple[Written, ...]:
    """Write a framework matrix; as `write_matrix`."""
    data = framework_bytes(framework, kind, style)
    return _with_provenance(path, kind, data, framework_notes(framework))


def framework_bytes(
    framework: Framework, kind: str, style: Style = PLAIN, width: int = 80
) -> bytes:
    """A framework matrix in a format; `table` is text for the terminal, case after case.

    Raises:
        QdaError: The format does not exist or hold it.
    """
    if kind == "table":
        return framework_text(framework, width, style.language)
    return sheet_bytes(framework_sheet(framework, style.language), kind, style)


def write_quotes(
    quotes: Quotes, path: Path, kind: str, style: Style = PLAIN
) -> tuple[Written, ...]:
    """Write quotations; as `write_matrix`."""
    data = quotes_bytes(quotes, kind, style)
    return _with_provenance(path, kind, data, notes.of_quotes(quotes))


def quotes_bytes(quotes: Quotes, kind: str, style: Style = PLAIN) -> bytes:
    """Quotations in a format: as text in those for people, as a table in those for programs.

    Raises:
        QdaError: The format does not exist or hold them.
    """
    if kind in FOR_PEOPLE:
        return _pages_bytes(quotes_pages(quotes, style.language), kind, style)
    return sheet_bytes(quotes_sheet(quotes), kind, style)


def write_chosen(
    chosen: ChosenQuotes, path: Path, kind: str, style: Style = PLAIN
) -> tuple[Written, ...]:
    """Write the quotations chosen for a report; as `write_matrix`."""
    data = chosen_bytes(chosen, kind, style)
    return _with_provenance(path, kind, data, notes.of_chosen(chosen))


def chosen_bytes(chosen: ChosenQuotes, kind: str, style: Style = PLAIN) -> bytes:
    """Chosen quotations in a format; as `quotes_bytes`.

    Raises:
        QdaError: The format does not exist or hold them.
    """
    if kind in FOR_PEOPLE:
        return _pages_bytes(chosen_pages(chosen, style.language), kind, style)
    return sheet_bytes(chosen_sheet(chosen), kind, style)


def _pages_bytes(pages: Pages, kind: str, style: Style) -> bytes:
    from qda.exports.quotations_pages import docx, html, latex

    texts = {"md": markdown, "html": html, "docx": docx, "tex": latex}
    return texts[kind](pages, style.language)


def write_comparison(report: Report, path: Path, kind: ComparisonFormat) -> tuple[Written, ...]:
    """Write a comparison of coders; as `write_matrix`."""
    return _with_provenance(path, kind, comparison_bytes(report, kind), header(report))


def comparison_bytes(report: Report, kind: ComparisonFormat, width: int = 80) -> bytes:
    """A comparison of coders in a format.

    Raises:
        QdaError: The format does not exist.
    """
    match kind:
        case "table":
            return as_text(comparison_sections(report), width).encode("utf-8")
        case "csv":
            return comparison_csv(report)
        case "md":
            return as_markdown(title(report), comparison_sections(report))
        case "html":
            return as_page(title(report), comparison_sections(report))
        case "json":
            return comparison_json(report)
        case "xlsx":
            return comparison_xlsx(report)
    raise QdaError(
        f"“{kind}” is no format of a comparison; use table, csv, xlsx, md, html or json."
    )


def write_units(comparison: Comparison, path: Path) -> tuple[Written, ...]:
    """Write the units by coders, and beside them what they are."""
    if path.suffix.lower() != ".csv":
        raise QdaError("units are written as csv; let the file's name end in .csv.", path=path)
    return _with_provenance(path, "csv", units_csv(comparison), scope_lines(comparison.scope))


def _with_provenance(path: Path, kind: str, data: bytes, lines: notes.Lines) -> tuple[Written, ...]:
    if kind not in BARE:
        return (keep(path, data),)
    beside = path.with_name(path.name.removesuffix(f".{kind}") + PROVENANCE)
    said = notes.text((("table", path.name), *lines))
    return keep(path, data), keep(beside, said.encode("utf-8"))


def keep(path: Path, data: bytes) -> Written:
    """Let a file hold these bytes; one that does is not touched.

    Raises:
        QdaError: It cannot be written.
    """
    if path.is_file() and path.read_bytes() == data:
        return Written(path, changed=False)
    write_atomically(path, data)
    return Written(path, changed=True)
