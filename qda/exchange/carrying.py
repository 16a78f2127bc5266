"""The other side's history, carried over: who did what, when, in the words of their acts.

Carried acts are of the origin `merge`, so that no coder's undo takes one back here.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, insert, or_, select, text
from sqlalchemy.orm import Session

from qda.coding.cases.things import THINGS
from qda.exchange.kinds import MERGEABLE
from qda.exchange.sides import batches_of
from qda.project.events import Recorder, dump
from qda.project.models import Batch, Event

MERGE = "merge"
"""The kind of the event that sums up a merge; such acts are of one file and are not carried."""


def carry_history(act: Recorder, theirs: Session) -> int:
    """Bring the acts on coding and on cases that this history has not; how many there were.

    What made a project of a package changed no case, and is not carried.
    """
    known = batches_of(act.session)
    kinds = [*(kind.kind for kind in MERGEABLE), *THINGS]
    by_coders = Batch.origin.in_(("coder", "import", "merge"))
    on_cases = or_(
        Event.kind.in_(("value", "bands")), and_(Event.kind == "case", Event.after != dump({}))
    )
    own = select(Event.batch_id).where(Event.kind == MERGE)
    query = (
        select(Batch)
        .where(
            or_(
                and_(by_coders, Batch.id.in_(select(Event.batch_id).where(Event.kind.in_(kinds)))),
                Batch.id.in_(select(Event.batch_id).where(on_cases)),
            ),
            Batch.id.not_in(own),
        )
        .order_by(text("batches.rowid"))
    )
    batches: dict[str, dict[str, Any]] = {}
    for batch in theirs.scalars(query):
        if batch.id in known:
            continue
        inverts = batch.inverts if batch.inverts in known or batch.inverts in batches else None
        batches[batch.id] = {
            "id": batch.id,
            "coder": batch.coder,
            "time": batch.time,
            "act": batch.act,
            "origin": "merge",
            "inverts": inverts,
        }
    if batches:
        connection = act.session.connection()
        connection.execute(insert(Batch), list(batches.values()))
        connection.execute(insert(Event), _events(act.session, theirs, batches, kinds))
    return len(batches)


def _events(
    mine: Session, theirs: Session, batches: dict[str, dict[str, Any]], kinds: list[str]
) -> list[dict[str, Any]]:
    known = set(mine.scalars(select(Event.id)))
    columns = (Event.id, Event.batch_id, Event.verb, Event.kind, Event.key, Event.before)
    query = select(*columns, Event.after).where(Event.kind.in_(kinds)).order_by(Event.number)
    return [
        dict(row)
        for row in theirs.execute(query).mappings()
        if row["batch_id"] in batches and row["id"] not in known
    ]
