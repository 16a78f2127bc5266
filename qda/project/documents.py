"""Reading documents: their text, turns, segments and speakers as they were laid down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from qda.errors import QdaError
from qda.project.models import (
    INDEPENDENT,
    Coding,
    Document,
    Mark,
    Memo,
    MemoLink,
    Quotation,
    Review,
    Revisit,
    Segment,
    Speaker,
    SummaryReference,
    Turn,
)

Role = Literal["informant", "interviewer", "other"]


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document in a list.

    Attributes:
        id: Its row in this file.
        segments: How many segments it has.
    """

    id: int
    key: str
    name: str
    segmenter: str
    segments: int


class TurnRow(NamedTuple):
    """One speaker's stretch, [start, end) in code points of the document's text; seconds."""

    start: int
    end: int
    speaker: str
    role: Role
    time_start: float | None


class SegmentRow(NamedTuple):
    """A unit of coding; ``turn`` is its turn's place in the list of turns, from 0."""

    number: int
    start: int
    end: int
    turn: int


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document whole, as a coder reads it."""

    id: int
    key: str
    name: str
    text: str
    turns: tuple[TurnRow, ...]
    segments: tuple[SegmentRow, ...]


def list_documents(session: Session) -> list[DocumentInfo]:
    """Every document, in the project's order."""
    count = (
        select(func.count())
        .where(Segment.document_id == Document.id)
        .correlate(Document)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Document.id, Document.key, Document.name, Document.segmenter, count).order_by(
            Document.position, Document.id
        )
    )
    return [DocumentInfo(*row) for row in rows]


def find_document(session: Session, name: str) -> Document:
    """The document of a name.

    Raises:
        QdaError: There is none.
    """
    found = session.scalar(select(Document).where(Document.name == name))
    if found is None:
        raise QdaError(f"there is no document named “{name}”; `qda documents list` shows them.")
    return found


def read_document(session: Session, document_id: int) -> DocumentText:
    """One document with its turns and segments.

    Raises:
        QdaError: It has been removed.
    """
    document = session.get(Document, document_id)
    if document is None:
        raise QdaError("the document is there no more; `qda documents list` shows those there are.")
    turns = session.execute(
        select(Turn.start, Turn.end, Speaker.label, Speaker.role, Turn.time_start)
        .join(Speaker, Speaker.id == Turn.speaker_id)
        .where(Turn.document_id == document_id)
        .order_by(Turn.number)
    )
    segments = session.execute(
        select(Segment.number, Segment.start, Segment.end, Segment.turn)
        .where(Segment.document_id == document_id)
        .order_by(Segment.number)
    )
    return DocumentText(
        document.id,
        document.key,
        document.name,
        document.text,
        tuple(TurnRow(s, e, label, cast(Role, role), t) for s, e, label, role, t in turns),
        tuple(SegmentRow._make(row) for row in segments),
    )


def count_codings_of(session: Session) -> dict[int, int]:
    """How many live codings each document has, by everyone, of their own, independent coding."""
    own = Coding.layer == INDEPENDENT, Coding.removed == 0
    query = select(Coding.document_id, func.count()).where(*own)
    return {row[0]: row[1] for row in session.execute(query.group_by(Coding.document_id))}


def left_by_coders(session: Session, document_id: int) -> list[str]:
    """What coders have left in a document, in words; none where all was taken back again.

    A memo or quotation that was removed counts too: the history does not have its words.
    """
    live = (
        ("codings", Coding, Coding.removed == 0),
        ("reviewed marks", Review, Review.removed == 0),
        ("marks of reading again", Revisit, Revisit.removed == 0),
        ("memos", Memo, Memo.removed == 0),
        ("links of memos", MemoLink, MemoLink.removed == 0),
        ("flags or quotables", Mark, Mark.removed == 0),
        ("chosen quotations", Quotation, Quotation.removed == 0),
        ("references of summaries", SummaryReference, SummaryReference.removed == 0),
    )
    found = [
        words
        for words, table, stands in live
        if session.scalar(select(table.id).where(table.document_id == document_id, stands).limit(1))
    ]
    for words, table in (("memos", Memo), ("chosen quotations", Quotation)):
        any_ = select(table.id).where(table.document_id == document_id).limit(1)
        if words not in found and session.scalar(any_):
            found.append(f"{words} that were removed and can be brought back")
    return found


def forget_taken_back(session: Session, document_id: int) -> dict[str, int]:
    """Delete the codings and marks that were taken back; how many there were.

    Undo and redo cannot bring them back then. The history goes on to tell of them.
    """
    for link in (MemoLink, SummaryReference):
        session.execute(delete(link).where(link.document_id == document_id, link.removed == 1))
    codings = delete(Coding).where(Coding.document_id == document_id, Coding.removed == 1)
    marks = delete(Review).where(Review.document_id == document_id, Review.removed == 1)
    again = delete(Revisit).where(Revisit.document_id == document_id, Revisit.removed == 1)
    signs = delete(Mark).where(Mark.document_id == document_id, Mark.removed == 1)
    return {
        "codings": len(session.scalars(codings.returning(Coding.id)).all()),
        "reviewed": len(session.scalars(marks.returning(Review.id)).all()),
        "revisited": len(session.scalars(again.returning(Revisit.id)).all()),
        "marks": len(session.scalars(signs.returning(Mark.id)).all()),
    }
