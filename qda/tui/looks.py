"""How codes look: their letters, names and colours on this ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len, set_cell_size

from qda.codebook.tree import LANGUAGE, Codebook
from qda.text import visible

DARK: Final = ("#FFE200", "#5C90FF", "#07F7F4", "#C4FCA1", "#BC7913", "#898970")
LIGHT: Final = ("#984DCA", "#3C00F9", "#00877D", "#3A1501", "#030040", "#E1330D")
"""Six colours told apart on a dark, on a light ground, and with each kind of colour blindness."""
EIGHT_DARK: Final = (
    "#D8AAFF",
    "#C1FBA2",
    "#C050FF",
    "#C59100",
    "#7F869A",
    "#30FCDA",
    "#139A58",
    "#F0F91B",
)
EIGHT_LIGHT: Final = (
    "#00035A",
    "#807C19",
    "#BE4FA4",
    "#660404",
    "#8E38CF",
    "#350D29",
    "#0714F9",
    "#04895B",
)
"""Eight, for more than six main codes; nearer to each other, so that letters matter more."""


@dataclass(frozen=True, slots=True)
class CodeLook:
    """A code as the screens show it.

    Attributes:
        id: Its id in the codebook.
        name: Its label, safe to show.
        path: The labels from the top down to it, for the picker.
        letters: One or two letters beside its stripe.
        colour: `#RRGGBB`; its own or that of the nearest code above it.
        depth: How far down the tree it lies; 0 at the top.
        pin: Its digit.
        retired: It is not offered any more.
    """

    id: str
    name: str
    path: str
    letters: str
    colour: str
    depth: int
    pin: int | None
    retired: bool


def looks_of(codebook: Codebook, *, dark: bool) -> dict[str, CodeLook]:
    """Every code's look, in the codebook's order.

    A colour of the codebook is kept, and made legible where it is drawn; one that is of a palette
    gives way to its neighbour in the palette for this ground.
    """
    tops = [code.id for code in codebook if code.parent is None and not code.retired]
    palette = palette_for(len(tops), dark=dark)
    own = {id_: palette[place % len(palette)] for place, id_ in enumerate(tops)}
    looks: dict[str, CodeLook] = {}
    for code in codebook:
        above = looks.get(code.parent) if code.parent is not None else None
        name = visible(code.name(LANGUAGE))
        colour = on_ground(code.colour, dark=dark) if code.colour else None
        looks[code.id] = CodeLook(
            code.id,
            name,
            f"{above.path} › {name}" if above else name,
            codebook.letters(code.id, LANGUAGE),
            colour or (above.colour if above else own.get(code.id, palette[0])),
            above.depth + 1 if above else 0,
            code.pin,
            code.retired,
        )
    return looks


def palette_for(main_codes: int, *, dark: bool) -> tuple[str, ...]:
    """The colours for so many main codes."""
    if main_codes <= len(DARK):
        return DARK if dark else LIGHT
    return EIGHT_DARK if dark else EIGHT_LIGHT


def on_ground(colour: str, *, dark: bool) -> str:
    """A colour chosen for one ground as it is on another: of a palette its neighbour there."""
    for there, here in ((LIGHT, DARK), (EIGHT_LIGHT, EIGHT_DARK)):
        chosen, wanted = (there, here) if dark else (here, there)
        if colour in chosen:
            return wanted[chosen.index(colour)]
    return colour


def shortened(name: str, cells: int) -> str:
    """A name cut to a width in cells, with an ellipsis where something is left out."""
    if cell_len(name) <= cells:
        return name
    return set_cell_size(name, max(0, cells - 1)).rstrip() + "…"
