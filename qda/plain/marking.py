"""Codes, memos, flags, quotables and reviewed marks. What is said as done is on disk."""

from __future__ import annotations

import re
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
    WriteMemo,
)
from qda.coding.reading import CodingRow, MemoRow
from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import choose, is_name, matching, names_of
from qda.plain.moving import next_, read_here, stretch_of
from qda.plain.sitting import Sitting, Stretch
from qda.project.clock import new_id

_WITH_PLACE: Final = re.compile(r"(.*\S)\s+(\d+(?:\s*[-–]\s*\d+)?)")
TO_HERE: Final = "to here"
TAKE_AWAY: Final = "-"


def code(sitting: Sitting, typed: str) -> Iterator[str]:
    """Put a code on the segment at hand, or on others; that reviews them."""
    letters, place = _code_and_place(sitting, typed)
    chosen = find_code(sitting, letters).id
    there = any(_just(row, chosen, place) for row in sitting.codings)
    of = sitting.document.id
    sitting.perform(ApplyCode(of, place.start, place.end, chosen))
    if there:
        yield f"{place}: {words.coded_already(chosen)}"
    else:
        yield words.sentence((f"{place}: coded {chosen}", _codes_in(sitting, place)))


def find_code(sitting: Sitting, letters: str, *, retired: bool = False) -> Code:
    """The code meant by its id or a few letters.

    Raises:
        QdaError: None fits, or several and nobody chose.
    """
    just = sitting.codebook.get(letters)
    if just is not None:
        return just  # a retired one, too: the store says that it is
    codes = [each for each in sitting.codebook if retired or not each.retired]
    found = matching(codes, letters, names_of)
    if not found:
        raise QdaError(f"no code fits “{letters}”; `codes` lists them.")
    shown = [", ".join(dict.fromkeys(names_of(each))) for each in found]
    why = words.several("codes", letters, [each.id for each in found])
    return choose(found, shown, sitting.ask, why)


def remove(sitting: Sitting, typed: str) -> Iterator[str]:
    """Take a code of yours off the segment at hand."""
    here = sitting.here
    rows = sitting.codings_in(here)
    if not rows:
        raise QdaError(f"{here}: {words.NO_CODING_HERE}")
    found = matching(rows, typed, lambda row: _names(sitting, row))
    if not found:
        raise QdaError(f"{here}: no code here fits “{typed}”; `codings` lists them.")
    exact = [row for row in found if (row.start, row.end) == (here.start, here.end)]
    found = exact if len(exact) == 1 and len({row.code for row in found}) == 1 else found
    shown = [f"{row.code} on {sitting.numbers(row.start, row.end)}" for row in found]
    chosen = choose(found, shown, sitting.ask, words.several("codings", typed, shown))
    place = sitting.numbers(chosen.start, chosen.end)
    sitting.perform(RemoveCodings((chosen.id,)))
    yield words.sentence((f"{place}: removed {chosen.code}", _codes_in(sitting, here)))


def codings(sitting: Sitting, _typed: str) -> Iterator[str]:
    """List your codings that touch the segment at hand."""
    rows = sitting.codings_in(sitting.here)
    if not rows:
        yield f"{sitting.here}: {words.NO_CODING_HERE}"
    for row in rows:
        names = dict.fromkeys(_names(sitting, row))
        yield f"{sitting.numbers(row.start, row.end)}: {', '.join(names)}"


def memo(sitting: Sitting, typed: str) -> Iterator[str]:
    """Write the memo on the segment at hand anew (`-` takes it away), or read the memos here."""
    if not typed:
        yield from _memos(sitting)
        return
    here, there = sitting.here, _memo_on(sitting)
    if typed == TAKE_AWAY and there is None:
        raise QdaError(f"{here}: {words.NO_MEMO}")
    text = "" if typed == TAKE_AWAY else typed
    id_ = there.id if there else new_id()
    of = sitting.document.id
    sitting.perform(WriteMemo("span", "", text, of, here.start, here.end, id_))
    yield f"{here}: memo {'written' if there is None else 'changed' if text else 'taken away'}"


def flag(sitting: Sitting, typed: str) -> Iterator[str]:
    """Flag the segment at hand, or others, to look at again; not any more where it is flagged."""
    yield from _mark(sitting, typed, "flag")


def quotable(sitting: Sitting, typed: str) -> Iterator[str]:
    """Mark the segment at hand, or others, as worth quoting; not any more where it is."""
    yield from _mark(sitting, typed, "quotable")


def _mark(sitting: Sitting, typed: str, kind: MarkKind) -> Iterator[str]:
    place = stretch_of(sitting, typed) if typed else sitting.here
    there = tuple(mark.id for mark in sitting.marks_in(place) if mark.kind == kind)
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
    yield f"{sitting.number}: {outcome.words}, in {sitting.document.name}"
    yield from read_here(sitting)


def _code_and_place(sitting: Sitting, typed: str) -> tuple[str, Stretch]:
    """What was typed, as letters and segments; a label may end in a number itself."""
    found = _WITH_PLACE.fullmatch(typed)
    named = any(is_name(typed, names_of(each)) for each in sitting.codebook)
    if found is None or named:
        return typed, sitting.here
    return found[1], stretch_of(sitting, found[2])


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


def _memo_on(sitting: Sitting) -> MemoRow | None:
    span = (sitting.here.start, sitting.here.end)
    same = (m for m in sitting.memos if m.kind == "span" and (m.start, m.end) == span)
    return next(same, None)


def _memos(sitting: Sitting) -> Iterator[str]:
    here = sitting.here
    rows = sitting.memos_in(here)
    codes = {row.id: row.code for row in sitting.codings}
    if not rows:
        yield f"{here}: {words.NO_MEMO}"
    for row in rows:
        on = f"on {codes[row.target]}: " if row.target in codes else ""
        first, *rest = row.text.split("\n")
        yield f"{here}: memo: {on}{first}"
        yield from rest
