"""What a coder sees of the coding: spans, reviewed marks, memos, progress, the last place."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Integer, and_, exists, func, literal, literal_column, or_, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from qda.codebook.read import read_codebook
from qda.codebook.tree import Code as CodebookCode
from qda.codebook.tree import Codebook
from qda.coding.places import LastPlace
from qda.coding.telling import tell
from qda.errors import QdaError
from qda.project.clock import now
from qda.project.models import (
    INDEPENDENT,
    Batch,
    Code,
    Coder,
    Coding,
    Document,
    Event,
    Memo,
    MemoLink,
    MemoText,
    Place,
    Review,
    Segment,
    Speaker,
    Turn,
)
from qda.project.store import Project


class CodingRow(NamedTuple):
    """A live coding: a code on [start, end) by a coder."""

    id: str
    start: int
    end: int
    code: str
    coder: str
    created_at: str


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A live memo with its present words."""

    id: str
    kind: str
    target: str
    document: int | None
    start: int | None
    end: int | None
    coder: str
    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a coder has read a document: informants' segments, and those marked reviewed."""

    document: int
    segments: int
    reviewed: int


def read_codings(
    session: Session, document: int, coder: str | None, layer: str = INDEPENDENT
) -> list[CodingRow]:
    """The live codings of a document by one coder, or by all when ``coder`` is None."""
    # The few codes and coders are looked up here: joining them to each row takes twice as long.
    codes = dict(session.execute(select(Code.id, Code.key)).all())
    coders = dict(session.execute(select(Coder.id, Coder.name)).all())
    query = select(
        Coding.id, Coding.start, Coding.end, Coding.code_id, Coding.coder_id, Coding.created_at
    ).where(Coding.document_id == document, Coding.layer == layer, Coding.removed == 0)
    if coder is not None:
        query = query.where(Coding.coder_id.in_([id_ for id_, c in coders.items() if c == coder]))
    rows = [
        CodingRow(id_, start, end, codes[code], coders[by], at)
        for id_, start, end, code, by, at in session.execute(query)
    ]
    return sorted(rows, key=lambda row: (row.start, row.end, row.code, row.coder))


def read_reviewed(
    session: Session, document: int, coder: str, layer: str = INDEPENDENT
) -> frozenset[int]:
    """The numbers of the segments the coder has marked as reviewed."""
    query = (
        select(Review.segment)
        .join(Coder, Coder.id == Review.coder_id)
        .where(
            Review.document_id == document,
            Review.layer == layer,
            Review.removed == 0,
            Coder.name == coder,
        )
    )
    return frozenset(session.scalars(query))


def read_memos(session: Session, document: int, coder: str | None) -> list[MemoRow]:
    """The live memos that belong to a document, of one coder or of all."""
    query = (
        select(
            Memo.id,
            Memo.kind,
            Memo.target,
            Memo.document_id,
            Memo.start,
            Memo.end,
            Coder.name,
            MemoText.text,
        )
        .join(Coder, Coder.id == Memo.coder_id)
        .join(MemoText, and_(MemoText.memo_id == Memo.id, MemoText.version == Memo.text_version))
        .where(Memo.document_id == document, Memo.removed == 0)
        .order_by(Memo.created_at, Memo.id)
    )
    if coder is not None:
        query = query.where(Coder.name == coder)
    return [MemoRow(*row) for row in session.execute(query)]


def read_linked(session: Session, document: int) -> list[MemoRow]:
    """The memos that are linked to passages of a document, each as a row of kind *link* there."""
    query = (
        select(
            Memo.id,
            literal("link"),
            Memo.target,
            MemoLink.document_id,
            MemoLink.start,
            MemoLink.end,
            Coder.name,
            MemoText.text,
        )
        .join(Memo, Memo.id == MemoLink.memo_id)
        .join(Coder, Coder.id == Memo.coder_id)
        .join(MemoText, and_(MemoText.memo_id == Memo.id, MemoText.version == Memo.text_version))
        .where(MemoLink.document_id == document, MemoLink.removed == 0, Memo.removed == 0)
        .order_by(MemoLink.created_at, MemoLink.id)
    )
    return [MemoRow(*row) for row in session.execute(query)]


def read_progress(session: Session, coder: str, layer: str = INDEPENDENT) -> dict[int, Progress]:
    """How far the coder has read each document; interviewers' segments do not count."""
    mine = and_(
        Review.document_id == Segment.document_id,
        Review.segment == Segment.number,
        Review.layer == layer,
        Review.removed == 0,
        Review.coder_id == select(Coder.id).where(Coder.name == coder).scalar_subquery(),
    )
    query = (
        select(Segment.document_id, func.count(), func.sum((Review.id != None).cast(Integer)))  # noqa: E711
        .join(Turn, and_(Turn.document_id == Segment.document_id, Turn.number == Segment.turn))
        .join(Speaker, and_(Speaker.id == Turn.speaker_id, Speaker.role == "informant"))
        .outerjoin(Review, mine)
        .group_by(Segment.document_id)
    )
    return {row[0]: Progress(row[0], row[1], int(row[2] or 0)) for row in session.execute(query)}


def count_codings(session: Session, coder: str | None, layer: str = INDEPENDENT) -> dict[str, int]:
    """How many live codings each code has itself, by one coder or by all."""
    query = (
        select(Code.key, func.count())
        .join(Coding, Coding.code_id == Code.id)
        .where(Coding.layer == layer, Coding.removed == 0)
        .group_by(Code.key)
    )
    if coder is not None:
        query = query.join(Coder, Coder.id == Coding.coder_id).where(Coder.name == coder)
    return dict(session.execute(query).all())


def recent_acts(session: Session, coder: str, most: int = 10) -> list[str]:
    """The coder's last acts in words, newest first."""
    query = (
        select(Batch.id)
        .where(Batch.coder == coder, Batch.origin == "coder")
        .order_by(Batch.id.desc())
        .limit(most)
    )
    acts = session.scalars(query).all()
    told = tell(session, acts)
    return [told[act] for act in acts]


def listed_codes(session: Session, book: Codebook, file: Path) -> list[CodebookCode]:
    """The codes that lists of the codebook show, in its order.

    A retired code that the file does not list, because it was deleted or its making was undone,
    is shown only while codings or memos have it, or a code that is shown lies under it.
    """
    memo = exists().where(Memo.kind == "code", Memo.target == Code.key, Memo.removed == 0)
    coding = exists().where(Coding.code_id == Code.id, Coding.removed == 0)
    used = set(session.scalars(select(Code.key).where(or_(memo, coding))))
    with suppress(QdaError):
        used.update(code.id for code in read_codebook(file))
    shown = {code.id for code in book if code.id in used or not code.retired}
    shown.update(above.id for id_ in tuple(shown) for above in book.ancestors(id_))
    return [code for code in book if code.id in shown]


def newest_batch(session: Session) -> int:
    """The number of the last act on disk, of anyone; 0 where there is none."""
    return session.scalar(select(func.max(literal_column("batches.rowid"))).select_from(Batch)) or 0


def newest_event(session: Session, without: Sequence[str] = ()) -> int:
    """The number of the last event on disk that is not of these kinds; 0 where there is none."""
    query = select(Event.number).where(Event.kind.not_in(without))
    return session.scalar(query.order_by(Event.number.desc()).limit(1)) or 0


def batches_after(session: Session, number: int) -> dict[int, str]:
    """The acts on disk after the act of a number, of anyone: their numbers and ids."""
    rowid = literal_column("batches.rowid", Integer)
    query = select(rowid, Batch.id).where(rowid > number)
    return dict(session.execute(query).all())


def recent_codes(session: Session, coder: str, most: int = 9) -> list[str]:
    """The codes the coder used last, newest first, each once."""
    query = (
        select(Code.key)
        .join(Coding, Coding.code_id == Code.id)
        .join(Coder, Coder.id == Coding.coder_id)
        .where(Coder.name == coder, Coding.removed == 0, Code.retired == 0)
        .group_by(Code.key)
        .order_by(func.max(Coding.id).desc())
        .limit(most)
    )
    return list(session.scalars(query))


def list_coders(session: Session) -> list[tuple[str, int]]:
    """Every coder with the number of their own, independent codings that are live."""
    own = Coding.layer == INDEPENDENT, Coding.removed == 0
    query = (
        select(Coder.name, func.count(Coding.id))
        .outerjoin(Coding, and_(Coding.coder_id == Coder.id, *own))
        .group_by(Coder.id)
        .order_by(Coder.id)
    )
    return [(name, count) for name, count in session.execute(query)]


def read_place(session: Session, coder: str, document: int | None = None) -> LastPlace | None:
    """Where the coder stopped last, in a document or anywhere."""
    query = (
        select(Place.document_id, Place.cursor, Place.top)
        .join(Coder, Coder.id == Place.coder_id)
        .where(Coder.name == coder)
        .order_by(Place.at.desc())
    )
    if document is not None:
        query = query.where(Place.document_id == document)
    row = session.execute(query.limit(1)).first()
    return None if row is None else LastPlace(*row)


def keep_place(project: Project, coder: str, place: LastPlace) -> None:
    """Remember where a coder stopped. It is no act: undo and the history do not know it."""
    with project.write(coder, "keep the place", origin="setup") as act:
        if act.session.get(Document, place.document) is None:
            return
        row = {
            "coder_id": act.coder_id(),
            "document_id": place.document,
            "cursor": place.cursor,
            "top": place.top,
            "at": now(),
        }
        statement = insert(Place).values(row)
        act.session.execute(statement.on_conflict_do_update(set_=row))
