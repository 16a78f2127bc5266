"""Flags and quotables: signs that a coder puts on stretches of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.coding.beside import MarkKind, PutMark, RemoveMarks
from qda.coding.refusals import refuse_outside
from qda.coding.rows import TABLES, Edit, keep_changed, keep_new, rows_where
from qda.errors import QdaError
from qda.project.events import Recorder
from qda.project.models import Coder, Mark


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A live flag or quotable on [start, end) of a document."""

    id: str
    kind: MarkKind
    document: int
    start: int
    end: int
    coder: str
    created_at: str


def change_marks(act: Recorder, change: PutMark | RemoveMarks, layer: str) -> None:
    """Put a mark on a stretch, or take marks away.

    Raises:
        QdaError: The stretch is not there, or a mark is another coder's.
    """
    if isinstance(change, PutMark):
        _put(act, change, layer)
    else:
        _remove(act, change)


def _put(act: Recorder, change: PutMark, layer: str) -> None:
    """Mark a stretch; the same mark again is no change."""
    refuse_outside(act, change.document, change.start, change.end)
    place = {
        "kind": change.kind,
        "document_id": change.document,
        "coder_id": act.coder_id(),
        "layer": layer,
        "start": change.start,
        "end": change.end,
    }
    same = [TABLES["mark"].c[column] == value for column, value in place.items()]
    if not rows_where(act.session, "mark", *same, Mark.removed == 0):
        keep_new(act, "mark", [{"id": change.mark, **place, "created_at": act.time}])


def _remove(act: Recorder, change: RemoveMarks) -> None:
    coder = act.coder_id()
    found = rows_where(act.session, "mark", Mark.id.in_(change.marks))
    rows = {row["id"]: row for row in found if row["coder_id"] == coder}
    if not rows.keys() >= set(change.marks):
        raise QdaError("this mark is not yours, so it was left as it is.")
    live = [row for row in rows.values() if not row["removed"]]
    keep_changed(act, "mark", [Edit(row, "remove", {"removed": True}) for row in live])


def read_marks(
    session: Session, document: int | None = None, coder: str | None = None
) -> list[MarkRow]:
    """The live marks of a document or of all, by one coder or by all, in the order of the text."""
    query = (
        select(
            Mark.id, Mark.kind, Mark.document_id, Mark.start, Mark.end, Coder.name, Mark.created_at
        )
        .join(Coder, Coder.id == Mark.coder_id)
        .where(Mark.removed == 0)
        .order_by(Mark.document_id, Mark.start, Mark.end, Mark.kind, Coder.name)
    )
    if document is not None:
        query = query.where(Mark.document_id == document)
    if coder is not None:
        query = query.where(Coder.name == coder)
    return [
        MarkRow(id_, cast("MarkKind", kind), of, start, end, by, at)
        for id_, kind, of, start, end, by, at in session.execute(query)
    ]
