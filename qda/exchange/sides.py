"""What the two projects hold, the other's translated into the numbers of this file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.exchange.kinds import Mergeable
from qda.exchange.union import Key, Thing, past_state
from qda.project.events import load
from qda.project.models import INDEPENDENT, Batch, Event


def read_things(session: Session, kind: Mergeable) -> list[Thing]:
    """All rows of a kind, with their words."""
    connection = session.connection()
    words: defaultdict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)
    if kind.words is not None:
        columns = kind.words.table.c
        texts = (columns[name] for name in kind.words.columns)
        query = select(columns[kind.words.owner], columns.version, *texts)
        for id_, number, *text in connection.execute(query):
            words[id_][number] = tuple(text)
    rows = connection.execute(select(kind.table).order_by(kind.table.c.id)).mappings()
    return [Thing(dict(row), words.get(row["id"], {})) for row in rows]


def read_history(session: Session, kind: Mergeable) -> dict[str, frozenset[Key]]:
    """The states that the things of a kind have had, as the history has them."""
    found: defaultdict[str, set[Key]] = defaultdict(set)
    query = select(Event.key, Event.after).where(Event.kind == kind.kind, Event.after.is_not(None))
    for key, after in session.execute(query):
        found[key].add(past_state(load(after) or {}))
    return {key: frozenset(states) for key, states in found.items()}


@dataclass(frozen=True, slots=True)
class Translation:
    """From the other file's numbers and names to those of this one.

    Attributes:
        documents: Its documents' rows.
        keys: Its documents' keys.
        coders: Its coders' rows.
        codes: Its codes' rows.
        names: Its codes' ids.
        versions: Its codebook versions.
        unmarked: Its documents whose reviewed marks are not taken, as they are cut differently.
        layer: What its independent layer is here.
        cases: What its cases are called here.
    """

    documents: Mapping[int, int]
    keys: Mapping[str, str]
    coders: Mapping[int, int]
    codes: Mapping[int, int]
    names: Mapping[str, str]
    versions: Mapping[int, int]
    unmarked: frozenset[int]
    layer: str
    cases: Mapping[str, str]

    def of(self, thing: Thing) -> Thing | None:
        """A thing in the numbers of this file; None where it cannot be taken."""
        row = dict(thing.row)
        if "segment" in row and row["document_id"] in self.unmarked:
            return None
        for column, numbers in (
            ("document_id", self.documents),
            ("coder_id", self.coders),
            ("code_id", self.codes),
            ("codebook_version", self.versions),
        ):
            if row.get(column) is not None:
                row[column] = numbers[row[column]]
        if row.get("layer") == INDEPENDENT:
            row["layer"] = self.layer
        if "case_name" in row:
            row["case_name"] = self.cases.get(row["case_name"], row["case_name"])
        if row.get("kind") in ("code", "document", "case"):
            row["target"] = self._target(row)
        return replace(thing, row=row)

    def _target(self, row: Mapping[str, Any]) -> str:
        of_kind = {"code": self.names, "document": self.keys, "case": self.cases}
        names = of_kind[row["kind"]]
        return str(names.get(row["target"], row["target"]))


def batches_of(session: Session) -> set[str]:
    """The ids of the acts in a history."""
    return set(session.scalars(select(Batch.id)))
