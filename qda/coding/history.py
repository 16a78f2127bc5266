"""Undo and redo: each is a new act that inverts the events of an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import exists, or_, select, text
from sqlalchemy.orm import Session

from qda.codebook.changing import CODEBOOK
from qda.codebook.taking_back import ChangedSinceError
from qda.coding.cases.things import THINGS
from qda.coding.changes import PastAct
from qda.coding.inverse import put_back
from qda.coding.rows import TABLES
from qda.coding.telling import tell
from qda.errors import QdaError
from qda.project.events import Recorder, load
from qda.project.models import Batch, Event
from qda.project.store import Project

_ACT = "act"
"""The kind of the event by which undo leaves an act as it is."""


@dataclass(frozen=True, slots=True)
class _Step:
    id: str
    inverts: str | None
    left: bool
    """It takes nothing back: what it would invert has changed, and stays."""


def undo(act: Recorder, project: Project) -> None:
    """Take back the coder's last act that stands; one that changed the codebook, with its file.

    Where what that act made has changed since, it is left as it is for good: the history says so,
    `left_as_it_is` tells it, and the next undo goes on with the act before.

    Raises:
        QdaError: There is nothing to undo, or the codebook's file has changes not applied.
    """
    batch = _named(act, last_to_undo(act.session, act.coder), "undo")
    act.inverts(batch.id)
    said = tell(act.session, [batch.id])[batch.id]
    try:
        act.words(f"undo: {batch.act}")
        put_back(act, project, batch.id)
    except ChangedSinceError as error:
        act.words(f"leave as it is: {batch.act}")
        why = f"“{said}” cannot be taken back: {error.message}. It stays; undo again goes on."
        act.record("leave", _ACT, batch.id, None, {"why": why})


def redo(act: Recorder, project: Project) -> None:
    """Do again what the coder's last undo took back.

    Raises:
        QdaError: Nothing was undone since the last act, or it has changed since.
    """
    batch = _named(act, last_to_redo(act.session, act.coder), "redo")
    undone = act.session.get_one(Batch, batch.inverts)
    act.inverts(batch.id)
    act.words(f"redo: {undone.act}")
    try:
        put_back(act, project, batch.id)
    except ChangedSinceError as error:
        said = tell(act.session, [undone.id])[undone.id]
        why = f"“{said}” cannot be done again: {error.message}."
        raise QdaError(why) from error


def left_as_it_is(act: Recorder) -> str | None:
    """Why this act, an undo, left what it would have taken back; None where it did not."""
    query = select(Event.after).where(Event.batch_id == act.batch, Event.kind == _ACT)
    after = load(act.session.scalar(query))
    return None if after is None else str(after["why"])


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
        if step.id in inverted or step.left:
            continue
        if step.inverts is None:
            return None
        if session.get_one(Batch, step.inverts).inverts is None:
            return step.id
        inverted.add(step.inverts)
    return None


def past_acts(session: Session, coder: str, most: int = 10) -> list[PastAct]:
    """The coder's last acts that changed something, newest first."""
    following = last_to_undo(session, coder)
    inverted: set[str] = set()
    steps = list(islice(_newest_first(session, coder), most))
    told = tell(session, [step.id for step in steps])
    acts = []
    for step in steps:
        if step.inverts is not None and step.id not in inverted:
            inverted.add(step.inverts)
        time, back = session.get_one(Batch, step.id).time, step.id in inverted
        acts.append(PastAct(told[step.id], time, back, step.id == following))
    return acts


def _newest_first(session: Session, coder: str) -> Iterator[_Step]:
    left = exists().where(Event.batch_id == Batch.id, Event.kind == _ACT)
    # An act may have left nothing but the coder's own name: there is nothing in it to take back.
    kinds = (*TABLES, *THINGS, CODEBOOK)
    something = exists().where(Event.batch_id == Batch.id, Event.kind.in_(kinds))
    query = (
        select(Batch.id, Batch.inverts, left)
        .where(Batch.coder == coder, Batch.origin == "coder", or_(something, left))
        .order_by(text("batches.rowid DESC"))
        .execution_options(yield_per=100)
    )
    with session.execute(query) as rows:  # closed where the reading ends early: it holds a lock
        for row in rows:
            yield _Step(*row)


def _named(act: Recorder, batch: str | None, name: str) -> Batch:
    if batch is None:
        raise QdaError(f"there is nothing to {name}.")
    return act.session.get_one(Batch, batch)
