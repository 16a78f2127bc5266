"""A row of text to painted slices: what is shown, and in which manner.

Manners are named by meaning; the widget's style sheet gives them colours and attributes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from qda.tui.transcript.layout import graphemes, painted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qda.tui.transcript.layout import Rows
    from qda.tui.transcript.sheet import Span


class Manner(Flag):
    """How a slice of text is shown; manners add up."""

    PLAIN = 0
    ASIDE = auto()
    """The interviewer's words: shown, but not what is coded."""
    CURRENT = auto()
    """The segment that a verb acts on."""
    CODED = auto()
    PENDING = auto()
    FAILED = auto()
    FOCUSED = auto()
    """Coded with the code in focus."""
    CHOSEN = auto()
    """The one coding that a verb acts on where several overlap."""
    CUT = auto()
    """Words of a passage that a quotation does not show."""
    HIT = auto()
    SELECTED = auto()
    CURSOR = auto()


@dataclass(frozen=True, slots=True)
class Slice:
    """A run of shown text in one manner."""

    text: str
    manner: Manner


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the document that adds a manner to what it covers."""

    start: int
    end: int
    manner: Manner


def of_spans(spans: Iterable[Span], focused_code: str | None) -> list[Stretch]:
    """The stretches of codings: coded, in focus, pending or failed."""
    return [Stretch(span.start, span.end, _manner(span, focused_code)) for span in spans]


def paint(rows: Rows, row: int, base: Manner, stretches: Sequence[Stretch]) -> list[Slice]:
    """The slices of a row, left to right, by sweeping the points where a stretch begins or ends.

    Their texts together are the visible text of the row, without soft hyphens. A cursor on the
    white space after the row is a last slice of one space.

    `base` is the manner of the whole row; stretches that do not touch the row do no harm.
    """
    start, end = rows.seen(row)
    cuts = {start, end}
    for stretch in stretches:
        cuts.add(min(max(stretch.start, start), end))
        cuts.add(min(max(stretch.end, start), end))
    points = sorted(cuts if not rows.is_wide(row) else _between_graphemes(rows, row, cuts))
    pieces = groupby(pairwise(points), key=lambda piece: _manner_of(piece[0], base, stretches))
    slices = []
    for manner, group in pieces:
        run = list(group)
        slices.append(Slice(painted(rows.text[run[0][0] : run[-1][1]]), manner))
    if _cursor_behind(stretches, end, rows.bounds(row)[1], last=row == len(rows) - 1):
        slices.append(Slice(" ", base | Manner.CURSOR))
    return [piece for piece in slices if piece.text]


def _manner(span: Span, focused_code: str | None) -> Manner:
    manner = Manner.CODED
    if span.code == focused_code:
        manner |= Manner.FOCUSED
    if span.state in ("pending", "going"):
        manner |= Manner.PENDING
    if span.state == "failed":
        manner |= Manner.FAILED
    return manner


def _manner_of(at: int, base: Manner, stretches: Sequence[Stretch]) -> Manner:
    for stretch in stretches:
        if stretch.start <= at < stretch.end:
            base |= stretch.manner
    return base


def _between_graphemes(rows: Rows, row: int, cuts: set[int]) -> set[int]:
    """Cuts moved back to the start of the grapheme they would split."""
    start, end = rows.seen(row)
    borders = [grapheme.start for grapheme in graphemes(rows.text, start, end)]
    return {max((b for b in borders if b <= cut), default=start) for cut in cuts - {end}} | {end}


def _cursor_behind(stretches: Sequence[Stretch], end: int, stop: int, *, last: bool) -> bool:
    """Whether the cursor is on the unseen white space of a row, or at the end of all text."""
    return any(
        Manner.CURSOR in stretch.manner and end <= stretch.start < stop + last
        for stretch in stretches
    )
