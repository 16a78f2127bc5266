"""Which codes share text: passages of one coder that overlap.

Two passages of a code never overlap. So the passages of two codes hang together in chains, and a
place that both codes hold is one such chain. A chain of n passages has n - 1 overlaps: so the
places that hold both are the passages that overlap one of the other code, less the overlaps; and
the places that hold either are all passages, less the overlaps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.passages import passages
from qda.analysis.relation import Bools, Ints, Relation, distinct, stretch
from qda.analysis.together import Pairs

if TYPE_CHECKING:
    from qda.analysis.counting import Bases, Entries, Held
    from qda.analysis.dataset import Dataset
    from qda.analysis.passages import Runs


@dataclass(frozen=True, slots=True, eq=False)
class Overlaps:
    """Passages and which of them overlap.

    Attributes:
        runs: The passages of each row and coder.
        row: The row of each.
        run: The passage of each entry.
        case: The case of each entry.
        pairs: Each two passages of one coder and different rows that share text and a case.
    """

    runs: Runs
    row: Ints
    run: Ints
    case: Ints
    pairs: tuple[Ints, Ints]

    @classmethod
    def of(cls, data: Dataset, held: Held, entries: Entries, related: Bools) -> Overlaps:
        """The passages of what is held; related rows do not count as overlapping.

        Args:
            data: The data set.
            held: What is held; its groups are row and coder.
            entries: What of it counts.
            related: Which rows lie under each other.
        """
        coders = len(data.coders)
        group = held.row * coders + held.coder
        runs = passages(data, group, held.start, held.end)
        row, coder = np.divmod(runs.group, coders)
        width = data.nobody + 1
        run, case = np.divmod(distinct(runs.of[entries.line] * width + entries.case), width)
        one, two = _touching(coder, data.text.solid(runs.start), data.text.solid(runs.end))
        apart = ~related[row[one], row[two]]
        one, two = one[apart], two[apart]
        shared = _share_case(run, case, width, one, two, len(row))
        return cls(runs, row, run, case, (one[shared], two[shared]))

    def count(self, bases: Bases) -> Pairs:
        """Count the places of each two rows."""
        rows = len(bases.of)
        one, two = (np.concatenate(both) for both in (self.pairs, self.pairs[::-1]))
        overlaps = np.bincount(self.row[one] * rows + self.row[two], minlength=rows * rows)
        touched, other = np.divmod(distinct(one * rows + self.row[two]), rows)
        touched = np.bincount(self.row[touched] * rows + other, minlength=rows * rows)
        overlaps, touched = overlaps.reshape(rows, rows), touched.reshape(rows, rows)
        own = np.zeros((rows, rows), dtype=np.int64)
        for base, holds in enumerate(bases.holds):
            runs = distinct(self.run[holds[self.case]])
            own[:, bases.of == base] = np.bincount(self.row[runs], minlength=rows)[:, None]
        return Pairs(touched + touched.T - overlaps, own, own + own.T - overlaps)

    def shared(self) -> Ints:
        """The lines of passages that overlap another."""
        return np.flatnonzero(np.isin(self.runs.of, np.concatenate(self.pairs)))


def _touching(coder: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Each two of one coder that share more than white space."""
    width = int(end.max(initial=0)) + 1
    begins, ends = coder * width + start, coder * width + end
    order = np.argsort(begins, kind="stable")
    last = np.searchsorted(begins[order], ends[order])
    at, other = stretch(np.arange(1, len(order) + 1), last)
    return order[at], order[other]


def _share_case(run: Ints, case: Ints, width: int, one: Ints, two: Ints, size: int) -> Bools:
    cases = Relation.of(run, case, size=size)
    at, own = cases.follow(one)
    both = np.isin(two[at] * width + own, run * width + case)
    return np.bincount(at[both], minlength=len(one)) > 0
