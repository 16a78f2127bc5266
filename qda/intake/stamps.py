"""Time stamps at the ends of a line: found, taken out, turned into seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.intake.lines import Line

_TIME = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,-]\d{1,3})?"
_RANGE = rf"(?:{_TIME})(?:\s*(?:-->|–|-)\s*(?:{_TIME}))?"
BRACKETED = rf"(?:\[{_RANGE}\]|\({_RANGE}\)|\{{{_RANGE}\}}|<{_RANGE}>|#{_RANGE}#)"
"""A time stamp or a range of two in brackets or between number signs, as regular expression."""

BARE = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
"""A time without brackets: a stamp only where nothing else can be meant."""

_AT_START = re.compile(rf"(?:{BRACKETED}|\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,]\d{{1,3}})?)(?=\s|$)\s*")
_BEFORE_LABEL = re.compile(rf"{BARE}(?:\t+|\s+)(?=[^\W\d_][^:]{{0,62}}:(?:\s|$))")
_AT_END = re.compile(rf"\s*{BRACKETED}$")
_ALONE = re.compile(rf"{BARE}$")
_NUMBERS = re.compile(_TIME)


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds into the recording that a stamp gives; a range gives both."""

    start: float | None = None
    end: float | None = None


def seconds(time: str) -> float:
    """The seconds of ``mm:ss``, ``h:mm:ss`` and the same with a fraction (``-5`` is .5)."""
    whole, _, fraction = re.sub("[,-]", ".", time).partition(".")
    total = 0
    for part in whole.split(":"):
        total = 60 * total + int(part)
    return total + (float(f"0.{fraction}") if fraction else 0.0)


def times(stamp: str) -> Times:
    """The start, and for a range the end, of a stamp with or without brackets."""
    found = [seconds(match) for match in _NUMBERS.findall(stamp)]
    return Times(found[0] if found else None, found[1] if len(found) > 1 else None)


def without_stamps(lines: Sequence[Line]) -> list[Line]:
    """Take stamps off the ends of the lines; one alone on a line is the next line's start."""
    kept: list[Line] = []
    pending: Line | None = None
    for line in lines:
        bare = _take_off(line)
        if not bare.text and bare.speaker is None:
            pending = bare
            continue
        if pending is not None:
            start = bare.time_start if bare.time_start is not None else pending.time_start
            bare = replace(bare, time_start=start, fresh=bare.fresh or pending.fresh)
            pending = None
        kept.append(bare)
    return kept


def _take_off(line: Line) -> Line:
    text, start, end = line.text, line.time_start, line.time_end
    if _ALONE.match(text):
        return replace(line, text="", time_start=times(text).start)
    while found := _AT_START.match(text) or _BEFORE_LABEL.match(text):
        stamp, text = times(found[0]), text[found.end() :]
        start, end = stamp.start if start is None else start, stamp.end or end
    while found := _AT_END.search(text, max(0, len(text) - 60)):
        stamp, text = times(found[0]), text[: found.start()]
        end = stamp.end or stamp.start
    return replace(line, text=text, time_start=start, time_end=end)
