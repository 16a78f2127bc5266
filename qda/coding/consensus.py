"""Settling what coders differ on: decisions in a layer of their own, the originals untouched.

What each coder coded is read from the layer in which they coded, never changed. A decision writes
codings into the consensus layer, in the name of who decides; agreement is never computed there.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from qda.coding.changes import Choice, Decide, SettleAgreed
from qda.coding.pieces import Span, common, cut, joined, without
from qda.coding.refusals import refuse_outside
from qda.coding.rows import Edit, Row, keep_changed, keep_new, rows_where
from qda.errors import QdaError
from qda.project.clock import new_id
from qda.project.events import Recorder
from qda.project.models import (
    CONSENSUS,
    Coder,
    Coding,
    Decision,
    Review,
    Segment,
)

Coded = dict[int, list[Span]]
"""By the rows of codes the spans of them."""


def decide(act: Recorder, change: Decide) -> None:
    """Settle a passage: the disputed codes of the accepted coders go into the consensus.

    Codes that both applied there go in too, whatever is accepted. Codings are cut to the passage. A
    decision takes the place of those that stand there, whoever made them: they and the codings
    that they made are removed in the same act, so that the history has them and undo gives them
    back.

    Raises:
        QdaError: The span does not lie in the document, or there are not two coders.
    """
    refuse_outside(act, change.document, change.start, change.end)
    if len(set(change.shown)) != 2:
        raise QdaError("a decision is between two coders.")
    _take_earlier_back(act, change)
    spans = [_coded(act.session, change, coder, change.source) for coder in change.shown]
    span = (change.start, change.end)
    wanted = {code: cut(pieces, span) for code, pieces in _accepted(spans, change.choice).items()}
    codings = _write(act, change.document, wanted)
    row = {
        "id": change.decision,
        "document_id": change.document,
        "coder_id": act.coder_id(),
        "layer": CONSENSUS,
        "start": change.start,
        "end": change.end,
        "coders": json.dumps(sorted(change.shown), ensure_ascii=False),
        "shown": json.dumps(list(change.shown), ensure_ascii=False),
        "choice": change.choice,
        "codings": json.dumps(codings),
        "created_at": act.time,
    }
    keep_new(act, "decision", [row])


def _coded(session: Session, change: Decide | SettleAgreed, coder: str, layer: str) -> Coded:
    query = (
        select(Coding.code_id, Coding.start, Coding.end)
        .join(Coder, Coder.id == Coding.coder_id)
        .where(
            Coder.name == coder,
            Coding.document_id == change.document,
            Coding.layer == layer,
            Coding.removed == 0,
        )
        .order_by(Coding.start, Coding.end)
    )
    if isinstance(change, Decide):
        query = query.where(Coding.start < change.end, Coding.end > change.start)
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for code, start, end in session.execute(query):
        found[code].append((start, end))
    return found


def _accepted(spans: Sequence[Coded], choice: Choice) -> Coded:
    """The disputed codes of who is accepted, and what both applied."""
    first, second = spans
    shared = {code: common(first[code], second[code]) for code in first.keys() & second.keys()}
    disputed = (
        {code: pieces for code, pieces in own.items() if code not in shared} for own in spans
    )
    of_first, of_second = disputed
    taken = {"first": of_first, "second": of_second, "both": of_first | of_second, "neither": {}}
    return shared | taken[choice]


def _write(act: Recorder, document: int, wanted: Coded) -> list[str]:
    """Codings in the consensus where they are not yet; the ids of the new ones."""
    coder = act.coder_id()
    of = {"document_id": document, "coder_id": coder, "layer": CONSENSUS}
    there = {
        (row["code_id"], row["start"], row["end"])
        for row in rows_where(
            act.session,
            "coding",
            Coding.document_id == document,
            Coding.coder_id == coder,
            Coding.layer == CONSENSUS,
            Coding.removed == 0,
        )
    }
    rows = [
        {"id": new_id(), **of, "start": start, "end": end, "code_id": code}
        for code, pieces in wanted.items()
        for start, end in pieces
        if (code, start, end) not in there
    ]
    keep_new(act, "coding", [{**row, "created_at": act.time} for row in rows])
    return [str(row["id"]) for row in rows]


def _take_earlier_back(act: Recorder, change: Decide) -> None:
    """The earlier decisions there, with the codings they made."""
    earlier = rows_where(
        act.session,
        "decision",
        Decision.document_id == change.document,
        Decision.start < change.end,
        Decision.end > change.start,
        Decision.removed == 0,
    )
    made = [id_ for row in earlier for id_ in json.loads(row["codings"])]
    codings = rows_where(act.session, "coding", Coding.id.in_(made), Coding.removed == 0)
    keep_changed(act, "coding", _removals(codings))
    keep_changed(act, "decision", _removals(earlier))


def _removals(rows: Iterable[Row]) -> list[Edit]:
    return [Edit(row, "remove", {"removed": True}) for row in rows]


def settle_agreed(act: Recorder, change: SettleAgreed) -> tuple[int, ...]:
    """Bring into the consensus what two coders both applied; the segments that both have read.

    Only in what both have read, and not where a decision stands.
    """
    first, second = (_coded(act.session, change, coder, change.source) for coder in change.coders)
    read = _read_by_all(act.session, change)
    decided = _decided(act.session, change.document)
    wanted: Coded = {}
    for code in first.keys() & second.keys():
        pieces = [
            (max(a, c), min(b, d))
            for a, b in first[code]
            for c, d in second[code]
            if max(a, c) < min(b, d)
        ]
        wanted[code] = [
            piece for one in pieces for span in read.values() for piece in cut([one], span)
        ]
        wanted[code] = joined(wanted[code])
        wanted[code] = [piece for one in wanted[code] for piece in without(one, decided)]
    _write(act, change.document, wanted)
    return tuple(read)


def _read_by_all(session: Session, change: SettleAgreed) -> dict[int, Span]:
    """The segments that all the coders have marked as reviewed, with their places."""
    found: dict[int, Span] = {}
    for at, coder in enumerate(change.coders):
        query = (
            select(Segment.number, Segment.start, Segment.end)
            .join(
                Review,
                and_(Review.document_id == Segment.document_id, Review.segment == Segment.number),
            )
            .join(Coder, Coder.id == Review.coder_id)
            .where(
                Segment.document_id == change.document,
                Coder.name == coder,
                Review.layer == change.source,
                Review.removed == 0,
            )
            .order_by(Segment.number)
        )
        own = {number: (start, end) for number, start, end in session.execute(query)}
        found = own if not at else {number: found[number] for number in found if number in own}
    return found


def _decided(session: Session, document: int) -> list[Span]:
    query = select(Decision.start, Decision.end).where(
        Decision.document_id == document, Decision.removed == 0
    )
    return [(start, end) for start, end in session.execute(query.order_by(Decision.start))]
