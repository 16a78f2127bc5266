"""Cases and what is known of them put into another state by a merge, and back again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.coding.cases.things import THINGS, ThingKind, key_of, same
from qda.errors import QdaError
from qda.exchange.case_log import WITHDRAW
from qda.exchange.writing import VERB
from qda.project.events import Recorder, State, load
from qda.project.models import Case, CaseDocument, Document, Event, Speaker

Tie = tuple[int, str]
"""A document's row, and the label of a speaker in it, or '' for all."""


class Putting:
    """Puts things into other states in an act, with events that take it back."""

    def __init__(self, act: Recorder):
        self._act = act
        self._new: Counter[str] = Counter()
        self._changed: Counter[str] = Counter()

    @property
    def counts(self) -> dict[str, tuple[int, int]]:
        """Of each kind how many are new, and how many were changed."""
        return {
            kind: (self._new[kind], self._changed[kind])
            for kind in THINGS
            if self._new[kind] or self._changed[kind]
        }

    def put(
        self, kind: ThingKind, before: State | None, after: State | None, counted: bool = False
    ) -> None:
        """Put a thing into a state; it counts once, unless it was counted already."""
        THINGS[kind].put(self._act.session, before, after)
        self._act.record(VERB, kind, key_of(before or after or {}), before, after)
        if not counted:
            (self._new if before is None else self._changed)[kind] += 1


def put_cases_back(act: Recorder, batch: str) -> None:
    """Put what a merge did to cases into the state before it, the last first.

    Raises:
        QdaError: It has been changed since; the sentence says what.
    """
    query = (
        select(Event.kind, Event.before, Event.after)
        .where(Event.batch_id == batch, Event.kind.in_(THINGS), Event.verb == VERB)
        .order_by(Event.number.desc())
    )
    for kind, before, after in act.session.execute(query).all():
        thing, old, new = THINGS[cast("ThingKind", kind)], load(before), load(after)
        present = thing.read(act.session, new or old or {})
        if not same(present, new):
            raise QdaError(kind)
        thing.put(act.session, present, old)
        act.record(WITHDRAW, kind, key_of(new or old or {}), new, old)


def places_of(session: Session) -> dict[str, list[Tie]]:
    """Of each case the places in which it speaks."""
    query = (
        select(Case.name, CaseDocument.document_id, Speaker.label)
        .join(CaseDocument, CaseDocument.case_id == Case.id)
        .outerjoin(Speaker, Speaker.id == CaseDocument.speaker_id)
        .order_by(CaseDocument.id)
    )
    found: dict[str, list[Tie]] = {}
    for name, document, label in session.execute(query):
        found.setdefault(name, []).append((document, label or ""))
    return found


def written(session: Session, ties: Iterable[Tie]) -> list[Any]:
    """Places as a state of a case has them."""
    names = dict(session.execute(select(Document.id, Document.name)).all())
    return [f"{names[row]}@{label}" if label else names[row] for row, label in ties]
