"""What merging changes, written into the tables and into the history, so that it can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from qda.exchange.kinds import Mergeable
from qda.exchange.union import Thing, Union
from qda.project.events import Line, Recorder
from qda.project.models import SetAside

VERB = "merge"
"""The verb of the events that say what merging did to a row: they hold the row itself."""


def write_union(act: Recorder, kind: Mergeable, union: Union) -> None:
    """Store what is new, change what is other; an event a row, with the row before and after."""
    new = [thing for key, thing in union.things.items() if key not in union.before]
    changed = [(old, union.things[key]) for key, old in union.before.items()]
    change_rows(act.session, kind.table, [(old.row, thing.row) for old, thing in changed])
    if new:
        act.session.connection().execute(insert(kind.table), [dict(thing.row) for thing in new])
    lines = [Line(VERB, thing.row["id"], None, dict(thing.row)) for thing in new]
    lines += [Line(VERB, thing.row["id"], dict(old.row), dict(thing.row)) for old, thing in changed]
    act.record_many(kind.kind, lines)
    if kind.words is not None:
        other = [(old, thing) for old, thing in changed if old.words != thing.words]
        put_aside(act, [old for old, _ in other])
        replace_words(act.session, kind.words, [*new, *(thing for _, thing in other)])


def change_rows(
    session: Session, table: Table, rows: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]
) -> None:
    """Give rows other contents; on the way none stands in another's place."""
    if not rows:
        return
    connection = session.connection()
    by_id = update(table).where(table.c.id == bindparam("of"))
    connection.execute(by_id.values(removed=True), [{"of": old["id"]} for old, _ in rows])
    connection.execute(by_id, [{"of": old["id"], **new} for old, new in rows])


def put_aside(act: Recorder, things: Iterable[Thing]) -> None:
    """Keep words that will be others, until the act is taken back."""
    _insert_words(act.session, cast("Table", SetAside.__table__), things, {"batch_id": act.batch})


def bring_words_back(session: Session, table: Table, batch: str) -> None:
    """Give memos the words that an act put aside."""
    query = select(SetAside.memo_id, SetAside.version, SetAside.text)
    words: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for memo, number, text in session.execute(query.where(SetAside.batch_id == batch)):
        words[memo][number] = text
    replace_words(session, table, [Thing({"id": memo}, own) for memo, own in words.items()])
    session.execute(delete(SetAside).where(SetAside.batch_id == batch))


def replace_words(session: Session, table: Table, things: Sequence[Thing]) -> None:
    """Give memos these words and no others."""
    if things:
        of_thing = delete(table).where(table.c.memo_id == bindparam("of"))
        session.connection().execute(of_thing, [{"of": thing.row["id"]} for thing in things])
        _insert_words(session, table, things, {})


def _insert_words(
    session: Session, table: Table, things: Iterable[Thing], more: Mapping[str, Any]
) -> None:
    rows = [
        {"memo_id": thing.row["id"], "version": number, "text": text, **more}
        for thing in things
        for number, text in thing.words.items()
    ]
    if rows:
        session.connection().execute(insert(table), rows)
