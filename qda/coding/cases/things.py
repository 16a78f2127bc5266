"""What the history keeps of cases, attributes, values and bands: each read, and put, as a state.

A change and its inverse are the same: a thing is in one state and is put into another.
"""

from __future__ import annotations

import json
from typing import Any, Final, Literal, Protocol

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from qda.errors import QdaError
from qda.project import models
from qda.project.attributes import Values
from qda.project.cases import (
    find_tie,
    list_cases,
    put_ties,
    put_values,
    rename_in_notes,
    tie_places,
)
from qda.project.clock import new_id
from qda.project.events import Recorder, State

ThingKind = Literal["case", "attribute", "value", "bands"]


class Thing(Protocol):
    """A kind of thing among the cases; it is told by a state that names it."""

    def read(self, session: Session, named: State) -> State | None:
        """How the thing named in a state stands now; None where it is not there."""

    def put(self, session: Session, before: State | None, after: State | None) -> None:
        """Bring the thing from one state, in which it is, into another.

        Raises:
            QdaError: Something that the other state names is not there.
        """


class Cases:
    """A case: its name, its place in the order, and where it speaks."""

    def read(self, session: Session, named: State) -> State | None:
        """See `Thing`."""
        name = named["name"]
        place = session.scalar(select(models.Case.position).where(models.Case.name == name))
        if place is None:
            return None
        documents = next(one.documents for one in list_cases(session) if one.name == name)
        return {"name": name, "position": place, "documents": list(documents)}

    def put(self, session: Session, before: State | None, after: State | None) -> None:
        """See `Thing`."""
        if after is None:
            session.execute(delete(models.Case).where(models.Case.name == _name(before)))
            return
        if before is None:
            session.add(models.Case(name=after["name"], position=after["position"]))
            session.flush()
        elif before["name"] != after["name"]:
            self._rename(session, before["name"], after["name"])
        if before is None or before["documents"] != after["documents"]:
            places = tie_places(session)
            ties = [find_tie(written, places) for written in after["documents"]]
            found = [tie for tie in ties if not isinstance(tie, str)]
            for sentence in (tie for tie in ties if isinstance(tie, str)):
                raise QdaError(sentence)
            put_ties(session, case_row(session, after["name"]), found)

    def _rename(self, session: Session, old: str, new: str) -> None:
        session.execute(update(models.Case).where(models.Case.name == old).values(name=new))
        rename_in_notes(session, {old: new})


class Attributes:
    """An attribute of the cases: its name, its kind and its place in the order."""

    def read(self, session: Session, named: State) -> State | None:
        """See `Thing`."""
        found = find_attribute(session, named["name"])
        if found is None:
            return None
        return {"name": found.name, "kind": found.kind, "position": found.position}

    def put(self, session: Session, before: State | None, after: State | None) -> None:
        """See `Thing`."""
        if before is None:
            session.add(models.Attribute(owner="case", **dict(after or {})))
        elif after is None:
            session.execute(
                delete(models.Attribute).where(
                    models.Attribute.owner == "case", models.Attribute.name == before["name"]
                )
            )
        else:
            session.get_one(models.Attribute, attribute_row(session, before["name"])).name = after[
                "name"
            ]
        session.flush()


class ValuesOfCases:
    """What a case has in an attribute; the state has but the number of a text, not the words."""

    def read(self, session: Session, named: State) -> State | None:
        """See `Thing`; the text is that of the state given, if it says what the case has."""
        present = values_of(session, named["case"], named["attribute"])
        if present == self._words(session, named):
            return dict(named)
        return {"case": named["case"], "attribute": named["attribute"], "text": "other"}

    def put(self, session: Session, before: State | None, after: State | None) -> None:
        """See `Thing`."""
        assert after is not None
        row = attribute_row(session, after["attribute"])
        put_values(session, case_row(session, after["case"]), {row: self._words(session, after)})

    def _words(self, session: Session, state: State) -> Values:
        found = session.get(models.ValueText, state["text"])
        if found is None:
            raise QdaError(f"what the {state['attribute']} was is not known any more")
        words = json.loads(found.text)
        return None if words is None else tuple(words)


class BandsOfNumbers:
    """Bands: their name, what they are made of, and their limits."""

    def read(self, session: Session, named: State) -> State | None:
        """See `Thing`."""
        query = (
            select(models.Band.name, models.Attribute.name, models.Band.limits)
            .join(models.Attribute, models.Attribute.id == models.Band.attribute_id)
            .where(models.Band.name == named["name"])
        )
        found = session.execute(query).first()
        if found is None:
            return None
        name, of, limits = found
        return {"name": name, "of": of, "limits": json.loads(limits)}

    def put(self, session: Session, before: State | None, after: State | None) -> None:
        """See `Thing`."""
        if before is not None:
            session.execute(delete(models.Band).where(models.Band.name == before["name"]))
        if after is not None:
            row = attribute_row(session, after["of"])
            limits = json.dumps(after["limits"])
            session.add(models.Band(name=after["name"], attribute_id=row, limits=limits))
        session.flush()


THINGS: Final[dict[ThingKind, Thing]] = {
    "case": Cases(),
    "attribute": Attributes(),
    "value": ValuesOfCases(),
    "bands": BandsOfNumbers(),
}


def change_thing(act: Recorder, kind: ThingKind, before: State | None, after: State | None) -> None:
    """Put a thing into another state, and record it."""
    THINGS[kind].put(act.session, before, after)
    verb = "add" if before is None else "remove" if after is None else "change"
    act.record(verb, kind, key_of(before or after or {}), before, after)


def key_of(state: State) -> str:
    """By what a thing is known: its name; for a value that of the case."""
    return str(state["name"] if "name" in state else state["case"])


def same(one: State | None, other: State | None) -> bool:
    """Whether two states are the same but for the place in the order, which nobody works on."""
    return _placeless(one) == _placeless(other)


def _placeless(state: State | None) -> dict[str, Any] | None:
    return None if state is None else {k: v for k, v in state.items() if k != "position"}


def keep_text(session: Session, values: Values) -> str:
    """Keep what an attribute said; its number, for the history."""
    text = models.ValueText(id=new_id(), text=json.dumps(values, ensure_ascii=False))
    session.add(text)
    session.flush()
    return text.id


def values_of(session: Session, case: str, attribute: str) -> Values:
    """What a case has in an attribute.

    Raises:
        QdaError: There is no such case or attribute.
    """
    query = (
        select(models.Value.value)
        .where(
            models.Value.owner_id == case_row(session, case),
            models.Value.attribute_id == attribute_row(session, attribute),
        )
        .order_by(models.Value.position)
    )
    values = session.scalars(query).all()
    return None if values == [None] else tuple(value for value in values if value is not None)


def case_row(session: Session, name: str) -> int:
    """The row of a case.

    Raises:
        QdaError: There is none of this name.
    """
    found = session.scalar(select(models.Case.id).where(models.Case.name == name))
    if found is None:
        raise QdaError(f"there is no case “{name}” any more.")
    return found


def attribute_row(session: Session, name: str) -> int:
    """The row of an attribute of the cases.

    Raises:
        QdaError: There is none of this name.
    """
    found = find_attribute(session, name)
    if found is None:
        raise QdaError(f"there is no attribute “{name}” any more.")
    return found.id


def find_attribute(session: Session, name: str) -> models.Attribute | None:
    """The attribute of the cases of a name, if there is one."""
    query = select(models.Attribute).where(
        models.Attribute.owner == "case", models.Attribute.name == name
    )
    return session.scalar(query)


def last_place(session: Session, table: type[models.Case | models.Attribute]) -> int:
    """The place after all others."""
    return (session.scalar(select(func.max(table.position))) or 0) + 1


def _name(state: State | None) -> str:
    return "" if state is None else str(state["name"])
