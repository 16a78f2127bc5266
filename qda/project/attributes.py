"""What is known of a case: kinds of attributes, and the one form in which a value is stored."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from qda.errors import QdaError
from qda.text import normalise

Kind = Literal["text", "number", "yesno", "date", "many"]
KINDS: Final[tuple[Kind, ...]] = ("text", "number", "yesno", "date", "many")

Values = tuple[str, ...] | None
"""What a case has in an attribute: nothing where it is unknown, None where it does not apply."""
UNKNOWN: Final[Values] = ()
DOES_NOT_APPLY: Final = "n.a."
"""How it is written and shown that an attribute does not apply."""

_DOES_NOT_APPLY: Final = (DOES_NOT_APPLY, "n/a")
_NONE: Final = "(none)"
"""The column of those whose value is unknown; no value can have its name."""
_NUMBER: Final = re.compile(r"-?\d+([.,]\d+)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YESNO: Final = {"yes": "yes", "no": "no", "ja": "yes", "nei": "no"}
_FORMS: Final = {
    "number": "write a number, as 54 or 3.5",
    "yesno": "write yes or no",
    "date": "write a date, as 2026-11-23",
}
_NO_NAME: Final = re.compile(r'[=!",:;]')


def clean(text: str) -> str:
    """Words on one line, with one space between them."""
    return " ".join(normalise(text).split())


def read_values(attribute: str, kind: str, cell: str) -> Values:
    """What a cell says; several values, of the kind *many*, are separated by semicolons.

    Raises:
        QdaError: It is not of the kind.
    """
    cell = clean(cell)
    if cell.casefold() in _DOES_NOT_APPLY:
        return None
    parts = cell.split(";") if kind == "many" else [cell]
    found = (_value(attribute, kind, part) for part in filter(None, map(str.strip, parts)))
    return tuple(dict.fromkeys(found))


def write_values(values: Values) -> str:
    """The cell that `read_values` reads as these values."""
    return DOES_NOT_APPLY if values is None else "; ".join(values)


def attribute_name(text: str) -> str:
    """An attribute's name in the one form in which it is stored.

    Raises:
        QdaError: It cannot be called so.
    """
    name = clean(text)
    if not name or name in ("case", "documents") or _NO_NAME.search(name):
        raise QdaError(f'“{name}” is no name of an attribute; leave out = ! : ; " and commas.')
    return name


def as_number(text: str) -> Decimal | None:
    """The number that a text is; None where it is none."""
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _value(attribute: str, kind: str, part: str) -> str:
    value = _as_stored(kind, part)
    if value is None or value == _NONE:
        form = _FORMS.get(kind, f"{_NONE} stands for what is unknown; leave it empty")
        raise QdaError(f"“{part}” cannot be the {attribute}: {form}.")
    return value


def _as_stored(kind: str, cell: str) -> str | None:
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
