"""The signs in the gutter: which segments carry a memo, a flag or a quotable."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
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
PENDING_SIGN: Final = "┆"
"""For a mark on its way to the disk, or off it; a coding's stripe looks the same until then."""

_END = attrgetter("end")


def signs_of(
    segments: Sequence[SegmentRow],
    spans: Iterable[Span],
    memos: Iterable[MemoRow],
    marks: Iterable[MarkRow],
    pending: Iterable[int] = (),
) -> dict[int, str]:
    """The signs of each segment that has any, by its number; each sign once, in a fixed order.

    A sign stands at the segment in which begins what it is on.

    Args:
        segments: All of the document.
        spans: The codings, of which some have memos.
        memos: Its memos.
        marks: Its flags and quotables.
        pending: Where marks begin that are on their way to the disk, or off it.
    """
    memos = [memo for memo in memos if memo.kind in ("span", "coding", "link")]
    with_memo = {memo.target for memo in memos if memo.start is None}
    starts = {span.id: span.start for span in spans if span.id in with_memo}
    places = [
        (starts.get(memo.target) if memo.start is None else memo.start, MEMO_SIGN) for memo in memos
    ]
    places += [(mark.start, MARK_SIGNS[mark.kind]) for mark in marks]
    places += [(start, PENDING_SIGN) for start in pending]
    found: dict[int, set[str]] = {}
    for offset, sign in places:
        if offset is None:
            continue
        at = bisect_right(segments, offset, key=_END)
        if at < len(segments):
            found.setdefault(at + 1, set()).add(sign)
    order = (PENDING_SIGN, MEMO_SIGN, *MARK_SIGNS.values())
    return {number: "".join(s for s in order if s in own) for number, own in found.items()}
