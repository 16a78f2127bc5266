"""CSV as people and spreadsheets save it: read with line numbers, written without formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qda.errors import QdaError

RISKY: Final = tuple("=+-@\t\r'＝＋－＠")
"""What a cell of text cannot safely begin with; full-width forms count as their plain ones."""
_TO_QUOTE: Final = re.compile(r'["\r\n]')
_MOST_SAID: Final = 50


def guard(text: str) -> str:
    """Text as a cell: what a spreadsheet would take for a formula gets one ``'`` before it."""
    return f"'{text}" if text.startswith(RISKY) else text


def unguard(cell: str) -> str:
    """The text of a cell: exactly one ``'`` at its beginning is taken away."""
    return cell.removeprefix("'")


def to_csv(rows: Iterable[Sequence[object]], separator: str = ",") -> bytes:
    """Rows as CSV in UTF-8: commas, LF after each row, quotes only where they are needed.

    LF, not CRLF, so that the bytes are the same everywhere and a diff is readable; spreadsheets
    and pandas read both. No byte order mark, which would become part of the first heading.

    Args:
        rows: The rows.
        separator: What stands between the cells instead of a comma.
    """
    # Python 3.11's writer does not quote a CR, so that it would end the row when read again.
    lines = (separator.join(_quoted(cell, separator) for cell in row) + "\n" for row in rows)
    return "".join(lines).encode("utf-8")


def _quoted(cell: object, separator: str) -> str:
    text = str(cell)
    needed = separator in text or _TO_QUOTE.search(text)
    return '"' + text.replace('"', '""') + '"' if needed else text


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the line of the file on which it begins, and its cells by column."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file with a header.

    Attributes:
        path: The file.
        columns: The header, in order.
        rows: The rows below it that are not blank.
    """

    path: Path
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class MistakesError(QdaError):
    """Several mistakes in one file, each with its line; nothing of the file was taken over."""

    def __init__(self, mistakes: Sequence[QdaError]):
        super().__init__(mistakes[0].message, path=mistakes[0].path, line=mistakes[0].line)
        self.mistakes = tuple(mistakes)

    def __str__(self) -> str:
        said = [str(mistake) for mistake in self.mistakes[:_MOST_SAID]]
        more = len(self.mistakes) - _MOST_SAID
        return "\n".join(said + ([f"and {more} more mistakes"] if more > 0 else []))


class Mistakes:
    """Collects the mistakes of one file, to say them all at once."""

    def __init__(self, path: Path):
        self._path = path
        self._found: list[QdaError] = []

    def add(self, line: int, message: str) -> None:
        """Remember one."""
        self._found.append(QdaError(message, path=self._path, line=line))

    def __len__(self) -> int:
        return len(self._found)

    def refuse(self) -> None:
        """Raise them, if there are any.

        Raises:
            MistakesError: There are.
        """
        if self._found:
            raise MistakesError(self._found)


def read_table(path: Path) -> Table:
    """Read a CSV file with a header: UTF-8, separated by commas or, as its header is, semicolons.

    Cells are exactly as in the file.

    Raises:
        QdaError: The file cannot be read or is not UTF-8 or not CSV.
        MistakesError: Columns are named twice, or rows have more cells than the header.
    """
    text = _decoded(path)
    first = text.split("\n", 1)[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    lines = _numbered(path, text, separator)
    _, header = next(lines, (1, []))
    columns = tuple(name.strip() for name in header)
    mistakes = Mistakes(path)
    if not any(columns):
        mistakes.add(1, "the file is empty; its first line names the columns.")
    for name in sorted({name for name in columns if columns.count(name) > 1}):
        mistakes.add(1, f"the column “{name}” is there twice; rename one.")
    rows = []
    for line, cells in lines:
        if len(cells) > len(columns):
            mistakes.add(line, f"the row has {len(cells)} cells, the header has {len(columns)}.")
        rows.append(Row(line, dict(zip(columns, cells, strict=False))))
    mistakes.refuse()
    return Table(path, columns, tuple(rows))


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise QdaError(f"the file cannot be read ({error.strerror}).", path=path) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "this line is not UTF-8; save the file as “CSV UTF-8”."
        raise QdaError(message, path=path, line=line) from error


def _numbered(path: Path, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise QdaError(f"this is not CSV ({error}).", path=path, line=line) from error
