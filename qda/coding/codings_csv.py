"""Codings as a CSV file: what was coded, by whom, and what was read without being coded.

A row with an empty ``code`` is a segment that was reviewed with nothing applied; the segments
that a coding touches are reviewed by it.

What the columns cannot carry, and another project therefore does not get: that a mark was taken
back from a segment that is coded (it comes as reviewed); the codebook's version under which a
segment was read (marks come with the version in force at the import) and when; memos on a coding
that another than its coder wrote (several by its coder come as one); memos on anything else; the
history, and ids. Reading an export into the project that wrote it changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from qda.cells import guard, to_csv
from qda.errors import QdaError
from qda.project.models import (
    INDEPENDENT,
    Code,
    Coder,
    Coding,
    Document,
    Memo,
    MemoText,
    Review,
    Segment,
)

COLUMNS: Final = ("document", "segment", "start", "end", "code", "coder", "memo", "created_at")


@dataclass(frozen=True, slots=True)
class Ruler:
    """A document as codings see it: its length in code points, and where its segments lie.

    Attributes:
        starts: Of each segment, in order.
        ends: Of each segment, exclusive.
    """

    id: int
    key: str
    name: str
    length: int
    starts: Sequence[int]
    ends: Sequence[int]

    def touched(self, start: int, end: int) -> range:
        """The numbers of the segments that share a character with [start, end)."""
        return range(bisect_right(self.ends, start) + 1, bisect_left(self.starts, end) + 1)

    def span(self, segment: int) -> tuple[int, int] | None:
        """The span of the segment of this number, if there is one."""
        if not 1 <= segment <= len(self.starts):
            return None
        return self.starts[segment - 1], self.ends[segment - 1]


def read_rulers(session: Session) -> dict[str, Ruler]:
    """Every document's ruler, by the document's name."""
    documents = session.execute(
        select(Document.id, Document.key, Document.name, func.length(Document.text)).order_by(
            Document.name
        )
    ).all()
    starts: dict[int, list[int]] = {row[0]: [] for row in documents}
    ends: dict[int, list[int]] = {row[0]: [] for row in documents}
    query = select(Segment.document_id, Segment.start, Segment.end)
    for document, start, end in session.execute(
        query.order_by(Segment.document_id, Segment.number)
    ):
        starts[document].append(start)
        ends[document].append(end)
    return {
        name: Ruler(id_, key, name, length, starts[id_], ends[id_])
        for id_, key, name, length in documents
    }


@dataclass(frozen=True, slots=True, order=True)
class _Line:
    """A row of the file; in the order in which rows are sorted."""

    document: str
    start: int
    end: int
    code: str
    coder: str
    memo: str = ""
    created_at: str = ""
    segment: int | None = None

    def cells(self) -> tuple[object, ...]:
        segment = "" if self.segment is None else self.segment
        names = (guard(self.document), segment, self.start, self.end, self.code)
        return (*names, guard(self.coder), guard(self.memo), self.created_at)


def export_codings(session: Session, coders: Sequence[str] = (), layer: str = INDEPENDENT) -> bytes:
    """The codings and reviewed segments of a layer as CSV, sorted by place, code and coder.

    Args:
        session: Reads the project, all in one state.
        coders: Whose; none means everyone's.
        layer: The layer.

    Raises:
        QdaError: One of the coders is not known.
    """
    ids = [_coder_id(session, name) for name in coders]
    rulers = {ruler.id: ruler for ruler in read_rulers(session).values()}
    coded = list(_coded(session, rulers, ids, layer))
    covered = {(line.document, line.coder, number) for line, touched in coded for number in touched}
    reviewed = (
        line
        for line in _reviewed(session, rulers, ids, layer)
        if (line.document, line.coder, line.segment) not in covered
    )
    lines = sorted([*(line for line, _ in coded), *reviewed])
    return to_csv([COLUMNS, *(line.cells() for line in lines)])


def _coded(
    session: Session, rulers: dict[int, Ruler], coders: Sequence[int], layer: str
) -> Iterator[tuple[_Line, range]]:
    memos = coding_memos(session, layer)
    query = (
        select(
            Coding.id,
            Coding.document_id,
            Coding.start,
            Coding.end,
            Code.key,
            Coder.id,
            Coder.name,
            Coding.created_at,
        )
        .join(Code, Code.id == Coding.code_id)
        .join(Coder, Coder.id == Coding.coder_id)
        .where(Coding.layer == layer, Coding.removed == 0)
    )
    if coders:
        query = query.where(Coding.coder_id.in_(coders))
    for id_, document, start, end, code, coder, name, created in session.execute(query):
        ruler = rulers[document]
        touched = ruler.touched(start, end)
        memo = memos.get((id_, coder), "")
        segment = touched[0] if touched else None
        yield _Line(ruler.name, start, end, code, name, memo, created, segment), touched


def _reviewed(
    session: Session, rulers: dict[int, Ruler], coders: Sequence[int], layer: str
) -> Iterator[_Line]:
    query = (
        select(Review.document_id, Review.segment, Coder.name)
        .join(Coder, Coder.id == Review.coder_id)
        .where(Review.layer == layer, Review.removed == 0)
    )
    if coders:
        query = query.where(Review.coder_id.in_(coders))
    for document, segment, coder in session.execute(query):
        ruler = rulers[document]
        span = ruler.span(segment)
        if span is not None:
            yield _Line(ruler.name, *span, "", coder, segment=segment)


def coding_memos(session: Session, layer: str) -> dict[tuple[str, int], str]:
    """The words of the memos on codings, by the coding's id and the writer's.

    Where somebody wrote several on one coding, they stand one below the other.
    """
    query = (
        select(Memo.target, Memo.coder_id, MemoText.text)
        .join(MemoText, and_(MemoText.memo_id == Memo.id, MemoText.version == Memo.text_version))
        .where(Memo.kind == "coding", Memo.layer == layer, Memo.removed == 0)
        .order_by(Memo.created_at, Memo.id)
    )
    memos: dict[tuple[str, int], str] = {}
    for coding, coder, words in session.execute(query):
        earlier = memos.get((coding, coder))
        memos[coding, coder] = words if earlier is None else f"{earlier}\n\n{words}"
    return memos


def _coder_id(session: Session, name: str) -> int:
    found = session.scalar(select(Coder.id).where(Coder.name == name))
    if found is None:
        raise QdaError(f"there is no coder “{name}”; `qda coders` lists them.")
    return found
