"""The commands for what lies beside the coding: other coders, cases, quotations, summaries."""

from __future__ import annotations

from typing import Final

from qda.plain import booking, looks, others
from qda.plain.command import Command

_OTHERS: Final = (
    Command(
        "coders",
        "co",
        "[on|off]",
        "say other coders' work with each segment, too, or only yours again",
        others.coders,
    ),
    Command("others", "os", "", "say who else coded or noted what here", others.others),
)
_BOOK: Final = (
    Command(
        "examples", "eg", "CODE : ONE | TWO", "write a code's examples", booking.examples, "codes"
    ),
    Command(
        "base", "bs", "CODE : CONDITION; ...", "say whom a code was asked of", booking.base, "codes"
    ),
    Command("language", "la", "[NAME]", "write definitions in another language", booking.language),
    Command("pins", "pi", "", "list the pinned codes; their digits stand for them", looks.pins),
    Command("pin", "pn", "CODE DIGIT", "pin a code to a digit; `-`: no more", looks.pin, "codes"),
    Command(
        "colour",
        "cl",
        "[CODE [: COLOUR]]",
        "say the colours, or give a code one; `-`: none",
        looks.colour,
        "codes",
    ),
)

STUDY_COMMANDS: Final = (*_OTHERS, *_BOOK)
