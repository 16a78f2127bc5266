"""Acts as people are told of them: labels, places and numbers, read from the history.

The history itself keeps ids and offsets: a label may be a participant's words, and may change.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qda.codebook.stored import read_stored
from qda.codebook.tree import LANGUAGE, Codebook
from qda.coding.names import known_codes
from qda.project.events import State, load
from qda.project.models import Batch, Coding, Document, Event, Memo, Segment

_BACK: Final = ("undo", "redo", "leave as it is")
_OF_CODINGS: Final = re.compile(r"apply |remove a? ?codings?$|recode |move the end of a coding$")
_CODE: Final = re.compile(
    r"\b(new code|merge|into|move|retire|bring|delete|pin|change|apply|for|of|under) "
    r"([a-z0-9_æøå]+)"
)
_AT_ONCE: Final = 500
"""How many acts are read in one query."""


@dataclass(frozen=True, slots=True)
class _Alike:
    """What an act did alike to so many rows of a kind; the first of them stands for all."""

    batch: str
    kind: str
    verb: str
    count: int
    key: str
    before: State | None
    after: State | None

    @property
    def state(self) -> State:
        """The row as the act left it, or else as it found it."""
        return self.after or self.before or {}


@dataclass(slots=True)
class _Known:
    """What ids and offsets stand for today."""

    session: Session
    codebook: Codebook
    now: Mapping[str, str]
    documents: Mapping[str, tuple[int, str]]
    language: str
    _starts: dict[int, Sequence[int]] = field(default_factory=dict)

    def label(self, code: object) -> str:
        """The label of a code, also of one that has another id now; its id where it is gone."""
        found = self.codebook.get(self.now.get(str(code), str(code)))
        return found.name(self.language) if found else str(code)

    def labelled(self, words: str) -> str:
        """Our own words with the labels of the codes that they name by id."""
        if words.startswith("rename "):  # there it is ids that change
            return words
        return _CODE.sub(lambda m: f"{m[1]} {self.label(m[2])}", words)

    def document(self, state: State) -> tuple[int, str] | None:
        """The row and the name of the document that a state names, while it is there."""
        return self.documents.get(str(state.get("document")))

    def place(self, one: _Alike) -> str:
        """Where it was: ``T02 24``, or ``T02 24-26``; the document alone, or '', if that is all."""
        document = self.document(one.state)
        if document is None:
            return ""
        span = self._span(one)
        if span is None:
            return document[1]
        starts = self._segments(document[0])
        first, last = bisect_right(starts, span[0]), bisect_left(starts, span[1])
        return f"{document[1]} {first}" + (f"-{last}" if last > first else "")

    def _span(self, one: _Alike) -> tuple[int, int] | None:
        state, row = one.state, None
        if one.kind == "memo":
            memo = self.session.get(Memo, one.key)
            on_coding = memo is not None and memo.kind == "coding"
            row = self.session.get(Coding, memo.target) if memo and on_coding else memo
        start = row.start if row else state.get("start")
        end = row.end if row else state.get("end")
        return None if start is None or end is None else (start, end)

    def _segments(self, document: int) -> Sequence[int]:
        if document not in self._starts:
            query = select(Segment.start).where(Segment.document_id == document)
            self._starts[document] = self.session.scalars(query.order_by(Segment.number)).all()
        return self._starts[document]


def tell(session: Session, acts: Iterable[str], language: str = LANGUAGE) -> dict[str, str]:
    """Acts in words: ``put Geografi on T02 24 (+2 more)``.

    Args:
        session: An open session.
        acts: The ids of acts.
        language: The language of the labels.

    Returns:
        The words of each act that there is, by its id. They name codes by their labels of today,
        which may be what a participant said: they are shown, and never stored.
    """
    known = _Known(
        session,
        read_stored(session),
        known_codes(session),
        {key: (id_, name) for id_, key, name in session.execute(_DOCUMENTS)},
        language,
    )
    told: dict[str, str] = {}
    ids = tuple(acts)
    for at in range(0, len(ids), _AT_ONCE):
        told.update(_tell(session, ids[at : at + _AT_ONCE], known))
    return told


_DOCUMENTS: Final = select(Document.id, Document.key, Document.name)


def _tell(session: Session, acts: Sequence[str], known: _Known) -> Iterator[tuple[str, str]]:
    rows = session.scalars(select(Batch).where(Batch.id.in_(acts)))
    done = {row.id: _done(session, row) for row in rows}
    alike = _read_alike(session, {row.id for _, row in done.values() if row.origin == "coder"})
    for act, (before, row) in done.items():
        yield act, before + _words(row.act, alike.get(row.id, []), known)


def _done(session: Session, row: Batch) -> tuple[str, Batch]:
    """What was done in the end, with what was done to that: ``("undo: ", the act undone)``."""
    before = ""
    while row.inverts is not None and (how := row.act.partition(": ")[0]) in _BACK:
        back = session.get_one(Batch, row.inverts)
        if how == "redo" and back.inverts is not None:  # it inverts an undo
            back = session.get_one(Batch, back.inverts)
        before, row = f"{before}{how}: ", back
    return before, row


def _read_alike(session: Session, acts: Iterable[str]) -> dict[str, list[_Alike]]:
    code = func.json_extract(func.coalesce(Event.after, Event.before), "$.code")
    # SQLite takes the other columns from the row of the minimum: the first event of its kind.
    query = (
        select(
            Event.batch_id,
            Event.kind,
            Event.verb,
            func.count(),
            Event.key,
            Event.before,
            Event.after,
            func.min(Event.number).label("first"),
        )
        .where(Event.batch_id.in_(acts), Event.kind != "coder")
        .group_by(Event.batch_id, Event.kind, Event.verb, code)
        .order_by(Event.batch_id, "first")
    )
    found = [_Alike(*row[:5], load(row.before), load(row.after)) for row in session.execute(query)]
    return {batch: list(rows) for batch, rows in groupby(found, key=lambda one: one.batch)}


def _words(stored: str, alike: Sequence[_Alike], known: _Known) -> str:
    codings = [one for one in alike if one.kind == "coding"]
    parts = stored.split("; ")
    own = [known.labelled(part) for part in parts if not _OF_CODINGS.match(part)]
    if len(own) == len(parts):
        return "; ".join([*own[:-1], own[-1] + _where(own[-1], alike, known)])
    if not codings:  # the code was there, and the segment had not been read
        return known.labelled(stored) + _where("", alike, known)
    by_verb = groupby(sorted(codings, key=_order), key=_order)
    return "; ".join([*own, *(_of_codings(list(some), known) for _, some in by_verb)])


def _order(one: _Alike) -> int:
    """What was put on is told first, then what was changed and taken away."""
    return ("revive", "add", "recode", "move", "remove").index(one.verb) or 1


def _of_codings(some: Sequence[_Alike], known: _Known) -> str:
    labels = ", ".join(dict.fromkeys(known.label(one.state.get("code")) for one in some))
    place, more = known.place(some[0]), sum(one.count for one in some) - 1
    left = f" (+{more} more)" if more else ""
    match some[0].verb:
        case "add" | "revive":
            return f"put {labels} on {place}{left}"
        case "remove":
            return f"take {labels} off {place}{left}"
        case "recode":
            was = known.label((some[0].before or {}).get("code"))
            return f"recode {was} as {labels} on {place}{left}"
        case _:
            return f"move the end of {labels} on {place}{left}"


def _where(part: str, alike: Sequence[_Alike], known: _Known) -> str:
    """The place that words have not named: `` at T02 24``, or `` in T02``."""
    place = next(filter(None, map(known.place, alike)), "")
    if not place:
        return ""
    return f" {'in' if 'segment' in part else 'at'} {place}"
