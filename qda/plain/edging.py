"""Moving the start or the end of a coding: it stays the same one, with its memos."""

from __future__ import annotations

from collections.abc import Iterator

from qda.coding.changes import MoveEdge
from qda.errors import QdaError
from qda.plain import words
from qda.plain.marking import coding_here
from qda.plain.placing import name_and_place, place_of
from qda.plain.sitting import Sitting


def start_at(sitting: Sitting, typed: str) -> Iterator[str]:
    """Let a coding of yours start with a segment, or with words."""
    yield from _move(sitting, typed, start=True)


def end_at(sitting: Sitting, typed: str) -> Iterator[str]:
    """Let a coding of yours end with a segment, or with words."""
    yield from _move(sitting, typed, start=False)


def _move(sitting: Sitting, typed: str, *, start: bool) -> Iterator[str]:
    letters, place_typed = name_and_place(sitting, typed)
    if not place_typed:
        raise QdaError(f"say where it {'starts' if start else 'ends'}: a segment, or words in “ ”.")
    row = coding_here(sitting, letters)
    place = place_of(sitting, place_typed)
    edges = (place.start, row.end) if start else (row.start, place.end)
    if edges[0] >= edges[1]:
        raise QdaError(f"{row.code} would end before it starts, so it was left as it is.")
    if edges == (row.start, row.end):
        yield f"{sitting.told(*edges)}: {words.NOTHING_MOVED}"
        return
    sitting.perform(MoveEdge(row.id, *edges))
    yield f"{sitting.told(*edges)}: {row.code}, moved"
