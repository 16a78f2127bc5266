"""Which side's case, name, value or bands stands: the newer, and always the same one.

What the other side knew of when it changed it gives way. What both changed, each without knowing
of the other, is told, and the later stands; the same from either side, and once is for good.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qda.exchange.case_log import Cell, Kind, Log, Named


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether theirs stands, and whether both had changed it."""

    theirs: bool
    clash: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """A cell on one side: where its history has it, and what it holds."""

    log: Log
    cell: Cell
    holds: Any


def settle(mine: Side, theirs: Side) -> Verdict:
    """Which of two different contents of one thing stands."""
    here, there = mine.log.stamps.get(mine.cell), theirs.log.stamps.get(theirs.cell)
    if here is None and there is None:  # nobody knows which was first
        both = bool(mine.holds) and bool(theirs.holds)
        return Verdict(_rank(theirs.holds) > _rank(mine.holds), clash=both)
    if here is None or there is None:
        return Verdict(here is None)
    if here == there:  # the one who took the merge back has the older
        return Verdict(_took_back(mine) and not _took_back(theirs))
    if there.event in mine.log.events or here.event in theirs.log.events:
        return Verdict(there > here if _both_know(mine, theirs) else _knows(theirs, mine))
    return Verdict(there > here, clash=True)


def _took_back(side: Side) -> bool:
    return side.cell in side.log.withdrawn


def _knows(side: Side, other: Side) -> bool:
    """Whether a side knows of the other's last change."""
    return other.log.stamps[other.cell].event in side.log.events


def _both_know(one: Side, other: Side) -> bool:
    return _knows(one, other) and _knows(other, one)


def _rank(holds: Any) -> tuple[bool, str]:
    """What is known goes before what is unknown."""
    return bool(holds), json.dumps(holds, ensure_ascii=False, sort_keys=True)


def match(kind: Kind, mine: Log, theirs: Log) -> dict[str, Named]:
    """Their things that are there, by name, each with the one of mine that it is, if there is one.

    A thing is known by its name, and where it was renamed by a name that it had; one of mine may
    have been removed.
    """
    found: dict[str, Named] = {}
    there = [one for one in theirs.things[kind] if one.there]
    taken = {one.names[-1] for one in there}
    for thing in there:
        same = _same(thing, mine.things[kind], taken)
        if same is not None:
            found[thing.names[-1]] = same
    return found


def removed(kind: Kind, mine: Log, theirs: Log) -> list[tuple[Named, Named]]:
    """Those of mine that they have removed: mine, and what it was there."""
    matched = {id(one) for one in match(kind, mine, theirs).values()}
    gone = [one for one in theirs.things[kind] if not one.there]
    pairs = []
    for thing in mine.things[kind]:
        if thing.there and id(thing) not in matched:
            same = next((one for one in gone if thing.names[-1] in one.names), None)
            if same is not None:
                pairs.append((thing, same))
    return pairs


def _same(thing: Named, others: Sequence[Named], taken: set[str]) -> Named | None:
    name = thing.names[-1]
    by_name = [one for one in others if one.there and one.names[-1] == name]
    renamed = [
        one
        for one in others
        if one.there and one.names[-1] not in taken and {*one.names} & {*thing.names}
    ]
    gone = [one for one in others if not one.there and {*one.names} & {*thing.names}]
    return next(iter((*by_name, *renamed, *gone)), None)


def known(log: Log, other: Log, name: str) -> bool:
    """Whether one side knows of all that the other ever did with a thing, as it calls it."""
    changes = (events for cell, events in other.changes.items() if name in cell[1:])
    return all(events <= log.events for events in changes)
