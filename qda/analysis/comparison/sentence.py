"""The sentences for the section on method, with the figures filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.analysis.agreement.value import Undefined
from qda.analysis.comparison.codes import RARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.agreement.resampling import Interval
    from qda.analysis.agreement.value import Value
    from qda.analysis.comparison.codes import CodeRow
    from qda.analysis.comparison.overall import Overall
    from qda.analysis.comparison.report import Scope
    from qda.analysis.comparison.spans import Spans

Figure = tuple[str, float, "Interval | Undefined"]
"""A main code, its coefficient and the interval."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def methods_sentence(
    scope: Scope, rows: Sequence[CodeRow], overall: Overall, spans: Spans | None
) -> str:
    """What a method section says of the comparison; what the program cannot know in brackets."""
    main = [row for row in rows if row.level == 1] or list(rows)
    if spans is None:
        name = coefficient_name(len(scope.coders))
        figures = [(row.id, row.coefficient, row.agreement.interval) for row in main]
    else:
        name = "Krippendorff's |u-alpha"
        ids = {row.id for row in main}
        figures = [(row.id, row.u_alpha, row.interval) for row in spans.rows if row.id in ids]
    defined = [(id_, value, at) for id_, value, at in figures if not isinstance(value, Undefined)]
    parts = [_who(scope), _how(scope), _range(name, defined), _not_given(main, len(defined))]
    parts.append(_sub_codes(rows, spans))
    parts.append(
        "Over sets of codes Krippendorff's alpha (MASI distance) was "
        f"{shown(overall.masi)}{_within(overall.masi_interval)}."
    )
    parts.append(_matrices(scope))
    return " ".join(part for part in parts if part)


def coefficient_name(coders: int) -> str:
    """The coefficient that is reported per code."""
    return "Cohen's kappa" if coders == 2 else "Krippendorff's alpha"


def shown(value: Value) -> str:
    """A value with three decimals, or undefined and why."""
    return str(value) if isinstance(value, Undefined) else f"{value:.3f}"


def interval_words(scope: Scope) -> str:
    """How the intervals were found, for this many informants."""
    k = scope.clusters
    if k < 5:
        return f"none, as k = {k} and an interval needs 5 informants or more"
    if k < 20:
        return f"95 %, jackknife over informants with t(k - 1); k = {k}"
    return f"95 %, bootstrap over informants, 2,000 resamples, seed {scope.seed}; k = {k}"


def _who(scope: Scope) -> str:
    things = f"{scope.unit}s" if scope.unit != "span" else "characters of free spans"
    source = scope.provenance
    if scope.cases:
        share = f"{100 * scope.cases / source.cases:.0f} %" if source.cases else ""
        of = f"{scope.cases} of {source.cases} informants ({share}"
    else:
        of = f"{len(scope.documents)} of {source.documents} documents ("
    documents = f"; {len(scope.documents)} of {source.documents} documents" if scope.cases else ""
    if not scope.cases:
        of += f"{100 * len(scope.documents) / source.documents:.0f} %"
    round_ = scope.told.round
    drawn = round_.drawn if round_ is not None and round_.drawn else "[drawn how]"
    return (
        f"{_coders(scope)} {scope.units:,} {things} of {of}{documents}), {drawn}, under "
        f"{_version(scope)}."
    )


def _coders(scope: Scope) -> str:
    count = len(scope.coders)
    if scope.told.stability:
        times = "twice" if count == 2 else f"{count} times"
        apart = "" if scope.told.days is None else f", {scope.told.days} days apart"
        passes = " and ".join(scope.coders)
        return f"One coder ({scope.told.stability}) coded {times} ({passes}{apart})"
    many = _NUMBERS[count].capitalize() if count < len(_NUMBERS) else str(count)
    return f"{many} coders ({', '.join(scope.coders)}) independently coded"


def _version(scope: Scope) -> str:
    """Under which version of the codebook, and whether it was frozen for the round."""
    low, high = scope.versions
    if low != high:
        return f"versions {low} to {high} of the codebook, which was changed meanwhile"
    round_ = scope.told.round
    frozen = round_ is not None and round_.codebook_version == high
    return f"version {high} of the codebook{', frozen for the round' if frozen else ''}"


def _how(scope: Scope) -> str:
    compared = (
        "Only what all of them had marked as reviewed was compared, without the interviewer's turns"
    )
    if scope.told.stability:
        return (
            f"{compared.replace('all of them', 'the coder each time')}: this is stability, the "
            "weakest form of reliability (Krippendorff), not agreement between coders."
        )
    round_ = scope.told.round
    if round_ is not None and round_.closed:
        return (
            f"{compared}, as it was coded before differences were talked over (round "
            f"{round_.name}, closed {round_.closed})."
        )
    return f"{compared}, and before differences were talked over [confirm]."


def _sub_codes(rows: Sequence[CodeRow], spans: Spans | None) -> str:
    """Sub-codes too rare for a coefficient."""
    below = [row for row in rows if row.level > 1 and row.is_used]
    rare = sum(any(flag.kind == "rare" for flag in row.flags) for row in below)
    if not rare or spans is not None:
        return ""
    return f"{rare} of {len(below)} sub-codes, used under {RARE} times, are given as counts only."


def _matrices(scope: Scope) -> str:
    whose = scope.told.matrices
    return f"The matrices are of {whose}'s independent coding." if whose else ""


def _range(name: str, figures: Sequence[tuple[str, Value, Interval | Undefined]]) -> str:
    if not figures:
        return f"{name} could be given for none of the main codes."
    ordered = sorted(figures, key=lambda one: float(str(one[1])))
    (low, least, at_low), (high, most, at_high) = ordered[0], ordered[-1]
    if len(figures) == 1:
        return f"{name} was {shown(least)} for the one main code ({low}){_within(at_low)}."
    return (
        f"{name} over {len(figures)} main codes ranged from {shown(least)} ({low}"
        f"{_comma(at_low)}) to {shown(most)} ({high}{_comma(at_high)})."
    )


def _not_given(main: Sequence[CodeRow], defined: int) -> str:
    used = [row for row in main if row.is_used]
    lacking = len(used) - defined
    if lacking <= 0:
        return ""
    return f"{lacking} of {len(used)} main codes were too rare or without variation: counts only."


def _within(interval: Interval | Undefined) -> str:
    if isinstance(interval, Undefined):
        return ""
    how = "by jackknife over" if interval.seed is None else "by resampling"
    return (
        f" (95 % CI {interval.low:.3f} to {interval.high:.3f}, {how} {interval.clusters} "
        "informants)"
    )


def _comma(interval: Interval | Undefined) -> str:
    within = _within(interval)
    return f", {within[2:-1]}" if within else ""
