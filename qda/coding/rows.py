"""The rows that a coder's acts change, each with the state that the history keeps of it.

Rows are read and written as plain columns, many in one statement: a key may change thousands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from sqlalchemy import ColumnElement, Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from qda.coding.names import Names, read_names
from qda.project.events import Line, Recorder
from qda.project.models import (
    Coding,
    Decision,
    Mark,
    Memo,
    MemoLink,
    Quotation,
    Review,
    Revisit,
    Summary,
    SummaryReference,
    Waiver,
)

Kind = Literal[
    "coding",
    "review",
    "revisit",
    "waiver",
    "memo",
    "decision",
    "link",
    "mark",
    "quotation",
    "summary",
    "reference",
]
Row = Mapping[str, Any]
"""A row of one of these tables, by its columns."""

TABLES: Final[dict[Kind, Table]] = {
    "coding": cast("Table", Coding.__table__),
    "review": cast("Table", Review.__table__),
    "revisit": cast("Table", Revisit.__table__),
    "waiver": cast("Table", Waiver.__table__),
    "memo": cast("Table", Memo.__table__),
    "decision": cast("Table", Decision.__table__),
    "link": cast("Table", MemoLink.__table__),
    "mark": cast("Table", Mark.__table__),
    "quotation": cast("Table", Quotation.__table__),
    "summary": cast("Table", Summary.__table__),
    "reference": cast("Table", SummaryReference.__table__),
}
CAN_CHANGE: Final[dict[Kind, tuple[str, ...]]] = {
    "coding": ("code_id", "start", "end"),
    "review": ("codebook_version",),
    "revisit": ("codebook_version",),
    "waiver": (),
    "memo": ("text_version", "target"),
    "decision": (),
    "link": (),
    "mark": (),
    "quotation": ("start", "end", "section", "position", "cuts", "text_version"),
    "summary": ("code_id", "text_version"),
    "reference": (),
}
"""Beside `removed`, which all have."""
_TOLD: Final[dict[Kind, tuple[str, ...]]] = {
    "coding": ("start", "end"),
    "review": ("segment", "codebook_version"),
    "revisit": ("segment", "codebook_version"),
    "waiver": ("codebook_version",),
    "memo": ("kind", "target", "text_version"),
    "decision": ("start", "end", "coders", "shown", "choice", "codings"),
    "link": ("start", "end"),
    "mark": ("kind", "start", "end"),
    "quotation": CAN_CHANGE["quotation"],
    "summary": ("text_version",),
    "reference": ("start", "end"),
}
"""What the history keeps of a row beside coder, layer, document, code, memo and summary."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A row as it is, and the columns it is to have."""

    row: Row
    verb: str
    columns: Mapping[str, Any]

    @property
    def after(self) -> Row:
        """The row as it will be."""
        return {**self.row, **self.columns, "version": self.row["version"] + 1}


def rows_where(session: Session, kind: Kind, *conditions: ColumnElement[bool]) -> list[Row]:
    """The rows of a table that fulfil all conditions."""
    query = select(TABLES[kind]).where(*conditions)
    return [dict(row) for row in session.connection().execute(query).mappings()]


def state_of(kind: Kind, row: Row, names: Names) -> dict[str, Any]:
    """A row as the history keeps it: natural keys and offsets."""
    state: dict[str, Any] = {
        "coder": names.coders[row["coder_id"]],
        "removed": bool(row["removed"]),
    }
    if "layer" in row:  # a report and a summary have none
        state["layer"] = row["layer"]
    if row.get("document_id") is not None:
        state["document"] = names.documents[row["document_id"]]
    if "code_id" in row:
        state["code"] = names.codes[row["code_id"]]
    if "memo_id" in row:
        state["memo"] = row["memo_id"]
    if "summary_id" in row:
        state["summary"] = row["summary_id"]
    return state | {column: row[column] for column in _TOLD[kind]}


def keep_new(act: Recorder, kind: Kind, rows: Sequence[Row]) -> None:
    """Store new rows, live and in their first version, each with its event."""
    if not rows:
        return
    rows = [{**row, "removed": False, "version": 1} for row in rows]
    act.session.connection().execute(insert(TABLES[kind]), rows)
    names = read_names(act.session)
    lines = (Line("add", row["id"], None, state_of(kind, row, names)) for row in rows)
    act.record_many(kind, lines)


def keep_changed(act: Recorder, kind: Kind, edits: Sequence[Edit]) -> None:
    """Change columns of rows, and write what each was before."""
    if not edits:
        return
    table, afters = TABLES[kind], [edit.after for edit in edits]
    columns = (*CAN_CHANGE[kind], "removed", "version")
    act.session.connection().execute(
        update(table).where(table.c.id == bindparam("of")),
        [{"of": row["id"], **{column: row[column] for column in columns}} for row in afters],
    )
    names = read_names(act.session)
    act.record_many(
        kind,
        (
            Line(
                edit.verb,
                edit.row["id"],
                state_of(kind, edit.row, names),
                state_of(kind, after, names),
            )
            for edit, after in zip(edits, afters, strict=True)
        ),
    )
