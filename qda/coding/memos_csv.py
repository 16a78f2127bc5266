"""Flags, quotables and memos as a CSV file; memos on codings stand with the codings instead.

What the columns cannot carry: earlier words of a memo, the history, and ids. Reading an export
into the project that wrote it changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from qda.cells import guard, to_csv
from qda.coding.codings_csv import read_rulers
from qda.coding.marks import read_marks
from qda.project.coders import refuse_unknown
from qda.project.models import INDEPENDENT, Coder, Memo, MemoText

COLUMNS: Final = (
    "kind",
    "target",
    "document",
    "segment",
    "start",
    "end",
    "coder",
    "text",
    "created_at",
)
MARKS: Final = ("flag", "quotable")
MEMOS: Final = ("project", "document", "span", "code", "case")
KINDS: Final = (*MARKS, *MEMOS)


@dataclass(frozen=True, slots=True, order=True)
class Noted:
    """A mark or a memo, by its natural keys; in the order in which the file has them.

    Attributes:
        document: The name of the document it is on; '' where it is on none.
        start: -1, as is `end`, where it is on no stretch.
        target: The code's id or the case's name; '' else.
        text: A memo's words; '' for a mark.
    """

    document: str
    start: int
    end: int
    kind: str
    target: str
    coder: str
    created_at: str
    text: str

    @property
    def thing(self) -> tuple[object, ...]:
        """What it is on, and who made it."""
        return self.document, self.start, self.end, self.kind, self.target, self.coder


def export_memos(session: Session, coders: Sequence[str] = ()) -> bytes:
    """Marks and memos as CSV, sorted by document, place and kind.

    Args:
        session: Reads the project, all in one state.
        coders: Whose; none means everyone's.

    Raises:
        QdaError: One of the coders is not known.
    """
    refuse_unknown(session, coders)
    rulers = read_rulers(session)
    rows: list[Sequence[object]] = [COLUMNS]
    for noted in sorted(read_noted(session)):
        if coders and noted.coder not in coders:
            continue
        place: tuple[object, ...] = ("", "", "")
        if noted.start >= 0:
            touched = rulers[noted.document].touched(noted.start, noted.end)
            place = (touched[0] if touched else "", noted.start, noted.end)
        names = (noted.kind, guard(noted.target), guard(noted.document))
        rows.append((*names, *place, guard(noted.coder), guard(noted.text), noted.created_at))
    return to_csv(rows)


def read_noted(session: Session, layer: str = INDEPENDENT) -> Iterator[Noted]:
    """Every live mark and memo that is not on a coding."""
    names = {ruler.id: ruler.name for ruler in read_rulers(session).values()}
    for mark in read_marks(session):
        place = (names[mark.document], mark.start, mark.end)
        yield Noted(*place, mark.kind, "", mark.coder, mark.created_at, "")
    query = (
        select(
            Memo.document_id,
            Memo.start,
            Memo.end,
            Memo.kind,
            Memo.target,
            Coder.name,
            Memo.created_at,
            MemoText.text,
        )
        .join(Coder, Coder.id == Memo.coder_id)
        .join(MemoText, and_(MemoText.memo_id == Memo.id, MemoText.version == Memo.text_version))
        .where(Memo.kind.in_(MEMOS), Memo.removed == 0, Memo.layer == layer)
    )
    for document, start, end, kind, target, *made in session.execute(query):
        name = "" if document is None else names.get(document, "")
        ends = (-1, -1) if start is None or end is None else (start, end)
        yield Noted(name, *ends, kind, target if kind in ("code", "case") else "", *made)
