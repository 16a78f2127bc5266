"""Where a stretch of a document stands, and who is heard in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.dataset import INFORMANT, INTERVIEWER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.dataset import Attribute, Dataset, Things
    from qda.analysis.relation import Ints


def turns_touched(data: Dataset, document: int, start: int, end: int) -> range:
    """The turns, by their numbers, that share a character with [start, end) of a document."""
    begin = int(data.offsets[document])
    return _touched(*data.turn_places, begin + start, begin + end)


def turns_of(
    data: Dataset, document: int, turns: range, span: tuple[int, int]
) -> tuple[tuple[str, int, int], ...]:
    """The part of a stretch that lies in each of its turns: speaker, start and end."""
    parts = []
    for turn in turns:
        start, end = int(data.turns.start[turn]), int(data.turns.end[turn])
        label = data.speakers.labels[int(data.turns.speaker[turn])]
        parts.append((label, max(start, span[0]), min(end, span[1])))
    return tuple(parts) or (("", *span),)


def numbers_of(data: Dataset, document: int, start: int, end: int) -> str:
    """The numbers of its first and last segment: `41–43`, `41`; empty where it touches none."""
    begin = int(data.offsets[document])
    touched = _touched(*data.segment_places, begin + start, begin + end)
    if not touched:
        return ""
    first, last = (int(data.segments.number[at]) for at in (touched[0], touched[-1]))
    return str(first) if first == last else f"{first}–{last}"


def speakers_of(data: Dataset, turns: range) -> tuple[str, ...]:
    """Who of the informants speaks in these turns, else whoever does."""
    voices = list(dict.fromkeys(data.turns.speaker[list(turns)].tolist())) if turns else []
    heard = [voice for voice in voices if data.speakers.role[voice] == INFORMANT]
    return tuple(data.speakers.labels[voice] for voice in heard or voices)


def is_heard(data: Dataset, turns: range) -> bool:
    """Whether an informant speaks in any of these turns; yes where there are none."""
    roles = [data.speakers.role[data.turns.speaker[turn]] for turn in turns]
    return not roles or INFORMANT in roles


def values_of(
    data: Dataset, of: Things, attribute: Attribute, document: int, cases: Sequence[int]
) -> tuple[str, ...]:
    """What these cases have in an attribute of cases; the document, in one of documents."""
    things = [document] if of is data.documents else cases
    values = [value for thing in things for value in sorted(attribute.values[thing])]
    return tuple(dict.fromkeys(values))


def question_before(data: Dataset, document: int, turns: range) -> str:
    """What the interviewer said last before; empty where none did, or they begin themselves."""
    if not turns or data.speakers.role[data.turns.speaker[turns[0]]] == INTERVIEWER:
        return ""
    for turn in range(turns[0] - 1, -1, -1):
        if data.turns.document[turn] != document:
            break
        if data.speakers.role[data.turns.speaker[turn]] == INTERVIEWER:
            return data.texts[document][int(data.turns.start[turn]) : int(data.turns.end[turn])]
    return ""


def _touched(starts: Ints, ends: Ints, start: int, end: int) -> range:
    first, last = np.searchsorted(ends, start, side="right"), np.searchsorted(starts, end)
    return range(int(first), int(last))
