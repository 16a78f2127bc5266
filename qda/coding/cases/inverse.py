"""What takes an act's changes of the cases back."""

from __future__ import annotations

from typing import cast

from sqlalchemy import select

from qda.coding.cases.things import THINGS, ThingKind, change_thing, same
from qda.errors import QdaError
from qda.project.events import Recorder, load
from qda.project.models import Event


def put_cases_back(act: Recorder, batch: str) -> None:
    """Give the cases and attributes that an act changed the state they had, the newest first.

    Raises:
        QdaError: One is not any more as the act left it; the sentence has no full stop.
    """
    query = (
        select(Event.kind, Event.before, Event.after)
        .where(Event.batch_id == batch, Event.kind.in_(THINGS))
        .order_by(Event.number.desc())
    )
    for kind, before, after in act.session.execute(query).all():
        _put_back(act, cast("ThingKind", kind), before, after)


def _put_back(act: Recorder, kind: ThingKind, before: str | None, after: str | None) -> None:
    old, new = load(before), load(after)
    try:
        present = THINGS[kind].read(act.session, new or old or {})
        if not same(present, new):
            raise QdaError("what it made has been changed since")
        change_thing(act, kind, present, old)
    except QdaError as error:
        raise QdaError(error.message.removesuffix(".")) from error
