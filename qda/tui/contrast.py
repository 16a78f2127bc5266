"""Contrast as WCAG 2.2 measures it, and colours moved until they have enough of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from textual.color import Color, ColorParseError

TEXT: Final = 4.5
"""The least contrast of text with its ground, 1.4.3 (AA)."""
MUCH: Final = 7.0
"""The least contrast of text where much is wanted, 1.4.6 (AAA)."""
SIGNS: Final = 3.0
"""The least contrast of lines and stripes, 1.4.11."""

_STEPS: Final = 20


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@lru_cache(2048)
def moved_off(front: Color, ground: Color, least: float) -> Color:
    """A colour moved towards black or white until it has this contrast with a ground.

    The hue is kept as long as it can be; where no shade has so much, black or white is returned.
    """
    goal = max(Color(255, 255, 255), Color(0, 0, 0), key=lambda end: contrast(end, ground))
    for step in range(_STEPS + 1):
        shade = front.blend(goal, step / _STEPS)
        if contrast(shade, ground) >= least:
            return shade
    return goal


@lru_cache(512)
def legible_on(colour: str, ground: str | None) -> str | None:
    """A colour that can be read as text on a ground, as `#rrggbb`.

    On a ground unknown (None: the terminal's own colours) the colour stays as it is. None if
    `colour` is no colour.
    """
    try:
        front = Color.parse(colour)
    except ColorParseError:
        return None
    return front.hex6 if ground is None else moved_off(front, Color.parse(ground), TEXT).hex6


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
