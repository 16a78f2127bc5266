"""Which part of the text is meant: segments by their numbers, or some of their words."""

from __future__ import annotations

import re
from typing import Final

from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import choose, is_name, names_of
from qda.plain.sitting import Sitting, Stretch
from qda.text import normalise

_NUMBERS: Final = r"(\d+)(?:\s*[-–]\s*(\d+))?"
QUOTED: Final = r'["“”„«»](.+)["“”„«»]'
_RANGE: Final = re.compile(_NUMBERS)
_PLACE: Final = re.compile(rf"(?:{_NUMBERS})?\s*(?:{QUOTED})?")
_GAP: Final = re.compile(r"\.\.\.|…")
AROUND: Final = 20
"""How many characters on each side are said of words that stand there several times."""


def stretch_of(sitting: Sitting, typed: str) -> Stretch:
    """The segments of `12` or `12-14`.

    Raises:
        QdaError: It is neither, or there are no such segments.
    """
    found = _RANGE.fullmatch(typed)
    if found is None:
        raise QdaError(f"“{typed}” is no segment; say a number, as 12, or two, as 12-14.")
    first, last = int(found[1]), int(found[2] or found[1])
    return sitting.stretch(first, last)


def place_of(sitting: Sitting, typed: str) -> Stretch:
    """The place of `12`, `12-14`, `"some words"` here, or `12 "some words"`; by default here.

    Raises:
        QdaError: It is none of these, or is not there.
    """
    found = _PLACE.fullmatch(typed)
    if found is None:
        raise QdaError(
            f"“{typed}” is no place; say a number, as 12, two, as 12-14, or words in “ ”."
        )
    first, last, quoted = found.groups()
    place = sitting.stretch(int(first), int(last or first)) if first else sitting.here
    if not quoted:
        return place
    span = (place.start, place.end)
    return sitting.place(*words_between(sitting, sitting.document.text, span, quoted, str(place)))


def name_and_place(sitting: Sitting, typed: str) -> tuple[str, str]:
    """A code's letters and the place typed after them; a label may end in a number itself."""
    if any(is_name(typed, names_of(each)) for each in sitting.codebook):
        return typed, ""
    for gap in re.finditer(r"\s+", typed):
        if _PLACE.fullmatch(typed, gap.end()):
            return typed[: gap.start()], typed[gap.end() :]
    return typed, ""


def words_between(
    sitting: Sitting, text: str, span: tuple[int, int], quoted: str, where: str
) -> tuple[int, int]:
    """Where whole words stand in a stretch of a text; `...` stands for any words between.

    Raises:
        QdaError: They do not stand there, or several times and nobody chose.
    """
    said = text[slice(*span)]
    found = _matches(said, [quoted]) or _matches(said, _GAP.split(quoted))
    if not found:
        raise QdaError(f"{where}: “{quoted}” does not stand here; `read` reads the words again.")
    shown = [said[max(0, a - AROUND) : b + AROUND] for a, b in found]
    why = f"{where}: “{quoted}” stands here {len(found)} times; say a word more."
    start, end = choose(found, shown, sitting.ask, why)
    return span[0] + start, span[0] + end


def some_of(typed: str) -> tuple[int, int] | None:
    """The first and last of `3` or `3-8`; None where it is neither."""
    found = _RANGE.fullmatch(typed)
    return (int(found[1]), int(found[2] or found[1])) if found else None


def _matches(said: str, parts: list[str]) -> list[tuple[int, int]]:
    phrases = [r"\s+".join(map(re.escape, normalise(part).split())) for part in parts]
    if not all(phrases):
        return []
    pattern = r"(?<!\w)" + r"(?!\w).*?(?<!\w)".join(phrases) + r"(?!\w)"
    return [found.span() for found in re.finditer(pattern, said, re.IGNORECASE | re.DOTALL)]


def back_or_forth(typed: str) -> int:
    """The direction of a jump: -1 for `back`.

    Raises:
        QdaError: It is something else.
    """
    if typed not in ("", *words.BACK):
        raise QdaError(f"“{typed}” is not understood; say `back` to go up, or nothing.")
    return -1 if typed else 1
