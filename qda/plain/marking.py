"""Codes, flags, quotables and reviewed marks. What is said as done is on disk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qda.codebook.tree import Code
from qda.coding.beside import MarkKind, PutMark, RemoveMarks
from qda.coding.changes import (
    ApplyCode,
    Change,
    MarkReviewed,
    Redo,
    RemoveCodings,
    Undo,
)
from qda.coding.reading import CodingRow
from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import choose, matching, names_of
from qda.plain.moving import next_, read_here
from qda.plain.others import others
from qda.plain.placing import name_and_place, place_of, stretch_of
from qda.plain.sitting import Sitting, Stretch

TO_HERE: Final = "to here"
LAST: Final = "."
"""The code that was put on last."""


def code(sitting: Sitting, typed: str) -> Iterator[str]:
    """Put a code on the segment at hand, or on others; that reviews them."""
    letters, at = name_and_place(sitting, typed)
    chosen = find_code(sitting, letters).id
    place = place_of(sitting, at)
    there = any(_just(row, chosen, place) for row in sitting.codings)
    of = sitting.document.id
    sitting.perform(ApplyCode(of, place.start, place.end, chosen))
    sitting.last_code = chosen
    if there:
        yield f"{place}: {words.coded_already(chosen)}"
    else:
        yield words.sentence((f"{place}: coded {chosen}", _codes_in(sitting, place)))


def find_code(sitting: Sitting, letters: str, *, retired: bool = False) -> Code:
    """The code meant by its id or a few letters; `.` is the one put on last.

    Raises:
        QdaError: None fits, or several and nobody chose.
    """
    if letters == LAST:
        if sitting.last_code is None:
            raise QdaError("no code was put on yet since you began, so `.` means none.")
        letters = sitting.last_code
    just = sitting.codebook.get(letters) or pinned(sitting, letters)
    if just is not None:
        return just  # a retired one, too: the store says that it is
    codes = [each for each in sitting.codebook if retired or not each.retired]
    found = matching(codes, letters, names_of)
    if not found:
        raise QdaError(f"no code fits “{letters}”; `codes` lists them.")
    shown = [", ".join(dict.fromkeys(names_of(each))) for each in found]
    why = words.several("codes", letters, [each.id for each in found])
    return choose(found, shown, sitting.ask, why)


def pinned(sitting: Sitting, digit: str) -> Code | None:
    """The code that is pinned to a digit."""
    at = int(digit) if digit.isdecimal() and len(digit) == 1 else None
    return next((each for each in sitting.codebook if at is not None and each.pin == at), None)


def remove(sitting: Sitting, typed: str) -> Iterator[str]:
    """Take a code of yours off the segment at hand."""
    chosen = coding_here(sitting, typed)
    place = sitting.told(chosen.start, chosen.end)
    sitting.perform(RemoveCodings((chosen.id,)))
    yield words.sentence((f"{place}: removed {chosen.code}", _codes_in(sitting, sitting.here)))


def coding_here(sitting: Sitting, typed: str) -> CodingRow:
    """The coder's coding at the segment at hand that is meant by a few letters of its code.

    Raises:
        QdaError: None fits, or several and nobody chose.
    """
    here = sitting.here
    rows = sitting.codings_in(here)
    if not rows:
        raise QdaError(f"{here}: {words.NO_CODING_HERE}")
    meant = pinned(sitting, typed)
    found = matching(rows, meant.id if meant else typed, lambda row: _names(sitting, row))
    if not found:
        raise QdaError(f"{here}: no code here fits “{typed}”; `codings` lists them.")
    exact = [row for row in found if (row.start, row.end) == (here.start, here.end)]
    found = exact if len(exact) == 1 and len({row.code for row in found}) == 1 else found
    shown = [f"{row.code} on {sitting.told(row.start, row.end)}" for row in found]
    return choose(found, shown, sitting.ask, words.several("codings", typed, shown))


def codings(sitting: Sitting, _typed: str) -> Iterator[str]:
    """List your codings that touch the segment at hand, and others' where these are said."""
    rows = sitting.codings_in(sitting.here)
    if not rows:
        yield f"{sitting.here}: {words.NO_CODING_HERE}"
    for row in rows:
        names = dict.fromkeys(_names(sitting, row))
        yield f"{sitting.told(row.start, row.end)}: {', '.join(names)}"
    if sitting.everyone:
        yield from others(sitting)


def flag(sitting: Sitting, typed: str) -> Iterator[str]:
    """Flag the segment at hand, or others, to look at again; not any more where it is flagged."""
    yield from _mark(sitting, typed, "flag")


def quotable(sitting: Sitting, typed: str) -> Iterator[str]:
    """Mark the segment at hand, or others, as worth quoting; not any more where it is."""
    yield from _mark(sitting, typed, "quotable")


def _mark(sitting: Sitting, typed: str, kind: MarkKind) -> Iterator[str]:
    place = place_of(sitting, typed)
    marks = [mark for mark in sitting.marks_in(place) if mark.kind == kind]
    if place.words:  # words are unmarked only where just they are marked
        marks = [mark for mark in marks if (mark.start, mark.end) == (place.start, place.end)]
    there = tuple(mark.id for mark in marks)
    if there:
        sitting.perform(RemoveMarks(kind, there))
        yield f"{place}: {words.unmarked(kind)}"
    else:
        sitting.perform(PutMark(kind, sitting.document.id, place.start, place.end))
        yield f"{place}: {words.MARKED[kind]}"


def done(sitting: Sitting, typed: str) -> Iterator[str]:
    """Mark the segment at hand as reviewed and go on; `to here`: all up to this one, and stay."""
    if typed not in ("", TO_HERE):
        raise QdaError(f"“{typed}” is not understood; say `done` or `done {TO_HERE}`.")
    number = sitting.number
    place = sitting.stretch(1 if typed else number, number)
    numbers = tuple(range(place.first, place.last + 1))
    sitting.perform(MarkReviewed(sitting.document.id, numbers))
    yield f"{place}: reviewed"
    if typed or not sitting.fresh:
        return
    if number < len(sitting.document.segments):
        yield from next_(sitting)
    else:
        yield words.WAS_LAST


def done_to_here(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Mark all segments up to the one at hand as reviewed, and stay."""
    yield from done(sitting, TO_HERE)


def undone(sitting: Sitting, typed: str) -> Iterator[str]:
    """Take the reviewed mark back from the segment at hand, or from others."""
    place = stretch_of(sitting, typed) if typed else sitting.here
    numbers = tuple(n for n in range(place.first, place.last + 1) if n in sitting.reviewed)
    if not numbers:
        raise QdaError(f"{place}: not reviewed.")
    sitting.perform(MarkReviewed(sitting.document.id, numbers, reviewed=False))
    yield f"{place}: no longer reviewed"


def undo(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Take back your last act, in whichever document, and go there."""
    yield from _back_or_forth(sitting, Undo())


def redo(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Do again what you took back last."""
    yield from _back_or_forth(sitting, Redo())


def _back_or_forth(sitting: Sitting, change: Change) -> Iterator[str]:
    outcome = sitting.perform(change)
    if not sitting.fresh or outcome.document is None or outcome.place is None:
        yield outcome.words
        return
    if outcome.document != sitting.document.id:
        sitting.keep_place()
    sitting.go_to_document(outcome.document, outcome.place)
    yield f"{sitting.number}: {outcome.words}"
    yield from read_here(sitting)


def _just(row: CodingRow, code: str, place: Stretch) -> bool:
    return (row.code, row.start, row.end) == (code, place.start, place.end)


def _names(sitting: Sitting, row: CodingRow) -> tuple[str, ...]:
    known = sitting.codebook.get(row.code)
    return names_of(known) if known else (row.code,)


def _codes_in(sitting: Sitting, place: Stretch) -> str:
    """How many codes are in a place; '' where it could not be read again."""
    if not sitting.fresh:
        return ""
    codes = {row.code for row in sitting.codings_in(place)}
    return f"{words.count(len(codes), 'code')} here"
