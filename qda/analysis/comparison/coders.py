"""Three or more coders: who agrees with whom, and who stands apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from qda.analysis.agreement.alpha import of_distance
from qda.analysis.agreement.ratings import Ratings
from qda.analysis.agreement.sets import MEASURES, distance
from qda.analysis.comparison.overall import set_ratings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.agreement.value import Value
    from qda.analysis.comparison.codes import CodeRow, Judged


@dataclass(frozen=True, slots=True)
class Pair:
    """Two coders, their units in common, and alpha over sets (MASI) of the two."""

    first: str
    second: str
    units: float
    alpha: Value


@dataclass(frozen=True, slots=True)
class Without:
    """Alpha over sets (MASI) when one coder is left out."""

    coder: str
    alpha: Value


@dataclass(frozen=True, slots=True)
class Bias:
    """How much oftener each coder uses a code than the others do in the mean; units."""

    code: str
    more: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class CoderView:
    """The coders beside each other."""

    pairs: tuple[Pair, ...]
    without: tuple[Without, ...]
    bias: tuple[Bias, ...]


def coder_view(judged: Judged, rows: Sequence[CodeRow]) -> CoderView:
    """Compare every two coders, and all but each in turn."""
    ratings, found = set_ratings(judged)
    between = distance(found, MEASURES["masi"])
    names = judged.data.coders
    every = range(len(names))

    def alpha(coders: Sequence[int]) -> Value:
        return of_distance(_of(ratings.all, coders), between).value

    units = float(judged.units.weight.sum())
    return CoderView(
        tuple(Pair(names[i], names[j], units, alpha((i, j))) for i, j in combinations(every, 2)),
        tuple(Without(names[i], alpha([j for j in every if j != i])) for i in every),
        tuple(Bias(row.id, _more(row.used)) for row in rows if row.is_used),
    )


def _of(ratings: Ratings, coders: Sequence[int]) -> Ratings:
    return replace(ratings, values=ratings.values[:, list(coders)])


def _more(used: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(own - (sum(used) - own) / (len(used) - 1) for own in used)
