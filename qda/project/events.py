"""The history: every change writes, in its own transaction, who did what and what was before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from qda.project.clock import new_id, now
from qda.project.models import Batch, Coder, Event

Origin = Literal["coder", "import", "codebook", "setup", "merge"]
State = Mapping[str, Any]
"""A row as the history keeps it: ids, offsets and our own words, never transcript text."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one event says of a thing: what was done to it, its key, its state before and after."""

    verb: str
    key: str
    before: State | None
    after: State | None


class Recorder:
    """The open transaction of one act: its session, and the events it leaves.

    Attributes:
        session: The ORM session; it is committed when the act ends without an error.
        batch: The id of the act.
        time: When the act began; the same for all it makes.
        repeated: The act is on disk already (a retry): nothing must be done.
    """

    def __init__(self, session: Session, batch: str, coder: str, act: str, origin: Origin):
        self.session = session
        self.batch = batch
        self.time = now()
        self.repeated = session.get(Batch, batch) is not None
        self._row = Batch(id=batch, coder=coder, time=self.time, act=act, origin=origin)
        self._recorded = 0
        self._at_last: list[Callable[[], object]] = []

    @property
    def coder(self) -> str:
        """Who acts."""
        return self._row.coder

    @property
    def changed(self) -> bool:
        """Whether the act has left an event."""
        return self._recorded > 0

    def words(self, act: str) -> None:
        """Say in better words what the act does, before its first event."""
        self._row.act = act

    def inverts(self, batch: str) -> None:
        """Say that this act takes another one back."""
        self._row.inverts = batch

    def record(
        self, verb: str, kind: str, key: str, before: State | None, after: State | None
    ) -> None:
        """Write one event of this act; the first one writes the act itself."""
        self._count(1)
        self.session.add(
            Event(
                id=new_id(),
                batch_id=self.batch,
                verb=verb,
                kind=kind,
                key=key,
                before=dump(before),
                after=dump(after),
            )
        )

    def record_many(self, kind: str, lines: Iterable[Line]) -> None:
        """Write the events of many things of a kind in one go."""
        events = [
            {
                "id": new_id(),
                "batch_id": self.batch,
                "verb": line.verb,
                "kind": kind,
                "key": line.key,
                "before": dump(line.before),
                "after": dump(line.after),
            }
            for line in lines
        ]
        if events:
            self._count(len(events))
            self.session.flush()
            self.session.connection().execute(insert(Event), events)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """What is done within is done, and recorded, together or not at all."""
        recorded, at_last = self._recorded, list(self._at_last)
        try:
            with self.session.begin_nested():
                yield
        except BaseException:
            self._recorded, self._at_last = recorded, at_last
            raise

    def at_last(self, do: Callable[[], object]) -> None:
        """Do something outside the database when all is in the transaction, not yet committed."""
        self._at_last.append(do)

    def finish(self) -> None:
        """Do what is to be done last."""
        self.session.flush()
        for do in self._at_last:
            do()

    def _count(self, events: int) -> None:
        if not self._recorded:
            self.session.add(self._row)
            self.session.flush()
        self._recorded += events

    def coder_id(self, name: str | None = None) -> int:
        """The row of a coder, made when the name is new; the acting coder if no name is given."""
        name = name or self.coder
        found = self.session.scalar(select(Coder.id).where(Coder.name == name))
        if found is not None:
            return found
        coder = Coder(name=name)
        self.session.add(coder)
        self.session.flush()
        self.record("add", "coder", name, None, {})
        return coder.id


def dump(state: State | None) -> str | None:
    """A state as the history stores it: JSON with sorted keys."""
    if state is None:
        return None
    return json.dumps(state, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def load(state: str | None) -> dict[str, Any] | None:
    """The state that `dump` stored."""
    return None if state is None else dict(json.loads(state))
