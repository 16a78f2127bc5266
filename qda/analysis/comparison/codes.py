"""The table of codes: who used each, how far the coders agree, and what to look out for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import stats

from qda.analysis.agreement import alpha, nominal, sets
from qda.analysis.agreement.ratings import APPLIED
from qda.analysis.agreement.value import Undefined
from qda.analysis.comparison.clustered import clustered

if TYPE_CHECKING:
    from qda.analysis.agreement.resampling import Interval
    from qda.analysis.agreement.value import Value
    from qda.analysis.comparison.clustered import Clustered
    from qda.analysis.comparison.units import Units
    from qda.analysis.dataset import Dataset
    from qda.analysis.relation import Bools, Ints

RARE: Final = 10
"""A code used in fewer units, by any coder, gets counts and no coefficient."""
RARELY: Final = f"rare: used in fewer than {RARE} units"
NOT_USED: Final = "no variation: no coder used it"
FEW_UNITS: Final = 30
"""Below so many units a coefficient says little."""
BIASED: Final = 0.05
LIMITED: Final = 0.8


@dataclass(frozen=True, slots=True)
class Flag:
    """What to look out for.

    Attributes:
        kind: undefined; rare; few (units); biased (one coder uses it more often, by McNemar's
            exact test, which takes units as independent); limited (by how often each coder used
            it, kappa cannot come near 1).
        said: In words, with the figures.
    """

    kind: str
    said: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the coders agree on one code, used or not.

    Attributes:
        observed: P_o, the share of units on which they agree.
        positive: P_pos, agreement on use: 2 x both / (n 1 + n 2).
        kappa: Cohen's; undefined with three or more coders.
        alpha: Krippendorff's, nominal.
        interval: 95 % of kappa, with three or more coders of alpha; by informant.
        ac1: Gwet's.
        kappa_max: The highest kappa that the coders' margins allow.
    """

    observed: Value
    positive: Value
    kappa: Value
    alpha: Value
    interval: Interval | Undefined
    ac1: Value
    kappa_max: Value


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code. Counts are of units (weighed: of characters), a parent's of all under it too.

    Attributes:
        id: Of the code.
        label: What the coder sees.
        level: 1 at the top.
        parent: The id of the code above; empty at the top.
        units: How many units count for it.
        clusters: How many informants these are of.
        used: In how many of them each coder applied it.
        all: In how many all did.
        alone: In how many each coder did alone.
        to_gain: In how many they differ: what talking could resolve.
        resolved_here: In how many they agree that it applies, yet differ on what lies under it.
        prevalence: The share of all judgements that apply it.
        agreement: The statistics.
        flags: What to look out for.
    """

    id: str
    label: str
    level: int
    parent: str
    units: float
    clusters: int
    used: tuple[float, ...]
    all: float
    alone: tuple[float, ...]
    to_gain: float
    resolved_here: float
    prevalence: Value
    agreement: Agreement
    flags: tuple[Flag, ...]

    @property
    def coefficient(self) -> Value:
        """Kappa for two coders, alpha for more."""
        return self.agreement.kappa if len(self.used) == 2 else self.agreement.alpha

    @property
    def is_used(self) -> bool:
        """Whether any coder applied it."""
        return any(self.used)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Who applied what, in which units.

    Attributes:
        data: The data set.
        rows: The codes, in preorder.
        units: What is compared.
        cluster: Of each unit the number of its cluster.
        clusters: The clusters by name.
        rolled: Rows x coders x units: the code or one under it.
        own: Rows x coders x units: the code itself, or one under it that is no row.
    """

    data: Dataset
    rows: Ints
    units: Units
    cluster: Ints
    clusters: tuple[str, ...]
    rolled: Bools
    own: Bools

    def of_row(self, row: int) -> Clustered:
        """One code against the rest."""
        asked = self.units.asked[row]
        values = np.where(self.rolled[row][:, asked], 0, 1).T
        return clustered(values, APPLIED, self.units.weight[asked], self.cluster[asked])


def code_rows(judged: Judged, seed: int) -> tuple[CodeRow, ...]:
    """Every code: the top level first, within a level the most to gain first."""
    found = [_row(judged, row, seed) for row in range(len(judged.rows))]
    return tuple(sorted(found, key=lambda row: (row.level, -row.to_gain)))


def _row(judged: Judged, row: int, seed: int) -> CodeRow:
    asked = judged.units.asked[row]
    weight, use = judged.units.weight[asked], judged.rolled[row][:, asked]
    given = use.sum(axis=0)
    coders = len(use)
    ratings = judged.of_row(row)
    number = int(judged.rows[row])
    code = judged.data.codes[number]
    alone = tuple(float(weight[one & (given == 1)].sum()) for one in use)
    rare = _uses(judged, row) < RARE
    agreement = _rarely(ratings) if rare else _agreement(ratings, coders, seed)
    return CodeRow(
        id=code.id,
        label=code.label or code.id,
        level=len(judged.data.ancestry[number]),
        parent=judged.data.codes[code.parent].id if code.parent >= 0 else "",
        units=float(weight.sum()),
        clusters=ratings.clusters,
        used=tuple(float(weight[one].sum()) for one in use),
        all=float(weight[given == coders].sum()),
        alone=alone,
        to_gain=float(weight[(given > 0) & (given < coders)].sum()),
        resolved_here=_resolved(judged, row),
        prevalence=sets.prevalence(ratings.all).value,
        agreement=agreement,
        flags=_flags(judged, row, alone, agreement, rare),
    )


def _uses(judged: Judged, row: int) -> int:
    """In how many units any coder applied it; of characters, in how many segments."""
    return len(np.unique(judged.units.segment[judged.rolled[row].any(axis=0)]))


def _agreement(ratings: Clustered, coders: int, seed: int) -> Agreement:
    every = ratings.all
    more = Undefined("it compares two coders")
    return Agreement(
        observed=nominal.percent_agreement(every).value,
        positive=nominal.specific_agreement(every, 0).value,
        kappa=nominal.cohen_kappa(every).value if coders == 2 else more,
        alpha=alpha.nominal(every).value,
        interval=ratings.interval(nominal.cohen_kappa if coders == 2 else alpha.nominal, seed),
        ac1=nominal.gwet_ac1(every).value,
        kappa_max=nominal.kappa_max(every).value if coders == 2 else more,
    )


def _rarely(ratings: Clustered) -> Agreement:
    """A code that is too rare for a coefficient, or that nobody used."""
    used = {name: float(count) for name, count in ratings.all.used.items()}
    none = Undefined(RARELY if used[APPLIED[0]] else NOT_USED, used)
    return Agreement(none, none, none, none, none, none, none)


def _resolved(judged: Judged, row: int) -> float:
    """Where all apply the code, but not the same of what lies under it."""
    number = judged.rows[row]
    under = [at for at, code in enumerate(judged.rows) if number in judged.data.ancestry[code]]
    own = judged.own[under]
    differ = (own != own[:, :1]).any(axis=(0, 1))
    return float(judged.units.weight[judged.rolled[row].all(axis=0) & differ].sum())


def _flags(
    judged: Judged, row: int, alone: tuple[float, ...], agreement: Agreement, rare: bool
) -> tuple[Flag, ...]:
    if rare:
        return (Flag("rare", f"used in {_uses(judged, row)} units: counts only"),)
    found = []
    value = agreement.kappa if len(alone) == 2 else agreement.alpha
    if isinstance(value, Undefined):
        found.append(Flag("undefined", value.reason))
    units = int(judged.units.asked[row].sum())
    if units < FEW_UNITS:
        found.append(Flag("few", f"{units} units only"))
    if len(alone) == 2 and (judged.units.weight == 1).all():
        found += _bias(judged.data.coders, alone)
    highest = agreement.kappa_max
    if not isinstance(highest, Undefined) and highest < LIMITED:
        found.append(Flag("limited", f"{highest:.3f} at most"))
    return tuple(found)


def _bias(coders: tuple[str, ...], alone: tuple[float, ...]) -> list[Flag]:
    """McNemar's exact test of b against c; it takes units as independent, and says so."""
    b, c = (int(count) for count in alone)
    if b + c == 0:
        return []
    p = float(stats.binomtest(b, b + c).pvalue)
    if p >= BIASED:
        return []
    more, less = (0, 1) if b > c else (1, 0)
    chance = "p < 0.001" if p < 0.001 else f"p = {p:.3f}"
    said = f"{coders[more]} alone {max(b, c)}, {coders[less]} alone {min(b, c)}, {chance}"
    return [Flag("biased", said)]
