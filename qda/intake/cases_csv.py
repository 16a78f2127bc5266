"""`cases.csv`: ``case,documents,NAME[:text|number|yesno|date|many],...``, every mistake named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qda.cells import Mistakes, Row, Table, guard, read_table, to_csv, unguard
from qda.errors import QdaError
from qda.project.attributes import (
    KINDS,
    Values,
    attribute_name,
    clean,
    read_values,
    write_values,
)
from qda.project.cases import AttributeInfo, CaseInfo, Tie, find_tie


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
    values: Mapping[str, Values]


@dataclass(frozen=True, slots=True)
class CasesFile:
    """A file of cases without mistakes."""

    attributes: tuple[Column, ...]
    cases: tuple[CaseRow, ...]


def read_cases_file(
    path: Path, places: Mapping[str, Mapping[str, Tie]], bands: Mapping[str, str] | None = None
) -> CasesFile:
    """Read a file of cases.

    Args:
        path: The file.
        places: Each document's name with its speakers' labels; '' is the document whole.
        bands: The bands there are, each with the attribute it is made of.

    Raises:
        MistakesError: It has mistakes.
        QdaError: It cannot be read.
    """
    table = read_table(path)
    mistakes = Mistakes(path)
    columns = _columns(table, bands or {}, mistakes)
    mistakes.refuse()
    cases = [_case(row, columns, places, mistakes) for row in table.rows]
    _refuse_twice(table, mistakes)
    mistakes.refuse()
    return CasesFile(columns, tuple(cases))


def write_cases_file(attributes: Sequence[AttributeInfo], cases: Sequence[CaseInfo]) -> bytes:
    """The file of these cases: read into their project, it changes nothing.

    Bands are not in it: they are made of the numbers anew.
    """
    header = [f"{attribute.name}:{attribute.kind}" for attribute in attributes]
    rows = [
        [
            guard(case.name),
            guard(";".join(case.documents)),
            *(_cell(attribute, case.values.get(attribute.name, ())) for attribute in attributes),
        ]
        for case in cases
    ]
    return to_csv([["case", "documents", *map(guard, header)], *rows])


def _cell(attribute: AttributeInfo, values: Values) -> str:
    written = write_values(values) if values is None else ";".join(values)
    return written if attribute.kind == "number" else guard(written)


def _columns(table: Table, bands: Mapping[str, str], mistakes: Mistakes) -> tuple[Column, ...]:
    for name in ("case", "documents"):
        if name not in table.columns:
            mistakes.add(1, f"the column “{name}” is missing.")
    found: dict[str, Column] = {}
    for header in table.columns:
        if header in ("case", "documents"):
            continue
        try:
            column = _column(header, bands)
        except QdaError as error:
            mistakes.add(1, error.message)
            continue
        if column.name in found:
            mistakes.add(1, f"the attribute “{column.name}” is there twice; rename one.")
        found[column.name] = column
    return tuple(found.values())


def _column(header: str, bands: Mapping[str, str]) -> Column:
    written, _, kind = (part.strip() for part in unguard(header).partition(":"))
    name, kind = attribute_name(written), kind or "text"
    if kind not in KINDS:
        raise QdaError(f"“{kind}” is no kind of attribute; there are: {', '.join(KINDS)}.")
    if name in bands:
        raise QdaError(f"“{name}” is made of the {bands[name]}; leave the column out.")
    return Column(name, kind, header)


def _refuse_twice(table: Table, mistakes: Mistakes) -> None:
    lines: dict[str, int] = {}
    for row in table.rows:
        name = clean(unguard(row["case"]))
        if name in lines:
            where = f"here and on line {lines[name]}"
            mistakes.add(row.line, f"the case “{name}” is there twice, {where}; one row a case.")
        lines.setdefault(name, row.line)


def _case(
    row: Row,
    columns: tuple[Column, ...],
    places: Mapping[str, Mapping[str, Tie]],
    mistakes: Mistakes,
) -> CaseRow:
    name = clean(unguard(row["case"]))
    if not name:
        mistakes.add(row.line, "the name of the case is missing.")
    values: dict[str, Values] = {}
    for column in columns:
        try:
            own = read_values(column.name, column.kind, unguard(row[column.header]))
        except QdaError as error:
            mistakes.add(row.line, error.message)
        else:
            if own != ():
                values[column.name] = own
    return CaseRow(name, _ties(row, places, mistakes), values)


def _ties(row: Row, places: Mapping[str, Mapping[str, Tie]], mistakes: Mistakes) -> tuple[Tie, ...]:
    written = filter(None, (clean(part) for part in unguard(row["documents"]).split(";")))
    found = []
    for one in dict.fromkeys(written):
        tie = find_tie(one, places)
        if isinstance(tie, str):
            mistakes.add(row.line, tie)
        else:
            found.append(tie)
    return tuple(found)
