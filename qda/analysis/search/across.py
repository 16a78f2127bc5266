"""A search through all documents: each hit with its context and who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from types import MappingProxyType
from typing import Final, Literal

import numpy as np

from qda.analysis.dataset import INFORMANT, INTERVIEWER, OTHER, Dataset
from qda.analysis.relation import Bools
from qda.analysis.search.context import Context, Hit, in_context
from qda.analysis.search.query import TIME_LIMIT_S, Query, find
from qda.analysis.search.terms import Place
from qda.analysis.select import Selection, select
from qda.codebook.condition import Condition
from qda.errors import QdaError

Role = Literal["informant", "interviewer", "other"]
ROLES: Final[dict[Role, int]] = {
    "informant": INFORMANT,
    "interviewer": INTERVIEWER,
    "other": OTHER,
}
_ROLE_OF: Final = {number: role for role, number in ROLES.items()}


@dataclass(frozen=True, slots=True)
class Line:
    """A hit in its context.

    Attributes:
        hit: Where it is; its document is the number in the data set.
        document: The document's name.
        segment: The number of the segment in which it begins.
        speaker: Who speaks there.
        context: What stands around it in this speaker's turn.
    """

    hit: Hit
    document: str
    segment: int
    speaker: str
    role: Role
    context: Context


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """What is searched.

    Attributes:
        selection: The documents and cases.
        speakers: Of each speaker, whether what they say is searched.
    """

    selection: Selection
    speakers: Bools


def field(
    data: Dataset,
    where: Sequence[Condition] = (),
    documents: Sequence[str] = (),
    role: Role | None = None,
) -> Field:
    """What is to be searched.

    Args:
        data: The documents; what is coded in them does not matter.
        where: Conditions; those on cases are met by what is said in the turns of these cases.
        documents: Only in documents of these names.
        role: Only where somebody of this role speaks.

    Raises:
        QdaError: A document or an attribute is not there.
    """
    selection = select(data, where)
    selection = Selection(selection.documents & _named(data, documents), selection.cases)
    return Field(selection, _speakers(data, selection, role))


def search(
    data: Dataset,
    query: Query,
    inside: Field,
    room: int = 40,
    known: Mapping[str, Sequence[Place]] = MappingProxyType({}),
) -> list[Line]:
    """Every hit, by document and place.

    Args:
        data: The documents.
        query: What to search for.
        inside: What to search.
        room: How many characters of context to give on each side.
        known: By document what the word index says of it; other documents are read.

    Raises:
        QdaError: An expression takes too long.
    """
    until = monotonic() + TIME_LIMIT_S
    lines: list[Line] = []
    for number in np.unique(data.speakers.document[inside.speakers]).tolist():
        places = known.get(data.documents.names[number])
        if places is None:
            places = find(data.texts[number], query, until - monotonic())
        lines += _lines(data, number, places, inside.speakers, room)
    return lines


def _speakers(data: Dataset, selection: Selection, role: Role | None) -> Bools:
    """Of each speaker, whether what they say is searched."""
    speaker, case = data.speaker_cases.follow(np.arange(len(data.speakers.labels)))
    chosen = speaker[selection.cases[case]]
    speakers: Bools = np.bincount(chosen, minlength=len(data.speakers.labels)) > 0
    speakers &= selection.documents[data.speakers.document]
    if role is not None:
        speakers &= data.speakers.role == ROLES[role]
    return speakers


def _named(data: Dataset, names: Sequence[str]) -> Bools:
    for name in names:
        if name not in data.documents.names:
            raise QdaError(f"there is no document named “{name}”; `qda documents list` shows them.")
    return np.array([not names or name in names for name in data.documents.names], dtype=np.bool_)


def _lines(
    data: Dataset, number: int, places: Sequence[Place], speakers: Bools, room: int
) -> Iterator[Line]:
    text, turns, segments = data.texts[number], data.turns, data.segments
    first, last = np.searchsorted(turns.document, (number, number + 1))
    low, high = np.searchsorted(segments.document, (number, number + 1))
    for start, end in places:
        turn = max(first, first + np.searchsorted(turns.start[first:last], start, "right") - 1)
        speaker = turns.speaker[turn]
        if not speakers[speaker]:
            continue
        segment = low + np.searchsorted(segments.end[low:high], start, "right")
        bounds = int(turns.start[turn]), max(end, int(turns.end[turn]))
        yield Line(
            Hit(number, start, end),
            data.documents.names[number],
            int(segments.number[min(segment, high - 1)]),
            data.speakers.labels[speaker],
            _ROLE_OF[int(data.speakers.role[speaker])],
            in_context(text, (start, end), room, bounds),
        )
