"""A search as the keeper does it: a few documents at a time, so that saving never waits for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Final

from qda.errors import QdaError
from qda.tui.reports import Found

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from qda.analysis.search.context import Context
    from qda.analysis.search.query import Query
    from qda.project.around import Around
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
        read: How many documents of it were read, as they are not in the word index.
    """

    def __init__(self, typed: str, documents: Sequence[int], *, everywhere: bool, room: int = 40):
        self.typed = typed
        self.everywhere = everywhere
        self._room = room
        self._waiting = deque(documents)
        self._rows: list[HitRow] = []
        self._query: Query | None = None
        self._known: dict[int, list[Place]] = {}
        self.read = 0
        self._asked_index = False
        self._told = False
        self._seconds = PATTERN_S

    def go_on(self, project: Project) -> Found | None:
        """Search for a moment; what was found is told after the first one and when all is done."""
        from qda.analysis.search.query import parse

        until = monotonic() + STEP_S
        try:
            with project.read(together=True) as session:
                if self._query is None:
                    self._query = parse(self.typed)
                    self._look_up(session, self._query)
                while self._waiting and len(self._rows) < MOST:
                    self._search(session, self._waiting.popleft(), self._query)
                    if self._waiting and monotonic() > until:
                        return self._so_far()
        except QdaError as error:
            return Found(self, tuple(self._rows), trouble=str(error))
        more = self.everywhere and (bool(self._waiting) or len(self._rows) > MOST)
        rows = self._rows[:MOST] if self.everywhere else self._rows
        return Found(self, tuple(rows), more=more)

    def _so_far(self) -> Found | None:
        """The first hits, so that there is an answer at once; later ones come all together."""
        if self._told or not self.everywhere or not self._rows:
            return None
        self._told = True
        return Found(self, tuple(self._rows[:MOST]), more=True, going_on=True)

    def _look_up(self, session: Session, query: Query) -> None:
        """Ask the word index, which says more than is listed; one text is read as fast."""
        from qda.analysis.search.index import look_up
        from qda.analysis.search.query import Pattern

        if self.everywhere and not isinstance(query, Pattern):
            self._asked_index = True
            self._known = look_up(session, query, set(self._waiting), most=MOST + 1)

    def _search(self, session: Session, document: int, query: Query) -> None:
        from qda.project.around import read_arounds, read_named_text

        places = self._known.get(document)
        if places == []:
            return
        found = read_named_text(session, document)
        if found is None:  # it has been removed
            return
        name, text = found
        if places is None:
            self.read += self._asked_index
            places = self._find(text, query)
        if self.everywhere:  # one more than is listed says that there are more
            places = places[: MOST + 1 - len(self._rows)]
        arounds = read_arounds(session, document, places)
        self._rows += [
            _row(document, name, text, place, around, self._room)
            for place, around in zip(places, arounds, strict=True)
        ]

    def _find(self, text: str, query: Query) -> list[Place]:
        from qda.analysis.search.query import find

        began = monotonic()
        places = find(text, query, self._seconds)
        self._seconds -= monotonic() - began
        return places


def _row(document: int, name: str, text: str, place: Place, around: Around, room: int) -> HitRow:
    from qda.analysis.search.context import in_context

    bounds = around.turn[0], max(around.turn[1], place[1])
    return HitRow(
        document,
        name,
        place,
        around.segments,
        around.number,
        around.role == "interviewer",
        in_context(text, place, room, bounds),
    )
