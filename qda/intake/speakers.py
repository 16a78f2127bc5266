"""Which lines open a turn: labels are told from running text by the evidence of the whole file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qda.intake.labels import MAX_LABEL, Opening, Shape, opening
from qda.intake.stamps import times

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qda.intake.lines import Line

_SENTENCE_END = re.compile(r"[.!?…:;»”\"')\]>–—-]$")
_LATEST_START = 0.5  # the share of a file that may stand before its first label
_FEWEST = 0.02  # the share of the lines that must open a turn
_MOST = 0.5
_NEARLY_ALL = 0.8


def with_labels(lines: Sequence[Line]) -> list[Line]:
    """Find the labels by their looks and take them out of the lines that they open."""
    found = [None if line.speaker is not None else opening(line.text) for line in lines]
    evidence = _evidence(lines, found)
    if evidence is None:
        return list(lines)
    opened = [
        start if start is not None and evidence.accepts(start, index) else None
        for index, start in enumerate(found)
    ]
    spelling = _spellings(start for start in opened if start is not None)
    return [_open(line, start, spelling) for line, start in zip(lines, opened, strict=True)]


def with_pattern(lines: Sequence[Line], pattern: re.Pattern[str]) -> list[Line]:
    """Labels are what the user's pattern says: the group ``speaker``, else the first group.

    The pattern is matched at the start of each line; what it matches is out of the text.
    """
    return [_open_by(line, pattern) for line in lines]


def _open_by(line: Line, pattern: re.Pattern[str]) -> Line:
    found = pattern.match(line.text)
    if found is None or not found[0].strip():
        return line
    group = "speaker" if "speaker" in pattern.groupindex else min(1, pattern.groups)
    label = " ".join((found[group] or "").split()).strip(" :")[:MAX_LABEL]
    if not label:
        return line
    return replace(line, text=line.text[found.end() :].strip(), speaker=label)


def _open(line: Line, start: Opening | None, spelling: dict[str, str]) -> Line:
    if start is None:
        return line
    stamp = times(start.stamp)
    return replace(
        line,
        text=start.rest.strip(),
        speaker=spelling[start.key],
        time_start=stamp.start if line.time_start is None else line.time_start,
        time_end=stamp.end if line.time_end is None else line.time_end,
    )


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the file as a whole says about labels.

    Attributes:
        proved: Labels that are labels by themselves.
        alone: Labels stand on lines of their own without a colon; then others do not count.
        regular: Most paragraphs open with a label, so that a name that occurs once is one too.
        always_fresh: Labels come only after blank lines.
        own_line: Most labels have no text after them on their line.
        lines: The file's lines.
    """

    proved: frozenset[str]
    alone: bool
    regular: bool
    always_fresh: bool
    own_line: bool
    lines: Sequence[Line]

    def accepts(self, start: Opening, index: int) -> bool:
        if start.is_alone != self.alone or (self.alone and index + 1 == len(self.lines)):
            return False
        if start.key in self.proved:
            return True
        likely = start.shape != "word" and not self.alone
        return likely and self._in_place(index) and self._like_the_others(start)

    def _like_the_others(self, start: Opening) -> bool:
        return (self.own_line and not start.rest) or (self.regular and start.form == "colon")

    def _in_place(self, index: int) -> bool:
        if self.lines[index].fresh:
            return True
        return not self.always_fresh and bool(_SENTENCE_END.search(self.lines[index - 1].text))


def _evidence(lines: Sequence[Line], found: Sequence[Opening | None]) -> _Evidence | None:
    """Gather it, first for labels with a colon, tab or time, else for labels alone on a line."""
    fresh = sum(line.fresh for line in lines)
    blocks = fresh if fresh > 1 else len(lines)
    for alone in (False, True):
        starts = {i: start for i, start in enumerate(found) if start and alone == start.is_alone}
        tally = _Tally(
            Counter(start.person for start in starts.values()),
            Counter(start.shape for start in starts.values()),
            Counter(start.person for i, start in starts.items() if _heads_a_block(lines, i)),
            blocks,
        )
        places = {i: start for i, start in starts.items() if tally.proves(start)}
        if _plausible(lines, places, blocks):
            return _Evidence(
                proved=frozenset(start.key for start in places.values()),
                alone=alone,
                regular=len(places) >= 2 and len(places) >= _MOST * blocks,
                always_fresh=fresh > 2 and all(lines[index].fresh for index in places),
                own_line=2 * sum(not start.rest for start in places.values()) > len(places) > 2,
                lines=lines,
            )
    return None


@dataclass(frozen=True, slots=True)
class _Tally:
    """How often labels occur.

    Attributes:
        counts: By label, remarks in parentheses apart.
        shapes: By shape.
        heads: By label, how often it is the first of several lines of a paragraph.
        blocks: How many paragraphs (or lines) could have one.
    """

    counts: Counter[str]
    shapes: Counter[Shape]
    heads: Counter[str]
    blocks: int

    def share(self) -> float:
        """The share of paragraphs that open with what may be a label."""
        return self.counts.total() / self.blocks

    def nearly_all(self) -> bool:
        """Nearly every paragraph opens with what looks like a label: no one need occur twice."""
        return self.blocks > 1 and self.share() >= _NEARLY_ALL and not self.shapes["word"]

    def proves(self, start: Opening) -> bool:
        """Is this a label whatever else stands in the file?"""
        count = self.counts[start.person]
        if start.is_alone:
            return self._proves_alone(start, count)
        match start.shape:
            case "usual":
                return True
            case "letter":
                return count >= 2 or self.counts.total() >= 2
            case "word":
                return count >= 2 and self.share() >= (_NEARLY_ALL if count == 2 else _MOST)
        return count >= 2 or self.nearly_all()

    def _proves_alone(self, start: Opening, count: int) -> bool:
        if start.shape == "usual":
            return self.shapes["usual"] >= 2
        if start.shape in ("name", "code") and self.shapes["usual"] >= 2:
            # Beside “Intervjuer” a name needs no capitals, if it never stands but over a speech.
            return self.heads[start.person] == count >= 2
        return count >= (2 if start.shape == "letter" else 3) and start.label.isupper()


def _heads_a_block(lines: Sequence[Line], index: int) -> bool:
    return lines[index].fresh and index + 1 < len(lines) and not lines[index + 1].fresh


def _plausible(lines: Sequence[Line], places: dict[int, Opening], blocks: int) -> bool:
    """Labels open a transcript early and often; a word with a colon does not."""
    if not places:
        return False
    usual = any(start.shape in ("usual", "letter") for start in places.values())
    total = sum(line.width for line in lines)
    before = sum(line.width for line in lines[: min(places)])
    enough = len(places) >= _FEWEST * blocks
    enough = enough and (usual or len(places) >= 3 or len(places) >= _MOST * blocks)
    return enough and before <= _LATEST_START * total


def _spellings(opened: Iterable[Opening]) -> dict[str, str]:
    """One spelling a speaker: the most frequent; a remark in parentheses makes no new speaker."""
    spelt: dict[str, Counter[str]] = {}
    variants: dict[str, set[str]] = {}
    for start in opened:
        spelt.setdefault(start.key, Counter())[start.label] += 1
        variants.setdefault(start.person, set()).add(start.key)
    spelling = {key: counts.most_common(1)[0][0] for key, counts in spelt.items()}
    for person, keys in variants.items():
        if person in keys and len(keys) == 2:  # with two remarks they may be two people
            spelling.update(dict.fromkeys(keys, spelling[person]))
    return spelling
