"""Colours for codes, by their names: six, then eight, told apart by each kind of colour vision."""

from __future__ import annotations

import re
from typing import Final

COLOURS: Final = {
    "yellow": "#FFE200",
    "blue": "#5C90FF",
    "cyan": "#07F7F4",
    "light green": "#C4FCA1",
    "brown": "#BC7913",
    "olive grey": "#898970",
    "lilac": "#D8AAFF",
    "pale green": "#C1FBA2",
    "purple": "#C050FF",
    "ochre": "#C59100",
    "slate": "#7F869A",
    "turquoise": "#30FCDA",
    "green": "#139A58",
    "lemon": "#F0F91B",
}
_NAMES: Final = {colour: name for name, colour in COLOURS.items()}
_WRITTEN: Final = re.compile(r"#[0-9A-Fa-f]{6}")


def named(colour: str) -> str:
    """What a colour is called: its name, else as it is written."""
    return _NAMES.get(colour, colour)


def find_colour(typed: str) -> str | None:
    """The colour of a name, or as it is written (`#5C90FF`); None where it is neither."""
    if _WRITTEN.fullmatch(typed):
        return typed.upper()
    return COLOURS.get(" ".join(typed.casefold().split()))
