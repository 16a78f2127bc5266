"""Undo and redo: each is a new act that inverts the events of an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import exists, select, text
from sqlalchemy.orm import Session

from qda.coding.rows import TABLES, put_back
from qda.errors import QdaError
from qda.project.events import Recorder, load
from qda.project.models import Batch, Event


@dataclass(frozen=True, slots=True)
class _Step:
    id: str
    act: str
    inverts: str | None


def undo(act: Recorder) -> Batch:
    """Take back the coder's last act that stands.

    Returns:
        The act that was taken back.

    Raises:
        QdaError: There is none, or what it made has changed since.
    """
    return _invert(act, last_to_undo(act.session, act.coder), "undo")


def redo(act: Recorder) -> Batch:
    """Do again what the coder's last undo took back.

    Raises:
        QdaError: Nothing was undone since the last act, or it has changed since.
    """
    return _invert(act, last_to_redo(act.session, act.coder), "redo")


def last_to_undo(session: Session, coder: str) -> str | None:
    """The id of the newest act of the coder that stands, or None."""
    inverted: set[str] = set()
    for step in _newest_first(session, coder):
        if step.id in inverted:
            continue
        if step.inverts is None:
            return step.id
        inverted.add(step.inverts)
    return None


def last_to_redo(session: Session, coder: str) -> str | None:
    """The id of the newest undo that stands, or None once something new was done."""
    inverted: set[str] = set()
    for step in _newest_first(session, coder):
        if step.id in inverted:
            continue
        if step.inverts is None:
            return None
        if session.get_one(Batch, step.inverts).inverts is None:
            return step.id
        inverted.add(step.inverts)
    return None


def _newest_first(session: Session, coder: str) -> Iterator[_Step]:
    # An act may have left nothing but the coder's own name: there is nothing in it to take back.
    something = exists().where(Event.batch_id == Batch.id, Event.kind.in_(TABLES))
    query = (
        select(Batch.id, Batch.act, Batch.inverts)
        .where(Batch.coder == coder, Batch.origin == "coder", something)
        .order_by(text("batches.rowid DESC"))
        .execution_options(yield_per=100)
    )
    for row in session.execute(query):
        yield _Step(*row)


def _invert(act: Recorder, batch_id: str | None, name: str) -> Batch:
    if batch_id is None:
        raise QdaError(f"there is nothing to {name}.")
    batch = act.session.get_one(Batch, batch_id)
    act.inverts(batch_id)
    events = act.session.scalars(
        select(Event).where(Event.batch_id == batch_id).order_by(Event.number.desc())
    )
    for event in events.all():
        if event.kind in TABLES:
            put_back(act, event.kind, event.key, load(event.before), load(event.after))
    return batch
