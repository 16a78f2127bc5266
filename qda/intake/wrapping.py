"""Hard-wrapped lines joined, real line breaks kept.

Three signs tell them apart, all taken from the whole file: lines that are filled up to a width
(the next word would not have fitted), short lines that mostly end inside a sentence, and a line
that ends inside a sentence before one that begins in lower case. Speech without punctuation
keeps its lines, because there the line is the only unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qda.intake.lines import Line, Wrapping

_TERMINATOR = re.compile(r"[.!?…]+")
_INSIDE_SENTENCE = re.compile(r"[^.!?…:;»”\"')\]]$")
_WORDS_A_TERMINATOR = 60  # speech with punctuation has one every 10 to 20 words
_SHORT = 100  # columns: nobody wraps by hand beyond it
_FILLED = 0.6  # the share of lines that must be filled up for the file to count as wrapped
_UNFINISHED = 0.4  # the share of lines that must end inside a sentence

_HYPHENATED = re.compile(r"([^\W\d_]{2,})-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile("[aeiouyæøåäöéèêóòôáí]", re.IGNORECASE)
_CONJUNCTIONS = {"og", "eller", "samt", "men", "til", "och", "and", "or", "und", "oder"}


@dataclass(frozen=True, slots=True)
class Joiner:
    """Decides for a file which line ends are joined.

    Attributes:
        every: All line ends inside a paragraph are joined.
        width: The width to which lines are filled up; None if they are not.
        punctuated: The text has sentence ends.
    """

    every: bool
    width: int | None
    punctuated: bool

    def paragraphs(self, lines: Sequence[Line]) -> str:
        """The lines of one turn as text, LF at the breaks that are meant."""
        parts = [line.text for line in lines[:1]]
        for before, after in pairwise(lines):
            if not after.fresh and self._joins(before, after):
                kept, seam = _seam(parts[-1], after.text)
                parts[-1:] = [kept, seam, after.text]
            else:
                parts += ["\n", after.text]
        return "".join(parts)

    def _joins(self, before: Line, after: Line) -> bool:
        if self.every or (self.width is not None and _fills(before, after, self.width)):
            return True
        unfinished = _INSIDE_SENTENCE.search(before.text) is not None
        return self.punctuated and unfinished and after.text[:1].islower()


def joiner(turns: Sequence[Sequence[Line]], wrapping: Wrapping) -> Joiner:
    """Look at all the lines of a file and decide how they were broken."""
    lines = [line for turn in turns for line in turn]
    pairs = [pair for turn in turns for pair in _within_paragraphs(turn)]
    punctuated = _is_punctuated(lines)
    if wrapping == "cues":
        return Joiner(punctuated, None, punctuated)
    every = wrapping == "lines" and punctuated and _is_verse(pairs)
    return Joiner(every, _width(pairs), punctuated and wrapping == "lines")


def _seam(before: str, after: str) -> tuple[str, str]:
    """What is kept of a line, and what joins it to the next: a space, a hyphen or nothing."""
    if before.endswith("\N{SOFT HYPHEN}"):
        return before, ""
    left, right = _HYPHENATED.search(before, max(0, len(before) - 60)), _FIRST_WORD.match(after)
    if left is None or right is None:
        return before, " "
    return before[:-1], _hyphen(left[1], right[0])


def _hyphen(left: str, right: str) -> str:
    if not right[0].islower() or right in _CONJUNCTIONS or not _VOWEL.search(right):
        return "- "
    if left.isupper():
        return "-"
    # A speaker who breaks off and begins the word again: "ha-" "hadde".
    broken_off = not _VOWEL.search(left) or right.startswith(left[:2].lower())
    return "- " if broken_off else ""


def _within_paragraphs(turn: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    return (pair for pair in pairwise(turn) if not pair[1].fresh)


def _is_punctuated(lines: Sequence[Line]) -> bool:
    words = sum(len(line.text.split()) for line in lines)
    ends = sum(len(_TERMINATOR.findall(line.text)) for line in lines)
    return ends * _WORDS_A_TERMINATOR >= words


def _is_verse(pairs: Sequence[tuple[Line, Line]]) -> bool:
    if not pairs or max(line.width for line, _ in pairs) > _SHORT:
        return False
    unfinished = sum(_INSIDE_SENTENCE.search(line.text) is not None for line, _ in pairs)
    return unfinished >= _UNFINISHED * len(pairs)


def _width(pairs: Sequence[tuple[Line, Line]]) -> int | None:
    if len(pairs) < 4:
        return None
    widths = sorted(line.width for line, _ in pairs)
    width = widths[int(0.95 * (len(widths) - 1))]
    filled = sum(_fills(before, after, width) for before, after in pairs)
    return width if 20 <= width <= _SHORT and filled >= _FILLED * len(pairs) else None


def _fills(before: Line, after: Line, width: int) -> bool:
    """Would the next line's first word not have fitted on this line?"""
    return before.width + 1 + len(after.text.split(maxsplit=1)[0]) > width
