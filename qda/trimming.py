"""What of a passage a quotation shows: some words cut, others masked, the transcript untouched.

A quotation is a passage [start, end) of a document's text with cuts in it. Offsets are code points
into that text, so that what is shown can always be compared with what was said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

LEFT_OUT: Final = "(...)"
"""What stands where words were cut."""
NO_WORD: Final = "..."
"""What stands in the brackets of a mask that has no word of its own."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a passage that is not shown.

    Attributes:
        start: Its first code point in the document's text.
        end: One past its last.
        mask: What stands there instead, in square brackets, `''` for `[...]`; None where the
            words are just cut.
    """

    start: int
    end: int
    mask: str | None = None

    @property
    def shown(self) -> str:
        """What stands in its place."""
        return LEFT_OUT if self.mask is None else f"[{self.mask or NO_WORD}]"

    def touches(self, start: int, end: int) -> bool:
        """Whether it shares a character with a stretch."""
        return self.start < end and self.end > start


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a passage as it is shown: its place in the text, and the cut that it is, if one."""

    start: int
    end: int
    cut: Cut | None = None


def sound(cuts: Sequence[Cut], start: int, end: int) -> bool:
    """Whether cuts are in order, do not overlap, are not empty and lie in the passage."""
    bounds = [start, *(at for cut in cuts for at in (cut.start, cut.end)), end]
    return bounds == sorted(bounds) and all(cut.start < cut.end for cut in cuts)


def add_cut(cuts: Iterable[Cut], new: Cut, text: str) -> tuple[Cut, ...]:
    """Cuts with one more: it takes in those that it touches, so that nothing hidden comes back.

    Two plain cuts with only white space between them become one.
    """
    kept = []
    start, end = new.start, new.end
    for cut in sorted(cuts, key=_place):
        between = text[min(cut.end, end) : max(cut.start, start)]
        both_plain = cut.mask is None and new.mask is None
        if cut.touches(start, end) or (both_plain and not between.strip()):
            start, end = min(start, cut.start), max(end, cut.end)
        else:
            kept.append(cut)
    return tuple(sorted([*kept, Cut(start, end, new.mask)], key=_place))


def without_cuts(cuts: Iterable[Cut], start: int, end: int) -> tuple[Cut, ...]:
    """The cuts that do not touch a stretch."""
    return tuple(cut for cut in cuts if not cut.touches(start, end))


def clip(cuts: Iterable[Cut], start: int, end: int) -> tuple[Cut, ...]:
    """The cuts of a passage that has become shorter."""
    inside = (cut for cut in cuts if cut.touches(start, end))
    return tuple(Cut(max(cut.start, start), min(cut.end, end), cut.mask) for cut in inside)


def pieces(start: int, end: int, cuts: Iterable[Cut]) -> list[Piece]:
    """A passage in parts: what is shown as it was said, and the cuts between."""
    found = []
    at = start
    for cut in sorted(cuts, key=_place):
        if cut.start > at:
            found.append(Piece(at, cut.start))
        found.append(Piece(cut.start, cut.end, cut))
        at = cut.end
    return [*found, Piece(at, end)] if at < end else found


def shown(text: str, start: int, end: int, cuts: Iterable[Cut]) -> str:
    """A passage as it is quoted: the words as said, with just the cuts replaced."""
    return "".join(
        piece.cut.shown if piece.cut else text[piece.start : piece.end]
        for piece in pieces(start, end, cuts)
    )


def shown_turns(
    text: str, turns: Sequence[tuple[str, int, int]], cuts: Iterable[Cut]
) -> tuple[tuple[str, str], ...]:
    """The same turn by turn, as speaker and words; a turn that is wholly cut is not there.

    Args:
        text: The document's text.
        turns: Speaker, start and end of each turn of the passage, in order; at least one.
        cuts: The passage's cuts; one over several turns stands where it begins.
    """
    starts = [start for _, start, _ in turns]
    said = [""] * len(turns)
    for piece in pieces(turns[0][1], turns[-1][2], cuts):
        if piece.cut is not None:
            said[max(0, bisect_right(starts, piece.start) - 1)] += piece.cut.shown
            continue
        for at, (_, start, end) in enumerate(turns):
            said[at] += text[max(start, piece.start) : min(end, piece.end)]
    return tuple((turn[0], words) for turn, words in zip(turns, said, strict=True) if words)


def _place(cut: Cut) -> int:
    return cut.start
