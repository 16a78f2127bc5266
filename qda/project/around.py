"""What stands around a place in a document: its segments and its turn, without reading the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

_FIRST: Final = (
    'SELECT number, start, "end", turn FROM segments '
    'WHERE document_id = ? AND "end" > ? ORDER BY number LIMIT 1'
)
_LAST: Final = (
    'SELECT number, start, "end", turn FROM segments '
    "WHERE document_id = ? AND start < ? ORDER BY number DESC LIMIT 1"
)
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
    # Past SQLAlchemy's own rows, which take several times as long: a list has a thousand hits.
    cursor = session.connection().connection.cursor()
    last = cursor.execute(_LAST, (document, max(end, 1))).fetchone()
    first = cursor.execute(_FIRST, (document, start)).fetchone() or last
    number, begin, stop, turn = first
    if last is not None and last[0] > number:
        stop = last[2]
    turn_start, turn_end, role = cursor.execute(_TURN, (document, turn)).fetchone()
    return Around(number, (begin, stop), (turn_start, turn_end), role)
