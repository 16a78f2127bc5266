"""Time and identity: the two things that differ at every run, in one place."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The time in UTC to the millisecond, as ``2026-11-23T09:30:00.123Z``; sorts as text."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """A moment with a time zone in the one form that the store and the exports use."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def midnight() -> str:
    """When this day began where the coder is, as `now` writes it."""
    return stamp(datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0))


def new_id() -> str:
    """A new uuid7: made where the thing is made, sorted by the time of making."""
    from uuid6 import uuid7

    return str(uuid7())


def local(stamped: str) -> str:
    """A stored time as this computer's clock had it, to the minute: ``2026-11-23 10:30``."""
    return datetime.fromisoformat(stamped).astimezone().strftime("%Y-%m-%d %H:%M")
