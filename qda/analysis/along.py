"""Codes along the segments: where in a document, and in which document first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.relation import Bools, Ints, ints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.dataset import Dataset
    from qda.analysis.select import Selection


def on_segments(data: Dataset, rows: Ints) -> Bools:
    """Which segments each code touches, itself or by what lies under it.

    Returns:
        Of shape (rows, segments): by any of the data set's coders.
    """
    begin, stop = data.segment_places
    offset = data.offsets[data.codings.document]
    first = np.searchsorted(stop, offset + data.codings.start, side="right")
    last = np.searchsorted(begin, offset + data.codings.end, side="left")
    row = {code: at for at, code in enumerate(rows.tolist())}
    edges = np.zeros((len(rows), len(begin) + 1), dtype=np.int64)
    for code in np.unique(data.codings.code).tolist():
        own = data.codings.code == code
        for above in data.ancestry[code]:
            if above in row:
                np.add.at(edges[row[above]], first[own], 1)
                np.add.at(edges[row[above]], last[own], -1)
    touched: Bools = np.cumsum(edges, axis=1)[:, :-1] > 0
    return touched


@dataclass(frozen=True, slots=True)
class Stretch:
    """Segments [start, end) of a document, counted from 0, on which a code stands."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """Codes along one document.

    Attributes:
        document: Its number.
        segments: How many segments it has.
        stretches: Of each code where it stands.
    """

    document: int
    segments: int
    stretches: tuple[tuple[Stretch, ...], ...]


def portrait(data: Dataset, rows: Ints, document: int) -> Portrait:
    """Where in a document each code stands."""
    inside = data.segments.document == document
    touched = on_segments(data, rows)[:, inside]
    return Portrait(document, int(inside.sum()), tuple(map(_stretches, touched)))


def _stretches(touched: Bools) -> tuple[Stretch, ...]:
    edges = np.diff(touched.astype(np.int64), prepend=0, append=0)
    starts, ends = np.flatnonzero(edges > 0), np.flatnonzero(edges < 0)
    return tuple(map(Stretch, starts.tolist(), ends.tolist()))


@dataclass(frozen=True, slots=True)
class Step:
    """One document in the order of time.

    Attributes:
        document: Its number.
        date: Its date, empty where it has none.
        words: How many words its informants speak.
        codes: How many codes it has.
        new: Which of them, by row, no document before it had.
        known: How many codes there were up to here.
    """

    document: int
    date: str
    words: int
    codes: int
    new: tuple[int, ...]
    known: int


def steps(data: Dataset, rows: Ints, selection: Selection) -> tuple[Step, ...]:
    """New codes interview by interview: by date where every document has one, else as listed."""
    touched = on_segments(data, rows)
    words = _words(data)
    seen: set[int] = set()
    found = []
    for document, date in _in_time(data, np.flatnonzero(selection.documents).tolist()):
        own = np.flatnonzero(touched[:, data.segments.document == document].any(axis=1)).tolist()
        new = tuple(row for row in own if row not in seen)
        seen |= set(own)
        found.append(Step(document, date, int(words[document]), len(own), new, len(seen)))
    return tuple(found)


def _in_time(data: Dataset, documents: Sequence[int]) -> list[tuple[int, str]]:
    dates = next((one for one in data.documents.attributes if one.kind == "date"), None)
    if dates is None or not all(dates.values[document] for document in documents):
        return [(document, "") for document in documents]
    dated = [(document, min(dates.values[document])) for document in documents]
    return sorted(dated, key=lambda pair: pair[1])


def _words(data: Dataset) -> Ints:
    """How many words the informants speak in each document."""
    first, last = data.turn_words
    counts = np.where(data.by_informant, last - first, 0)
    return ints(np.bincount(data.turns.document, weights=counts, minlength=len(data.texts)))
