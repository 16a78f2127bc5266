"""Codes against codes: how often one coder gave both to the same segment, passage, turn or case.

A code is never set against itself or one above or under it, which hold the same by definition.
The total is how often the row's code occurs at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.axes import whole
from qda.analysis.cells import Cells, State
from qda.analysis.counting import Bases, enter, hold
from qda.analysis.ground import Ground
from qda.analysis.overlap import Overlaps
from qda.analysis.relation import Bools, Ints
from qda.analysis.together import Pairs, Places
from qda.errors import QdaError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qda.analysis.cells import Numbers
    from qda.analysis.counting import Entries, Held
    from qda.analysis.dataset import Dataset
    from qda.analysis.options import Options
    from qda.analysis.select import Selection


@dataclass(frozen=True, slots=True, eq=False)
class Occurring:
    """Codes that are looked at together.

    Attributes:
        data: The data set.
        options: What is asked for.
        rows: The codes.
        selection: What of the data set.
        bases: The bases of the codes.
        held: What they hold, each coder's apart.
        entries: What of it counts.
    """

    data: Dataset
    options: Options
    rows: Ints
    selection: Selection
    bases: Bases
    held: Held
    entries: Entries

    @classmethod
    def of(cls, data: Dataset, options: Options, rows: Ints, selection: Selection) -> Occurring:
        """What these codes hold.

        Raises:
            QdaError: An option is not for codes against codes.
        """
        _refuse(options)
        bases = Bases.gather(data, rows)
        held = hold(data, rows, selection, "all" if options.combine == "all" else "each")
        entries = enter(data, held, whole(data), selection, bases)
        return cls(data, options, rows, selection, bases, held, entries)

    def cells(self) -> tuple[Cells, Cells]:
        """The total of each code, and the cells of each two."""
        rows = len(self.rows)
        pairs, every = self._pairs(), np.arange(rows)
        one, two = np.indices((rows, rows)).reshape(2, -1)
        alone = np.diag(pairs.own)
        total = self._filled(every, every, alone, alone, np.full(rows, np.nan), (rows, 1))
        share = np.full((rows, rows), np.nan)
        np.divide(pairs.both, pairs.either, out=share, where=pairs.either > 0)
        of = {"row": pairs.own, "column": pairs.own.T}.get(self.options.show, pairs.either)
        figures = pairs.both.ravel(), of.ravel(), share.ravel()
        cells = self._filled(one, two, *figures, (rows, rows))
        return total, cells.without(self.related)

    def shared_lines(self) -> Ints:
        """The lines behind the cell of two codes, the only rows there are."""
        if self.options.within == "passage":
            return self._overlaps().shared()
        places = Places.of(self.data, self.options.within, self.held, self.entries)
        return places.shared(self.selection, self.bases)

    def _overlaps(self) -> Overlaps:
        return Overlaps.of(self.data, self.held, self.entries, self.related)

    def _pairs(self) -> Pairs:
        if self.options.within == "passage":
            return self._overlaps().count(self.bases)
        places = Places.of(self.data, self.options.within, self.held, self.entries)
        return places.count(self.selection, self.bases)

    @property
    def related(self) -> Bools:
        """Which of each two codes are one, or lie under each other."""
        lines = [set(self.data.ancestry[row]) for row in self.rows.tolist()]
        numbers = self.rows.tolist()
        found = [
            [b in lines[i] or a in lines[j] for j, b in enumerate(numbers)]
            for i, a in enumerate(numbers)
        ]
        return np.array(found, dtype=np.bool_).reshape(len(numbers), len(numbers))

    def _filled(
        self,
        one: Ints,
        two: Ints,
        counts: Ints,
        of: Ints,
        share: NDArray[np.float64],
        shape: tuple[int, int],
    ) -> Cells:
        states, asked = self._states(one, two, counts)
        known = states <= State.NOUGHT
        counts, share = np.where(known, counts, 0), np.where(known, share, np.nan)
        values: Numbers = counts
        if self.options.show in ("row", "column", "total"):
            values = np.divide(100 * counts, of, out=np.zeros(len(of)), where=of > 0)
        return Cells(
            values=values.reshape(shape),
            states=states.reshape(shape),
            counts=counts.reshape(shape),
            asked=asked.reshape(shape),
            of=of.reshape(shape),
            shares=share.reshape(shape),
            heat=share.reshape(shape),
            show=self.options.show,
        )

    def _states(self, one: Ints, two: Ints, counts: Ints) -> tuple[NDArray[np.uint8], Ints]:
        """What each cell is, and how many cases both codes were asked of."""
        data, bases = self.data, self.bases
        codes = [data.codes[row] for row in self.rows.tolist()]
        retired = np.array([code.retired for code in codes], dtype=np.bool_)
        width = len(bases.holds)
        both = Bases(
            bases.of[one] * width + bases.of[two],
            (bases.holds[:, None] & bases.holds[None]).reshape(width * width, data.nobody + 1),
        )
        ground = Ground.lay(data, whole(data), self.selection, both)
        asked, segments = (ground.amount(unit)[:, 0] for unit in ("cases", "segments"))
        pairs = np.stack((self.rows[one], self.rows[two]), axis=1).tolist()
        read = ground.read(pairs, range(len(data.coders)))[:, 0]
        nought = (segments > 0) & (read == segments) & ~(retired[one] | retired[two])
        states = np.where(nought, State.NOUGHT, State.UNREAD).astype(np.uint8)
        found = np.where(read < segments, State.PARTLY, State.NUMBER)
        states[counts > 0] = found[counts > 0]
        applies = asked > 0 if self.options.within == "case" else ground.applies()[:, 0]
        states[~applies] = State.OUTSIDE
        return states, asked


def _refuse(options: Options) -> None:
    if options.unit is not None or options.per_words or options.any_code:
        raise QdaError(
            "Where codes are the columns, `within` says what is counted: leave out the unit, "
            "rates per words and the row of any code."
        )
