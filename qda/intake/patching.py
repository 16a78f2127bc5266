"""Names replaced in a text: in all their forms, with where each offset lies afterwards."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from qda.language.numbers import Kind

_APART: Final = r"[\s_]+"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name, and what is to stand for it.

    Attributes:
        name: Without a genitive's s, as it is written most often.
        kind: What it names, as far as can be told.
        forms: Each way in which it is written, without a genitive's ending.
        count: How often, in text and labels.
        replacement: What stands for it; a genitive's s is put behind it.
        inside: Whether it is a word that holds another name, as *Oslogutt*.
    """

    name: str
    kind: Kind
    forms: tuple[str, ...]
    count: int
    replacement: str
    inside: bool = False


def name_pattern(forms: Sequence[str], exact: bool = False, flags: int = 0) -> re.Pattern[str]:
    """Names as whole words, the longest first, each with a genitive's ending if it has one."""
    longest = sorted(set(forms), key=len, reverse=True)
    names = "|".join(_APART.join(map(re.escape, re.split(_APART, form))) for form in longest)
    ending = "" if exact else r"(?P<ending>['’]?s|['’](?=\s))?"
    return re.compile(rf"(?<![^\W_])(?P<name>{names}){ending}(?![^\W_])", flags)


def apart(name: str) -> str:
    """The words of a name with one space between them, as `name_pattern` takes them."""
    return " ".join(re.split(_APART, name))


@dataclass(frozen=True, slots=True)
class Patch:
    """A stretch [start, end) of a text, and what is put in its place."""

    start: int
    end: int
    new: str


def patches(text: str, decided: Iterable[Proposal]) -> list[Patch]:
    """What is replaced in a text, in order; where names overlap, the longer one counts."""
    stands_for = {" ".join(re.split(_APART, form)): one for one in decided for form in one.forms}
    if not stands_for:
        return []
    found: list[Patch] = []
    for match in name_pattern(list(stands_for)).finditer(text):
        one = stands_for[apart(match["name"])]
        ending = "s" if match["ending"] else ""
        found.append(Patch(match.start(), match.end(), one.replacement + ending))
    return found


def patched(text: str, changes: Sequence[Patch]) -> str:
    """The text with the patches put in."""
    parts, at = [], 0
    for change in changes:
        parts += [text[at : change.start], change.new]
        at = change.end
    return "".join([*parts, text[at:]])


def moved(changes: Sequence[Patch]) -> Callable[[int], int]:
    """Where an offset of the old text lies in the patched one; one inside a patch at its end."""
    starts = [change.start for change in changes]
    shifts = [0]
    for change in changes:
        shifts.append(shifts[-1] + len(change.new) - (change.end - change.start))

    def move(offset: int) -> int:
        before = bisect_right(starts, offset - 1)
        if before and offset < changes[before - 1].end:
            offset = changes[before - 1].end
        return offset + shifts[before]

    return move
