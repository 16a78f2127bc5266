"""Who says a span of text: the informants whose turns it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.relation import Relation, missing, stretch

if TYPE_CHECKING:
    from qda.analysis.dataset import Dataset
    from qda.analysis.relation import Bools, Ints


def voices_of(data: Dataset, start: Ints, end: Ints) -> Relation:
    """The informants that each span of places touches; `no_speaker` where it touches none."""
    at, turn = touched(*data.turn_places, start, end)
    heard = data.by_informant[turn]
    at, speaker = at[heard], data.turns.speaker[turn[heard]]
    silent = missing(at, len(start))
    nobody = np.full(len(silent), data.no_speaker)
    return Relation.of(
        np.concatenate((at, silent)), np.concatenate((speaker, nobody)), size=len(start)
    )


def unheard(data: Dataset, start: Ints, end: Ints) -> Bools:
    """Which spans touch no informant's turn."""
    begins, ends = data.turn_places
    heard = np.concatenate(([0], np.cumsum(data.by_informant)))
    first = np.searchsorted(ends, start, side="right")
    last = np.maximum(np.searchsorted(begins, end, side="left"), first)
    silent: Bools = heard[last] == heard[first]
    return silent


def cases_of(data: Dataset, document: Ints, start: Ints, end: Ints) -> Relation:
    """The cases that each span of places in a document counts for."""
    at, turn = touched(*data.turn_places, start, end)
    heard = data.by_informant[turn]
    at, turn = at[heard], turn[heard]
    pair, case = data.speaker_cases.follow(data.turns.speaker[turn])
    silent = missing(at, len(start))
    alone, every = data.document_cases.follow(document[silent])
    left = np.concatenate((at[pair], silent[alone]))
    return Relation.of(left, np.concatenate((case, every)), size=len(start))


def touched(begins: Ints, ends: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """The stretches that each span touches: position of the span, and number of the stretch."""
    first = np.searchsorted(ends, start, side="right")
    last = np.searchsorted(begins, end, side="left")
    return stretch(first, last)
