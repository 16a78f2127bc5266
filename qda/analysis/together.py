"""Which codes one coder gave to the same segment, turn, document or case."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from qda.analysis.axes import selected_pairs
from qda.analysis.relation import Bools, Ints, distinct, stretch
from qda.analysis.rulers import units_of
from qda.analysis.voices import cases_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.analysis.counting import Bases, Entries, Held
    from qda.analysis.dataset import Dataset
    from qda.analysis.options import Within
    from qda.analysis.select import Selection

_AT_ONCE: Final = 4_000_000
"""So many pairs are held in memory at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """How often two rows occur together, by row and row.

    Attributes:
        both: In how many units.
        own: In how many of those that count for both rows the first of the two occurs.
        either: In how many of them one of the two occurs, or both.
    """

    both: Ints
    own: Ints
    either: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The units that what is held touches.

    Attributes:
        data: The data set.
        within: What the units are.
        line: A line of `Held` that counts.
        row: Its row.
        coder: Its coder.
        unit: A unit that it touches.
    """

    data: Dataset
    within: Within
    line: Ints
    row: Ints
    coder: Ints
    unit: Ints

    @classmethod
    def of(cls, data: Dataset, within: Within, held: Held, entries: Entries) -> Places:
        """The segments, turns, documents or cases of what counts."""
        if within == "case":
            someone = entries.case != data.nobody
            line, unit = entries.line[someone], entries.case[someone]
        else:
            line = distinct(entries.line)
            unit = held.document[line]
        if within in ("segment", "turn"):
            first, last, _ = units_of(data, within, held.start[line], held.end[line])
            at, unit = stretch(first, last)
            line = line[at]
        return cls(data, within, line, held.row[line], held.coder[line], unit)

    def among(self, chosen: Bools) -> Places:
        """Only the chosen of them."""
        return Places(
            self.data,
            self.within,
            self.line[chosen],
            self.row[chosen],
            self.coder[chosen],
            self.unit[chosen],
        )

    def count(self, selection: Selection, bases: Bases) -> Pairs:
        """Count the units of each two rows that count for a case in the bases of both."""
        rows = len(bases.of)
        both, own = np.zeros((2, rows, rows), dtype=np.int64)
        for one in range(len(bases.holds)):
            for two in range(one, len(bases.holds)):
                asked = self._asked(selection, bases.holds[one] & bases.holds[two])
                concerned = (bases.of == one) | (bases.of == two)
                found = self.among(concerned[self.row] & asked[self.unit])._pairs(rows)
                for a, b in {(one, two), (two, one)}:
                    block = np.ix_(bases.of == a, bases.of == b)
                    both[block] = found[block]
                    own[block] = np.diag(found)[bases.of == a, None]
        return Pairs(both, own, own + own.T - both)

    def shared(self, selection: Selection, bases: Bases) -> Ints:
        """The lines in units where two rows, the only ones there are, occur together."""
        asked = self._asked(selection, np.logical_and.reduce(bases.holds[bases.of]))
        places = self.among(asked[self.unit])
        key = places._keys()
        first = places.row == 0
        return distinct(places.line[np.isin(key, np.intersect1d(key[first], key[~first]))])

    def _keys(self) -> Ints:
        return self.unit * len(self.data.coders) + self.coder

    def _pairs(self, rows: int) -> Ints:
        keys, row = np.divmod(distinct(self._keys() * rows + self.row), rows)
        counts = np.zeros(rows * rows, dtype=np.int64)
        coders = len(self.data.coders)
        for begin, end in _portions(keys, coders):
            own = keys[begin:end]
            first, last = np.searchsorted(own, own), np.searchsorted(own, own, side="right")
            at, other = stretch(first, last)
            pair = row[begin:end][at] * rows + row[begin:end][other]
            if coders > 1:  # a unit counts once, whoever of them gave both
                pair = distinct(own[at] // coders * rows * rows + pair) % (rows * rows)
            counts += np.bincount(pair, minlength=rows * rows)
        return counts.reshape(rows, rows)

    def _asked(self, selection: Selection, holds: Bools) -> Bools:
        """Of each unit, whether a selected case that it counts for is in a base."""
        data, chosen = self.data, selection.cases & holds
        if self.within == "case":
            return chosen
        if self.within == "document":
            pairs = selected_pairs(data, selection)
            return np.bincount(pairs.document, chosen[pairs.case], len(data.texts)) > 0
        turn = np.arange(len(data.turns.start))
        at, case = cases_of(data, data.turns.document, *data.turn_places).follow(turn)
        asked: Bools = np.bincount(at, chosen[case], len(turn)) > 0
        asked &= selection.documents[data.turns.document]
        return asked if self.within == "turn" else asked[data.segments.turn]


def _portions(keys: Ints, coders: int) -> Iterator[tuple[int, int]]:
    """Ranges of sorted keys that hold whole units, and not too many pairs."""
    unit = keys // coders
    starts = np.flatnonzero(np.diff(unit, prepend=-1))
    sizes = np.diff(starts, append=len(keys))
    portion = np.cumsum(sizes * sizes) // _AT_ONCE
    cuts = starts[np.flatnonzero(np.diff(portion, prepend=-1))].tolist()
    yield from pairwise([*cuts, len(keys)])
