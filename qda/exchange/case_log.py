"""What one side knows of changes of its cases: when each thing was changed last, by which event.

Cases and what is known of them have no ids and no versions; their history has. A thing that is
changed by itself is a cell: a value, a name, where a case speaks, bands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.coding.cases.things import THINGS
from qda.exchange.writing import VERB
from qda.project.events import load
from qda.project.models import Batch, Event

WITHDRAW: Final = "withdraw"
"""The verb of the events that take a merge back."""

Kind = Literal["case", "attribute"]
Cell = tuple[str, ...]
"""What is changed by itself: ("value", case, attribute), ("name", kind, name), ("ties", case),
("bands", name); cases and attributes by what they are called now, or were called last."""


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """When something was changed last, and by which event."""

    time: str
    event: str


@dataclass(slots=True)
class Named:
    """A case or an attribute, by all the names it has had; the last is its own."""

    names: list[str]
    there: bool = True


@dataclass(slots=True)
class Log:
    """A side's history of its cases.

    Attributes:
        things: All cases and attributes that there were.
        stamps: When each cell was changed last.
        changes: By cell the ids of all events that changed it.
        withdrawn: The cells that a merge changed that was taken back, and nothing since.
        events: The ids of the events.
    """

    things: dict[Kind, list[Named]] = field(default_factory=lambda: {"case": [], "attribute": []})
    stamps: dict[Cell, Stamp] = field(default_factory=dict)
    changes: dict[Cell, set[str]] = field(default_factory=dict)
    withdrawn: set[Cell] = field(default_factory=set)
    events: set[str] = field(default_factory=set)

    def find(self, kind: Kind, name: str) -> Named:
        """What is called so, else what was called so last; made where nothing ever was."""
        known = [one for one in reversed(self.things[kind]) if name in one.names]
        live = [one for one in known if one.there and one.names[-1] == name]
        found = next(iter((*live, *known)), None)
        if found is None:
            found = Named([name])
            self.things[kind].append(found)
        return found


def read_log(session: Session, present: Mapping[Kind, list[str]]) -> Log:
    """The log of a project, whose cases and attributes are called so now."""
    log = Log()
    query = (
        select(Event, Batch.time)
        .join(Batch, Batch.id == Event.batch_id)
        .where(Event.kind.in_(THINGS))
        .order_by(Event.number)
    )
    touched: list[tuple[str, list[Any], Stamp]] = []
    for event, time in session.execute(query):
        log.events.add(event.id)
        cells = list(_touched(log, event))
        touched.append((event.verb, cells, Stamp(time, event.id)))
    for kind, names in present.items():
        for name in names:
            log.find(kind, name).there = True
    for verb, cells, stamp in touched:  # now that each thing has its last name
        for cell in cells:
            _mark(log, verb, _called(cell), stamp)
    return log


def _touched(log: Log, event: Event) -> Iterator[list[Any]]:
    """The cells that an event changed; it may have changed names."""
    before, after = load(event.before), load(event.after)
    old, new = (None if one is None else str(one.get("name", event.key)) for one in (before, after))
    if event.kind == "bands":
        yield from (["bands", name] for name in {old, new} if name is not None)
    elif event.kind == "value":
        state = after or before or {}
        yield _value(log, log.find("case", state["case"]), state["attribute"])
    else:
        kind: Kind = "case" if event.kind == "case" else "attribute"
        thing = _named(log, kind, old, new, taken_back=event.verb == WITHDRAW)
        if old is not None and new is not None and old != new:
            yield ["name", kind, thing]
        if kind == "case" and (before or {}).get("documents") != (after or {}).get("documents"):
            yield ["ties", thing]
        for attribute in (after or {}).get("attributes", ()):
            yield _value(log, thing, attribute)


def _value(log: Log, case: Named, attribute: str) -> list[Any]:
    return ["value", case, log.find("attribute", attribute)]


def _named(log: Log, kind: Kind, old: str | None, new: str | None, *, taken_back: bool) -> Named:
    """The thing that was called the one and is called the other from now on.

    What came with a merge that was taken back never was; what went with it was always there.
    """
    thing = log.find(kind, old or new or "")
    if new is None:
        if taken_back:
            log.things[kind].remove(thing)
    elif old is None and not thing.there and not taken_back:
        thing = Named([new])
        log.things[kind].append(thing)
    elif new != thing.names[-1]:
        thing.names.append(new)
    thing.there = new is not None
    return thing


def _called(cell: list[Any]) -> Cell:
    return tuple(part.names[-1] if isinstance(part, Named) else part for part in cell)


def _mark(log: Log, verb: str, cell: Cell, stamp: Stamp) -> None:
    """A merge is no change of its own: what it took over comes with its own events."""
    if verb == WITHDRAW:
        log.withdrawn.add(cell)
        return
    log.withdrawn.discard(cell)
    if verb != VERB:
        log.stamps[cell] = max(stamp, log.stamps.get(cell, stamp))
        log.changes.setdefault(cell, set()).add(stamp.event)
