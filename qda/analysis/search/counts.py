"""How often something was found, by code, document, case or attribute, and in how many words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from qda.analysis.axes import Subjects
from qda.analysis.columns import axis
from qda.analysis.counting import hold
from qda.analysis.passages import join
from qda.analysis.relation import Bools, Ints, Relation, distinct, ints, stretch
from qda.analysis.select import Selection, choose_codes
from qda.analysis.voices import cases_of, voices_of
from qda.codebook.condition import NONE

if TYPE_CHECKING:
    from qda.analysis.dataset import Dataset
    from qda.analysis.search.context import Hit

CODE: Final = "code"
PER_WORDS: Final = 1000


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often something was found in one part of what was searched.

    Attributes:
        name: The code's id, the document, the case or the value; `(none)` for what has none.
        hits: How many hits lie in it, each once; under a code those that share a character with
            what it or a code under it was given to.
        documents: In how many documents these are.
        words: How many words were searched in it.
    """

    name: str
    hits: int
    documents: int
    words: int

    @property
    def rate(self) -> float | None:
        """Hits per 1,000 words; None where no word was searched."""
        return PER_WORDS * self.hits / self.words if self.words else None


@dataclass(frozen=True, slots=True, eq=False)
class _Spans:
    """Stretches, sorted by place, none overlapping."""

    document: Ints
    start: Ints
    end: Ints


def frequencies(
    data: Dataset, hits: Sequence[Hit], by: str, selection: Selection, speakers: Bools
) -> list[Frequency]:
    """Count hits.

    What lies in several parts, as under two codes or in the turn of two cases, counts in each.

    Args:
        data: The data set; by code with the codings of its coders, what any of them holds.
        hits: The hits, by document and place.
        by: code, or what the columns of a matrix can be.
        selection: The documents and cases that were searched.
        speakers: Of each speaker, whether what they say was searched.

    Raises:
        QdaError: `by` is none of these, or the attribute is not known.
    """
    document = ints([hit.document for hit in hits])
    begin = data.offsets[document]
    found = _Spans(
        document, begin + ints([hit.start for hit in hits]), begin + ints([hit.end for hit in hits])
    )
    heard = speakers[data.turns.speaker]
    if by == CODE:
        return _by_code(data, found, selection, heard)
    return _by_column(data, found, by, selection, heard)


def _by_column(
    data: Dataset, found: _Spans, by: str, selection: Selection, heard: Bools
) -> list[Frequency]:
    columns = axis(data, by, selection)
    start, end = data.turn_places
    turns = _Spans(data.turns.document[heard], start[heard], end[heard])
    first, last = data.turn_words
    words = (last - first)[heard]

    def place(spans: _Spans) -> tuple[Ints, Ints]:
        """Each span with each column that it is in, once."""
        cases = cases_of(data, spans.document, spans.start, spans.end)
        span, case = cases.follow(np.arange(len(spans.start)))
        kept = selection.cases[case]
        span, case = span[kept], case[kept]

        def speakers() -> Relation:
            at, speaker = voices_of(data, spans.start, spans.end).follow(span)
            own = data.speaks_for(speaker, case[at])
            return Relation.of(at[own], speaker[own], size=len(span))

        subjects = Subjects(spans.document[span], case, np.zeros_like(span), speakers)
        at, column = columns.place(subjects)
        width = len(columns.columns) + 1
        pairs = distinct(span[at] * width + column)
        return pairs // width, pairs % width

    size = len(columns.columns)
    said, there = place(turns)
    totals = np.bincount(there, words[said], size).astype(np.int64)
    return _counted(columns.columns, found, *place(found), totals)


def _by_code(data: Dataset, found: _Spans, selection: Selection, heard: Bools) -> list[Frequency]:
    rows = choose_codes(data)
    held = hold(data, rows, selection)
    runs = join(held.row, held.start, held.end)
    first = np.searchsorted(found.end, runs.start, side="right")
    last = np.searchsorted(found.start, runs.end, side="left")
    at, hit = stretch(first, last)
    width = len(found.start) + 1
    pairs = distinct(runs.group[at] * width + hit)
    row, hit = pairs // width, pairs % width

    words = _words_before(data, heard)
    begins, ends = data.text.words_within(runs.start, runs.end)
    totals = np.bincount(runs.group, words[ends] - words[begins], len(rows)).astype(np.int64)
    covered = join(np.zeros(len(begins), dtype=np.int64), begins, ends)
    under_any = int((words[covered.end] - words[covered.start]).sum())
    alone = np.setdiff1d(np.arange(len(found.start)), hit)
    names = [data.codes[number].id for number in rows.tolist()]
    return _counted(
        [*names, NONE],
        found,
        np.append(hit, alone),
        np.append(row, np.full(len(alone), len(rows))),
        np.append(totals, words[-1] - under_any),
    )


def _words_before(data: Dataset, heard: Bools) -> Ints:
    """How many words that were searched lie before each word, and last how many in all."""
    edges = np.zeros(len(data.text.words[0]) + 1, dtype=np.int64)
    first, last = data.turn_words
    np.add.at(edges, first[heard], 1)
    np.add.at(edges, last[heard], -1)
    return np.concatenate(([0], np.cumsum(np.cumsum(edges[:-1]) > 0)))


def _counted(
    names: Sequence[str], found: _Spans, hit: Ints, part: Ints, words: Ints
) -> list[Frequency]:
    size = len(names)
    hits = np.bincount(part, minlength=size)
    width = int(found.document.max(initial=0)) + 1
    documents = np.bincount(distinct(part * width + found.document[hit]) // width, minlength=size)
    columns = hits.tolist(), documents.tolist(), words.tolist()
    return [Frequency(*row) for row in zip(names, *columns, strict=True)]
