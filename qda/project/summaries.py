"""Reading the summaries of the framework matrix, each with the passages it cites."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from qda.citing import cited_in, numbered
from qda.project.models import (
    Code,
    Coder,
    Document,
    Summary,
    SummaryReference,
    SummaryText,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A passage cited: [start, end) of a document, by its row and its name."""

    id: str
    document: int
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """What a coder has written of a case under a code.

    Attributes:
        case: The case's name, whether it is there or not.
        code: The code's id.
        kept: The words as they are kept, with a mark where a passage is cited.
        text: The words as they are read, with `[1]`, `[2]`.
        references: The passages that these numbers are of, in order.
        written_at: When the words were written, in UTC.
    """

    case: str
    code: str
    coder: str
    kept: str
    text: str
    references: tuple[Reference, ...]
    written_at: str


def read_summaries(session: Session, coders: Collection[str] = ()) -> list[SummaryRow]:
    """The live summaries, one for each case, code and coder, sorted by these.

    Where merging left two of a coder in one cell, their words stand one under the other.

    Args:
        session: Reads the project, all in one state.
        coders: Whose; none means everyone's.
    """
    query = (
        select(Summary.case_name, Code.key, Coder.name, SummaryText.text, SummaryText.written_at)
        .join(Code, Code.id == Summary.code_id)
        .join(Coder, Coder.id == Summary.coder_id)
        .join(
            SummaryText,
            and_(
                SummaryText.summary_id == Summary.id,
                SummaryText.version == Summary.text_version,
            ),
        )
        .where(Summary.removed == 0)
        .order_by(Summary.created_at, Summary.id)
    )
    cells: dict[tuple[str, str, str], SummaryRow] = {}
    for case, code, coder, kept, at in session.execute(query):
        if coders and coder not in coders:
            continue
        cell, there = (case, code, coder), cells.get((case, code, coder))
        if there is not None:
            kept, at = f"{there.kept}\n\n{kept}", max(there.written_at, at)
        cells[cell] = SummaryRow(*cell, kept, "", (), at)
    references = _references(session, [row.kept for row in cells.values()])
    return [_read(cells[cell], references) for cell in sorted(cells)]


def _read(row: SummaryRow, known: dict[str, Reference]) -> SummaryRow:
    text, ids = numbered(row.kept, known)
    return replace(row, text=text, references=tuple(known[id_] for id_ in ids))


def _references(session: Session, texts: Sequence[str]) -> dict[str, Reference]:
    """What texts cite; also what was taken back, as the words say what is cited."""
    wanted = {id_ for text in texts for id_ in cited_in(text)}
    query = select(
        SummaryReference.id,
        Document.id,
        Document.name,
        SummaryReference.start,
        SummaryReference.end,
    ).join(Document, Document.id == SummaryReference.document_id)
    return {row[0]: Reference(*row) for row in session.execute(query) if row[0] in wanted}
