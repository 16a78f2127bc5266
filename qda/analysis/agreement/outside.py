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

from qda.analysis.agreement.ratings import UNSEEN, NominalData
from qda.analysis.agreement.sets import SetData, ancestry
from qda.analysis.agreement.spans import CharacterTable, SpanData, Weights, make_spans
from qda.analysis.agreement.summary import Data, Statistics, all_statistics
from qda.analysis.agreement.value import FloatArray
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
    except RecursionError as error:
        raise QdaError("This is not JSON of ratings: it is nested too deep.") from error
    content = _object(content, "the file")
    data = _object(content.get("data"), "data")
    match content.get("kind"):
        case "nominal":
            return _read_nominal(data)
        case "set":
            return _read_sets(data)
        case "span":
            parameters = _object(content.get("parameters") or {}, "parameters")
            return _read_spans(data, _weights(parameters))
        case _:
            raise QdaError('`kind` must be "nominal", "set" or "span".')


def _no_constant(name: str) -> float:
    raise QdaError(f"{name} is not a value: write null for a unit that was not seen.")


def _read_nominal(data: dict[str, Any]) -> NominalData:
    given = data.get("categories")
    categories = (
        None
        if given is None
        else [_label(x, "data.categories") for x in _list(given, "data.categories")]
    )
    if categories is not None and len(set(categories)) < len(categories):
        raise QdaError("`data.categories` names a category twice.")
    if "table" in data:
        return _expanded(_square(data["table"], "data.table"), categories, data)
    rows, coders = _rows(data)
    cells = [
        [None if cell is None else _label(cell, f"data.ratings[{i}]") for cell in row]
        for i, row in enumerate(rows)
    ]
    return _nominal(coders, cells, categories, _clusters(data, len(rows)))


def _expanded(table: FloatArray, categories: list[str] | None, data: dict[str, Any]) -> NominalData:
    """A contingency table as the units it counts."""
    names = categories or [str(index + 1) for index in range(len(table))]
    if len(names) != len(table):
        raise QdaError(f"`data.table` has {len(table)} rows, `data.categories` {len(names)} names.")
    if (table != np.floor(table)).any():
        raise QdaError("`data.table` must hold whole numbers of units.")
    first, second = np.divmod(np.arange(table.size), len(table))
    pairs = np.stack([first, second], axis=1)
    values = np.repeat(pairs, table.reshape(-1).astype(np.int64), axis=0)
    coders = _coders(data, 2)
    return NominalData(coders, tuple(names), values, _positions(names), table=True)


def _nominal(
    coders: tuple[str, ...],
    cells: Sequence[Sequence[str | None]],
    categories: list[str] | None,
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


def _read_sets(data: dict[str, Any]) -> SetData:
    rows, coders = _rows(data)
    cells = [[_codes(cell, f"data.ratings[{i}]") for cell in row] for i, row in enumerate(rows)]
    parents = _parents(data)
    used = dict.fromkeys(code for row in cells for cell in row for code in cell or ())
    codes = _given_codes(data)
    names = codes if codes is not None else sorted(used)
    names += [code for code in sorted(used) if code in parents and code not in names]
    for code in parents:
        try:
            ancestry(code, parents)
        except ValueError as error:
            raise QdaError("`data.parents` has a code among its own ancestors.") from error
    number = {name: index for index, name in enumerate(names)}
    applied = np.zeros((len(names), len(coders), len(rows)), dtype=np.bool_)
    seen = np.zeros((len(coders), len(rows)), dtype=np.bool_)
    for i, row in enumerate(cells):
        for c, cell in enumerate(row):
            seen[c, i] = cell is not None
            for code in cell or ():
                if code not in number:
                    raise QdaError(f"`data.ratings[{i}]` has a code that is not in `data.codes`.")
                applied[number[code], c, i] = True
    return SetData(coders, tuple(names), applied, seen, parents, _clusters(data, len(rows)))


def _codes(cell: Any, field: str) -> list[str] | None:
    if cell is None:
        return None
    return [_label(code, field) for code in _list(cell, field)]


def _given_codes(data: dict[str, Any]) -> list[str] | None:
    if data.get("codes") is None:
        return None
    codes = [_label(code, "data.codes") for code in _list(data["codes"], "data.codes")]
    if len(set(codes)) < len(codes):
        raise QdaError("`data.codes` names a code twice.")
    return codes


def _parents(data: dict[str, Any]) -> dict[str, str | None]:
    given = _object(data.get("parents") or {}, "data.parents")
    return {
        code: None if parent is None else _label(parent, "data.parents")
        for code, parent in given.items()
    }


def _read_spans(data: dict[str, Any], weights: Weights) -> SpanData | CharacterTable:
    if "char_table" in data:
        table = _square(data["char_table"], "data.char_table")
        if table.shape != (2, 2):
            raise QdaError("`data.char_table` must have two rows of two numbers.")
        return CharacterTable(table)
    length = None if data.get("length") is None else _number(data["length"], "data.length")
    if length is not None and (length < 0 or length != math.floor(length)):
        raise QdaError("`data.length` must be a whole number of characters.")
    rows = _span_rows(data)
    coders = list(_names(data, "coders") or dict.fromkeys(row[0] for row in rows))
    codes = _given_codes(data) or _ordered(dict.fromkeys(row[3] for row in rows))
    spans = [_span(i, row, coders, codes, length) for i, row in enumerate(rows)]
    return make_spans(coders, codes, spans, length, weights)


SpanRow = tuple[str, float, float, str]


def _span_rows(data: dict[str, Any]) -> list[SpanRow]:
    if "spans_rows" in data:
        field = "data.spans_rows"
        columns = [str(x) for x in data.get("columns") or ("coder", "start", "end", "code")]
        items = [
            dict(zip(columns, _list(row, field), strict=False))
            for row in _list(data["spans_rows"], field)
        ]
    else:
        field = "data.spans"
        items = [_object(item, field) for item in _list(data.get("spans"), field)]
    rows: list[SpanRow] = []
    for i, item in enumerate(items):
        where = f"{field}[{i}]"
        for name in ("coder", "start", "end", "code"):
            if item.get(name) is None:
                raise QdaError(f"`{where}` has no `{name}`.")
        start, end = _number(item["start"], where), _number(item["end"], where)
        rows.append((_label(item["coder"], where), start, end, _label(item["code"], where)))
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


def _weights(parameters: dict[str, Any]) -> Weights:
    given = _object(parameters.get("gamma") or {}, "parameters.gamma")
    numbers = {
        name: _number(given.get(name, 1.0), f"parameters.gamma.{name}")
        for name in ("alpha", "beta", "delta_empty")
    }
    if min(numbers.values()) < 0 or numbers["delta_empty"] == 0:
        raise QdaError("`parameters.gamma` must not be negative, and `delta_empty` not 0.")
    return Weights(**numbers)


def _rows(data: dict[str, Any]) -> tuple[list[list[Any]], tuple[str, ...]]:
    """The rows of `ratings`, each with a cell a coder."""
    field = "data.ratings"
    rows = [_list(row, f"{field}[{i}]") for i, row in enumerate(_list(data.get("ratings"), field))]
    coders = _coders(data, len(rows[0]) if rows else 0)
    for i, row in enumerate(rows):
        if len(row) != len(coders):
            raise QdaError(
                f"`{field}[{i}]` has {len(row)} values where there are {len(coders)} coders."
            )
    return rows, coders


def _coders(data: dict[str, Any], count: int) -> tuple[str, ...]:
    named = _names(data, "coders")
    return named if named is not None else tuple(str(i + 1) for i in range(count))


def _clusters(data: dict[str, Any], units: int) -> tuple[str, ...] | None:
    clusters = None
    if data.get("cluster") is not None:
        clusters = tuple(_label(x, "data.cluster") for x in _list(data["cluster"], "data.cluster"))
        if len(clusters) != units:
            raise QdaError(f"`data.cluster` has {len(clusters)} entries for {units} units.")
    return clusters


def _names(data: dict[str, Any], name: str) -> tuple[str, ...] | None:
    if data.get(name) is None:
        return None
    names = tuple(_label(x, f"data.{name}") for x in _list(data[name], f"data.{name}"))
    if len(set(names)) < len(names):
        raise QdaError(f"`data.{name}` has a name twice.")
    return names


def _square(value: Any, field: str) -> FloatArray:
    rows = [_list(row, field) for row in _list(value, field)]
    if any(len(row) != len(rows) for row in rows):
        raise QdaError(f"`{field}` must have as many columns as rows.")
    numbers = [[_number(cell, field) for cell in row] for row in rows]
    if any(cell < 0 for row in numbers for cell in row):
        raise QdaError(f"`{field}` must not hold negative counts.")
    return np.array(numbers, dtype=np.float64).reshape(len(rows), len(rows))


def _object(value: Any, field: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise QdaError(f"`{field}` must be an object of names and values.")
    return value


def _list(value: Any, field: str) -> list[Any]:
    if not isinstance(value, list):
        raise QdaError(f"`{field}` must be a list.")
    return value


def _number(value: Any, field: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e15:
        raise QdaError(f"`{field}` must hold numbers.")
    return float(value)


def _label(value: Any, field: str) -> str:
    """A category, code or name as text; 1 and 1.0 and "1" are the same."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float() if math.isfinite(value):
            return str(int(value)) if value == int(value) else repr(value)
        case _:
            raise QdaError(f"`{field}` has a value that is neither text nor a number.")
