"""The signs in the gutter: which segments carry a memo, a flag or a quotable."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from qda.coding.beside import MarkKind

if TYPE_CHECKING:  # these import SQLAlchemy, which the first paint does not wait for
    from qda.coding.marks import MarkRow
    from qda.coding.reading import MemoRow
    from qda.project.documents import SegmentRow
    from qda.tui.transcript.sheet import Span

MEMO_SIGN: Final = "✎"
MARK_SIGNS: Final[Mapping[MarkKind, str]] = {"flag": "⚑", "quotable": "“"}
"""Told apart by their shape, and each one cell wide."""


def signs_of(
    segments: Sequence[SegmentRow],
    spans: Iterable[Span],
    memos: Iterable[MemoRow],
    marks: Iterable[MarkRow],
) -> dict[int, str]:
    """The signs of each segment that has any, by its number; each sign once, in a fixed order.

    A sign stands at the segment in which begins what it is on.
    """
    starts = {span.id: span.start for span in spans}
    places = [
        (starts.get(memo.target) if memo.start is None else memo.start, MEMO_SIGN)
        for memo in memos
        if memo.kind in ("span", "coding", "link")
    ]
    places += [(mark.start, MARK_SIGNS[mark.kind]) for mark in marks]
    ends = [segment.end for segment in segments]
    found: dict[int, set[str]] = {}
    for offset, sign in places:
        if offset is not None and (at := bisect_right(ends, offset)) < len(ends):
            found.setdefault(at + 1, set()).add(sign)
    order = (MEMO_SIGN, *MARK_SIGNS.values())
    return {number: "".join(s for s in order if s in own) for number, own in found.items()}
