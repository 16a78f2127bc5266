"""What stands around a place in a document: its segments and its turn, without reading the rest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

_FIRST: Final = (
    'SELECT number, start, "end", turn FROM segments '
    'WHERE document_id = ? AND "end" > ? ORDER BY number LIMIT 1'
)
_LAST: Final = (
    'SELECT number, start, "end", turn FROM segments '
    "WHERE document_id = ? AND start < ? ORDER BY number DESC LIMIT 1"
)
_ALL: Final = (
    'SELECT number, start, "end", turn FROM segments WHERE document_id = ? ORDER BY number'
)
_FEW: Final = 7
"""Places up to which looking for each is cheaper than reading all segments of an interview."""
_Row = tuple[int, int, int, int]
"""Of a segment its number, its start and end, and the number of its turn."""
_TURN: Final = (
    'SELECT start, "end", role FROM turns JOIN speakers ON speakers.id = speaker_id '
    "WHERE turns.document_id = ? AND number = ?"
)


@dataclass(frozen=True, slots=True)
class Around:
    """Where a place lies.

    Attributes:
        number: The number of the first segment that it touches.
        segments: The stretch of all that it touches, in code points.
        turn: The stretch of the turn of the first of them.
        role: The role of who speaks there.
    """

    number: int
    segments: tuple[int, int]
    turn: tuple[int, int]
    role: str


def read_named_text(session: Session, document: int) -> tuple[str, str] | None:
    """A document's name and text; None where it has been removed."""
    cursor = session.connection().connection.cursor()
    found = cursor.execute("SELECT name, text FROM documents WHERE id = ?", (document,)).fetchone()
    return None if found is None else (str(found[0]), str(found[1]))


def read_around(session: Session, document: int, start: int, end: int) -> Around:
    """Where [start, end) lies in a document that has segments.

    A place before, between or behind the segments counts for the next one, else for the last.
    """
    (around,) = read_arounds(session, document, [(start, end)])
    return around


def read_arounds(
    session: Session, document: int, places: Sequence[tuple[int, int]]
) -> list[Around]:
    """Where each of several places lies, as `read_around` says it.

    Where there are many, all segments are read once, instead of looking for those of each.
    """
    # Past SQLAlchemy's own rows, which take several times as long: a list has a thousand hits.
    cursor = session.connection().connection.cursor()
    if len(places) < _FEW:
        ends = [_ends_by_query(cursor, document, place) for place in places]
    else:
        cursor.execute(_ALL, (document,))
        ends = list(_ends_among(cursor.fetchall(), places))
    turns: dict[int, tuple[int, int, str]] = {}
    for first, _ in ends:
        if first[3] not in turns:
            turns[first[3]] = cursor.execute(_TURN, (document, first[3])).fetchone()
    return [_around(first, last, turns[first[3]]) for first, last in ends]


def _ends_by_query(cursor: Any, document: int, place: tuple[int, int]) -> tuple[_Row, _Row | None]:
    """The first and the last segment that a place touches."""
    start, end = place
    last: _Row | None = cursor.execute(_LAST, (document, max(end, 1))).fetchone()
    if last is not None and last[1] <= start < last[2]:
        return last, last
    first: Any = cursor.execute(_FIRST, (document, start)).fetchone()
    if first is None:
        first = last
    return first, last


def _ends_among(
    segments: Sequence[_Row], places: Iterable[tuple[int, int]]
) -> Iterator[tuple[_Row, _Row | None]]:
    """The same, of all segments of the document."""
    starts, stops = [row[1] for row in segments], [row[2] for row in segments]
    for start, end in places:
        before = bisect_left(starts, max(end, 1))
        last = segments[before - 1] if before else None
        at = bisect_right(stops, start)
        yield segments[min(at, len(segments) - 1)], last


def _around(first: _Row, last: _Row | None, turn: tuple[int, int, str]) -> Around:
    number, begin, stop, _ = first
    if last is not None and last[0] > number:
        stop = last[2]
    return Around(number, (begin, stop), turn[:2], turn[2])
