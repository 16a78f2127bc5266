"""The looks of the screens: dark, light, much contrast, the terminal's own colours.

A theme says which colours there are. What is drawn with them passes a filter last, so that on
every screen text has enough contrast with the ground it stands on: as muted as the style sheets
make it, a user's colour of a code, words on a highlighted row.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

from qda.tui import words
from qda.tui.contrast import MUCH, SIGNS, TEXT, contrast, moved_off

TERMINAL: Final = "ansi-dark"
"""The look of the terminal's own colours."""

OURS: Final = (
    Theme(
        name="contrast-dark",
        primary="#6DB8FF",
        secondary="#6DB8FF",
        warning="#FFD700",
        error="#FF8080",
        success="#7CFC7C",
        accent="#FFD700",
        foreground="#FFFFFF",
        background="#000000",
        surface="#000000",
        panel="#1C1C1C",
        dark=True,
        text_alpha=1.0,
    ),
    Theme(
        name="contrast-light",
        primary="#0038A8",
        secondary="#0038A8",
        warning="#7A4A00",
        error="#A80000",
        success="#005A00",
        accent="#7A2E00",
        foreground="#000000",
        background="#FFFFFF",
        surface="#FFFFFF",
        panel="#E4E4E4",
        dark=False,
        text_alpha=1.0,
    ),
)
"""The themes with much contrast."""

LOOKS: Final = {
    "textual-dark": words.DARK_LOOK,
    "textual-light": words.LIGHT_LOOK,
    "contrast-dark": words.DARK_CONTRAST_LOOK,
    "contrast-light": words.LIGHT_CONTRAST_LOOK,
    TERMINAL: words.TERMINAL_LOOK,
}
"""The looks that one key goes through, with their names for people."""


def next_look(theme: str) -> str:
    """The look after one; after any other theme, the first."""
    names = list(LOOKS)
    return names[(names.index(theme) + 1) % len(names)] if theme in names else names[0]


class Legible(LineFilter):
    """Gives text the contrast with its ground that it lacks.

    Args:
        text: The least contrast of text.
        lines: The least contrast of what is made of lines and blocks.
    """

    def __init__(self, text: float, lines: float):
        super().__init__()
        self._text, self._lines = text, lines

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, legible."""
        return [
            Segment(text, style and _legible(style, background, self._least(text)), control)
            for text, style, control in segments
        ]

    def _least(self, text: str) -> float:
        said = text.strip()
        if not said:
            return 0.0
        return self._lines if _is_line(said[0]) and _is_line(said[-1]) else self._text


class OnlyTerminalColours(LineFilter):
    """Leaves the colours that the terminal itself defines, and no others.

    On what ground a terminal writes is not known, so that no other colour is sure to be legible.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, without colours of our own."""
        return [
            Segment(text, style and _plain(style), control) for text, style, control in segments
        ]


_FILTERS: Final[dict[str, LineFilter]] = {theme.name: Legible(MUCH, SIGNS) for theme in OURS}
_NORMAL: Final = Legible(TEXT, 0.0)
_TERMINAL: Final = OnlyTerminalColours()


def filter_of(theme: Theme) -> LineFilter:
    """What everything drawn under a theme passes last."""
    return _TERMINAL if theme.ansi else _FILTERS.get(theme.name, _NORMAL)


def _is_line(character: str) -> bool:
    return "\u2500" <= character <= "\u259f"


@lru_cache(4096)
def _legible(style: Style, background: Color, least: float) -> Style:
    if style.color is None or style.color.triplet is None or not least:
        return style
    back = style.bgcolor
    ground = background if back is None or back.triplet is None else Color.from_rich_color(back)
    front = Color.from_rich_color(style.color)
    if contrast(front, ground) >= least:
        return style
    return style + Style(color=moved_off(front, ground, least).rich_color)


@lru_cache(4096)
def _plain(style: Style) -> Style:
    colours = [
        None if colour is None or colour.type is ColorType.TRUECOLOR else colour
        for colour in (style.color, style.bgcolor)
    ]
    if colours == [style.color, style.bgcolor]:
        return style
    kept = Style(color=colours[0], bgcolor=colours[1], meta=style.meta or None)
    return style.without_color + kept
