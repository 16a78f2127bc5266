"""Taking the last merge back: every row as it was before, as if it had not been merged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, delete, exists, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from qda.errors import QdaError
from qda.exchange.carrying import MERGE
from qda.exchange.case_log import WITHDRAW
from qda.exchange.case_putting import put_cases_back
from qda.exchange.kinds import MERGEABLE, Mergeable
from qda.exchange.writing import bring_words_back, change_rows
from qda.project import word_index
from qda.project.events import Line, Recorder, load
from qda.project.models import Attribute, Batch, Case, Coder, Document, Event, Value
from qda.project.store import Project


def withdraw_merge(project: Project, *, coder: str) -> str:
    """Take back the last merge that stands; what it was of, in words.

    Codes that came with it stay in the codebook; so do the acts that the history carried over.
    The same can be merged again.

    Raises:
        QdaError: Nothing was merged, or what came has been worked on since; nothing was changed.
    """
    with project.write(coder, "take a merge back", origin="merge") as act:
        batch = _last(act.session)
        if batch is None:
            raise QdaError("there is no merge to take back.")
        act.words(f"take back: {batch.act}")
        act.inverts(batch.id)
        act.record(WITHDRAW, MERGE, batch.id, None, None)
        for kind in reversed(MERGEABLE):
            _put_back(act, kind, batch.id)
        _put_cases_back(act, batch.id)
        _take_material(act, batch.id)
        return batch.act


def _last(session: Session) -> Batch | None:
    merged = exists().where(Event.batch_id == Batch.id, Event.kind == MERGE, Event.verb == MERGE)
    query = select(Batch).where(merged).order_by(text("batches.rowid DESC"))
    taken_back = set(
        session.scalars(select(Event.key).where(Event.verb == WITHDRAW, Event.kind == MERGE))
    )
    return next((one for one in session.scalars(query) if one.id not in taken_back), None)


def _put_back(act: Recorder, kind: Mergeable, batch: str) -> None:
    query = select(Event.before, Event.after).where(
        Event.batch_id == batch, Event.kind == kind.kind
    )
    pairs = [(load(before), load(after) or {}) for before, after in act.session.execute(query)]
    ids = [after["id"] for _, after in pairs]
    now = _rows(act.session, kind, ids)
    if any(now.get(after["id"]) != after for _, after in pairs):
        raise _worked_on(kind.kind)
    changed = [(after, before) for before, after in pairs if before is not None]
    # First those that go: one that stands again may be of the same place.
    _delete(act.session, kind, [after["id"] for before, after in pairs if before is None])
    change_rows(act.session, kind.table, changed)
    bring_words_back(act.session, kind, batch)
    act.record_many(
        kind.kind, (Line(WITHDRAW, after["id"], after, before) for before, after in pairs)
    )


def _rows(session: Session, kind: Mergeable, ids: list[str]) -> dict[str, Mapping[str, Any]]:
    wanted = set(ids)
    rows = session.connection().execute(select(kind.table)).mappings()
    return {row["id"]: dict(row) for row in rows if row["id"] in wanted}


def _delete(session: Session, kind: Mergeable, ids: list[str]) -> None:
    if not ids:
        return
    connection, which = session.connection(), [{"of": id_} for id_ in ids]
    if kind.words is not None:
        owner = kind.words.table.c[kind.words.owner]
        connection.execute(delete(kind.words.table).where(owner == bindparam("of")), which)
    connection.execute(delete(kind.table).where(kind.table.c.id == bindparam("of")), which)


def _put_cases_back(act: Recorder, batch: str) -> None:
    try:
        put_cases_back(act, batch)
    except QdaError as error:
        raise _worked_on(error.message) from error


def _worked_on(what: str) -> QdaError:
    return QdaError(
        f"a {what} that came with the merge has been changed since, so nothing was taken back; "
        "`qda restore` brings back the copy of the day."
    )


def _take_material(act: Recorder, batch: str) -> None:
    """The documents, cases and coders that came with it go, if nothing else needs them."""
    session = act.session
    query = select(Event.kind, Event.key).where(Event.batch_id == batch, Event.verb == "add")
    came = list(session.execute(query))
    for kind, key in came:
        if kind == "document":
            _take_document(act, key)
    for kind, key in came:
        if kind == "case":
            case = session.scalar(select(Case).where(Case.name == key))
            if case is not None:
                owned = select(Attribute.id).where(Attribute.owner == "case")
                _forget_values(session, case.id, owned)
                session.delete(case)
                act.record("remove", "case", key, {}, None)
        elif kind == "coder":
            _take_coder(act, key)


def _take_document(act: Recorder, key: str) -> None:
    document = act.session.scalar(select(Document).where(Document.key == key))
    if document is None:
        return
    owned = select(Attribute.id).where(Attribute.owner == "document")
    try:
        with act.session.begin_nested():
            word_index.forget_text(act.session, document.id)
            _forget_values(act.session, document.id, owned)
            act.session.delete(document)
            act.session.flush()
    except IntegrityError as error:
        raise _worked_on("document") from error
    act.record("remove", "document", key, {"name": document.name}, None)


def _forget_values(session: Session, owner: int, attributes: Any) -> None:
    values = delete(Value).where(Value.owner_id == owner, Value.attribute_id.in_(attributes))
    session.execute(values)


def _take_coder(act: Recorder, name: str) -> None:
    """A coder goes who has done nothing here."""
    coder = act.session.scalar(select(Coder).where(Coder.name == name))
    if coder is None:
        return
    try:
        with act.session.begin_nested():
            act.session.delete(coder)
            act.session.flush()
    except IntegrityError:
        return
    act.record("remove", "coder", name, {}, None)
