"""The words of a text in their order, as the word index keeps them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qda.analysis.search.terms import lowered

Numbers = NDArray[np.unsignedinteger]

_WORD_OR_END: Final = re.compile(r"[^\W_]+|[\n.!?…]")
_ENDS: Final = frozenset("\n.!?…")
_WORDS: Final = "words-1"
"""What finds words is stored under this name; another way to find them gets another number."""


@cache
def maker() -> str:
    """Name and version of what finds words and dictionary forms: the same gives the same index."""
    return f"{_WORDS}+simplemma-{version('simplemma')}"


@dataclass(frozen=True, slots=True, eq=False)
class WordList:
    """The words of a text.

    Attributes:
        forms: The different words, in lower case.
        numbers: Of each word of the text, in order, the place of its form in `forms`, from 1;
            0 where a sentence, a turn or the text ends, so that no phrase reaches over it.
        starts: Where each begins, in code points.
    """

    forms: tuple[str, ...]
    numbers: Numbers
    starts: Numbers


def list_words(text: str) -> WordList:
    """The words of a normalised text."""
    forms: dict[str, int] = {}
    numbers: list[int] = []
    starts: list[int] = []
    for match in _WORD_OR_END.finditer(lowered(text)):
        word = match[0]
        numbers.append(0 if word in _ENDS else forms.setdefault(word, len(forms) + 1))
        starts.append(match.start())
    columns = np.array([[*numbers, 0], [*starts, len(text)]], dtype=np.uint32)
    return WordList(tuple(forms), columns[0], columns[1])


def packed(numbers: Numbers) -> bytes:
    """Whole numbers as bytes, two each where that is enough, else four."""
    small = numbers.max(initial=0) < 1 << 16
    return numbers.astype("<u2" if small else "<u4").tobytes()


def unpacked(data: bytes, count: int) -> Numbers:
    """The `count` whole numbers that `packed` made bytes of."""
    return np.frombuffer(data, "<u4" if len(data) == 4 * count else "<u2")
