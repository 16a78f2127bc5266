"""The passages on which coders differ, in the order of the text: what there is to talk over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qda.analysis.comparison.report import Comparison
    from qda.analysis.relation import Bools


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A maximal run of touching units in which the coders differ, each the same all along.

    Attributes:
        document: The name of the document.
        start: Where it begins, in code points of the document's text.
        end: Where it ends.
        first: The number of its first segment.
        last: The number of its last segment.
        agreed: The codes that all coders applied.
        applied: Of each coder, in the order of the comparison, the other codes they applied.
        units: How many units it has; of characters, how many characters.
    """

    document: str
    start: int
    end: int
    first: int
    last: int
    agreed: frozenset[str]
    applied: tuple[frozenset[str], ...]
    units: int

    @property
    def one_sided(self) -> bool:
        """Whether a coder applied nothing where the other did."""
        return not all(self.agreed | own for own in self.applied)


def disagreements(comparison: Comparison) -> tuple[Disagreement, ...]:
    """Where the coders of a comparison differ, by document and place.

    A parent's units are its own: where one coder chose a sub-code and the other its parent, they
    differ. Units in which a code was not asked count for the other codes only.
    """
    judged = comparison.judged
    own = judged.own & judged.units.asked[:, None, :]
    differs = (own != own[:, :1]).any(axis=(0, 1))
    return tuple(_passage(comparison, own, run) for run in _runs(comparison, own, differs))


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage on which the coders differ, with its words."""

    passage: Disagreement
    words: str


def quoted(comparison: Comparison) -> tuple[Quoted, ...]:
    """Where the coders differ, with the words, white space as one space."""
    data = comparison.judged.data
    texts = dict(zip(data.documents.names, data.texts, strict=True))
    return tuple(
        Quoted(one, " ".join(texts[one.document][one.start : one.end].split()))
        for one in disagreements(comparison)
    )


def between(found: Iterable[Disagreement], one: str, other: str) -> tuple[Disagreement, ...]:
    """The passages in which a coder applied the one code and another the other code instead."""
    return tuple(
        passage
        for passage in found
        if any(one in mine for mine in passage.applied)
        and any(other in mine and one not in mine for mine in passage.applied)
    )


@dataclass(frozen=True, slots=True)
class Mixed:
    """Two codes of which one coder chose the one and the other the other.

    Which coder chose which is not said, so that passages can be settled without knowing.

    Attributes:
        one: The id of a code.
        other: The id of the other; None where the other coder had nothing more.
        passages: Where, in the order of the text.
    """

    one: str
    other: str | None
    passages: tuple[Disagreement, ...]


def mixed_up(found: Iterable[Disagreement]) -> tuple[Mixed, ...]:
    """What two coders take for each other, what they do most often first.

    In a passage each code that only the one applied meets each that only the other did.
    """
    places: dict[tuple[str, str | None], list[Disagreement]] = {}
    for passage in found:
        first, second = passage.applied
        pairs: set[tuple[str, str | None]]
        if first and second:
            pairs = {(min(one, other), max(one, other)) for one in first for other in second}
        else:
            pairs = {(one, None) for one in first | second}
        for pair in pairs:
            places.setdefault(pair, []).append(passage)
    mixed = [Mixed(*pair, tuple(passages)) for pair, passages in places.items()]
    return tuple(sorted(mixed, key=lambda m: (-len(m.passages), m.one, m.other or "")))


def _runs(comparison: Comparison, own: Bools, differs: Bools) -> Iterator[list[int]]:
    """Units that touch and are judged alike, those in which the coders differ."""
    units, segments = comparison.judged.units, comparison.judged.data.segments
    run: list[int] = []
    for at in np.flatnonzero(differs).tolist():
        if run:
            before, now = units.segment[run[-1]], units.segment[at]
            touching = (
                at == run[-1] + 1
                and segments.document[before] == segments.document[now]
                and segments.number[now] - segments.number[before] <= 1
            )
            if not (touching and (own[:, :, at] == own[:, :, run[-1]]).all()):
                yield run
                run = []
        run.append(at)
    if run:
        yield run


def _passage(comparison: Comparison, own: Bools, run: list[int]) -> Disagreement:
    judged = comparison.judged
    data, units = judged.data, judged.units
    document = int(data.segments.document[units.segment[run[0]]])
    begin = int(data.offsets[document])
    ids = [data.codes[row].id for row in judged.rows.tolist()]
    sets = [
        frozenset(ids[row] for row in np.flatnonzero(own[:, coder, run[0]]).tolist())
        for coder in range(own.shape[1])
    ]
    agreed = frozenset.intersection(*sets)
    return Disagreement(
        document=data.documents.names[document],
        start=int(units.start[run[0]]) - begin,
        end=int(units.end[run[-1]]) - begin,
        first=int(data.segments.number[units.segment[run[0]]]),
        last=int(data.segments.number[units.segment[run[-1]]]),
        agreed=agreed,
        applied=tuple(one - agreed for one in sets),
        units=int(units.weight[run].sum()),
    )
