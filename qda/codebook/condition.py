"""Conditions on the attributes of a case: `role=initiator,facilitator`, `sector!=hospital`.

One grammar for a code's base in `codebook.yaml` and for `--where` on the command line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qda.errors import QdaError
from qda.text import normalise

NONE = "(none)"
"""The value that stands for a missing attribute."""

_OPERATOR = re.compile(r'\s*([^=!"]+?)\s*(!=|==?)(.*)', re.DOTALL)
_VALUE = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^",]*))\s*(?:,|$)')
_PLAIN = re.compile(r'[^\s",=](?:[^",]*[^\s",])?')


@dataclass(frozen=True, slots=True)
class Condition:
    """An attribute has one of some values, or, negated, none of them.

    Attributes:
        attribute: The name of a case's attribute.
        values: The values, any of which is enough; never empty.
        negated: Whether the condition holds where none of the values is found.
    """

    attribute: str
    values: tuple[str, ...]
    negated: bool = False

    def holds(self, values: frozenset[str]) -> bool:
        """Whether the condition holds for a case that has these values of the attribute.

        A case without any has the value `(none)`.
        """
        return (values or {NONE}).isdisjoint(self.values) == self.negated

    def __str__(self) -> str:
        values = ",".join(_quoted(value) for value in self.values)
        return f"{self.attribute}{'!=' if self.negated else '='}{values}"


def parse_condition(text: str) -> Condition:
    """Read a condition.

    A comma means "any of"; a value that holds a comma stands in double quotes, a double quote
    within them is doubled.

    Raises:
        QdaError: The text is no condition.
    """
    match = _OPERATOR.fullmatch(normalise(text))
    if match is None:
        raise QdaError(
            f"“{text}” is not a condition; write attribute=value, as in role=initiator,facilitator."
        )
    attribute, operator, rest = match.groups()
    return Condition(attribute, _values(text, rest), operator == "!=")


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
