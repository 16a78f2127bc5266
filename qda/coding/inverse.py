"""What takes the events of an act back: the rows as they were before it, or why that cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from qda.codebook.changing import CODEBOOK
from qda.codebook.taking_back import ChangedSinceError
from qda.coding.cases.inverse import put_cases_back
from qda.coding.codebook_acts import codebook_back
from qda.coding.names import Names, read_names
from qda.coding.rows import (
    CAN_CHANGE,
    TABLES,
    Edit,
    Kind,
    Row,
    keep_changed,
    rows_where,
    state_of,
)
from qda.errors import QdaError
from qda.project.events import Recorder, State, load
from qda.project.models import Event
from qda.project.store import Project


def put_back(act: Recorder, project: Project, batch: str) -> None:
    """Give the codebook and the rows that an act changed the state they had before it.

    Raises:
        ChangedSinceError: One is not any more as the act left it; nothing was changed.
        QdaError: It changed the codebook, and `codebook.yaml` has changes that are not applied.
    """
    kinds = select(Event.kind).where(Event.batch_id == batch).order_by(Event.number)
    done = [kind for kind in act.session.scalars(kinds) if kind in (*TABLES, CODEBOOK)]
    with act.whole():
        # The last thing done is the first to be taken back: a code that codings were taken from
        # must be there again before they can have it.
        if done[-1:] == [CODEBOOK]:
            codebook_back(act, project, batch)
        _rows_back(act, batch)
        if CODEBOOK in done[:-1]:
            codebook_back(act, project, batch)


def _rows_back(act: Recorder, batch: str) -> None:
    names = read_names(act.session)
    edits = {kind: _inverses(act, batch, kind, names) for kind in TABLES}
    try:
        for kind, found in edits.items():
            keep_changed(act, kind, found)
        put_cases_back(act, batch)
    except IntegrityError as error:
        raise ChangedSinceError("the same has been made again since") from error
    except QdaError as error:
        raise ChangedSinceError(error.message) from error


def _inverses(act: Recorder, batch: str, kind: Kind, names: Names) -> list[Edit]:
    """The newest event first; an act may have changed a row more than once."""
    its = (Event.batch_id == batch, Event.kind == kind)
    keys = select(Event.key).where(*its).scalar_subquery()
    rows = {row["id"]: row for row in rows_where(act.session, kind, TABLES[kind].c.id.in_(keys))}
    query = select(Event.key, Event.before, Event.after).where(*its).order_by(Event.number.desc())
    edits = []
    for key, before, after in act.session.execute(query):
        edit = _inverse(kind, rows.get(key), load(before), load(after), names)
        rows[key] = edit.after
        edits.append(edit)
    return edits


def _inverse(
    kind: Kind, row: Row | None, before: State | None, after: State | None, names: Names
) -> Edit:
    if row is None or after is None or state_of(kind, row, names) != _today(after, names):
        raise ChangedSinceError("what it made has been changed since")
    if before is None:
        return Edit(row, "remove", {"removed": True})
    revived = bool(after["removed"]) and not before["removed"]
    verb = "revive" if revived else "remove" if before["removed"] else "change"
    return Edit(row, verb, {"removed": before["removed"], **_columns(kind, before, names)})


def _columns(kind: Kind, state: State, names: Names) -> dict[str, Any]:
    match kind:
        case "coding":
            return {"code_id": _code(state, names), "start": state["start"], "end": state["end"]}
        case "review" | "revisit":
            return {"codebook_version": state["codebook_version"]}
        case "waiver":
            return {}
        case "memo":
            target = _today(state, names)["target"]
            return {"text_version": state["text_version"], "target": target}
        case "decision" | "link" | "mark" | "reference":
            return {}
        case "summary":
            return {"code_id": _code(state, names), "text_version": state["text_version"]}
        case "quotation":
            return {column: state[column] for column in CAN_CHANGE[kind]}


def _code(state: State, names: Names) -> int:
    row = names.code_row(str(state["code"]))
    if row is None:
        raise ChangedSinceError(f"the code “{state['code']}” is there no more")
    return row


def _today(state: State, names: Names) -> dict[str, Any]:
    """A state with its code under the id that the code has now."""
    today = dict(state)
    for field in _code_fields(state):
        today[field] = names.now.get(str(state[field]), state[field])
    return today


def _code_fields(state: State) -> Iterable[str]:
    if "code" in state:
        yield "code"
    if state.get("kind") == "code":
        yield "target"
