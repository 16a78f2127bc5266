"""A search as the keeper does it: a few documents at a time, so that saving never waits for it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

from qda.errors import QdaError
from qda.tui.reports import Found

if TYPE_CHECKING:
    from qda.analysis.search.context import Context
    from qda.analysis.search.query import Query
    from qda.project.documents import DocumentText
    from qda.project.store import Project
    from qda.tui.work import Place

STEP_S: Final = 0.05
"""How long documents are searched before an act that waits is saved."""
PATTERN_S: Final = 2.0
"""How long a regular expression may take in all documents."""
MOST: Final = 1000
"""Hits above which a list is no list to read; the search ends there."""


@dataclass(frozen=True, slots=True)
class HitRow:
    """A hit as it is listed.

    Attributes:
        document: The document's row.
        place: The stretch found.
        segments: The stretch of the segments that it touches.
        number: The number of the first of these.
        aside: Whether the interviewer speaks.
    """

    document: int
    name: str
    place: Place
    segments: Place
    number: int
    aside: bool
    context: Context


class Search:
    """One search, on the keeper's thread.

    Attributes:
        typed: What the coder typed.
        everywhere: Whether it goes through all documents, for a list, or through one.
    """

    def __init__(self, typed: str, documents: Sequence[int], *, everywhere: bool, room: int = 40):
        self.typed = typed
        self.everywhere = everywhere
        self._room = room
        self._waiting = deque(documents)
        self._rows: list[HitRow] = []
        self._query: Query | None = None
        self._seconds = PATTERN_S

    def go_on(self, project: Project) -> Found | None:
        """Search for a moment; what was found is told when all is done."""
        from qda.analysis.search.query import parse

        until = monotonic() + STEP_S
        try:
            self._query = self._query or parse(self.typed)
            while self._waiting and len(self._rows) < MOST:
                self._search(project, self._waiting.popleft(), self._query)
                if monotonic() > until:
                    return None
        except QdaError as error:
            return Found(self, tuple(self._rows), trouble=str(error))
        more = self.everywhere and (bool(self._waiting) or len(self._rows) > MOST)
        rows = self._rows[:MOST] if self.everywhere else self._rows
        return Found(self, tuple(rows), more=more)

    def _search(self, project: Project, document: int, query: Query) -> None:
        from qda.analysis.search.query import find
        from qda.project.documents import read_document
        from qda.project.texts import read_text

        with project.read(together=True) as session:
            text = read_text(session, document)
            began = monotonic()
            places = find(text, query, self._seconds) if text is not None else []
            self._seconds -= monotonic() - began
            if places:
                whole = read_document(session, document)
                self._rows += [_row(whole, place, self._room) for place in places]


def _row(document: DocumentText, place: Place, room: int) -> HitRow:

    from qda.analysis.search.context import in_context

    segments, last = document.segments, len(document.segments) - 1
    first = min(last, bisect_right(segments, place[0], key=lambda segment: segment.end))
    end = max(first, bisect_left(segments, place[1], key=lambda segment: segment.start) - 1)
    turn = document.turns[segments[first].turn]
    return HitRow(
        document.id,
        document.name,
        place,
        (segments[first].start, segments[end].end),
        segments[first].number,
        turn.role == "interviewer",
        in_context(document.text, place, room, (turn.start, max(turn.end, place[1]))),
    )
