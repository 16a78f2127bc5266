"""A document as the coding screen sees it: text, segments, turns, and the codings shown on it.

Offsets are code points into the document's text, ends exclusive. Segments are numbered from 1
by their position; the number 0 means "no segment", which only an empty sheet has. Segments and
turns are tuples, as a long interview has tens of thousands and a data class takes longer to make.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, NamedTuple

Role = Literal["informant", "interviewer", "other"]
State = Literal["made", "pending", "going", "failed"]

_START = attrgetter("start")


class Segment(NamedTuple):
    """A unit of coding.

    Attributes:
        turn: Index into the sheet's turns.
    """

    start: int
    end: int
    turn: int


class Turn(NamedTuple):
    """One speaker's stretch.

    Attributes:
        time_start: Seconds from the start of the recording, None where the file has no times.
    """

    start: int
    end: int
    speaker: str
    role: Role = "informant"
    time_start: float | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A coding as it is shown.

    Attributes:
        letters: One or two letters that stand for the code beside its stripe.
        colour: The code's colour as `#rrggbb`, or None for the text's own.
        state: `pending` until the commit is acknowledged, `going` while its removal is on its
            way to the disk, `failed` if it was refused.
    """

    id: str
    start: int
    end: int
    code: str
    letters: str = ""
    colour: str | None = None
    state: State = "made"
    coder: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document on the screen. Segments and turns are in order and do not overlap."""

    text: str = ""
    segments: tuple[Segment, ...] = ()
    turns: tuple[Turn, ...] = ()

    def number_at(self, offset: int) -> int:
        """The number of the segment at an offset; white space belongs to the one before it."""
        number = bisect_right(self.segments, offset, key=_START)
        return max(number, 1) if self.segments else 0

    def segment(self, number: int) -> Segment:
        """The segment of a number; all of the text for the number 0."""
        return self.segments[number - 1] if number else Segment(0, len(self.text), 0)

    def turn_of(self, number: int) -> Turn | None:
        """The turn that holds a segment, None if the sheet has no such turn."""
        if not number or not 0 <= (turn := self.segments[number - 1].turn) < len(self.turns):
            return None
        return self.turns[turn]

    def role_of(self, number: int) -> Role:
        """The role of a segment's speaker; `other` where there is no turn."""
        turn = self.turn_of(number)
        return turn.role if turn else "other"

    def numbers_between(self, start: int, end: int) -> range:
        """The numbers of the segments that a stretch touches."""
        if not self.segments:
            return range(0)
        return range(self.number_at(start), self.number_at(max(start, end - 1)) + 1)
