"""Text to rows: wrapping at a readable measure, and the way between offsets and cells.

A segment begins on a row of its own. Before the first segment of each turn lies a *heading*, a
row without text. The text rows hold each character exactly once: a row keeps the white space
that follows it, unseen. Nearly all text is made of characters one cell wide, for which a cell
is an offset; the segments with any other character are wrapped and measured by grapheme.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import split_graphemes

from qda.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.tui.transcript.sheet import Sheet

MEASURE: Final = 88
"""The widest that text is set, in cells: longer lines are hard to read."""

SOFT_HYPHEN: Final = "\u00ad"
JOINER: Final = "\u200d"

_WIDE = re.compile("[^\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2500-\u25fc]")
"""A character that may not fill exactly one cell, or that is shown as another."""

_UNSEEN: Final = " \n" + SOFT_HYPHEN
"""What is not shown at the end of a row."""


@dataclass(frozen=True, slots=True)
class Grapheme:
    """What a reader takes for one character: offsets, and its width in cells (0, 1 or 2)."""

    start: int
    end: int
    cells: int


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the text column: row from the top of the document, cell from its left edge."""

    row: int
    cell: int


def painted(text: str) -> str:
    """Text as it is painted: nothing a terminal could obey, and no soft hyphens.

    A joiner with nothing before it to join is made visible: measures of it differ.
    """
    shown = visible(text).replace(SOFT_HYPHEN, "")
    return "\ufffd" + shown[1:] if shown.startswith(JOINER) else shown


def graphemes(text: str, start: int, end: int) -> Iterator[Grapheme]:
    """The graphemes of `text[start:end]` as painted; each holds the soft hyphens after it."""
    raw = text[start:end]
    kept = [at for at, char in enumerate(raw, start) if char != SOFT_HYPHEN]
    for begin, stop, cells in split_graphemes(painted(raw))[0]:
        first = kept[begin] if begin else start
        yield Grapheme(first, kept[stop] if stop < len(kept) else end, cells)


class Rows:
    """The rows of a sheet at one width. Made by `wrap`."""

    def __init__(self, text: str, width: int, segments: int):
        self.text = text
        self.width = width
        self._segments = segments
        self.starts: list[int] = []
        self.owners: list[int] = []
        self.first: list[int] = []
        self._wide: set[int] = set()

    def __len__(self) -> int:
        return len(self.starts)

    def bounds(self, row: int) -> tuple[int, int]:
        """Offsets of a row, the white space at its end included; equal for a heading."""
        start = self.starts[row]
        if row + 1 < len(self.starts):
            return start, self.starts[row + 1]
        return start, len(self.text)

    def seen(self, row: int) -> tuple[int, int]:
        """Offsets of what is painted of a row: without the white space at its end."""
        start, end = self.bounds(row)
        while end > start and self.text[end - 1] in _UNSEEN:
            end -= 1
        return start, end

    def is_heading(self, row: int) -> bool:
        """Whether a row stands between two turns and has no text."""
        return row < self.first[self.owners[row]]

    def is_wide(self, row: int) -> bool:
        """Whether a row must be measured by grapheme."""
        return self.owners[row] in self._wide

    def number(self, row: int) -> int:
        """The segment on a row; a heading belongs to the one below it. 0 if there are none."""
        return min(self.owners[row] + 1, self._segments)

    def row_of(self, offset: int) -> int:
        """The text row that holds an offset."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def rows_between(self, start: int, end: int) -> range:
        """The rows that a stretch of text touches, headings between them included."""
        first = self.row_of(start)
        return range(first, max(self.row_of(max(end - 1, start)), first) + 1)

    def place(self, offset: int) -> Place:
        """Where an offset is painted; white space at the end of a row lies just after it."""
        row = self.row_of(offset)
        start, end = self.seen(row)
        stop = max(start, min(offset, end))
        if not self.is_wide(row):
            return Place(row, stop - start)
        return Place(row, sum(g.cells for g in graphemes(self.text, start, end) if g.end <= stop))

    def offset_at(self, row: int, cell: int) -> int:
        """The start of the grapheme painted at a cell, or of the nearest one on its row."""
        row = max(0, min(row, len(self) - 1))
        start, end = self.seen(row)
        if not self.is_wide(row):
            return max(start, min(start + cell, end - 1))
        found = start
        for grapheme in graphemes(self.text, start, end):
            if not grapheme.cells:
                continue
            found = grapheme.start
            if cell < grapheme.cells:
                break
            cell -= grapheme.cells
        return found

    def grapheme_at(self, offset: int) -> tuple[int, int]:
        """Offsets of the grapheme that holds an offset."""
        row = self.row_of(offset)
        start, end = self.bounds(row)
        if self.is_wide(row):
            for grapheme in graphemes(self.text, start, end):
                if grapheme.start <= offset < grapheme.end:
                    return grapheme.start, grapheme.end
        return offset, min(offset + 1, len(self.text))

    def add(self, index: int, begin: int, end: int, *, heading: bool) -> None:
        """Append the rows of a segment whose text, white space after it included, is given."""
        if heading:
            self.starts.append(begin)
            self.owners.append(index)
        self.first.append(len(self.starts))
        wide = _WIDE.search(self.text, begin, end)
        if wide:
            self._wide.add(index)
        fill = _fill_by_grapheme if wide else _fill
        rows: list[int] = []
        for start, stop in _lines(self.text, begin, end):
            fill(self.text, start, stop, self.width, rows)
        self.starts += rows
        self.owners += [index] * len(rows)


def wrap(sheet: Sheet, width: int) -> Rows:
    """Lay a sheet out in rows of at most `width` cells (at least 1, at most `MEASURE`)."""
    segments = sheet.segments
    rows = Rows(sheet.text, max(1, min(width, MEASURE)), len(segments))
    begins = [0, *(segment.start for segment in segments[1:]), len(sheet.text)]
    turn: int | None = None
    for index in range(len(begins) - 1):
        owner = segments[index].turn if segments else None
        rows.add(index, begins[index], begins[index + 1], heading=owner != turn)
        turn = owner
    return rows


def _lines(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch, each with its line feed; one empty line if there is no text."""
    while True:
        stop = text.find("\n", begin, end) + 1 or end
        yield begin, stop
        if stop >= end:
            return
        begin = stop


def _fill(text: str, at: int, stop: int, width: int, rows: list[int]) -> None:
    """Append the row starts of one line, all of whose characters are one cell wide."""
    rows.append(at)
    while stop > at and text[stop - 1] in _UNSEEN:
        stop -= 1
    while stop - at > width:
        space = text.rfind(" ", at, at + width + 1)
        if space > at:
            at = space + 1
            while text[at] == " ":
                at += 1
        else:
            at += width
        rows.append(at)


def _fill_by_grapheme(text: str, at: int, stop: int, width: int, rows: list[int]) -> None:
    """Append the row starts of one line whose characters have any width."""
    rows.append(at)
    total = base = 0
    gap = (at, 0)
    for grapheme in graphemes(text, at, stop):
        if not text[grapheme.start : grapheme.end].strip(_UNSEEN):
            total += grapheme.cells
            gap = (grapheme.end, total)
            continue
        while total + grapheme.cells - base > width and grapheme.start > rows[-1]:
            at, base = gap if gap[0] > rows[-1] else (grapheme.start, total)
            rows.append(at)
        total += grapheme.cells
