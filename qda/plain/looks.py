"""Pins and colours of codes: what colleagues see, and the digits that stand for codes."""

from __future__ import annotations

from collections.abc import Iterator

from qda.codebook.colours import COLOURS, find_colour, named
from qda.codebook.edits import NewContents
from qda.codebook.tree import Code
from qda.coding.changes import EditCodebook
from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import names_of
from qda.plain.marking import find_code, pinned
from qda.plain.sitting import Sitting

TAKE_AWAY = "-"


def pins(sitting: Sitting, _typed: str) -> Iterator[str]:
    """List the pinned codes by their digits."""
    digits = [f"{digit}" for digit in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)]
    there = [(digit, code) for digit in digits if (code := pinned(sitting, digit))]
    for digit, code in there:
        yield f"{digit}: {', '.join(dict.fromkeys(names_of(code)))}"
    if not there:
        yield words.NO_PINS


def pin(sitting: Sitting, typed: str) -> Iterator[str]:
    """Pin a code to a digit, which stands for it wherever a code is asked for; or unpin it."""
    letters, _, digit = typed.rpartition(" ")
    if not letters or not (digit == TAKE_AWAY or (digit.isdecimal() and len(digit) == 1)):
        raise QdaError("say a code and a digit: `pin CODE 3`; `pin CODE -` takes its pin away.")
    code = find_code(sitting, letters.strip(), retired=True)
    was = None if digit == TAKE_AWAY else pinned(sitting, digit)
    to = None if digit == TAKE_AWAY else int(digit)
    outcome = sitting.perform(EditCodebook(NewContents(code.id, "pin", to)))
    yield outcome.words or words.AS_IT_WAS
    if was is not None and was.id != code.id:
        yield f"{was.id} is no longer pinned"


def colour(sitting: Sitting, typed: str) -> Iterator[str]:
    """Say the colours and who has them, or that of a code; or give a code another one."""
    letters, colon, wanted = (part.strip() for part in typed.partition(":"))
    if not letters:
        yield from _colours(sitting)
        return
    code = find_code(sitting, letters, retired=True)
    if not colon:
        yield from look_of(code)
        if code.colour is None:
            yield f"{code.id}: {words.INHERITED}"
        return
    to = None if wanted in ("", TAKE_AWAY) else find_colour(wanted)
    if to is None and wanted not in ("", TAKE_AWAY):
        raise QdaError(f"there is no colour “{wanted}”; `colour` lists them, or write #5C90FF.")
    sitting.perform(EditCodebook(NewContents(code.id, "colour", to)))
    yield f"{code.id}: {named(to) if to else words.INHERITED}"


def look_of(code: Code) -> Iterator[str]:
    """The pin and the colour of a code, where it has them."""
    if code.pin is not None:
        yield f"pinned to {code.pin}"
    if code.colour is not None:
        yield f"colour: {named(code.colour)}"


def _colours(sitting: Sitting) -> Iterator[str]:
    used = dict.fromkeys((*COLOURS.values(), *(c.colour for c in sitting.codebook if c.colour)))
    for each in used:
        of = [code.id for code in sitting.codebook if code.colour == each]
        yield f"{named(each)}: {', '.join(of) or 'free'}"
