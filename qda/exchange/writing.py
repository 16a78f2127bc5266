"""What merging changes, written into the tables and into the history, so that it can be undone."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from qda.exchange.kinds import Mergeable, Words
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
        put_aside(act, kind, [old for old, _ in other])
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


def put_aside(act: Recorder, kind: Mergeable, things: Iterable[Thing]) -> None:
    """Keep words that will be others, until the act is taken back."""
    rows = [
        {
            "batch_id": act.batch,
            "kind": kind.kind,
            "thing_id": thing.row["id"],
            "version": number,
            "words": json.dumps(words, ensure_ascii=False),
        }
        for thing in things
        for number, words in thing.words.items()
    ]
    if rows:
        act.session.execute(insert(SetAside), rows)


def bring_words_back(session: Session, kind: Mergeable, batch: str) -> None:
    """Give things the words that an act put aside."""
    of_act = SetAside.batch_id == batch, SetAside.kind == kind.kind
    found: defaultdict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)
    query = select(SetAside.thing_id, SetAside.version, SetAside.words)
    for id_, number, words in session.execute(query.where(*of_act)):
        found[id_][number] = tuple(json.loads(words))
    if kind.words is not None:
        things = [Thing({"id": id_}, own) for id_, own in found.items()]
        replace_words(session, kind.words, things)
    session.execute(delete(SetAside).where(*of_act))


def replace_words(session: Session, words: Words, things: Sequence[Thing]) -> None:
    """Give things these words and no others."""
    if not things:
        return
    connection, owner = session.connection(), words.table.c[words.owner]
    of_thing = delete(words.table).where(owner == bindparam("of"))
    connection.execute(of_thing, [{"of": thing.row["id"]} for thing in things])
    rows = [
        {
            words.owner: thing.row["id"],
            "version": number,
            **dict(zip(words.columns, own, strict=True)),
        }
        for thing in things
        for number, own in thing.words.items()
    ]
    if rows:
        connection.execute(insert(words.table), rows)
