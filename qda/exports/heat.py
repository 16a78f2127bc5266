"""The heat scale: white to dark blue, evenly darker, so that it reads the same in grey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_LIGHT: Final = (255, 255, 255)
_DARK: Final = (16, 62, 110)
_INK_TURNS: Final = 0.7
"""From here on white is easier to read on it than black."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour of the scale, and whether text on it must be white."""

    hex: str
    dark: bool


def shade_colour(share: float) -> Shade:
    """The colour of a share from 0 (white) to 1 (dark)."""
    mixed = (
        round(light + (dark - light) * share) for light, dark in zip(_LIGHT, _DARK, strict=True)
    )
    red, green, blue = mixed
    return Shade(f"#{red:02x}{green:02x}{blue:02x}", share > _INK_TURNS)
