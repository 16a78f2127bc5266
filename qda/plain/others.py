"""Other coders' work: who coded what here; said with every segment once that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qda.coding.marks import MarkRow, read_marks
from qda.coding.reading import CodingRow, MemoRow, read_codings, read_memos
from qda.errors import QdaError
from qda.plain import words
from qda.plain.sitting import Sitting, Stretch


@dataclass(frozen=True, slots=True)
class Others:
    """What others than the coder put on a place."""

    codings: tuple[CodingRow, ...]
    memos: tuple[MemoRow, ...]
    marks: tuple[MarkRow, ...]


def coders(sitting: Sitting, typed: str) -> Iterator[str]:
    """Say other coders' work with every segment from now on, or only your own again."""
    if typed not in ("", "on", "off"):
        raise QdaError(f"“{typed}” is not understood; say `coders on` or `coders off`.")
    sitting.everyone = typed == "on" if typed else not sitting.everyone
    yield words.ALL_CODERS if sitting.everyone else words.ONLY_YOU
    if sitting.everyone:
        yield from others(sitting)


def others(sitting: Sitting, _typed: str = "") -> Iterator[str]:
    """List what other coders put on the segment at hand, each with who did."""
    here = sitting.here
    found = _read(sitting, here)
    for row in found.codings:
        yield f"{sitting.told(row.start, row.end)}: {row.code}, by {row.coder}"
    for mark in found.marks:
        yield f"{sitting.told(mark.start, mark.end)}: {words.MARKED[mark.kind]}, by {mark.coder}"
    codes = {row.id: row.code for row in found.codings}
    for memo in found.memos:
        on = f" on {codes[memo.target]}" if memo.target in codes else ""
        first, *rest = memo.text.split("\n")
        yield f"{here}: memo{on}, by {memo.coder}: {first}"
        yield from rest
    if not (found.codings or found.marks or found.memos):
        yield f"{here}: {words.NOTHING_OF_OTHERS}"


def others_in_short(sitting: Sitting, place: Stretch) -> Iterator[str]:
    """A line a coder who put something on a place: codes, marks and how many memos."""
    found = _read(sitting, place)
    coders = {row.coder for row in found.codings}
    coders |= {mark.coder for mark in found.marks} | {memo.coder for memo in found.memos}
    for coder in sorted(coders):
        codes = dict.fromkeys(row.code for row in found.codings if row.coder == coder)
        kinds = (words.MARKED[mark.kind] for mark in found.marks if mark.coder == coder)
        memos = sum(memo.coder == coder for memo in found.memos)
        yield f"{place}: by {coder}: {words.state(False, [*codes], memos, [*dict.fromkeys(kinds)])}"


def read_others(sitting: Sitting) -> Others:
    """What other coders put on the document at hand."""
    of = sitting.document.id
    with sitting.project.read(together=True) as session:
        rows = read_codings(session, of, None)
        memos = read_memos(session, of, None)
        marks = read_marks(session, of, None)
    return Others(
        tuple(row for row in rows if row.coder != sitting.coder),
        tuple(memo for memo in memos if memo.coder != sitting.coder),
        tuple(mark for mark in marks if mark.coder != sitting.coder),
    )


def heard(sitting: Sitting) -> Others:
    """What jumps lead to: the coder's own work, and that of others where it is said, too."""
    there = read_others(sitting) if sitting.everyone else Others((), (), ())
    return Others(
        (*sitting.codings, *there.codings),
        (*sitting.memos, *there.memos),
        (*sitting.marks, *there.marks),
    )


def _read(sitting: Sitting, place: Stretch) -> Others:
    found = read_others(sitting)

    def here(start: int | None, end: int | None) -> bool:
        return start is not None and end is not None and start < place.end and end > place.start

    codings = tuple(row for row in found.codings if here(row.start, row.end))
    coded = {row.id for row in (*codings, *sitting.codings_in(place))}
    memos = (m for m in found.memos if here(m.start, m.end) or m.target in coded)
    marks = (mark for mark in found.marks if here(mark.start, mark.end))
    return Others(codings, tuple(memos), tuple(marks))
