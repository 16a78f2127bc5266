"""Conditions on attributes: `role=initiator,facilitator`, `sector!=hospital`, `age>=60`.

One grammar for a code's base in `codebook.yaml` and for `--where` on the command line.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from qda.errors import QdaError
from qda.text import normalise

NONE = "(none)"
"""The value that stands for a missing attribute."""

_OPERATOR = re.compile(r'\s*([^=!<>"]+?)\s*(!=|==?|[<>]=?)(.*)', re.DOTALL)
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_VALUE = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^",]*))\s*(?:,|$)')
_PLAIN = re.compile(r'[^\s",=](?:[^",]*[^\s",])?')


@dataclass(frozen=True, slots=True)
class Condition:
    """An attribute has one of some values, or, negated, none of them.

    Attributes:
        attribute: The name of a case's attribute.
        values: The values, any of which is enough; never empty.
        negated: Whether the condition holds where none of the values is found.
        order: One of <, <=, > and >=, with a single number or date; else empty. A year or a
            month means all its days: `date<=2026-03` holds for the last day of March.
    """

    attribute: str
    values: tuple[str, ...]
    negated: bool = False
    order: str = ""

    def holds(self, values: frozenset[str]) -> bool:
        """Whether the condition holds for a case that has these values of the attribute.

        A case without any has the value `(none)`, which is neither more nor less than another.
        """
        if self.order:
            return any(_compares(value, self.order, self.values[0]) for value in values)
        return (values or {NONE}).isdisjoint(self.values) == self.negated

    def __str__(self) -> str:
        values = ",".join(_quoted(value) for value in self.values)
        return f"{self.attribute}{self.order or ('!=' if self.negated else '=')}{values}"


def parse_condition(text: str) -> Condition:
    """Read a condition.

    A comma means "any of"; a value that holds a comma stands in double quotes, a double quote
    within them is doubled.

    Raises:
        QdaError: The text is no condition, or asks what is more than something other than one
            number or date.
    """
    match = _OPERATOR.fullmatch(normalise(text))
    if match is None:
        raise QdaError(
            f"“{text}” is not a condition; write attribute=value, as in role=initiator,facilitator."
        )
    attribute, sign, rest = match.groups()
    values = _values(text, rest)
    if sign[0] not in "<>":
        return Condition(attribute, values, sign == "!=")
    if len(values) > 1 or (_number(values[0]) is None and not _DATE.fullmatch(values[0])):
        raise QdaError(
            f"“{text}” compares with something other than one number or date; "
            "write it as age>=60 or date<2026-03."
        )
    return Condition(attribute, values, order=sign)


def _values(text: str, rest: str) -> tuple[str, ...]:
    values: list[str] = []
    at = 0
    while at <= len(rest):
        match = _VALUE.match(rest, at)
        if match is None:
            raise QdaError(f"The quotes in the condition “{text}” do not match; close them.")
        quoted, plain = match.groups()
        value = quoted.replace('""', '"') if quoted is not None else plain.strip()
        if not value:
            raise QdaError(f"A value is empty in the condition “{text}”; write {NONE} for none.")
        values.append(value)
        at = match.end() if rest[match.end() - 1] == "," else len(rest) + 1
    return tuple(dict.fromkeys(values))


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    return '"' + value.replace('"', '""') + '"'


def _compares(value: str, order: str, bound: str) -> bool:
    number, limit = _number(value), _number(bound)
    if number is not None and limit is not None:
        return _ORDERS[order](number, limit)
    return bool(_DATE.fullmatch(value)) and _ORDERS[order](value[: len(bound)], bound)


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


_ORDERS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
