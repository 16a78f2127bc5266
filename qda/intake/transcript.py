"""What every reader gives back: one transcript as text, turns and segments.

Offsets are code points into ``Transcript.text``, ends exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["informant", "interviewer", "other"]

SegmentKind = Literal["sentence", "turn", "paragraph"]

NOBODY = ""
"""The speaker of text that no label names, such as a title before the first turn."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's stretch of the text, without the label and the time stamps.

    Attributes:
        start: First code point in the transcript's text.
        end: One past the last code point.
        speaker: The label as the file has it, `NOBODY` if none names this stretch.
        time_start: Seconds into the recording, if the file says.
        time_end: Seconds into the recording, if the file says.
    """

    start: int
    end: int
    speaker: str
    time_start: float | None = None
    time_end: float | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A unit of coding: it neither begins nor ends with white space and lies in one turn.

    Attributes:
        number: Counted from 1 through the document.
        start: First code point in the transcript's text.
        end: One past the last code point.
        turn: Index into the transcript's turns.
    """

    number: int
    start: int
    end: int
    turn: int


@dataclass(frozen=True, slots=True)
class Transcript:
    """One file, read.

    Attributes:
        name: The file's stem, the document's name.
        text: The turns' texts joined by one LF, normalised (`qda.text.normalise`). A LF inside
            a turn is a paragraph's or a line's end.
        turns: In the order of the text.
        metadata: What the file says about itself (key, value): not text.
        encoding: How the bytes were read; None where the format settles it.
        file_hash: SHA-256 of the file's bytes.
        notes: Sentences that the import says.
    """

    name: str
    text: str
    turns: tuple[Turn, ...]
    metadata: tuple[tuple[str, str], ...] = ()
    encoding: str | None = None
    file_hash: str = ""
    notes: tuple[str, ...] = ()

    def text_of(self, part: Turn | Segment) -> str:
        """The text of one of its turns or segments."""
        return self.text[part.start : part.end]

    @property
    def speakers(self) -> tuple[str, ...]:
        """The speakers, in the order in which they first speak."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns))
