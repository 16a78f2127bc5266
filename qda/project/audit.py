"""The audit trail: what was done, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from qda.project.models import Batch, Event


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act of the history.

    Attributes:
        id: Its id.
        time: When, in UTC.
        coder: Who; '' for the program itself.
        act: What, in the history's own words.
        origin: Which kind of act it was.
        events: How many things it changed.
    """

    id: str
    time: str
    coder: str
    act: str
    origin: str
    events: int


def list_acts(session: Session, coder: str | None = None, most: int | None = None) -> list[ActRow]:
    """The acts in the order in which they were done; of a coder, and the last so many."""
    events = (
        select(func.count()).where(Event.batch_id == Batch.id).correlate(Batch).scalar_subquery()
    )
    query = select(Batch.id, Batch.time, Batch.coder, Batch.act, Batch.origin, events)
    if coder is not None:
        query = query.where(Batch.coder == coder)
    rows = session.execute(query.order_by(text("batches.rowid DESC")).limit(most))
    return [ActRow(*row) for row in reversed(rows.all())]
