"""What is shown of a passage on which coders differ, and what was decided of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import SystemRandom

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from qda.coding.pieces import Span
from qda.coding.reading import CodingRow, read_codings
from qda.coding.rounds import CONSENSUS
from qda.project.models import INDEPENDENT, Coder, Decision, Memo, MemoText


@dataclass(frozen=True, slots=True)
class Side:
    """What one coder coded in a passage, and wrote of it.

    Attributes:
        coder: Whose.
        codings: Their codings that share a character with it, with their own boundaries.
        memos: Of each of these codings that has one, by its id, the memo's words.
    """

    coder: str
    codings: tuple[CodingRow, ...]
    memos: dict[str, str]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision that stands.

    Attributes:
        id: Its id.
        document: The document's row.
        start: Where the passage begins.
        end: Where it ends.
        by: Who decided.
        shown: The coders in the order in which they were shown, without their names.
        choice: What was accepted, in that order.
        reason: Why; empty where nothing was written.
        at: When.
    """

    id: str
    document: int
    start: int
    end: int
    by: str
    shown: tuple[str, ...]
    choice: str
    reason: str
    at: str


def blind_order(coders: Sequence[str]) -> tuple[str, ...]:
    """The coders in an order that nobody knows beforehand, to be shown as A and B."""
    return tuple(SystemRandom().sample(list(coders), len(coders)))


def read_sides(
    session: Session,
    document: int,
    span: Span,
    coders: Iterable[str],
    layer: str = INDEPENDENT,
) -> tuple[Side, ...]:
    """What each coder has in a passage, in the order given.

    Args:
        session: The session.
        document: The document's row.
        span: The passage.
        coders: Whose.
        layer: The layer in which they coded: a round's, where it is closed.
    """
    found = []
    for coder in coders:
        rows = [row for row in read_codings(session, document, coder, layer) if _meet(row, span)]
        found.append(Side(coder, tuple(rows), _memos(session, [row.id for row in rows])))
    return tuple(found)


def _meet(row: CodingRow, span: Span) -> bool:
    return row.start < span[1] and row.end > span[0]


def _memos(session: Session, codings: list[str]) -> dict[str, str]:
    query = (
        select(Memo.target, MemoText.text)
        .join(MemoText, and_(MemoText.memo_id == Memo.id, MemoText.version == Memo.text_version))
        .where(Memo.kind == "coding", Memo.removed == 0, Memo.target.in_(codings))
    )
    return dict(session.execute(query).all())


def read_decisions(session: Session, document: int | None = None) -> list[DecisionRow]:
    """The decisions that stand, of a document or of all, by place."""
    query = (
        select(Decision, Coder.name)
        .join(Coder, Coder.id == Decision.coder_id)
        .where(Decision.removed == 0)
        .order_by(Decision.document_id, Decision.start, Decision.id)
    )
    if document is not None:
        query = query.where(Decision.document_id == document)
    reasons = _reasons(session)
    return [
        DecisionRow(
            row.id,
            row.document_id,
            row.start,
            row.end,
            by,
            tuple(json.loads(row.shown)),
            row.choice,
            reasons.get(row.id, ""),
            row.created_at,
        )
        for row, by in session.execute(query)
    ]


def _reasons(session: Session) -> dict[str, str]:
    query = (
        select(Memo.target, MemoText.text)
        .join(MemoText, and_(MemoText.memo_id == Memo.id, MemoText.version == Memo.text_version))
        .where(Memo.kind == "span", Memo.layer == CONSENSUS, Memo.removed == 0)
    )
    return dict(session.execute(query).all())
