"""What talking has changed: the coders' own decisions beside those that they settled on.

This is no agreement. Agreement is of the independent coding and was there before; the share of
decisions that the consensus does not follow says how much of it talking has moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.comparison.units import all_above, applied, nearest, places
from qda.analysis.relation import ints

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.analysis.agreement.value import FloatArray
    from qda.analysis.comparison.codes import Judged
    from qda.analysis.dataset import Dataset
    from qda.analysis.relation import Bools, Ints, Relation


@dataclass(frozen=True, slots=True)
class Settled:
    """A passage that was settled: where it lies in its document, and between whom."""

    document: str
    start: int
    end: int
    coders: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Consensus:
    """What coders settled on.

    Attributes:
        data: The consensus, in whosoever's name it was written.
        settled: The passages that were settled.
    """

    data: Dataset
    settled: tuple[Settled, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """Of each coder's decisions in what was settled, how many the consensus does not follow.

    Attributes:
        discussed: Of each coder in how many units.
        changed: In how many of these the consensus has it otherwise.
    """

    discussed: tuple[float, ...]
    changed: tuple[float, ...]

    @property
    def shares(self) -> tuple[float | None, ...]:
        """Of each coder the share that was changed; None where nothing was discussed."""
        pairs = zip(self.changed, self.discussed, strict=True)
        return tuple(changed / whole if whole else None for changed, whole in pairs)


@dataclass(frozen=True, slots=True)
class CodeChanged:
    """One code, by id: the units in which it was in dispute, or is otherwise in the consensus."""

    code: str
    found: Changed


@dataclass(frozen=True, slots=True)
class Discussion:
    """What talking has changed, in units of the comparison that lie wholly in what was settled.

    Attributes:
        passages: How many passages were settled.
        units: How many units lie in them.
        overall: All codes: a unit's whole set of codes is one decision.
        codes: The codes that were in dispute, the most discussed first; a code counts where it or
            one under it is applied.
    """

    passages: int
    units: float
    overall: Changed
    codes: tuple[CodeChanged, ...]


def discussion(judged: Judged, consensus: Consensus) -> Discussion | None:
    """Set each coder's decisions against the consensus; None where nothing here was settled.

    Args:
        judged: Who applied what, independently.
        consensus: What was settled, of the same project.
    """
    data, weight = judged.data, judged.units.weight
    ends = data.text.solid(judged.units.start), data.text.solid(judged.units.end)
    within = {one: _within(data, ends, one) for one in consensus.settled}
    here = [one for one in within if one.coders <= {*data.coders} and within[one].any()]
    if not here:
        return None
    talked = np.zeros((len(data.coders), len(weight)), dtype=np.bool_)
    for at, coder in enumerate(data.coders):
        for one in here:
            talked[at] |= within[one] & (coder in one.coders)
    sets = (judged.own != _settled_on(judged, consensus, nearest)).any(axis=0) & talked
    return Discussion(
        passages=len(here),
        units=float(weight[talked.any(axis=0)].sum()),
        overall=_changed(talked, sets, weight),
        codes=_codes(judged, consensus, talked),
    )


def _codes(judged: Judged, consensus: Consensus, talked: Bools) -> tuple[CodeChanged, ...]:
    """Of each code the units in which not all, the consensus included, say the same."""
    otherwise = (judged.rolled != _settled_on(judged, consensus, all_above)) & talked
    disputed = otherwise.any(axis=1)
    found = [
        CodeChanged(
            judged.data.codes[code].id,
            _changed(talked & disputed[row], otherwise[row], judged.units.weight),
        )
        for row, code in enumerate(judged.rows.tolist())
        if disputed[row].any()
    ]
    return tuple(sorted(found, key=lambda one: -max(one.found.discussed)))


def _settled_on(
    judged: Judged, consensus: Consensus, to_rows: Callable[[Dataset, Ints], Relation]
) -> Bools:
    """Rows x 1 x units: what the consensus has, in whosoever's name."""
    data, rows = consensus.data, judged.rows
    has = applied(data, to_rows(data, rows), judged.units, *places(data), len(rows))
    return np.expand_dims(np.asarray(has.any(axis=1)), 1)


def _within(data: Dataset, ends: tuple[Ints, Ints], settled: Settled) -> Bools:
    """The units no character of which lies outside the passage.

    Args:
        data: The data set.
        ends: Start and end of each unit, in characters that are no white space.
        settled: The passage.
    """
    begin = int(data.offsets[data.documents.names.index(settled.document)])
    places = ints([begin + settled.start, begin + settled.end])
    first, last = data.text.solid(places).tolist()
    start, end = ends
    within: Bools = (start >= first) & (end <= last)
    return within


def _changed(discussed: Bools, changed: Bools, weight: FloatArray) -> Changed:
    """Both by coder, summed over units."""
    return Changed(
        tuple(float(weight[one].sum()) for one in discussed),
        tuple(float(weight[one].sum()) for one in changed),
    )
