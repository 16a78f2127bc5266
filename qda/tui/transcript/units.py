"""The units a reader points at: words, sentences, segments and turns, as stretches of text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.tui.transcript.sheet import Sheet

Unit = Literal["exact", "word", "sentence", "segment", "turn"]

LADDER: Final[tuple[Unit, ...]] = ("exact", "word", "sentence", "segment", "turn")
"""From the smallest to the largest: a selection grows and shrinks along it."""

_STOP = re.compile(r"[.!?…]+[\"'»”’)\]]*\s+(?=\S)")


def word(sheet: Sheet, offset: int) -> tuple[int, int]:
    """The word at an offset without its punctuation; the one character where there is none."""
    text = sheet.text
    start = end = max(0, min(offset, len(text)))
    while _in_word(text, start - 1):
        start -= 1
    while _in_word(text, end):
        end += 1
    if not _in_word(text, offset):
        return offset, min(offset + 1, len(text))
    return start, end


def next_word(sheet: Sheet, offset: int) -> int:
    """The start of the first word after the one at an offset, or the offset itself."""
    at = offset
    while _in_word(sheet.text, at):
        at += 1
    while at < len(sheet.text) and not _in_word(sheet.text, at):
        at += 1
    return at if at < len(sheet.text) else offset


def previous_word(sheet: Sheet, offset: int) -> int:
    """The start of the word at an offset, or of the one before if the offset is that start."""
    at = offset
    while at > 0 and not _in_word(sheet.text, at - 1):
        at -= 1
    while _in_word(sheet.text, at - 1):
        at -= 1
    return at if _in_word(sheet.text, at) else offset


def snap(sheet: Sheet, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch so that it cuts no word; white space at its ends is left out."""
    text = sheet.text
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    if start >= end:
        return start, start
    return min(start, word(sheet, start)[0]), max(end, word(sheet, end - 1)[1])


def sentences(sheet: Sheet, number: int) -> Iterator[tuple[int, int]]:
    """The sentences of a segment: itself where turns are cut in segments, else by a simple rule.

    The rule ends a sentence at `. ! ? …` and closing quotes before anything but a small letter.
    """
    segment = sheet.segment(number)
    start = segment.start
    if not _is_cut(sheet, number):
        for stop in _STOP.finditer(sheet.text, segment.start, segment.end):
            if not _opens_small(sheet.text, stop.end()):
                yield start, _trim(sheet.text, start, stop.end())
                start = stop.end()
    yield start, segment.end


def extent(sheet: Sheet, unit: Unit, offset: int) -> tuple[int, int]:
    """The stretch of the unit that holds an offset."""
    if unit == "exact":
        return offset, min(offset + 1, len(sheet.text))
    if unit == "word":
        return word(sheet, offset)
    number = sheet.number_at(offset)
    if unit == "sentence":
        held = [s for s in sentences(sheet, number) if s[0] <= offset]
        return held[-1] if held else next(sentences(sheet, number))
    turn = sheet.turn_of(number)
    if unit == "turn" and turn:
        return turn.start, turn.end
    segment = sheet.segment(number)
    return segment.start, segment.end


def _in_word(text: str, at: int) -> bool:
    """Whether a character is part of a word: a mark, or a joint with letters on both sides."""
    if not 0 <= at < len(text):
        return False
    if _is_letter(text[at]):
        return True
    joint = text[at] in "-'’\u00ad\u200d" and 0 < at < len(text) - 1
    return joint and _is_letter(text[at - 1]) and _is_letter(text[at + 1])


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char).startswith("M")


def _is_cut(sheet: Sheet, number: int) -> bool:
    """Whether the turn of a segment has other segments too."""
    neighbours = (n for n in (number - 1, number + 1) if 1 <= n <= len(sheet.segments))
    turn = sheet.segment(number).turn
    return any(sheet.segment(n).turn == turn for n in neighbours)


def _opens_small(text: str, at: int) -> bool:
    return next((char.islower() for char in text[at : at + 4] if char.isalnum()), False)


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
