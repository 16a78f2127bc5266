"""All memos of a project, with what they are on and the passages they are linked to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from qda.project.models import (
    Batch,
    Code,
    Coder,
    Coding,
    Document,
    Event,
    Memo,
    MemoLink,
    MemoText,
    Segment,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document, by its row and name, with the segments it touches."""

    document: int
    name: str
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A live link of a memo to a passage."""

    id: str
    memo: str
    coder: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class MemoLine:
    """A live memo with its present words.

    Attributes:
        kind: What it is on: project (an entry of the journal), document, span, code, coding, case.
        target: The key of that thing.
        code: The code's id, where it is on a code or a coding.
        document: The row and the name of the document it is on, or in.
        passage: Where it is, for one on a span or a coding.
        created_at: When it was begun, in UTC.
        links: The passages it points to, in the order in which they were linked.
    """

    id: str
    kind: str
    target: str
    coder: str
    created_at: str
    text: str
    code: str | None
    document: tuple[int, str] | None
    passage: Passage | None
    links: tuple[LinkRow, ...] = ()

    @property
    def first_line(self) -> str:
        """The first of its lines that says something."""
        return next((line.strip() for line in self.text.splitlines() if line.strip()), "")


def list_memos(session: Session) -> list[MemoLine]:
    """Every memo of everyone, the newest first."""
    links = _links(session)
    start = func.coalesce(Memo.start, Coding.start)
    end = func.coalesce(Memo.end, Coding.end)
    query = (
        select(
            Memo.id,
            Memo.kind,
            Memo.target,
            Coder.name,
            Memo.created_at,
            MemoText.text,
            Code.key,
            Memo.document_id,
            Document.name,
            start,
            end,
            *_touched(Document.id, start, end),
        )
        .join(Coder, Coder.id == Memo.coder_id)
        .join(MemoText, and_(MemoText.memo_id == Memo.id, MemoText.version == Memo.text_version))
        .outerjoin(Coding, and_(Memo.kind == "coding", Coding.id == Memo.target))
        .outerjoin(Code, Code.id == Coding.code_id)
        .outerjoin(Document, Document.id == Memo.document_id)
        .where(Memo.removed == 0)
        .order_by(Memo.created_at.desc(), Memo.id.desc())
    )
    found = []
    for row in session.execute(query):
        id_, kind, target, coder, at, text, code, document, name, *place = row
        there = None if document is None or name is None else (document, name)
        passage = None if there is None or place[0] is None else _passage(*there, *place)
        key = target if kind == "code" else code
        own = tuple(links.get(id_, ()))
        found.append(MemoLine(id_, kind, target, coder, at, text, key, there, passage, own))
    return found


def passage_text(session: Session, passage: Passage) -> str:
    """The words of a passage; '' where the document has been removed."""
    text = session.scalar(select(Document.text).where(Document.id == passage.document))
    return (text or "")[passage.start : passage.end]


def _links(session: Session) -> dict[str, list[LinkRow]]:
    query = (
        select(
            MemoLink.id,
            MemoLink.memo_id,
            Coder.name,
            Document.id,
            Document.name,
            MemoLink.start,
            MemoLink.end,
            *_touched(Document.id, MemoLink.start, MemoLink.end),
        )
        .join(Coder, Coder.id == MemoLink.coder_id)
        .join(Document, Document.id == MemoLink.document_id)
        .where(MemoLink.removed == 0)
        .order_by(MemoLink.created_at, MemoLink.id)
    )
    found: dict[str, list[LinkRow]] = {}
    for id_, memo, coder, document, name, *place in session.execute(query):
        link = LinkRow(id_, memo, coder, _passage(document, name, *place))
        found.setdefault(memo, []).append(link)
    return found


def _touched(
    document: InstrumentedAttribute[int],
    start: ColumnElement[int] | InstrumentedAttribute[int],
    end: ColumnElement[int] | InstrumentedAttribute[int],
) -> tuple[ScalarSelect[int], ScalarSelect[int]]:
    """The first and the last segment that a stretch touches."""
    touching = (Segment.document_id == document, Segment.end > start, Segment.start < end)
    return (
        select(func.min(Segment.number)).where(*touching).scalar_subquery(),
        select(func.max(Segment.number)).where(*touching).scalar_subquery(),
    )


def _passage(
    document: int, name: str, start: int, end: int, first: int | None, last: int | None
) -> Passage:
    return Passage(document, name, start, end, first or 0, last or 0)


def changed_last(session: Session, memos: Iterable[MemoLine]) -> str:
    """When one of these memos, or a link of theirs, was changed last; '' where there are none."""
    keys = [key for memo in memos for key in (memo.id, *(link.id for link in memo.links))]
    query = select(func.max(Batch.time)).join(Event, Event.batch_id == Batch.id)
    times = (session.scalar(query.where(Event.key == key)) for key in keys)
    return max(filter(None, times), default="")
