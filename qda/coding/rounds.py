"""Rounds of coding by several: named, never pooled, and kept as they were before talking."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from qda.coding.rows import TABLES, Kind, keep_new, rows_where
from qda.errors import QdaError
from qda.project.clock import new_id
from qda.project.documents import find_document
from qda.project.events import Recorder
from qda.project.models import (
    CONSENSUS,
    INDEPENDENT,
    CodebookVersion,
    Coder,
    Coding,
    Document,
    Round,
)
from qda.project.store import Project

_KIND: Final = "round"


@dataclass(frozen=True, slots=True)
class RoundInfo:
    """A round.

    Attributes:
        id: Its id, the same on every laptop.
        name: What it is called; also the layer of its coding once it is closed.
        documents: The keys of its documents.
        draw: How its informants were drawn, as the drawing put it; empty where they were named.
        codebook_version: The version of the codebook when it began.
        began_at: When it began.
        closed_at: When its coding was frozen, to be talked over; None while it is open.
    """

    id: str
    name: str
    documents: tuple[str, ...]
    draw: Mapping[str, Any]
    codebook_version: int
    began_at: str
    closed_at: str | None

    @property
    def layer(self) -> str:
        """The layer that its figures are of: frozen, once it is closed."""
        return INDEPENDENT if self.closed_at is None else self.name


def list_rounds(session: Session) -> list[RoundInfo]:
    """The rounds in the order in which they began."""
    query = select(Round).where(Round.removed == 0).order_by(Round.began_at, Round.id)
    return [
        RoundInfo(
            row.id,
            row.name,
            tuple(json.loads(row.documents)),
            json.loads(row.draw),
            row.codebook_version,
            row.began_at,
            row.closed_at,
        )
        for row in session.scalars(query)
    ]


def find_round(session: Session, name: str) -> RoundInfo:
    """The round of a name.

    Raises:
        QdaError: There is none.
    """
    found = next((one for one in list_rounds(session) if one.name == name), None)
    if found is None:
        raise QdaError(f"there is no round “{name}”; `qda rounds` lists them.")
    return found


def document_names(
    session: Session, round_: RoundInfo, only: Sequence[str] = ()
) -> tuple[str, ...]:
    """The names that the round's documents have here, in the project's order.

    Args:
        session: The session.
        round_: The round.
        only: Of these documents; none means all.

    Raises:
        QdaError: One of them is not of the round.
    """
    query = select(Document.name).where(Document.key.in_(round_.documents))
    names = session.scalars(query.order_by(Document.position, Document.id)).all()
    for name in only:
        if name not in names:
            raise QdaError(f"the document “{name}” is not of the round “{round_.name}”.")
    return tuple(name for name in names if not only or name in only)


def begin_round(
    act: Recorder, name: str, documents: Sequence[str], draw: Mapping[str, Any]
) -> RoundInfo:
    """Begin a round on documents, under the codebook as it is now.

    Args:
        act: The open act.
        name: What it is called.
        documents: The keys of the documents.
        draw: How they were drawn; empty where they were named.

    Raises:
        QdaError: The name is taken or is not one, or a document is in a round that is open.
    """
    there = list_rounds(act.session)
    if not name or name in (INDEPENDENT, CONSENSUS):
        raise QdaError(f"a round cannot be called “{name}”; choose another name.")
    for other in there:
        if other.name == name:
            raise QdaError(f"there is a round “{name}” already; rounds are never pooled.")
        if other.closed_at is None and set(other.documents) & set(documents):
            raise QdaError(
                f"some of these documents are in the round “{other.name}”, which is open; "
                f"`qda rounds close {other.name}` ends it."
            )
    version = act.session.scalar(
        select(CodebookVersion).order_by(CodebookVersion.number.desc()).limit(1)
    )
    row = {
        "id": new_id(),
        "name": name,
        "documents": json.dumps(list(documents)),
        "draw": json.dumps(dict(draw), ensure_ascii=False, sort_keys=True),
        "codebook_version": version.number if version else 0,
        "codebook_hash": version.hash if version else "",
        "began_at": act.time,
        "closed_at": None,
    }
    act.session.execute(insert(Round), [{**row, "removed": False, "version": 1}])
    act.record("begin", _KIND, str(row["id"]), None, {"name": name, "removed": False})
    return find_round(act.session, name)


def begin_named(project: Project, name: str, documents: Sequence[str], *, coder: str) -> RoundInfo:
    """Begin a round on documents named, without drawing.

    Raises:
        QdaError: There is no such document, or the round cannot begin.
    """
    with project.write(coder, f"begin the round {name}", origin="setup") as act:
        keys = [find_document(act.session, name).key for name in documents]
        return begin_round(act, name, keys, {})


def refuse_pooling(session: Session, documents: Iterable[str]) -> None:
    """Refuse to compare documents together that belong to different rounds, or to a closed one.

    Args:
        session: The session.
        documents: The names of documents.

    Raises:
        QdaError: They are not of one round, or what was coded before talking is not asked for.
    """
    names = dict(session.execute(select(Document.name, Document.key)).all())
    rounds = list_rounds(session)
    keys = [names[name] for name in documents]
    touched = [one for one in rounds if set(one.documents) & set(keys)]
    groups = {tuple(one.name for one in rounds if key in one.documents) for key in keys}
    if len(groups) > 1:
        listed = " and ".join(f"“{one.name}”" for one in touched)
        raise QdaError(
            f"some of these documents are in the round {listed}, others are not, and rounds are "
            "never pooled; name one with `--round NAME`, or documents with `--documents`."
        )
    if touched and touched[-1].closed_at is not None:
        name = touched[-1].name
        raise QdaError(
            f"these documents are in the round “{name}”, which is closed: `--round {name}` "
            "compares what was coded before it was talked over; what was coded since belongs to a "
            "new round, which `qda rounds begin` begins."
        )


def days_between(session: Session, coder: str, layers: Sequence[str]) -> int | None:
    """Days from the last coding of a coder's first pass to the first one of the last pass."""
    of_layer = Coder.name == coder, Coding.coder_id == Coder.id
    last_of_first = select(func.max(Coding.created_at)).where(*of_layer, Coding.layer == layers[0])
    first_of_last = select(func.min(Coding.created_at)).where(*of_layer, Coding.layer == layers[-1])
    first, last = session.scalar(last_of_first), session.scalar(first_of_last)
    if first is None or last is None:
        return None
    return (datetime.fromisoformat(last) - datetime.fromisoformat(first)).days


def close_round(project: Project, name: str, *, coder: str) -> int:
    """Freeze what everyone has coded in a round, as it is before it is talked over.

    Codings and reviewed marks are copied into a layer of the round's name, in which nobody codes.
    The copies' ids follow from the originals', so that two laptops make the same.

    Returns:
        How many codings were frozen.

    Raises:
        QdaError: There is no such round, or it is closed already.
    """
    with project.write(coder, f"close the round {name}", origin="setup") as act:
        found = find_round(act.session, name)
        if found.closed_at is not None:
            raise QdaError(f"the round “{name}” is closed already; begin another.")
        frozen = freeze(act, name, found.documents, UUID(found.id))
        row = act.session.get_one(Round, found.id)
        row.closed_at = act.time
        row.version += 1
        act.record("close", _KIND, found.id, {"name": name}, {"name": name, "removed": False})
    return frozen


def freeze(act: Recorder, layer: str, documents: Iterable[str], seed: UUID) -> int:
    """Copy all live independent coding of documents into a layer; how many codings there are."""
    rows = list(act.session.scalars(select(Document.id).where(Document.key.in_(list(documents)))))
    counts = [_freeze_kind(act, kind, layer, rows, seed) for kind in _FROZEN]
    return counts[0]


_FROZEN: Final[tuple[Kind, ...]] = ("coding", "review", "revisit")


def _freeze_kind(act: Recorder, kind: Kind, layer: str, documents: list[int], seed: UUID) -> int:
    table = TABLES[kind]
    of_layer = table.c.layer == INDEPENDENT, table.c.removed == 0
    found = rows_where(act.session, kind, table.c.document_id.in_(documents), *of_layer)
    there = set(act.session.scalars(select(table.c.id).where(table.c.layer == layer)))
    copies = [{**row, "id": str(uuid5(seed, row["id"])), "layer": layer} for row in found]
    keep_new(act, kind, [copy for copy in copies if copy["id"] not in there])
    return len(copies)
