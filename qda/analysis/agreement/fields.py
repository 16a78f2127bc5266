"""Checks of the fields of a JSON file: each error names the field."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from qda.analysis.agreement.value import FloatArray
from qda.errors import QdaError

Object = dict[str, Any]
"""A JSON object whose values are not checked yet."""


def names_of(data: Object, name: str) -> tuple[str, ...] | None:
    """A field of different names, or None if it is not there."""
    if data.get(name) is None:
        return None
    names = tuple(label_of(x, f"data.{name}") for x in list_of(data[name], f"data.{name}"))
    if len(set(names)) < len(names):
        raise QdaError(f"`data.{name}` has a name twice.")
    return names


def square(value: Any, field: str) -> FloatArray:
    """A square table of counts."""
    rows = [list_of(row, field) for row in list_of(value, field)]
    if any(len(row) != len(rows) for row in rows):
        raise QdaError(f"`{field}` must have as many columns as rows.")
    numbers = [[number_of(cell, field) for cell in row] for row in rows]
    if any(cell < 0 for row in numbers for cell in row):
        raise QdaError(f"`{field}` must not hold negative counts.")
    return np.array(numbers, dtype=np.float64).reshape(len(rows), len(rows))


def object_of(value: Any, field: str) -> Object:
    """An object of names and values."""
    if not isinstance(value, dict):
        raise QdaError(f"`{field}` must be an object of names and values.")
    return value


def list_of(value: Any, field: str) -> list[Any]:
    """A list."""
    if not isinstance(value, list):
        raise QdaError(f"`{field}` must be a list.")
    return value


def number_of(value: Any, field: str) -> float:
    """A number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e15:
        raise QdaError(f"`{field}` must hold numbers.")
    return float(value)


def label_of(value: Any, field: str) -> str:
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
