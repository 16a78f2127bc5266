"""Spans joined and cut: unions, intersections, and the passages that a reader would see.

All of it is one sort and a running maximum: the key of a group and a place are packed in one
whole number, so that groups never touch each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from qda.analysis.dataset import INTERVIEWER
from qda.analysis.relation import Bools, Ints

if TYPE_CHECKING:
    from qda.analysis.dataset import Dataset

SHORT_TURN_WORDS: Final = 7
"""What the interviewer says between two turns breaks no passage up to this many words.

Room for a nod or a prompt ("Yes." "Kan du si litt mer om det?"), not for a new question.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Stretches of one group that touch or overlap, joined.

    Attributes:
        of: The run that each of the given stretches lies in; runs are sorted by group and start.
        group: The group of each run.
        start: Where each run begins.
        end: Where it ends.
    """

    of: Ints
    group: Ints
    start: Ints
    end: Ints


def join(group: Ints, start: Ints, end: Ints) -> Runs:
    """Join the stretches [start, end) of each group that touch or overlap."""
    width = int(end.max(initial=0)) + 1
    begins = group * width + start
    order = np.argsort(begins)
    begins = begins[order]
    reach = np.maximum.accumulate((group * width + end)[order])
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = begins[1:] > reach[:-1]
    of = np.empty(len(order), dtype=np.int64)
    of[order] = np.cumsum(first) - 1
    groups, starts = np.divmod(begins[first], width)
    last = np.append(first[1:], True)[: len(first)]
    return Runs(of, groups, starts, reach[last] - groups * width)


def intersect(group: Ints, start: Ints, end: Ints, coder: Ints, coders: int) -> Runs:
    """The stretches of each group that every one of so many coders holds.

    Returns:
        Runs whose `of` is empty: they are no longer anybody's own.
    """
    own = join(group * coders + coder, start, end)
    groups = own.group // coders
    # Ends sort before starts at one place, so that what only touches is not held by both.
    edges = np.concatenate((own.start * 2 + 1, own.end * 2))
    width = int(edges.max(initial=0)) + 1
    keys = np.tile(groups, 2) * width + edges
    order = np.argsort(keys)
    held = np.cumsum(np.where(edges[order] % 2, 1, -1))
    at = np.flatnonzero(held == coders)
    keys = keys[order]
    return Runs(
        np.empty(0, dtype=np.int64),
        keys[at] // width,
        keys[at] % width // 2,
        keys[at + 1] % width // 2,
    )


def passages(data: Dataset, group: Ints, start: Ints, end: Ints) -> Runs:
    """Join the spans of each group into passages: only white space or a short turn between.

    Returns:
        Runs with places as start and end.
    """
    solid = _solid(data)
    runs = join(group, solid(start), solid(end))
    first = np.full(len(runs.group), np.iinfo(np.int64).max)
    np.minimum.at(first, runs.of, start)
    last = np.zeros(len(runs.group), dtype=np.int64)
    np.maximum.at(last, runs.of, end)
    return Runs(runs.of, runs.group, first, last)


def short_turns(data: Dataset) -> Bools:
    """Which turns break no passage: the interviewer's, where all said in a row is short."""
    asking: Bools = data.speakers.role[data.turns.speaker] == INTERVIEWER
    if not asking.any():
        return asking
    document = data.turns.document
    follows = np.zeros(len(asking), dtype=np.bool_)
    follows[1:] = asking[1:] & asking[:-1] & (document[1:] == document[:-1])
    stretch = np.cumsum(~follows) - 1
    first, last = data.turn_words
    words = np.bincount(stretch, weights=last - first)
    short: Bools = words[stretch] <= SHORT_TURN_WORDS
    return asking & short


class _solid:  # noqa: N801 (a function with something to remember)
    """From places to a count of the characters that keep two spans apart."""

    def __init__(self, data: Dataset):
        short = short_turns(data)
        start, end = data.turn_places
        self.text = data.text
        self.start = start[short]
        self.stop = data.text.solid(end[short])
        lengths = self.stop - data.text.solid(self.start)
        self.skipped = np.concatenate(([0], np.cumsum(lengths)))

    def __call__(self, place: Ints) -> Ints:
        """The characters before a place that are neither white space nor of a short turn."""
        before = self.text.solid(place)
        if len(self.start):
            turn = np.searchsorted(self.start, place, side="right")
            inside = np.maximum(self.stop[turn - 1] - before, 0)
            before += np.where(turn > 0, inside, 0) - self.skipped[turn]
        return before
