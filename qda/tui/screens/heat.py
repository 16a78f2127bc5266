"""How warm a cell is: a ground that grows stronger, and a bar that tells it without colour."""

from __future__ import annotations

import math
from typing import Final

from textual.content import Content

BARS: Final = " ▁▂▃▄▅▆▇█"
STRONGEST: Final = 45
"""How much of the heat's colour the warmest ground has, in per cent."""


def shaded(text: str, heat: float, *, tinted: bool = True) -> Content:
    """A cell with its heat: 0 for none, 1 for the warmest; NaN where nothing is known.

    A terminal's own sixteen colours have no shades, so there the bar alone tells it.
    """
    if math.isnan(heat) or heat <= 0:
        return Content(f"{text}  ")
    bar = BARS[max(1, round(heat * (len(BARS) - 1)))]
    ground = f"on $primary {round(heat * STRONGEST)}%"
    cell = Content.assemble((text, "bold" if heat >= 0.75 else ""), f" {bar}")
    return cell.stylize(ground) if tinted else cell
