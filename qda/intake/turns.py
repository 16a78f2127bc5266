"""From lines to a transcript: turns are grouped, joined and measured."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qda.errors import QdaError
from qda.intake.speakers import with_labels, with_pattern
from qda.intake.stamps import without_stamps
from qda.intake.transcript import NOBODY, Transcript, Turn
from qda.intake.wrapping import joiner
from qda.text import normalise

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from qda.intake.lines import Line, Source

ONLY_SPEAKER = "Informant"
"""The speaker of a file without labels."""


@dataclass(slots=True)
class _Stretch:
    """The lines of one turn while it is gathered."""

    speaker: str
    lines: list[Line] = field(default_factory=list)

    def time_start(self) -> float | None:
        return next((x.time_start for x in self.lines if x.time_start is not None), None)

    def time_end(self) -> float | None:
        ends = [line.time_end for line in self.lines if line.time_end is not None]
        return ends[-1] if ends else None


def assemble(
    path: Path, data: bytes, source: Source, speaker: re.Pattern[str] | None = None
) -> Transcript:
    """Find the speakers in what a reader gave and lay the text and its turns.

    Raises:
        QdaError: The file holds no text.
    """
    lines, labelled = _speakers(source.lines, speaker)
    stretches = _gather(lines, labelled, one_turn_a_label=source.wrapping != "cues")
    joined = joiner([stretch.lines for stretch in stretches], source.wrapping)
    text, turns = _lay([(s, joined.paragraphs(_spoken(s.lines))) for s in stretches])
    if not turns:
        raise QdaError("The file holds no text.", path=path)
    return Transcript(
        name=normalise(path.stem),
        text=text,
        turns=turns,
        metadata=tuple((_flat(key), _flat(value)) for key, value in source.metadata),
        encoding=source.encoding,
        file_hash=hashlib.sha256(data).hexdigest(),
        notes=source.notes + _notes(turns, labelled=labelled, pattern=speaker is not None),
    )


def _speakers(lines: Sequence[Line], pattern: re.Pattern[str] | None) -> tuple[list[Line], bool]:
    """The lines with their speakers, without stamps, and whether any speaker was found."""
    if pattern is None:
        opened = with_labels(without_stamps(lines))
    else:
        # As the user sees the line first, which may begin with a stamp, then without the stamp.
        opened = with_pattern(without_stamps(with_pattern(lines, pattern)), pattern)
    opened = without_stamps(opened)
    return opened, any(line.speaker is not None for line in opened)


def _gather(lines: Iterable[Line], labelled: bool, *, one_turn_a_label: bool) -> list[_Stretch]:
    """Lines of one turn together; subtitles repeat the label in each cue and open no turn by it."""
    stretches: list[_Stretch] = []
    for line in lines:
        speaker = line.speaker
        goes_on = speaker is None or (
            not one_turn_a_label and bool(stretches) and stretches[-1].speaker == speaker
        )
        if not stretches or not goes_on:
            stretches.append(_Stretch(speaker or (NOBODY if labelled else ONLY_SPEAKER)))
        stretches[-1].lines.append(line)
    return stretches


def _spoken(lines: Iterable[Line]) -> list[Line]:
    """The lines with text; a label alone on its line leaves none."""
    return [line for line in lines if line.text]


def _lay(stretches: Iterable[tuple[_Stretch, str]]) -> tuple[str, tuple[Turn, ...]]:
    """Join the texts by one LF; a turn without text is none."""
    texts: list[str] = []
    turns: list[Turn] = []
    start = 0
    for stretch, raw in stretches:
        if not (text := normalise(raw).strip()):
            continue
        end = start + len(text)
        times = stretch.time_start(), stretch.time_end()
        turns.append(Turn(start, end, normalise(stretch.speaker), *times))
        texts.append(text)
        start = end + 1
    return "\n".join(texts), tuple(turns)


def _flat(value: str) -> str:
    return " ".join(normalise(value).split())


def _notes(turns: Sequence[Turn], *, labelled: bool, pattern: bool) -> tuple[str, ...]:
    if labelled:
        unnamed = sum(turn.speaker == NOBODY for turn in turns)
        return ("The text before the first label is nobody's.",) if unnamed else ()
    why = "The pattern matched no line" if pattern else "No speaker labels were found"
    return (f"{why}: the whole file is one informant's.",)
