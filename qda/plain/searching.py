"""Searching all documents, as `qda search` does, and coding what was heard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from qda.coding.changes import ApplyCode
from qda.errors import QdaError
from qda.plain import words
from qda.plain.marking import find_code
from qda.plain.moving import go_there
from qda.plain.sitting import Sitting
from qda.project.around import read_around

SAID_AT_ONCE: Final = 20
"""How many hits are said unasked."""
ROOM: Final = 40
"""How many characters are said on each side of a hit."""
_NUMBERS: Final = r"(\d+)(?:\s*[-–]\s*(\d+))?"
_SOME: Final = re.compile(_NUMBERS)
_CODE_AND_SOME: Final = re.compile(rf"(.*?\S)(?:\s+{_NUMBERS})?(\s+words)?")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place found, in the document of a row.

    Attributes:
        said: Its document and segment, who speaks, and the words around it.
    """

    document: int
    start: int
    end: int
    said: str


def search(sitting: Sitting, typed: str) -> Iterator[str]:
    """Find words in all forms in all documents; the first hits are said, each with its number."""
    sitting.hits, sitting.hit = tuple(_found(sitting, typed)), 0
    documents = len({hit.document for hit in sitting.hits})
    yield words.found(len(sitting.hits), documents, more=False)
    yield from _said(sitting, 1, min(SAID_AT_ONCE, len(sitting.hits)))
    if len(sitting.hits) > SAID_AT_ONCE:
        last = min(2 * SAID_AT_ONCE, len(sitting.hits))
        yield f"`hits {SAID_AT_ONCE + 1}-{last}` says more."


def hits(sitting: Sitting, typed: str) -> Iterator[str]:
    """Say the hits again, or some of them."""
    found = _SOME.fullmatch(typed)
    if typed and found is None:
        raise QdaError(f"“{typed}” is no hit; say a number, as 3, or two, as 3-8.")
    chosen = _numbers(sitting, *(found.groups() if found else (None, None)))
    yield from _said(sitting, chosen.start, chosen.stop - 1)


def hit(sitting: Sitting, typed: str) -> Iterator[str]:
    """Go to a hit by its number, or to the next one."""
    if typed and not typed.isdecimal():
        raise QdaError(f"“{typed}” is no hit; say a number, as 3.")
    number = int(typed) if typed else sitting.hit + 1
    if not typed and sitting.hits and number > len(sitting.hits):
        raise QdaError(f"hit {sitting.hit} is the last one.")
    there = sitting.hits[_numbers(sitting, str(number), None).start - 1]
    sitting.hit = number
    yield from go_there(sitting, there.document, there.start)


def code_hits(sitting: Sitting, typed: str) -> Iterator[str]:
    """Put a code on the segments of all hits or some, in one act; `words`: just on the words."""
    found = _CODE_AND_SOME.fullmatch(typed)
    if found is None:
        raise QdaError(f"“{typed}” is not understood; say a code, then which hits, as 3-8.")
    letters, first, last, exact = found.groups()
    code = find_code(sitting, letters).id
    chosen = [sitting.hits[number - 1] for number in _numbers(sitting, first, last)]
    places = _places(sitting, chosen, exact=bool(exact))
    sitting.perform(*(ApplyCode(*place, code) for place in places))
    sitting.last_code = code
    yield words.coded_hits(len(places), code)


def _places(sitting: Sitting, chosen: Sequence[Hit], *, exact: bool) -> list[tuple[int, int, int]]:
    """The document, start and end of each place to be coded, each once."""
    if exact:
        return list(dict.fromkeys((hit.document, hit.start, hit.end) for hit in chosen))
    with sitting.project.read(together=True) as session:
        known = {info.id for info in sitting.documents}
        if any(hit.document not in known for hit in chosen):
            raise QdaError("the document of a hit has been removed; search again.")
        around = [(h.document, read_around(session, h.document, h.start, h.end)) for h in chosen]
    return list(dict.fromkeys((document, *place.segments) for document, place in around))


def _found(sitting: Sitting, typed: str) -> Iterator[Hit]:
    from qda.analysis.load import load_uncoded
    from qda.analysis.search.across import field, search
    from qda.analysis.search.index import look_up_by_name
    from qda.analysis.search.query import parse

    query = parse(typed)
    data = load_uncoded(sitting.project)
    known = look_up_by_name(sitting.project, query)
    rows = {info.name: info.id for info in sitting.documents}
    for line in search(data, query, field(data), ROOM, known):
        context = line.context
        said = (
            f"{line.document} {line.segment}: {line.speaker}: "
            f"{context.before}{context.match}{context.after}"
        )
        yield Hit(rows[line.document], line.hit.start, line.hit.end, said)


def _numbers(sitting: Sitting, first: str | None, last: str | None) -> range:
    """The numbers of hits; by default all.

    Raises:
        QdaError: Nothing was found, or there are no such hits.
    """
    total = len(sitting.hits)
    if not total:
        raise QdaError("nothing is found yet; `search WORDS` finds words in all documents.")
    low, high = int(first or 1), int(last or first or total)
    if not 1 <= low <= high <= total:
        raise QdaError(f"there are hits 1-{total}; say which of them.")
    return range(low, high + 1)


def _said(sitting: Sitting, first: int, last: int) -> Iterator[str]:
    for number in range(first, last + 1):
        yield f"hit {number}: {sitting.hits[number - 1].said}"
