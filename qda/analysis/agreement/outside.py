"""Ratings and spans from outside any project, as one JSON or CSV file."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from qda.analysis.agreement.fields import (
    Object,
    label_of,
    list_of,
    names_of,
    number_of,
    object_of,
    square,
)
from qda.analysis.agreement.ratings import UNSEEN, NominalData
from qda.analysis.agreement.sets import SetData, ancestry
from qda.analysis.agreement.spans import CharacterTable, SpanData, Weights, make_spans
from qda.analysis.agreement.summary import Data, Statistics, all_statistics
from qda.analysis.agreement.value import BoolArray, FloatArray
from qda.errors import QdaError

__all__ = ["Data", "Statistics", "all_statistics", "read_ratings"]

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


def read_ratings(path: Path) -> Data:
    """Read a file of units x coders, or of spans.

    JSON: `kind` ("nominal", "set" or "span") and `data`. CSV: a row a unit, a column a coder,
    the first row their names; an empty cell is a unit that the coder did not see; a column named
    `unit` is not read, and one named `cluster` tells the informant.

    Raises:
        QdaError: If the file cannot be read or something in it does not fit, with the line or
            the field.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise QdaError(f"The file cannot be read: {reason}.", path=path) from error
    except UnicodeDecodeError as error:
        raise QdaError("The file is not UTF-8: save it as UTF-8.", path=path) from error
    try:
        return _read_csv(text) if path.suffix.lower() in {".csv", ".tsv"} else _read_json(text)
    except QdaError as error:
        raise QdaError(error.message, path=path, line=error.line) from error


def _read_csv(text: str) -> NominalData:
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            rows.append((reader.line_num, [cell.strip() for cell in row]))  # noqa: PERF401 - line_num moves
    except csv.Error as error:
        raise QdaError(f"The line cannot be read ({error}).", line=reader.line_num) from error
    if not rows:
        raise QdaError("The file is empty: the first row names the coders.")
    names = rows[0][1]
    _check_header(names)
    units = [(line, row) for line, row in rows[1:] if row]
    for line, row in units:
        if len(row) != len(names):
            problem = f"The row has {len(row)} cells, the header {len(names)}."
            raise QdaError(problem, line=line)
    coders = [i for i, name in enumerate(names) if name.lower() not in {"unit", "cluster"}]
    cells = [[row[i] or None for i in coders] for _, row in units]
    clusters = _column(names, "cluster", [row for _, row in units])
    return _nominal(tuple(names[i] for i in coders), cells, None, clusters)


def _check_header(names: list[str]) -> None:
    lowered = [name.lower() for name in names]
    if "" in names or len(set(lowered)) < len(names):
        raise QdaError("The first row must give each column a name of its own.", line=1)
    if not set(lowered) - {"unit", "cluster"}:
        raise QdaError("The first row names no coder.", line=1)


def _column(names: list[str], wanted: str, rows: list[list[str]]) -> tuple[str, ...] | None:
    for index, name in enumerate(names):
        if name.lower() == wanted:
            return tuple(row[index] for row in rows)
    return None


def _read_json(text: str) -> Data:
    try:
        content = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise QdaError(f"This is not JSON ({error.msg}).", line=error.lineno) from error
    except (RecursionError, ValueError) as error:  # nested too deep, thousands of digits
        raise QdaError("This is not JSON of ratings or spans.") from error
    content = object_of(content, "the file")
    data = object_of(content.get("data"), "data")
    match content.get("kind"):
        case "nominal":
            return _read_nominal(data)
        case "set":
            return _read_sets(data)
        case "span":
            parameters = object_of(content.get("parameters") or {}, "parameters")
            return _read_spans(data, _weights(parameters))
        case _:
            raise QdaError('`kind` must be "nominal", "set" or "span".')


def _no_constant(name: str) -> float:
    raise QdaError(f"{name} is not a value: write null for a unit that was not seen.")


def _read_nominal(data: Object) -> NominalData:
    categories = names_of(data, "categories")
    if "table" in data:
        return _expanded(square(data["table"], "data.table"), categories, data)
    rows, coders = _rows(data)
    cells = [
        [None if cell is None else label_of(cell, f"data.ratings[{i}]") for cell in row]
        for i, row in enumerate(rows)
    ]
    return _nominal(coders, cells, categories, _clusters(data, len(rows)))


def _expanded(table: FloatArray, categories: Sequence[str] | None, data: Object) -> NominalData:
    """A contingency table: each cell a row that stands for so many units."""
    names = categories or [str(index + 1) for index in range(len(table))]
    if len(names) != len(table):
        raise QdaError(f"`data.table` has {len(table)} rows, `data.categories` {len(names)} names.")
    if (table != np.floor(table)).any():
        raise QdaError("`data.table` must hold whole numbers of units.")
    values = np.stack(np.divmod(np.arange(table.size), max(1, len(table))), axis=1)
    coders = _coders(data, 2)
    if len(coders) != 2:
        raise QdaError("`data.table` compares two coders: `data.coders` must name two.")
    weights = table.reshape(-1)
    return NominalData(coders, tuple(names), values, _positions(names), weights=weights)


def _nominal(
    coders: tuple[str, ...],
    cells: Sequence[Sequence[str | None]],
    categories: Sequence[str] | None,
    clusters: tuple[str, ...] | None,
) -> NominalData:
    found = dict.fromkeys(cell for row in cells for cell in row if cell is not None)
    names = categories if categories is not None else _ordered(found)
    number = {name: index for index, name in enumerate(names)}
    for i, row in enumerate(cells):
        for cell in row:
            if cell is not None and cell not in number:
                raise QdaError(f"`data.ratings[{i}]` has a value that is not in `data.categories`.")
    values = [[UNSEEN if cell is None else number[cell] for cell in row] for row in cells]
    array = np.array(values, dtype=np.int64).reshape(len(cells), len(coders))
    return NominalData(coders, tuple(names), array, _positions(names), clusters)


def _ordered(names: Iterable[str]) -> list[str]:
    """By number if all are numbers, else by name."""
    known = list(names)
    positions = _positions(known)
    if positions is None:
        return sorted(known)
    return [known[i] for i in np.argsort(positions, kind="stable")]


def _positions(names: Sequence[str]) -> FloatArray | None:
    """The categories as numbers, if each is one."""
    if not all(_NUMBER.fullmatch(name) and math.isfinite(float(name)) for name in names):
        return None
    return np.array([float(name) for name in names], dtype=np.float64)


def _read_sets(data: Object) -> SetData:
    rows, coders = _rows(data)
    cells = [[_codes(cell, f"data.ratings[{i}]") for cell in row] for i, row in enumerate(rows)]
    parents = _parents(data)
    used = dict.fromkeys(code for row in cells for cell in row for code in cell or ())
    names = list(names_of(data, "codes") or sorted(used))
    tree = {*parents, *parents.values()}
    names += [code for code in sorted(used) if code in tree and code not in names]
    for code in parents:
        try:
            ancestry(code, parents)
        except ValueError as error:
            raise QdaError("`data.parents` has a code among its own ancestors.") from error
    clusters = _clusters(data, len(rows))
    return SetData(coders, tuple(names), *_applied(cells, len(coders), names), parents, clusters)


def _applied(
    cells: list[list[list[str] | None]], coders: int, names: list[str]
) -> tuple[BoolArray, BoolArray]:
    """Codes x coders x units, and who saw what: coders x units."""
    number = {name: index for index, name in enumerate(names)}
    applied = np.zeros((len(names), coders, len(cells)), dtype=np.bool_)
    seen = np.zeros((coders, len(cells)), dtype=np.bool_)
    for i, row in enumerate(cells):
        for c, cell in enumerate(row):
            seen[c, i] = cell is not None
            for code in cell or ():
                if code not in number:
                    raise QdaError(f"`data.ratings[{i}]` has a code that is not in `data.codes`.")
                applied[number[code], c, i] = True
    return applied, seen


def _codes(cell: Any, field: str) -> list[str] | None:
    if cell is None:
        return None
    return [label_of(code, field) for code in list_of(cell, field)]


def _parents(data: Object) -> dict[str, str | None]:
    given = object_of(data.get("parents") or {}, "data.parents")
    return {
        code: None if parent is None else label_of(parent, "data.parents")
        for code, parent in given.items()
    }


def _read_spans(data: Object, weights: Weights) -> SpanData | CharacterTable:
    if "char_table" in data:
        table = square(data["char_table"], "data.char_table")
        if table.shape != (2, 2):
            raise QdaError("`data.char_table` must have two rows of two numbers.")
        return CharacterTable(table)
    length = None if data.get("length") is None else number_of(data["length"], "data.length")
    if length is not None and (length < 0 or length != math.floor(length)):
        raise QdaError("`data.length` must be a whole number of characters.")
    rows = _span_rows(data)
    coders = list(names_of(data, "coders") or dict.fromkeys(row[0] for row in rows))
    codes = list(names_of(data, "codes") or _ordered(dict.fromkeys(row[3] for row in rows)))
    spans = [_span(i, row, coders, codes, length) for i, row in enumerate(rows)]
    return make_spans(coders, codes, spans, length, weights)


SpanRow = tuple[str, float, float, str]


def _span_rows(data: Object) -> list[SpanRow]:
    if "spans_rows" in data:
        field = "data.spans_rows"
        columns = [str(x) for x in data.get("columns") or ("coder", "start", "end", "code")]
        items = [
            dict(zip(columns, list_of(row, field), strict=False))
            for row in list_of(data["spans_rows"], field)
        ]
    else:
        field = "data.spans"
        items = [object_of(item, field) for item in list_of(data.get("spans"), field)]
    rows: list[SpanRow] = []
    for i, item in enumerate(items):
        where = f"{field}[{i}]"
        for name in ("coder", "start", "end", "code"):
            if item.get(name) is None:
                raise QdaError(f"`{where}` has no `{name}`.")
        start, end = number_of(item["start"], where), number_of(item["end"], where)
        rows.append((label_of(item["coder"], where), start, end, label_of(item["code"], where)))
    return rows


def _span(
    index: int, row: SpanRow, coders: list[str], codes: list[str], length: float | None
) -> tuple[int, float, float, int]:
    coder, start, end, code = row
    where = f"Span {index + 1}"
    if coder not in coders:
        raise QdaError(f"{where} has a coder that is not in `data.coders`.")
    if code not in codes:
        raise QdaError(f"{where} has a code that is not in `data.codes`.")
    if length is not None and (start != math.floor(start) or end != math.floor(end)):
        raise QdaError(f"{where} has an offset that is not a whole number of characters.")
    return coders.index(coder), start, end, codes.index(code)


def _weights(parameters: Object) -> Weights:
    given = object_of(parameters.get("gamma") or {}, "parameters.gamma")
    numbers = {
        name: number_of(given.get(name, 1.0), f"parameters.gamma.{name}")
        for name in ("alpha", "beta", "delta_empty")
    }
    if min(numbers.values()) < 0 or numbers["delta_empty"] == 0:
        raise QdaError("`parameters.gamma` must not be negative, and `delta_empty` not 0.")
    return Weights(**numbers)


def _rows(data: Object) -> tuple[list[list[Any]], tuple[str, ...]]:
    """The rows of `ratings`, each with a cell a coder."""
    field = "data.ratings"
    rows = [
        list_of(row, f"{field}[{i}]") for i, row in enumerate(list_of(data.get("ratings"), field))
    ]
    coders = _coders(data, len(rows[0]) if rows else 0)
    for i, row in enumerate(rows):
        if len(row) != len(coders):
            raise QdaError(
                f"`{field}[{i}]` has {len(row)} values where there are {len(coders)} coders."
            )
    return rows, coders


def _coders(data: Object, count: int) -> tuple[str, ...]:
    named = names_of(data, "coders")
    return named if named is not None else tuple(str(i + 1) for i in range(count))


def _clusters(data: Object, units: int) -> tuple[str, ...] | None:
    clusters = None
    if data.get("cluster") is not None:
        clusters = tuple(
            label_of(x, "data.cluster") for x in list_of(data["cluster"], "data.cluster")
        )
        if len(clusters) != units:
            raise QdaError(f"`data.cluster` has {len(clusters)} entries for {units} units.")
    return clusters
