"""The cursor and what is selected: from an anchor to the cursor, in whole units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from qda.tui.transcript.units import LADDER, extent, next_word, previous_word, snap

if TYPE_CHECKING:
    from qda.tui.transcript.sheet import Sheet
    from qda.tui.transcript.units import Unit

_UNIT_OF_MOTION: Final[dict[str, Unit]] = {
    "segment": "segment",
    "sentence": "sentence",
    "speaker": "segment",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """A selection holds the whole unit at its anchor, the one at its head, and all between.

    Attributes:
        anchor: The offset where it began.
        head: The offset that motions and the mouse move: the cursor.
        unit: With `exact` the ends are the offsets themselves, the larger one exclusive.
    """

    anchor: int
    head: int
    unit: Unit = "word"

    def span(self, sheet: Sheet) -> tuple[int, int] | None:
        """The stretch selected, None if it is empty."""
        low, high = sorted((self.anchor, self.head))
        if self.unit == "exact":
            return (low, high) if low < high else None
        start = extent(sheet, self.unit, low)[0]
        end = extent(sheet, self.unit, high)[1]
        start, end = snap(sheet, start, end)
        return (start, end) if start < end else None

    def extended(self, motion: str, head: int) -> Selection:
        """This selection with its head moved: motions by segment take whole segments."""
        unit = _UNIT_OF_MOTION.get(motion.split("_")[0], self.unit)
        larger = max(unit, self.unit, key=LADDER.index)
        return replace(self, head=head, unit=larger)

    def grown(self, sheet: Sheet) -> Selection:
        """This selection in the next larger unit that makes a difference."""
        return self._along(sheet, LADDER[LADDER.index(self.unit) + 1 :])

    def shrunk(self, sheet: Sheet) -> Selection:
        """This selection in the next smaller unit that makes a difference."""
        smaller = LADDER[1 : max(1, LADDER.index(self.unit))]
        return self._along(sheet, smaller[::-1])

    def _along(self, sheet: Sheet, ladder: tuple[Unit, ...]) -> Selection:
        for unit in ladder:
            other = replace(self, unit=unit)
            if other.span(sheet) != self.span(sheet):
                return other
        return self


def moved_edge(sheet: Sheet, span: tuple[int, int], edge: str, step: int) -> tuple[int, int]:
    """A stretch with its `start` or `end` moved by a word (step 1 or -1); never emptied."""
    start, end = span
    if edge == "start":
        start = next_word(sheet, start) if step > 0 else previous_word(sheet, start)
    elif step > 0:
        end = extent(sheet, "word", next_word(sheet, max(start, end - 1)))[1]
    else:
        end = extent(sheet, "word", previous_word(sheet, previous_word(sheet, end)))[1]
    return (start, end) if start < end else span
