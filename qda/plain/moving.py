"""Going through the segments and the documents, and reading them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import choose, matching
from qda.plain.others import others_in_short
from qda.plain.placing import stretch_of
from qda.plain.sitting import Sitting
from qda.text import normalise

AROUND: Final = 2
"""How many segments `context` reads on each side."""


def next_(sitting: Sitting, _typed: str = "") -> Iterator[str]:
    """Go to the next segment and read it."""
    if sitting.number >= len(sitting.document.segments):
        raise QdaError(f"{sitting.number} is the last segment.")
    sitting.go_to(sitting.number + 1)
    yield from read_here(sitting)


def previous(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Go to the previous segment and read it."""
    if sitting.number <= 1:
        raise QdaError(f"{sitting.number} is the first segment.")
    sitting.go_to(sitting.number - 1)
    yield from read_here(sitting)


def go(sitting: Sitting, typed: str) -> Iterator[str]:
    """Go to a segment by its number."""
    sitting.go_to(stretch_of(sitting, typed).first)
    yield from read_here(sitting)


def read(sitting: Sitting, typed: str) -> Iterator[str]:
    """Read the segment at hand again, or others."""
    sitting.spoken = None
    if not typed:
        yield from read_here(sitting)
        return
    place = stretch_of(sitting, typed)
    for number in range(place.first, place.last + 1):
        yield spoken_line(sitting, number)


def context(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Read the segments around the one at hand."""
    low = max(1, sitting.number - AROUND)
    high = min(len(sitting.document.segments), sitting.number + AROUND)
    sitting.spoken = None
    for number in range(low, high + 1):
        yield spoken_line(sitting, number, "here: " if number == sitting.number else "")


def where(sitting: Sitting, _typed: str = "") -> Iterator[str]:
    """Say the segment, the document and the coder."""
    of = len(sitting.document.segments)
    yield f"{sitting.number} of {of}, {sitting.document.name}, coder {sitting.coder}."


def speaker(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Say who speaks."""
    segment = sitting.segment(sitting.number)
    turn = sitting.document.turns[segment.turn]
    yield f"{segment.number}: {turn.speaker}, {turn.role}"


def open_(sitting: Sitting, typed: str) -> Iterator[str]:
    """Open a document by its name or a few letters of it, where you stopped in it."""
    found = matching(sitting.documents, typed, lambda info: (info.name,))
    if not found:
        raise QdaError(f"there is no document named “{typed}”; `documents` lists them.")
    names = [info.name for info in found]
    why = words.several("documents", typed, names)
    chosen = choose(found, names, sitting.ask, why)
    yield from enter(sitting, chosen.id)


def find(sitting: Sitting, typed: str) -> Iterator[str]:
    """List the segments of this document that hold these words just so, in any case."""
    wanted = normalise(typed).casefold()
    text = sitting.document.text
    found = [
        segment.number
        for segment in sitting.document.segments
        if wanted in on_one_line(text[segment.start : segment.end]).casefold()
    ]
    yield f"{words.count(len(found), 'segment')} found."
    sitting.spoken = None
    for number in found:
        yield spoken_line(sitting, number)


def next_document(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Open the next document, where you stopped in it."""
    yield from _beside(sitting, 1)


def previous_document(sitting: Sitting, _typed: str) -> Iterator[str]:
    """Open the previous document, where you stopped in it."""
    yield from _beside(sitting, -1)


def _beside(sitting: Sitting, step: int) -> Iterator[str]:
    ids = [info.id for info in sitting.documents]
    at = ids.index(sitting.document.id) + step
    if not 0 <= at < len(ids):
        raise QdaError(words.NO_MORE_DOCUMENTS)
    yield from enter(sitting, ids[at])


def enter(sitting: Sitting, document: int) -> Iterator[str]:
    """Go to a document, where you stopped in it, and read there."""
    sitting.keep_place()
    sitting.go_to_document(document)
    yield from where(sitting)
    yield from read_here(sitting)


def go_there(sitting: Sitting, document: int, offset: int) -> Iterator[str]:
    """Go to a place in a document, and read there.

    Raises:
        QdaError: The document has been removed.
    """
    if document not in [info.id for info in sitting.documents]:
        raise QdaError("the document of this place has been removed.")
    sitting.keep_place()
    if document != sitting.document.id:
        sitting.go_to_document(document, offset)
        yield from where(sitting)
    sitting.go_to(sitting.number_at(offset))
    yield from read_here(sitting)


def read_here(sitting: Sitting) -> Iterator[str]:
    """The segment at hand, then what it carries, if anything."""
    yield spoken_line(sitting, sitting.number)
    place = sitting.here
    codes = dict.fromkeys(row.code for row in sitting.codings_in(place))
    reviewed = sitting.number in sitting.reviewed
    marks = dict.fromkeys(words.MARKED[mark.kind] for mark in sitting.marks_in(place))
    state = words.state(reviewed, list(codes), len(sitting.memos_in(place)), list(marks))
    if state:
        yield f"{place}: {state}"
    if sitting.everyone:
        yield from others_in_short(sitting, place)


def spoken_line(sitting: Sitting, number: int, mark: str = "") -> str:
    """A segment's number and text; its speaker, too, where another spoke before."""
    segment = sitting.segment(number)
    name = ""
    if segment.turn != sitting.spoken:
        name = f"{sitting.document.turns[segment.turn].speaker}: "
    sitting.spoken = segment.turn
    return (
        f"{number}: {mark}{name}{on_one_line(sitting.document.text[segment.start : segment.end])}"
    )


def on_one_line(text: str) -> str:
    """Words that stand on several lines, as one."""
    return text.replace("\n", " ")
