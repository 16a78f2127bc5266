"""Figures and quotations into files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from qda.errors import QdaError
from qda.exports import notes
from qda.exports.comparison import comparison_sections, header, scope_lines, title
from qda.exports.comparison_book import comparison_xlsx
from qda.exports.comparison_data import comparison_csv, comparison_json, units_csv
from qda.exports.grid import matrix_csv, matrix_table
from qda.exports.quotations import quotes_csv, quotes_markdown
from qda.exports.sections import as_markdown, as_text
from qda.exports.workbook import matrix_xlsx
from qda.files import write_atomically

if TYPE_CHECKING:
    from qda.analysis.comparison.report import Comparison, Report
    from qda.analysis.matrix import Matrix
    from qda.analysis.quotes import Quotes

MatrixFormat = Literal["table", "csv", "xlsx"]
QuotesFormat = Literal["md", "csv"]
ComparisonFormat = Literal["table", "csv", "xlsx", "md", "json"]

PROVENANCE: Final = ".provenance.txt"
"""What stands in place of `.csv` in the name of the file beside a csv."""


def write_matrix(matrix: Matrix, path: Path, kind: MatrixFormat) -> tuple[Path, ...]:
    """Write a matrix; csv leaves the table clean and says where it comes from in a file beside.

    Returns:
        The files written.

    Raises:
        QdaError: A file cannot be written, or the format does not exist or hold it.
    """
    if kind == "csv":
        return _with_provenance(path, matrix_csv(matrix), notes.of_matrix(matrix))
    if kind == "xlsx":
        return _written(path, matrix_xlsx(matrix))
    if kind == "table":
        return _written(path, matrix_table(matrix).encode("utf-8"))
    raise QdaError(f"“{kind}” is no format of a matrix; use table, csv or xlsx.")


def write_quotes(quotes: Quotes, path: Path, kind: QuotesFormat) -> tuple[Path, ...]:
    """Write quotations; as `write_matrix`."""
    if kind == "csv":
        return _with_provenance(path, quotes_csv(quotes), notes.of_quotes(quotes))
    if kind == "md":
        return _written(path, quotes_markdown(quotes))
    raise QdaError(f"“{kind}” is no format of quotations; use md or csv.")


def write_comparison(report: Report, path: Path, kind: ComparisonFormat) -> tuple[Path, ...]:
    """Write a comparison of coders; as `write_matrix`."""
    if kind == "csv":
        return _with_provenance(path, comparison_csv(report), header(report))
    return _written(path, comparison_bytes(report, kind))


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
        case "json":
            return comparison_json(report)
        case "xlsx":
            return comparison_xlsx(report)
    raise QdaError(f"“{kind}” is no format of a comparison; use table, csv, xlsx, md or json.")


def write_units(comparison: Comparison, path: Path) -> tuple[Path, ...]:
    """Write the units by coders, and beside them what they are."""
    if path.suffix.lower() != ".csv":
        raise QdaError("units are written as csv; let the file's name end in .csv.", path=path)
    return _with_provenance(path, units_csv(comparison), scope_lines(comparison.scope))


def _with_provenance(path: Path, data: bytes, lines: notes.Lines) -> tuple[Path, ...]:
    beside = path.with_name(path.name.removesuffix(".csv") + PROVENANCE)
    said = notes.text((("table", path.name), *lines))
    return (*_written(path, data), *_written(beside, said.encode("utf-8")))


def _written(path: Path, data: bytes) -> tuple[Path, ...]:
    write_atomically(path, data)
    return (path,)
