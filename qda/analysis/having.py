"""Conditions on codes: `gatekeeping and not screening in document`.

One limits what counts to the places where its expression holds. The place is a segment, a turn, a
passage (text that the codings share), a document or a case; without one it is a document. A code
means itself and all under it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from qda.analysis.options import WITHINS, Within
from qda.errors import QdaError
from qda.text import normalise

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.analysis.relation import Bools

_TOKEN: Final = re.compile(r"[()]|[^\s()]+")
_PLACE: Final = re.compile(r"(.*)\bin\s+(\w+)\s*", re.DOTALL)
_RESERVED: Final = ("and", "or", "not", "in", "(", ")")


@dataclass(frozen=True, slots=True)
class Mention:
    """A code, or one under it, is there."""

    code: str

    def holds(self, there: Callable[[str], Bools]) -> Bools:
        """Of each place, whether it holds."""
        return there(self.code)

    def codes(self) -> tuple[str, ...]:
        """The codes that it names."""
        return (self.code,)

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Negation:
    """Something is not so."""

    of: Expression

    def holds(self, there: Callable[[str], Bools]) -> Bools:
        """Of each place, whether it holds."""
        return ~self.of.holds(there)

    def codes(self) -> tuple[str, ...]:
        """The codes that it names."""
        return self.of.codes()

    def __str__(self) -> str:
        return f"not {_bracketed(self.of)}"


@dataclass(frozen=True, slots=True)
class Junction:
    """Several things are so: all of them (and), or any (or)."""

    word: str
    parts: tuple[Expression, ...]

    def holds(self, there: Callable[[str], Bools]) -> Bools:
        """Of each place, whether it holds."""
        found = self.parts[0].holds(there)
        for part in self.parts[1:]:
            own = part.holds(there)
            found = found & own if self.word == "and" else found | own
        return found

    def codes(self) -> tuple[str, ...]:
        """The codes that it names."""
        return tuple(code for part in self.parts for code in part.codes())

    def __str__(self) -> str:
        return f" {self.word} ".join(_bracketed(part) for part in self.parts)


Expression = Mention | Negation | Junction


@dataclass(frozen=True, slots=True)
class Having:
    """An expression of codes, and in what it has to hold."""

    expression: Expression
    within: Within

    def __str__(self) -> str:
        return f"{self.expression} in {self.within}"


def parse_having(text: str) -> Having:
    """Read a condition on codes.

    `not` binds closer than `and`, `and` closer than `or`.

    Raises:
        QdaError: The text is none.
    """
    written, within = normalise(text), "document"
    if match := _PLACE.fullmatch(written):
        written, within = match.groups()
        if within not in WITHINS:
            raise QdaError(f"“in {within}” names no place; use in {', in '.join(WITHINS)}.")
    tokens = _Tokens(text, _TOKEN.findall(written))
    expression = tokens.junction("or")
    if tokens.left:
        raise tokens.trouble(f"“{tokens.left[0]}” is not expected there")
    return Having(expression, cast("Within", within))


@dataclass
class _Tokens:
    """What is still to be read."""

    text: str
    left: list[str]

    def trouble(self, what: str) -> QdaError:
        return QdaError(
            f"“{self.text}” is no condition on codes: {what}; "
            "write it as “one and not (two or three) in document”."
        )

    def junction(self, word: str) -> Expression:
        parts = [self._within(word)]
        while self.left and self.left[0] == word:
            self.left.pop(0)
            parts.append(self._within(word))
        return parts[0] if len(parts) == 1 else Junction(word, tuple(parts))

    def _within(self, word: str) -> Expression:
        return self.junction("and") if word == "or" else self._single()

    def _single(self) -> Expression:
        if not self.left:
            raise self.trouble("it ends too early")
        token = self.left.pop(0)
        if token == "not":  # noqa: S105 (a word, no secret)
            return Negation(self._single())
        if token == "(":  # noqa: S105 (a bracket, no secret)
            inner = self.junction("or")
            if not self.left or self.left.pop(0) != ")":
                raise self.trouble("a bracket is not closed")
            return inner
        if token in _RESERVED:
            raise self.trouble(f"“{token}” stands where a code should")
        return Mention(token)


def _bracketed(part: Expression) -> str:
    return f"({part})" if isinstance(part, Junction) else str(part)
