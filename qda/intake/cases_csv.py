"""`cases.csv`: ``case,documents,NAME[:text|number|yesno|date|many],...``, every mistake named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from qda.cells import Mistakes, Row, Table, read_table
from qda.text import normalise

KINDS: Final = ("text", "number", "yesno", "date", "many")
NOT_APPLICABLE: Final = ("n.a.", "n/a")
_NONE: Final = "(none)"
"""The column of those whose value is unknown; no value can have its name."""

_NUMBER: Final = re.compile(r"-?\d+([.,]\d+)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YESNO: Final = {"yes": "yes", "no": "no", "ja": "yes", "nei": "no"}


@dataclass(frozen=True, slots=True)
class Tie:
    """Where a case speaks.

    Attributes:
        written: As the file has it, ``name`` or ``name@speaker``.
        document: The document's row.
        speaker: The speaker's row; None for the whole document.
    """

    written: str
    document: int
    speaker: int | None


@dataclass(frozen=True, slots=True)
class Column:
    """An attribute of the cases; `header` is what its column is called in the file."""

    name: str
    kind: str
    header: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case.

    Attributes:
        name: Its name.
        ties: Where it speaks.
        values: Of each attribute its values; None where it does not apply. What is unknown is
            not in it.
    """

    name: str
    ties: tuple[Tie, ...]
    values: Mapping[str, tuple[str, ...] | None]


@dataclass(frozen=True, slots=True)
class CasesFile:
    """A file of cases without mistakes."""

    attributes: tuple[Column, ...]
    cases: tuple[CaseRow, ...]


def read_cases_file(path: Path, places: Mapping[str, Mapping[str, Tie]]) -> CasesFile:
    """Read a file of cases.

    Args:
        path: The file.
        places: Each document's name with its speakers' labels; '' is the document whole.

    Raises:
        MistakesError: It has mistakes.
        QdaError: It cannot be read.
    """
    table = read_table(path)
    mistakes = Mistakes(path)
    columns = _columns(table, mistakes)
    mistakes.refuse()
    cases = [_case(row, columns, places, mistakes) for row in table.rows]
    _refuse_twice(table, mistakes)
    mistakes.refuse()
    return CasesFile(columns, tuple(cases))


def _columns(table: Table, mistakes: Mistakes) -> tuple[Column, ...]:
    for name in ("case", "documents"):
        if name not in table.columns:
            mistakes.add(1, f"the column “{name}” is missing.")
    found: list[Column] = []
    for header in table.columns:
        if header in ("case", "documents"):
            continue
        name, _, kind = (part.strip() for part in normalise(header).partition(":"))
        kind = kind or "text"
        if not name or re.search('[=!",:]', name):
            mistakes.add(1, f'“{header}” is no name of an attribute; leave out = ! " and commas.')
        elif kind not in KINDS:
            mistakes.add(1, f"“{kind}” is no kind of attribute; there are: {', '.join(KINDS)}.")
        elif any(column.name == name for column in found):
            mistakes.add(1, f"the attribute “{name}” is there twice; rename one.")
        else:
            found.append(Column(name, kind, header))
    return tuple(found)


def _refuse_twice(table: Table, mistakes: Mistakes) -> None:
    lines: dict[str, int] = {}
    for row in table.rows:
        name = _clean(row["case"])
        if name in lines:
            where = f"here and on line {lines[name]}"
            mistakes.add(row.line, f"the case “{name}” is there twice, {where}; one row a case.")
        lines.setdefault(name, row.line)


def _clean(cell: str) -> str:
    return " ".join(normalise(cell).split())


def _case(
    row: Row,
    columns: tuple[Column, ...],
    places: Mapping[str, Mapping[str, Tie]],
    mistakes: Mistakes,
) -> CaseRow:
    name = _clean(row["case"])
    if not name:
        mistakes.add(row.line, "the name of the case is missing.")
    written = filter(None, (_clean(part) for part in row["documents"].split(";")))
    ties = [_tie(row.line, one, places, mistakes) for one in dict.fromkeys(written)]
    values: dict[str, tuple[str, ...] | None] = {}
    for column in columns:
        cell = _clean(row[column.header])
        if cell.casefold() in NOT_APPLICABLE:
            values[column.name] = None
        elif cell:
            values[column.name] = _values(row.line, column, cell, mistakes)
    return CaseRow(name, tuple(tie for tie in ties if tie is not None), values)


def _tie(
    line: int, written: str, places: Mapping[str, Mapping[str, Tie]], mistakes: Mistakes
) -> Tie | None:
    if written in places:
        return places[written][""]
    name, _, label = (part.strip() for part in written.rpartition("@"))
    if name not in places:
        hint = "`qda documents list` shows them"
        mistakes.add(line, f"there is no document named “{name or written}”; {hint}.")
        return None
    if label not in places[name] or not label:
        hint = f"`qda speakers {name}` shows them"
        mistakes.add(line, f"nobody is called “{label}” in {name}; {hint}.")
        return None
    return places[name][label]


def _values(line: int, column: Column, cell: str, mistakes: Mistakes) -> tuple[str, ...]:
    parts = cell.split(";") if column.kind == "many" else [cell]
    values = []
    for part in filter(None, map(str.strip, parts)):
        value = _value(column.kind, part)
        if value is None or value == _NONE:
            form = _FORMS.get(column.kind, f"{_NONE} stands for what is unknown; leave it empty")
            mistakes.add(line, f"“{part}” cannot be the {column.name}: {form}.")
        else:
            values.append(value)
    return tuple(dict.fromkeys(values))


_FORMS: Final = {
    "number": "write a number, as 54 or 3.5",
    "yesno": "write yes or no",
    "date": "write a date, as 2026-11-23",
}


def _value(kind: str, cell: str) -> str | None:
    """The one form in which a value is stored; None where it is not of the kind."""
    if kind == "number":
        return cell.replace(",", ".") if _NUMBER.fullmatch(cell) else None
    if kind == "yesno":
        return _YESNO.get(cell.casefold())
    if kind == "date":
        return _date(cell)
    return cell


def _date(cell: str) -> str | None:
    day_first = _DAY_FIRST.fullmatch(cell)
    try:
        if day_first:
            day, month, year = map(int, day_first.groups())
            return date(year, month, day).isoformat()
        return date.fromisoformat(cell).isoformat()
    except ValueError:
        return None
