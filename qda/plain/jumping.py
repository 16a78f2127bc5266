"""Jumps to the next and previous of a kind: unreviewed, flags, memos, uses of a code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import names_of
from qda.plain.marking import find_code
from qda.plain.moving import read_here
from qda.plain.others import heard
from qda.plain.placing import back_or_forth
from qda.plain.sitting import Sitting


def unreviewed(sitting: Sitting, typed: str) -> Iterator[str]:
    """Go to the next segment not reviewed; an interviewer's are passed over."""
    step = back_or_forth(typed)
    turns = sitting.document.turns
    numbers = (
        segment.number
        for segment in sitting.document.segments
        if segment.number not in sitting.reviewed and turns[segment.turn].role != "interviewer"
    )
    yield from _jump(sitting, numbers, step, words.NONE_UNREVIEWED[step])


def flagged(sitting: Sitting, typed: str) -> Iterator[str]:
    """Go to the next segment in which a flag begins."""
    starts = (mark.start for mark in heard(sitting).marks if mark.kind == "flag")
    numbers = map(sitting.number_at, starts)
    yield from _jump(sitting, numbers, back_or_forth(typed), words.NO_MORE_FLAGS)


def noted(sitting: Sitting, typed: str) -> Iterator[str]:
    """Go to the next segment in which a memo, or a coding with a memo, begins."""
    there = heard(sitting)
    codings = {row.id: row.start for row in there.codings}
    starts = (
        memo.start if memo.start is not None else codings.get(memo.target) for memo in there.memos
    )
    numbers = (sitting.number_at(start) for start in starts if start is not None)
    yield from _jump(sitting, numbers, back_or_forth(typed), words.NO_MORE_MEMOS)


def used(sitting: Sitting, typed: str) -> Iterator[str]:
    """Go to the next use of a code, or of a code under it."""
    letters, _, last = typed.rpartition(" ")
    letters, step = (letters, -1) if last in words.BACK and letters else (typed, 1)
    code = find_code(sitting, letters, retired=True)
    family = {code.id, *(below.id for below in sitting.codebook.descendants(code.id))}
    numbers = (sitting.number_at(row.start) for row in heard(sitting).codings if row.code in family)
    yield from _jump(sitting, numbers, step, words.no_more_uses(names_of(code)[1]))


def _jump(sitting: Sitting, numbers: Iterable[int], step: int, none: str) -> Iterator[str]:
    """Go to the nearest of these segments beyond the one at hand.

    Raises:
        QdaError: There is none.
    """
    here = sitting.number
    beyond = [number for number in numbers if (number - here) * step > 0]
    if not beyond:
        raise QdaError(none)
    sitting.go_to(min(beyond, key=lambda number: (number - here) * step))
    yield from read_here(sitting)
