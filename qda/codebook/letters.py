"""The one or two letters by which a code is known in the margin, where a label has no room."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PART = re.compile(r"[^\W_]+")
_LAST_RESORT = "123456789abcdefghijklmnopqrstuvwxyz"


def assign_letters(names: Mapping[str, str]) -> dict[str, str]:
    """Give each key one or two letters of its name, earlier keys choosing first.

    Letters are unique until a name has no free pair left; then they repeat.
    """
    taken: set[str] = set()
    letters: dict[str, str] = {}
    for key, name in names.items():
        candidates = list(_candidates(name))
        letters[key] = next((pair for pair in candidates if pair not in taken), candidates[0])
        taken.add(letters[key])
    return letters


def _candidates(name: str) -> Iterator[str]:
    """`R`, then initials (`Rb` of "recruitment basis"), then letters further in, then others."""
    parts = _PART.findall(name.casefold()) or ["?"]
    first = parts[0][0].upper()[0]
    yield first
    for part in parts[1:]:
        yield first + part[0]
    for letter in "".join(parts)[1:] + _LAST_RESORT:
        yield first + letter
