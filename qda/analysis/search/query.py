"""What the user types, read: words, "exact words", part*, this OR that, /regular expression/."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qda.analysis.search.pattern import compiled, matches
from qda.analysis.search.terms import (
    Exact,
    Inflected,
    Partial,
    Place,
    Term,
    lowered,
    phrases,
    united,
)
from qda.errors import QdaError
from qda.text import normalise

TIME_LIMIT_S: Final = 10.0
"""How long a regular expression may take, in all texts together."""

_QUOTES: Final = re.compile('["“”„«»]')
_PART: Final = re.compile(r"(?:[^\W_]|\*)+|\|+")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand one after another."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of several: ``reise OR buss``."""

    phrases: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression."""

    expression: str


Query = Words | AnyOf | Pattern


def parse(typed: str) -> Query:
    """Read a query.

    A word means all its inflected forms, ``"in quotes"`` just these words, ``*gruppe*`` words
    with any letters for the stars, in the word or its dictionary form; several are a phrase.
    ``OR`` or ``|`` stands between words or phrases of which one is enough. ``/.../`` is a regular
    expression. Upper and lower case are the same, but for ``OR``.

    Raises:
        QdaError: There is nothing to search for, or it is written wrongly.
    """
    text = normalise(typed).strip()
    if text.startswith("/"):
        return _pattern(text)
    parts = _QUOTES.split(text)
    if len(parts) % 2 == 0:
        raise QdaError("a quotation mark is missing; put one at both ends of the exact words.")
    words = [
        (word, at % 2 == 1)
        for at, part in enumerate(parts)
        for word in _PART.findall(part)
        if at % 2 == 0 or "|" not in word
    ]
    phrases = tuple(map(_phrase, _apart(words)))
    return phrases[0] if len(phrases) == 1 else AnyOf(phrases)


def _apart(words: Sequence[tuple[str, bool]]) -> list[list[tuple[str, bool]]]:
    """The words, each with whether it is meant exactly, parted where one of several is enough."""
    apart: list[list[tuple[str, bool]]] = [[]]
    for word, exact in words:
        if not exact and word.strip("|") in ("", "OR"):
            apart.append([])
        else:
            apart[-1].append((word, exact))
    return apart


def _phrase(words: Sequence[tuple[str, bool]]) -> Words:
    terms = tuple(_term(lowered(word), exact=exact) for word, exact in words)
    if all(isinstance(term, Partial) and not any(term.pieces) for term in terms):
        raise QdaError("there is nothing to search for; type a word, or one on each side of OR.")
    return Words(terms)


def _pattern(text: str) -> Pattern:
    if len(text) < 3 or not text.endswith("/"):
        raise QdaError("a regular expression stands between two slashes, as in /grupp(e|a)/.")
    compiled(text[1:-1])
    return Pattern(text[1:-1])


def _term(word: str, *, exact: bool) -> Term:
    if "*" in word:
        return Partial(tuple(word.split("*")), exact)
    return Exact(word) if exact else Inflected(word)


def find(text: str, query: Query, seconds: float = TIME_LIMIT_S) -> list[Place]:
    """The places in a text, in order; none overlap.

    Args:
        text: A normalised text.
        query: What to search for.
        seconds: How long a regular expression may take.

    Raises:
        QdaError: A regular expression took too long.
    """
    if isinstance(query, Pattern):
        return list(matches(text, query.expression, seconds))
    low = lowered(text)
    if isinstance(query, AnyOf):
        return united(phrases(low, phrase.terms) for phrase in query.phrases)
    return list(phrases(low, query.terms))
