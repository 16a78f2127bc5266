"""The compared text as one line without gaps, informant after informant, and spans on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.passages import passages
from qda.analysis.relation import Bools, Ints, ints

if TYPE_CHECKING:
    from qda.analysis.comparison.units import Units
    from qda.analysis.dataset import Dataset
    from qda.analysis.relation import Relation


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """Passages of every row and coder, as places; one coder's of a row do not overlap."""

    row: Ints
    coder: Ints
    start: Ints
    end: Ints

    def select(self, chosen: Bools | Ints) -> Passages:
        """Some of them."""
        return Passages(self.row[chosen], self.coder[chosen], self.start[chosen], self.end[chosen])


def coded_passages(data: Dataset, to_rows: Relation, start: Ints, end: Ints) -> Passages:
    """The codings of each row and coder, joined into passages."""
    coders = max(1, len(data.coders))
    coding, row = to_rows.follow(data.codings.code)
    group = row * coders + data.codings.coder[coding]
    runs = passages(data, group, start[coding], end[coding])
    return Passages(runs.group // coders, runs.group % coders, runs.start, runs.end)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Stretches of text put end to end, those of one cluster together.

    Attributes:
        data: The data set.
        start: Of each stretch, in the order of the text, where it begins, as a place.
        end: Where it ends.
        offset: The characters that are no white space before it on the line.
        bounds: Where each cluster begins on the line, and last the line's length.
    """

    data: Dataset
    start: Ints
    end: Ints
    offset: Ints
    bounds: Ints

    @classmethod
    def of(cls, data: Dataset, units: Units, cluster: Ints, asked: Bools) -> Line:
        """The line of the units that count."""
        start, end, cluster = units.start[asked], units.end[asked], cluster[asked]
        length = data.text.solid(end) - data.text.solid(start)
        order = np.argsort(cluster, kind="stable")
        before = np.concatenate(([0], np.cumsum(length[order])))
        offset = np.empty(len(order), dtype=np.int64)
        offset[order] = before[:-1]
        first = np.flatnonzero(np.diff(cluster[order], prepend=-1))
        return cls(data, start, end, offset, np.append(before[first], before[-1]))

    @property
    def length(self) -> int:
        """Its characters that are no white space."""
        return int(self.bounds[-1])

    def clip(self, found: Passages) -> Passages:
        """What of the passages lies on the line; still as places."""
        first = np.searchsorted(self.end, found.start, side="right")
        last = np.searchsorted(self.start, found.end, side="left") - 1
        kept = np.flatnonzero(first <= last)
        inside, first, last = found.select(kept), first[kept], last[kept]
        start = np.maximum(inside.start, self.start[first])
        end = np.minimum(inside.end, self.end[last])
        return Passages(inside.row, inside.coder, start, end)

    def positions(self, found: Passages) -> tuple[Ints, Ints]:
        """Start and end on the line of clipped passages."""
        solid = self.data.text.solid
        first = np.searchsorted(self.end, found.start, side="right")
        last = np.searchsorted(self.start, found.end, side="left") - 1
        start = self.offset[first] + solid(found.start) - solid(self.start[first])
        end = self.offset[last] + solid(found.end) - solid(self.start[last])
        return ints(start), ints(end)
