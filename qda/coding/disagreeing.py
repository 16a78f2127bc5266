"""What is shown of a passage on which coders differ, and what was decided of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import SystemRandom

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from qda.coding.pieces import Span
from qda.coding.reading import CodingRow, read_codings
from qda.project.models import CONSENSUS, INDEPENDENT, Coder, Decision, Event, Memo, MemoText


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
    """A decision.

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
        before: Those whose place it took, whoever made them.
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
    before: tuple[DecisionRow, ...] = ()

    @property
    def accepted(self) -> tuple[str, ...]:
        """The coders whose codes were accepted."""
        first, second = self.shown
        who = {"first": (first,), "second": (second,), "both": (first, second)}
        return who.get(self.choice, ())

    @property
    def history(self) -> Iterator[DecisionRow]:
        """What it replaced, and what that had replaced; the latest first."""
        for earlier in self.before:
            yield earlier
            yield from earlier.history


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
        .order_by(Decision.document_id, Decision.start, Decision.id)
    )
    if document is not None:
        query = query.where(Decision.document_id == document)
    made = {row.id: (row, by) for row, by in session.execute(query)}
    reasons = _reasons(session)
    gone = any(row.removed for row, _ in made.values())
    replaced = _replaced(session) if gone else {}

    def shown(id_: str) -> DecisionRow:
        row, by = made[id_]
        before = tuple(shown(one) for one in replaced.get(id_, ()) if one in made)
        return _decision(row, by, reasons.get(id_, ""), before)

    return [shown(id_) for id_, (row, _) in made.items() if not row.removed]


def _decision(row: Decision, by: str, why: str, before: tuple[DecisionRow, ...]) -> DecisionRow:
    place = row.document_id, row.start, row.end
    shown = tuple(json.loads(row.shown))
    return DecisionRow(row.id, *place, by, shown, row.choice, why, row.created_at, before)


def _replaced(session: Session) -> dict[str, list[str]]:
    """Of each decision those that were removed in the act that made it."""
    made, gone = aliased(Event), aliased(Event)
    query = (
        select(made.key, gone.key)
        .join(gone, gone.batch_id == made.batch_id)
        .where(made.kind == "decision", made.verb == "add")
        .where(gone.kind == "decision", gone.verb == "remove")
        .order_by(gone.number)
    )
    found: dict[str, list[str]] = {}
    for one, other in session.execute(query):
        found.setdefault(one, []).append(other)
    return found


def _reasons(session: Session) -> dict[str, str]:
    query = (
        select(Memo.target, MemoText.text)
        .join(MemoText, and_(MemoText.memo_id == Memo.id, MemoText.version == Memo.text_version))
        .where(Memo.kind == "span", Memo.layer == CONSENSUS, Memo.removed == 0)
    )
    return dict(session.execute(query).all())
