"""The columns of the widget: gutter, text and stripes, for a width of the screen.

```
▌ 41 ✓✎⚑ KARI    the text, at most 88 cells wide        ┏Gk ╺Sc    +2
│ │  ││   │       │                                     lanes      more
│ │  ││   speaker text
│ │  │memo, flag, quotable
│ │  reviewed
│ number
bar at the current segment
```
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from qda.tui.transcript.layout import MEASURE

if TYPE_CHECKING:
    from qda.tui.transcript.sheet import Sheet

LANE: Final = 4
"""Cells of a lane: the stripe, two letters and a gap."""

GOOD_LINE: Final = 76
"""Cells of text that a third and fourth lane have to leave."""

MORE: Final = 2
"""Cells of the sign that there are more codings than lanes."""

NARROW: Final = 90
"""Below this width the speakers stand over their turns, not in the gutter."""

ROOMY: Final = 110
"""From this width on there is room for long names of speakers."""
MOST_OF_NAME: Final = 10
MOST_OF_NAME_IF_ROOMY: Final = 18
"""Cells of a speaker's name: `Interviewer 1` and `Interviewer 2` should not look the same."""

SIGNS: Final = 3
"""Cells for the signs of a segment (memo, flag, quotable)."""
SIGNS_IF_NARROW: Final = 2

Zone = Literal["gutter", "box", "text", "stripes", "outside"]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column begins, in cells from the left edge, and how wide it is.

    Attributes:
        left: Empty cells left of all columns, so that a wide screen has the text in its middle.
        speaker_width: 0 where the speakers stand over their turns.
    """

    left: int
    number_width: int
    signs_width: int
    speaker_width: int
    text_width: int
    lanes: int

    @property
    def box(self) -> int:
        """The column of the reviewed mark."""
        return self.left + 1 + self.number_width + 1

    @property
    def speaker(self) -> int:
        """The column where the speaker begins."""
        return self.box + 1 + self.signs_width

    @property
    def text(self) -> int:
        """The column where the text begins."""
        return self.speaker + (self.speaker_width + 2 if self.speaker_width else 0)

    @property
    def stripes(self) -> int:
        """The column where the first lane begins."""
        return self.text + self.text_width + 2

    @property
    def end(self) -> int:
        """The column after the last one."""
        return self.stripes + self.lanes * LANE + MORE if self.lanes else self.stripes

    def zone(self, x: int) -> Zone:
        """What lies at a cell; the mark's neighbours count as the mark."""
        if not self.left <= x < self.end:
            return "outside"
        if abs(x - self.box) <= 1:
            return "box"
        if x < self.text:
            return "gutter"
        return "text" if x < self.stripes - 1 else "stripes"

    def lane(self, x: int) -> int:
        """The lane at a cell of the stripes."""
        return max(0, x - self.stripes) // LANE


def fit(sheet: Sheet, width: int, *, stripes: bool = True) -> Columns:
    """The columns for a screen of `width` cells: the text gets its measure, then the stripes."""
    number = max(3, len(str(len(sheet.segments))))
    speaker = 0 if width < NARROW else _speaker_width(sheet, width)
    signs = SIGNS_IF_NARROW if width < NARROW else SIGNS
    gutter = 1 + number + 2 + signs + (speaker + 2 if speaker else 0)
    rest = max(1, width - gutter - 2)
    lanes = _lanes(rest) if stripes else 0
    margin = lanes * LANE + MORE if lanes else 0
    text = max(1, min(MEASURE, rest - margin))
    left = max(0, (width - gutter - 2 - text - margin) // 2)
    return Columns(left, number, signs, speaker, text, lanes)


def _lanes(rest: int) -> int:
    """Two lanes where there is room, up to four that leave a good line, six from what is over."""
    if rest < 30:
        return 1
    beyond_good = (rest - GOOD_LINE - MORE) // LANE
    beyond_measure = (rest - MEASURE - MORE) // LANE
    return max(2, min(4, beyond_good), min(6, beyond_measure))


def _speaker_width(sheet: Sheet, width: int) -> int:
    longest = max((len(turn.speaker) for turn in sheet.turns), default=0)
    return min(longest, MOST_OF_NAME if width < ROOMY else MOST_OF_NAME_IF_ROOMY)
