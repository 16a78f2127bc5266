"""What was meant by a few letters: codes and documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from qda.codebook.tree import LANGUAGE, Code, Codebook
from qda.errors import QdaError
from qda.plain import words
from qda.text import normalise

T = TypeVar("T")
Ask = Callable[[Sequence[str]], int | None]
"""Shows choices, numbered from 1; the place of the one chosen, from 0, or None."""


def names_of(code: Code) -> tuple[str, str]:
    """What a code is known by: its id and its label."""
    return code.id, code.name(LANGUAGE)


def name_of(book: Codebook, id_: str) -> str:
    """What the code of an id is called; the id itself where there is none."""
    known = book.get(id_)
    return names_of(known)[1] if known else id_


def matching(things: Iterable[T], typed: str, names: Callable[[T], Iterable[str]]) -> list[T]:
    """The things that fit best what was typed.

    Those of just this name; else those whose name begins so; else those with a word that begins
    so; else those that hold it; else those that hold its letters in this order.
    """
    wanted = _plain(typed)
    known = [(thing, [_plain(name) for name in names(thing)]) for thing in things]
    for fits in (_is, _begins, _word_begins, _holds, _holds_letters):
        found = [thing for thing, its in known if any(fits(name, wanted) for name in its)]
        if found:
            return found
    return []


def is_name(typed: str, names: Iterable[str]) -> bool:
    """Whether just this is one of the names."""
    return _plain(typed) in map(_plain, names)


def begins(typed: str, names: Iterable[str]) -> bool:
    """Whether one of the names begins with just this."""
    return any(_plain(name).startswith(_plain(typed)) for name in names)


def choose(found: Sequence[T], shown: Sequence[str], ask: Ask | None, why: str) -> T:
    """The only one, or the one chosen by its number.

    Raises:
        QdaError: Nobody can be asked, or nothing was chosen.
    """
    if len(found) == 1:
        return found[0]
    if ask is None:
        raise QdaError(why)
    chosen = ask(shown)
    if chosen is None:
        raise QdaError(words.LEFT)
    return found[chosen]


def _plain(text: str) -> str:
    return " ".join(normalise(text).casefold().split())


def _is(name: str, typed: str) -> bool:
    return name == typed


def _begins(name: str, typed: str) -> bool:
    return name.startswith(typed)


def _word_begins(name: str, typed: str) -> bool:
    return f" {typed}" in f" {name}".replace("_", " ")


def _holds(name: str, typed: str) -> bool:
    return typed in name


def _holds_letters(name: str, typed: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in typed.replace(" ", ""))
