"""Subtitles: WebVTT and SRT, read by one lenient reader.

The format is simple and its files are not: hours of one digit, comments before the first cue,
blank lines inside a cue, rolling captions that repeat the line before. `webvtt-py` refuses the
first three.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qda.intake.encoding import decode
from qda.intake.lines import Line, Source, described
from qda.intake.stamps import seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"\s*({_TIME})\s*-+>\s*({_TIME})(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]{1,200})>")
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|lang|ruby|rt|font)(?:[.\s][^<>]*)?>|<[\d:.]{5,14}>|\{\\[^{}]*\}"
)
_HEADER = re.compile(r"([^\s:][^:\n]{0,62}):[ \t]*(\S.*)")
_LABEL_TAIL = re.compile(r"(?:\([^():]*\)\s*)+:|[^():]*\)\s*(?:\([^():]*\)\s*)*:")


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle: seconds and its lines, still with tags."""

    start: float
    end: float
    lines: tuple[str, ...]


def read_vtt(path: Path, data: bytes) -> Source:
    """Read a .vtt or .srt file."""
    decoded = decode(data, path)
    cues, metadata = _cues(decoded.text)
    notes = list(decoded.notes)
    if _is_rolling(cues):
        cues = _unrolled(cues)
        notes.append("Rolling captions: lines that repeat the caption before were joined.")
    lines = tuple(line for cue in cues for line in _lines(cue))
    return Source(lines, "cues", metadata, decoded.encoding, tuple(notes))


def _cues(text: str) -> tuple[list[Cue], tuple[tuple[str, str], ...]]:
    cues: list[Cue] = []
    metadata: list[tuple[str, str]] = []
    for block in re.split(r"\n[ \t]*\n", text.strip("\n")):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        starts = [index for index, line in enumerate(lines) if _TIMING.fullmatch(line)]
        if not starts:
            _take_other(lines, cues, metadata)
            continue
        if not cues:
            _take_header(lines[: starts[0]], metadata)
        elif rest := lines[: max(0, starts[0] - 1)]:  # a cue's text after a blank line, no second
            cues[-1] = replace(cues[-1], lines=(*cues[-1].lines, *rest))
        for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
            cues.append(_cue(lines[start], lines[start + 1 : stop], last=stop == len(lines)))
    return cues, tuple(metadata)


def _cue(timing: str, lines: list[str], *, last: bool) -> Cue:
    found = _TIMING.fullmatch(timing)
    assert found is not None
    if not last and lines and lines[-1].isdigit():  # the next cue's number, no blank line before
        lines = lines[:-1]
    return Cue(seconds(found[1]), seconds(found[2]), tuple(lines))


def _take_other(lines: list[str], cues: list[Cue], metadata: list[tuple[str, str]]) -> None:
    """A block without a timing: a note, a style, or the rest of a cue with a blank line in it."""
    if not lines or re.match(r"(?:STYLE|REGION)\b", lines[0]):
        return
    if re.match(r"NOTE\b", lines[0]):
        metadata.extend(described([lines[0][4:], *lines[1:]], "note"))
    elif not cues:
        _take_header(lines, metadata)
    elif not all(line.isdigit() for line in lines):
        cues[-1] = replace(cues[-1], lines=(*cues[-1].lines, *lines))


def _take_header(lines: list[str], metadata: list[tuple[str, str]]) -> None:
    for line in lines:
        text = re.sub(r"^(?:WEBVTT\b[ \t-]*|#\s*)", "", line)
        if found := _HEADER.fullmatch(text):
            metadata.append((found[1], found[2]))
        elif text and not text.isdigit():
            metadata.append(("comment", text))


def _is_rolling(cues: Sequence[Cue]) -> bool:
    if len(cues) < 4:
        return False
    repeats = sum(_overlap(a.lines, b.lines) > 0 for a, b in pairwise(cues))
    return 2 * repeats >= len(cues) - 1


def _unrolled(cues: Sequence[Cue]) -> list[Cue]:
    kept = [cues[0]]
    before = _bare(cues[0].lines)
    for cue in cues[1:]:
        lines = _bare(cue.lines)
        shared = _overlap(before, lines)
        kept.append(replace(cue, lines=tuple(lines[shared:])))
        before = lines
    return [cue for cue in kept if cue.lines]


def _bare(lines: Sequence[str]) -> list[str]:
    return [bare for line in lines if (bare := html.unescape(_TAG.sub("", line)).strip())]


def _overlap(before: Sequence[str], after: Sequence[str]) -> int:
    """How many lines at the end of one caption come again at the start of the next."""
    before, after = _bare(before), _bare(after)
    longest = min(len(before), len(after))
    return next((n for n in range(longest, 0, -1) if before[-n:] == after[:n]), 0)


def _lines(cue: Cue) -> Iterator[Line]:
    """The lines of a cue: times on each, a new speaker where a voice tag stands."""
    for text in _whole_labels(cue.lines):
        pieces = _VOICE.split(text)
        for index in range(0, len(pieces), 2):
            bare = " ".join(_bare([pieces[index]]))
            speaker = " ".join(html.unescape(pieces[index - 1]).split()) if index else None
            if bare or speaker:
                yield Line(bare, False, speaker, cue.start, cue.end, len(bare))


def _whole_labels(lines: Sequence[str]) -> Iterator[str]:
    """Join a label that was broken in two: ``Willie Coffey (Kilmarnock)`` / ``(SNP):``."""
    held = ""
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if not held and _LABEL_TAIL.fullmatch(following) and "(" in line:
            held = line
        else:
            yield f"{held} {line}".strip()
            held = ""
