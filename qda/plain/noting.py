"""Memos on segments, codings, documents, codes and cases; the journal; links to passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from qda.coding.changes import Change, LinkMemo, MemoKind, UnlinkMemo, WriteMemo
from qda.coding.memos import MemoLine, list_memos
from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import choose, matching, names_of
from qda.plain.marking import coding_here, find_code
from qda.plain.people import find_case, read
from qda.plain.placing import name_and_place, place_of
from qda.plain.sitting import Sitting, Stretch
from qda.project.clock import new_id

TAKE_AWAY: Final = "-"
LAST: Final = "."
"""The memo that was written last."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a memo is on.

    Attributes:
        said: What it is called.
        target: Its key, as the store has it.
        document: The document, for a memo on one or in one.
        place: The segments, for a memo on them.
    """

    said: str
    kind: MemoKind
    target: str = ""
    document: int | None = None
    place: Stretch | None = None


def memo(sitting: Sitting, typed: str) -> Iterator[str]:
    """Write the memo on the segment at hand anew (`-` takes it away), or read the memos here."""
    here = sitting.here
    if typed:
        on = Subject(str(here), "span", "", sitting.document.id, here)
        yield from _write(sitting, on, typed)
    else:
        yield from _memos_here(sitting)


def on_coding(sitting: Sitting, typed: str) -> Iterator[str]:
    """Write the memo on a coding of yours at the segment at hand, or read it."""
    letters, text = _name_and_text(typed)
    row = coding_here(sitting, letters)
    said = f"{sitting.told(row.start, row.end)}, {row.code}"
    yield from _write(sitting, Subject(said, "coding", row.id, sitting.document.id), text)


def on_document(sitting: Sitting, typed: str) -> Iterator[str]:
    """Write the memo on the document at hand, or read it."""
    of = sitting.document
    yield from _write(sitting, Subject(of.name, "document", of.key, of.id), typed)


def on_code(sitting: Sitting, typed: str) -> Iterator[str]:
    """Write the memo on a code, or read it."""
    letters, text = _name_and_text(typed)
    code = find_code(sitting, letters, retired=True).id
    yield from _write(sitting, Subject(code, "code", code), text)


def on_case(sitting: Sitting, typed: str) -> Iterator[str]:
    """Write the memo on a case, or read it."""
    letters, text = _name_and_text(typed)
    case = find_case(sitting, read(sitting), letters).name
    yield from _write(sitting, Subject(case, "case", case), text)


def journal(sitting: Sitting, typed: str) -> Iterator[str]:
    """Write a new entry in the journal, or read your entries, the newest first."""
    if not typed:
        entries = [memo for memo in _own(sitting) if memo.kind == "project"]
        for entry in entries:
            yield from memo_lines(sitting, entry)
        if not entries:
            yield words.NO_MEMOS
        return
    change = WriteMemo("project", "", typed)
    sitting.perform(change)
    sitting.last_memo = change.memo
    yield "journal: entry written"


def link(sitting: Sitting, typed: str) -> Iterator[str]:
    """Link the segment at hand, or another place, to a memo."""
    letters, at = name_and_place(sitting, typed)
    place, found = place_of(sitting, at), find_memo(sitting, letters)
    sitting.perform(LinkMemo(found.id, sitting.document.id, place.start, place.end))
    yield f"{place}: linked to the memo “{found.first_line}”"


def unlink(sitting: Sitting, typed: str) -> Iterator[str]:
    """Take the link of a memo to a passage away."""
    found = find_memo(sitting, typed)
    links = [each for each in found.links if each.coder == sitting.coder]
    if not links:
        raise QdaError(f"the memo “{found.first_line}” is linked to no passage by you.")
    shown = [words.passage(each.passage) for each in links]
    chosen = choose(links, shown, sitting.ask, words.several("passages", typed, shown))
    sitting.perform(UnlinkMemo(chosen.id))
    yield f"{words.passage(chosen.passage)}: no longer linked to the memo “{found.first_line}”"


def _name_and_text(typed: str) -> tuple[str, str]:
    """What stands before the first colon and after it."""
    name, _, text = typed.partition(":")
    return name.strip(), text.strip()


def _write(sitting: Sitting, on: Subject, typed: str) -> Iterator[str]:
    """Write the coder's memo on something anew, take it away, or read it where nothing is typed."""
    there = _there(sitting, on)
    if there is None and typed in ("", TAKE_AWAY):
        if typed:
            raise QdaError(f"{on.said}: {words.NO_MEMO}")
        yield f"{on.said}: {words.NO_MEMO}"
        return
    if there is not None and not typed:
        yield from _read(f"{on.said}: memo: ", there.text)
        return
    text = "" if typed == TAKE_AWAY else typed
    id_ = there.id if there is not None else new_id()
    sitting.perform(_change(on, text, id_))
    sitting.last_memo = id_
    yield f"{on.said}: memo {'written' if there is None else 'changed' if text else 'taken away'}"


def _change(on: Subject, text: str, id_: str) -> Change:
    start, end = (on.place.start, on.place.end) if on.place else (None, None)
    return WriteMemo(on.kind, on.target, text, on.document, start, end, id_)


def _there(sitting: Sitting, on: Subject) -> MemoLine | None:
    """The coder's own memo on something, if there is one."""
    place = (on.place.start, on.place.end) if on.place else None
    for memo in _own(sitting):
        of = memo.document[0] if memo.document else None
        if (memo.kind, memo.target, of) != (on.kind, on.target, on.document):
            continue
        spot = memo.passage
        if place is None or (spot is not None and (spot.start, spot.end) == place):
            return memo
    return None


def _own(sitting: Sitting) -> list[MemoLine]:
    with sitting.project.read(together=True) as session:
        return [memo for memo in list_memos(session) if memo.coder == sitting.coder]


def find_memo(sitting: Sitting, letters: str) -> MemoLine:
    """The memo of the coder meant by a few letters of its first line.

    Raises:
        QdaError: None fits, or several and nobody chose.
    """
    own = _own(sitting)
    if letters == LAST:
        found = [memo for memo in own if memo.id == sitting.last_memo]
    else:
        found = matching(own, letters, lambda memo: (memo.first_line,))
    if not found:
        raise QdaError(f"no memo fits “{letters}”; `memos` lists them.")
    shown = [memo.first_line for memo in found]
    return choose(found, shown, sitting.ask, words.several("memos", letters, shown))


def memo_lines(sitting: Sitting, memo: MemoLine, before: str = "") -> Iterator[str]:
    """A memo with its day, what it is on, and the passages it is linked to."""
    names = {code.id: words.Named(names_of(code)[1]) for code in sitting.codebook}
    on = words.on_what(memo, names).replace(" · ", ", ")
    yield from _read(f"{before}{words.local_day(memo.created_at)}, {on}: ", memo.text)
    if memo.links:
        yield f"linked: {'; '.join(words.passage(each.passage) for each in memo.links)}"


def _memos_here(sitting: Sitting) -> Iterator[str]:
    here = sitting.here
    rows = sitting.memos_in(here)
    codes = {row.id: row.code for row in sitting.codings}
    if not rows:
        yield f"{here}: {words.NO_MEMO}"
    for row in rows:
        on = f"on {codes[row.target]}: " if row.target in codes else ""
        yield from _read(f"{here}: memo: {on}", row.text)


def _read(before: str, text: str) -> Iterator[str]:
    """A memo, each of its lines as one."""
    first, *rest = text.split("\n")
    yield f"{before}{first}"
    yield from rest
