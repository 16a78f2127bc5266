"""Where a key takes the cursor: arithmetic on a sheet and its rows, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qda.tui.transcript import units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qda.tui.transcript.layout import Rows
    from qda.tui.transcript.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Ground:
    """What a motion goes over.

    Attributes:
        page: Rows on the screen.
        cell: The column that movement by rows keeps to.
    """

    sheet: Sheet
    rows: Rows
    page: int = 20
    cell: int = 0


def go(ground: Ground, motion: str, offset: int) -> int:
    """The offset that a motion named in `MOTIONS` leads to; the same one where there is no way.

    Raises:
        KeyError: No motion of that name.
    """
    return MOTIONS[motion](ground, offset)


def keeps_column(motion: str) -> bool:
    """Whether a motion goes by rows, so that the next one returns to the same column."""
    return motion.startswith(("row_down", "row_up", "page_", "half_page_"))


def number_of_unreviewed(
    sheet: Sheet, reviewed: frozenset[int] | set[int], number: int, step: int
) -> int | None:
    """The next segment not yet reviewed after (step 1) or before (step -1) a segment.

    The interviewer's segments are passed over. None if there is none in that direction.
    """
    while 1 <= (number := number + step) <= len(sheet.segments):
        if number not in reviewed and sheet.role_of(number) != "interviewer":
            return number
    return None


def _word_next(ground: Ground, offset: int) -> int:
    return units.next_word(ground.sheet, offset)


def _word_previous(ground: Ground, offset: int) -> int:
    return units.previous_word(ground.sheet, offset)


def _segment_next(ground: Ground, offset: int) -> int:
    number = ground.sheet.number_at(offset)
    return ground.sheet.segment(min(number + 1, len(ground.sheet.segments))).start


def _segment_previous(ground: Ground, offset: int) -> int:
    return ground.sheet.segment(
        max(ground.sheet.number_at(offset) - 1, min(1, _count(ground)))
    ).start


def _sentence_next(ground: Ground, offset: int) -> int:
    number = ground.sheet.number_at(offset)
    later = (s for s, _ in units.sentences(ground.sheet, number) if s > offset)
    return next(later, _segment_next(ground, offset))


def _sentence_previous(ground: Ground, offset: int) -> int:
    sheet = ground.sheet
    number = sheet.number_at(offset)
    starts = [s for n in (number - 1, number) if n >= 0 for s, _ in _sentences(sheet, n)]
    return max((s for s in starts if s < offset), default=offset)


def _sentences(sheet: Sheet, number: int) -> Iterator[tuple[int, int]]:
    return units.sentences(sheet, number) if number or not sheet.segments else iter(())


def _row(step: Callable[[Ground], int]) -> Callable[[Ground, int], int]:
    """A motion by so many rows; it passes over the headings between turns."""

    def motion(ground: Ground, offset: int) -> int:
        rows = ground.rows
        by = step(ground)
        row = max(0, min(rows.row_of(offset) + by, len(rows) - 1))
        if rows.is_heading(row):
            row += 1 if by > 0 or row == 0 else -1
        return rows.offset_at(row, ground.cell)

    return motion


def _row_start(ground: Ground, offset: int) -> int:
    return ground.rows.seen(ground.rows.row_of(offset))[0]


def _row_end(ground: Ground, offset: int) -> int:
    return ground.rows.offset_at(ground.rows.row_of(offset), ground.rows.width)


def _speaker(ground: Ground, offset: int, step: int) -> int:
    """The first segment of the nearest turn of another speaker in one direction."""
    sheet = ground.sheet
    number = sheet.number_at(offset)
    here = sheet.turn_of(number)
    while 1 <= (number := number + step) <= len(sheet.segments):
        turn = sheet.turn_of(number)
        if turn and here and turn.speaker != here.speaker:
            return units.extent(sheet, "turn", sheet.segment(number).start)[0]
    return offset


def _count(ground: Ground) -> int:
    return len(ground.sheet.segments)


def _bottom(ground: Ground, offset: int) -> int:
    return ground.sheet.segment(_count(ground)).start


MOTIONS: Final[dict[str, Callable[[Ground, int], int]]] = {
    "word_next": _word_next,
    "word_previous": _word_previous,
    "sentence_next": _sentence_next,
    "sentence_previous": _sentence_previous,
    "segment_next": _segment_next,
    "segment_previous": _segment_previous,
    "speaker_next": lambda ground, offset: _speaker(ground, offset, 1),
    "speaker_previous": lambda ground, offset: _speaker(ground, offset, -1),
    "row_down": _row(lambda ground: 1),
    "row_up": _row(lambda ground: -1),
    "row_start": _row_start,
    "row_end": _row_end,
    "half_page_down": _row(lambda ground: max(1, ground.page // 2)),
    "half_page_up": _row(lambda ground: -max(1, ground.page // 2)),
    "page_down": _row(lambda ground: max(1, ground.page - 2)),
    "page_up": _row(lambda ground: -max(1, ground.page - 2)),
    "top": lambda ground, offset: 0 if not _count(ground) else ground.sheet.segment(1).start,
    "bottom": _bottom,
}
"""All motions by name: `..._next` and `..._previous` of a kind, by rows and pages, and the ends."""
