"""The union of what two projects hold: by id, the newer version of a thing, and nothing lost.

It is the same whichever of the two is merged into the other, and once made it stays as it is
however often they are merged again. Rows are plain, in the numbers of one of the two files.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from qda.exchange.kinds import Mergeable

Row = Mapping[str, Any]
Words = Mapping[int, tuple[str, ...]]
"""The versions of a thing's words by their numbers, each as its columns have it."""
Key = tuple[Any, ...]

_COPIES = UUID("5f0e9a44-8f0c-4c7e-9d6e-0a4f3c1f7b11")
"""Names the copies of what was written differently on two sides: the same copy on both."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A row, with the versions of its words if it has any."""

    row: Row
    words: Words = field(default_factory=dict)

    @property
    def live(self) -> bool:
        """Whether it stands."""
        return not self.row["removed"]

    @property
    def text(self) -> tuple[str, ...]:
        """Its present words."""
        return self.words.get(self.row.get("text_version", 0), ())


@dataclass(frozen=True, slots=True)
class Clash:
    """A thing that was changed on both sides, each without knowing of the other's change.

    Attributes:
        kept: As it is now.
        other: As it was on the side that did not prevail.
        copied: The other is kept too, as a thing of its own.
    """

    kind: str
    kept: Row
    other: Row
    copied: bool


@dataclass(frozen=True, slots=True)
class Union:
    """What one kind of things is after merging.

    Attributes:
        things: What is new or other than it was, by what makes it the same thing.
        before: Of these, those that were there, as they were.
        clashes: What was changed on both sides.
        doubled: The ids of rows that gave way to another of the same content, each with its id.
    """

    things: dict[Key, Thing]
    before: dict[Key, Thing]
    clashes: tuple[Clash, ...]
    doubled: dict[str, str]


def key_of(kind: Mergeable, row: Row) -> Key:
    """What makes a row the thing it is."""
    return tuple(row[column] for column in kind.same)


def unite(
    kind: Mergeable,
    mine: Mapping[Key, Thing],
    theirs: Mapping[Key, Thing],
    known: Known,
) -> Union:
    """Unite one kind of things.

    Args:
        kind: Which.
        mine: What is here.
        theirs: What is there, in the numbers of this file.
        known: What both sides know beside it.
    """
    found: dict[Key, Thing] = {}
    clashes: list[Clash] = []
    for key, there in theirs.items():
        here = mine.get(key)
        if here is None:
            found.setdefault(key, there)
        elif not _alike(kind, here, there):
            thing, copy, clash = _join(kind, here, there, known)
            found[key] = thing
            if clash is not None:
                clashes.append(clash)
            if copy is not None:
                _add_copy(kind, copy, mine, theirs, found)
    doubled = _without_doubles(kind, mine, theirs, found)
    found = {key: thing for key, thing in found.items() if key not in mine or mine[key] != thing}
    before = {key: mine[key] for key in found if key in mine}
    return Union(found, before, tuple(clashes), doubled)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the things themselves.

    Attributes:
        mine: The states that things have had here: by id, as `past_state` makes them.
        theirs: The states that things have had there.
        codes: By the rows of codes a name that each has on both sides.
    """

    mine: Mapping[str, frozenset[Key]] = field(default_factory=dict)
    theirs: Mapping[str, frozenset[Key]] = field(default_factory=dict)
    codes: Mapping[int, str] = field(default_factory=dict)


def past_state(state: Mapping[str, Any]) -> Key:
    """What of a state is compared with the past: where the thing is, and whether it stands."""
    return (bool(state.get("removed")), state.get("start"), state.get("end"))


def _alike(kind: Mergeable, here: Thing, there: Thing) -> bool:
    if here.words != there.words:
        return False
    return all(
        value == there.row[column] for column, value in here.row.items() if column not in kind.local
    )


def _join(
    kind: Mergeable, here: Thing, there: Thing, known: Known
) -> tuple[Thing, Thing | None, Clash | None]:
    """The one that prevails; a copy of the other's words if they would be lost; the clash."""
    if here.row["id"] != there.row["id"]:
        return _same_place(here, there), None, None
    mine_first = _rank(here, known) >= _rank(there, known)
    kept, other = (here, there) if mine_first else (there, here)
    history = known.mine if mine_first else known.theirs
    if kind.words is not None:
        copy = _lost_words(kept, other)
        told = copy is not None and copy.live
        clash = Clash(kind.kind, kept.row, other.row, copied=True) if told else None
        return kept, copy, clash
    if past_state(other.row) in history.get(other.row["id"], frozenset()):
        return kept, None, None
    return kept, None, Clash(kind.kind, kept.row, other.row, copied=False)


def _rank(thing: Thing, known: Known) -> tuple[Any, ...]:
    """The higher version prevails; of two equal ones what stands, then any, but always the same."""
    content = {
        column: value
        for column, value in thing.row.items()
        if column not in ("document_id", "coder_id", "code_id", "codebook_version")
    }
    told = [content, known.codes.get(thing.row.get("code_id", 0)), thing.words]
    return thing.row["version"], thing.live, json.dumps(told, sort_keys=True)


def _same_place(here: Thing, there: Thing) -> Thing:
    """Two rows of one place, each made on its own side: the one changed more often, else live."""
    newer = max(here, there, key=lambda thing: (thing.row["version"], thing.live))
    return Thing({**newer.row, "id": min(here.row["id"], there.row["id"])})


def _lost_words(kept: Thing, other: Thing) -> Thing | None:
    """What was written on the side that did not prevail, as a thing of its own."""
    if other.text in kept.words.values():
        return None
    own = [text for number, text in sorted(other.words.items()) if kept.words.get(number) != text]
    words = dict(enumerate(own, 1))
    id_ = str(uuid5(_COPIES, json.dumps([other.row["id"], own])))
    return Thing({**other.row, "id": id_, "version": 1, "text_version": len(own)}, words)


def _add_copy(
    kind: Mergeable,
    copy: Thing,
    mine: Mapping[Key, Thing],
    theirs: Mapping[Key, Thing],
    found: dict[Key, Thing],
) -> None:
    key = key_of(kind, copy.row)
    if key not in mine and key not in theirs:
        found[key] = copy


def _without_doubles(
    kind: Mergeable,
    mine: Mapping[Key, Thing],
    theirs: Mapping[Key, Thing],
    found: dict[Key, Thing],
) -> dict[str, str]:
    """Where only one live row may be, the oldest stands: the others' ids, each with its id.

    Rows count that stood on either side before, also where an earlier merge took them away.
    """
    if not kind.single:
        return {}
    live: dict[Key, list[Key]] = defaultdict(list)
    for key, thing in _all(mine, found):
        if thing.live:
            live[_spot(kind, thing)].append(key)
    for keys in live.values():
        for key in sorted(keys)[1:]:
            thing = found.get(key) or mine[key]
            removed = {"removed": True, "version": thing.row["version"] + 1}
            found[key] = Thing({**thing.row, **removed}, thing.words)
    doubled = {}
    for key in (*mine, *(key for key in theirs if key not in mine)):
        now = found.get(key) or mine[key]
        if now.live or not any(key in side and side[key].live for side in (mine, theirs)):
            continue
        standing = live.get(_spot(kind, now))
        if standing is not None:
            doubled[str(key[0])] = str(min(standing)[0])
    return doubled


def _spot(kind: Mergeable, thing: Thing) -> Key:
    return tuple(thing.row[column] for column in kind.single)


def _all(mine: Mapping[Key, Thing], found: Mapping[Key, Thing]) -> Iterator[tuple[Key, Thing]]:
    yield from ((key, thing) for key, thing in mine.items() if key not in found)
    yield from found.items()


def follow(union: Union, mine: Mapping[Key, Thing], doubled: Mapping[str, str]) -> Union:
    """Let what was on a row that gave way be on the one that stands."""
    found, before = dict(union.things), dict(union.before)
    for key, thing in list(_all(mine, found)):
        target = doubled.get(thing.row.get("target", ""))
        if target is None or not thing.live:
            continue
        moved = {"target": target, "version": thing.row["version"] + 1}
        if key in mine:
            before[key] = mine[key]
        found[key] = Thing({**thing.row, **moved}, thing.words)
    return Union(found, before, union.clashes, union.doubled)


def by_key(kind: Mergeable, things: Iterable[Thing]) -> dict[Key, Thing]:
    """Things by what makes them the same."""
    return {key_of(kind, thing.row): thing for thing in things}
