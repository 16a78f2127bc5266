"""A file as lines, the common form between the readers and the turns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

_PAIR = re.compile(r"#?\s*([\w-]{1,40})\s*:\s*(\S.*)")

Wrapping = Literal["lines", "paragraphs", "cues"]
"""How line ends are meant: lines of a text file, which may be wrapped; paragraphs of a word
processor, which seldom are; lines of cues, which always are."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end.

    Attributes:
        text: What stands in it.
        fresh: It comes first or follows a blank line.
        speaker: The label that opens a turn here; None goes on with the turn.
        time_start: Seconds, from a time stamp at its start or from its cue.
        time_end: Seconds, from a time stamp at its end or from its cue.
        width: Length as it stood in the file, label and stamp included.
    """

    text: str
    fresh: bool = False
    speaker: str | None = None
    time_start: float | None = None
    time_end: float | None = None
    width: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """What a format's reader finds in a file before speakers are looked for.

    Attributes:
        lines: No line is blank.
        wrapping: What the format's line ends mean.
        metadata: What the file says about itself.
        encoding: How the bytes were read; None where the format settles it.
        notes: Sentences for the import.
    """

    lines: tuple[Line, ...]
    wrapping: Wrapping
    metadata: tuple[tuple[str, str], ...] = ()
    encoding: str | None = None
    notes: tuple[str, ...] = ()


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank, each knowing whether it follows a blank one."""
    lines: list[Line] = []
    fresh = True
    for line in text.split("\n"):
        if stripped := line.strip():
            lines.append(Line(stripped, fresh, width=len(line.rstrip())))
        fresh = not stripped
    return tuple(lines)


def described(lines: Sequence[str], otherwise: str) -> tuple[tuple[str, str], ...]:
    """What a remark says about its file: `key: value` pairs if all its lines are, else one remark.

    Args:
        lines: The remark's lines.
        otherwise: The key of a remark in running words.
    """
    stripped = [line.strip() for line in lines if line.strip()]
    pairs = [found for line in stripped if (found := _PAIR.fullmatch(line))]
    if len(pairs) == len(stripped):
        return tuple((found[1], found[2].strip()) for found in pairs)
    return ((otherwise, " ".join(stripped)),)
