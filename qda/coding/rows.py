"""The rows that a coder's acts change, each with the state that the history keeps of it."""

from __future__ import annotations

import json
from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.errors import QdaError
from qda.project.events import Recorder, State
from qda.project.models import Code, Coder, Coding, Document, Memo, Review

Row = Coding | Review | Memo

TABLES: Final[dict[str, type[Coding] | type[Review] | type[Memo]]] = {
    "coding": Coding,
    "review": Review,
    "memo": Memo,
}


def kind_of(row: Row) -> str:
    """The history's name for the kind of a row."""
    return next(kind for kind, table in TABLES.items() if isinstance(row, table))


def state_of(session: Session, row: Row) -> dict[str, Any]:
    """A row as the history keeps it: natural keys and offsets."""
    state: dict[str, Any] = {
        "coder": session.get_one(Coder, row.coder_id).name,
        "layer": row.layer,
        "removed": bool(row.removed),
    }
    if row.document_id is not None:
        state["document"] = session.scalar(
            select(Document.key).where(Document.id == row.document_id)
        )
    match row:
        case Coding():
            code = session.get_one(Code, row.code_id).key
            state |= {"start": row.start, "end": row.end, "code": code}
        case Review():
            state |= {"segment": row.segment, "codebook_version": row.codebook_version}
        case Memo():
            state |= {"kind": row.kind, "target": row.target, "text_version": row.text_version}
    return state


def record_new(act: Recorder, row: Row) -> None:
    """Store a new row and its event."""
    act.session.add(row)
    act.session.flush()
    act.record("add", kind_of(row), row.id, None, state_of(act.session, row))


def record_change(act: Recorder, row: Row, verb: str, **columns: Any) -> None:
    """Change columns of a row and write what it was before."""
    before = state_of(act.session, row)
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1
    act.session.flush()
    act.record(verb, kind_of(row), row.id, before, state_of(act.session, row))


def put_back(act: Recorder, kind: str, key: str, before: State | None, after: State | None) -> None:
    """Give a row the state it had before an event.

    Raises:
        QdaError: The row is not any more as the event left it, or its place is taken.
    """
    row = cast("Row | None", act.session.get(TABLES[kind], key))
    if row is None or after is None or state_of(act.session, row) != _today(act.session, after):
        raise QdaError("this cannot be taken back: what it made has been changed since.")
    if before is None:
        record_change(act, row, "remove", removed=True)
        return
    columns: dict[str, Any] = {"removed": before["removed"]}
    match row:
        case Coding():
            _refuse_taken(act.session, row, bool(before["removed"]))
            columns["code_id"] = _code_now(act.session, str(before["code"])).id
        case Review():
            columns["codebook_version"] = before["codebook_version"]
        case Memo():
            columns["text_version"] = before["text_version"]
    revived = bool(after["removed"]) and not before["removed"]
    verb = "revive" if revived else "remove" if before["removed"] else "change"
    record_change(act, row, verb, **columns)


def _today(session: Session, state: State) -> dict[str, Any]:
    """A state with its code under the key that the code has now."""
    if "code" not in state:
        return dict(state)
    return {**state, "code": _code_now(session, str(state["code"])).key}


def live_coding(
    session: Session, document: int, coder: int, layer: str, start: int, end: int, code: int
) -> Coding | None:
    """The one live coding of these six, if there is one."""
    return session.scalar(
        select(Coding).where(
            Coding.document_id == document,
            Coding.coder_id == coder,
            Coding.layer == layer,
            Coding.start == start,
            Coding.end == end,
            Coding.code_id == code,
            Coding.removed == False,  # noqa: E712 (a column, not a truth)
        )
    )


def _refuse_taken(session: Session, row: Coding, stays_removed: bool) -> None:
    twin = live_coding(
        session, row.document_id, row.coder_id, row.layer, row.start, row.end, row.code_id
    )
    if not stays_removed and twin is not None and twin.id != row.id:
        raise QdaError("this cannot be taken back: the same coding has been made again since.")


def _code_now(session: Session, key: str) -> Code:
    """The code of a key, also of one it had before it was renamed."""
    found = session.scalar(select(Code).where(Code.key == key))
    if found is not None:
        return found
    for code in session.scalars(select(Code).where(Code.was != "[]")):
        if key in json.loads(code.was):
            return code
    raise QdaError(f"this cannot be taken back: the code “{key}” is there no more.")
