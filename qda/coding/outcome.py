"""Where an act took place: what the coder is told, and is led to, when it is done."""

from __future__ import annotations

from sqlalchemy import Select, and_, exists, func, select, union_all

from qda.codebook.changing import CODEBOOK
from qda.coding.changes import Outcome
from qda.coding.telling import tell
from qda.project.events import Recorder
from qda.project.models import (
    Batch,
    Coding,
    Event,
    Mark,
    Memo,
    MemoLink,
    Review,
    Revisit,
    Segment,
)


def outcome_of(act: Recorder) -> Outcome:
    """What stands in the history of this act: also for a retry, whose first try was saved."""
    batch = act.session.get(Batch, act.batch)
    if batch is None:
        return Outcome()
    # What was just asked for is known; what an undo takes back is told whole.
    words = tell(act.session, [batch.id])[batch.id] if batch.inverts else batch.act
    codebook = exists().where(Event.batch_id == act.batch, Event.kind == CODEBOOK)
    if act.session.scalar(select(codebook)):
        return Outcome(words, codebook=True)
    for document, start in act.session.execute(_first_place(act.batch)):
        return Outcome(words, document, start)
    return Outcome(words)


def _first_place(batch: str) -> Select[int, int | None]:
    """The document that an act touched, and the first offset there."""
    keys = select(Event.key).where(Event.batch_id == batch).scalar_subquery()
    codings = select(Coding.document_id, Coding.start).where(Coding.id.in_(keys))
    its_segment = and_(Segment.document_id == Review.document_id, Segment.number == Review.segment)
    reviews = select(Review.document_id, Segment.start).join(Segment, its_segment)
    again = select(Revisit.document_id, Segment.start).join(
        Segment,
        and_(Segment.document_id == Revisit.document_id, Segment.number == Revisit.segment),
    )
    memos = select(Memo.document_id, func.coalesce(Memo.start, Coding.start)).outerjoin(
        Coding, Coding.id == Memo.target
    )
    touched = union_all(
        codings,
        reviews.where(Review.id.in_(keys)),
        again.where(Revisit.id.in_(keys)),
        memos.where(Memo.id.in_(keys), Memo.document_id.is_not(None)),
        select(MemoLink.document_id, MemoLink.start).where(MemoLink.id.in_(keys)),
        select(Mark.document_id, Mark.start).where(Mark.id.in_(keys)),
    ).subquery()
    document, start = touched.c
    return select(document, start).order_by(start.nulls_last(), document).limit(1)
