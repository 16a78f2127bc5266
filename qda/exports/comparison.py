"""A comparison of coders as sections, in the order in which it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qda.analysis.agreement.value import Undefined
from qda.analysis.comparison.codes import FEW_UNITS, RARE
from qda.analysis.comparison.sentence import coefficient_name, interval_words, shown
from qda.analysis.comparison.units import RULES
from qda.exports.comparison_discussion import differences_section, discussion_section
from qda.exports.sections import Section, Table, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qda.analysis.agreement.resampling import Interval
    from qda.analysis.agreement.value import Value
    from qda.analysis.comparison.coders import CoderView
    from qda.analysis.comparison.codes import CodeRow
    from qda.analysis.comparison.report import Report, Scope
    from qda.analysis.comparison.spans import SpanRow, Spans
    from qda.analysis.comparison.units import Unit
    from qda.exports.cells import Cell
    from qda.exports.notes import Lines

_MOST_SWAPS: Final = 15
_ELSEWHERE: Final = {"coders", "documents", "cases", "read"}
_STATISTICS: Final = (
    "P_o share of agreement; P_pos agreement on use, 2 both / (n1 + n2) (Cicchetti & Feinstein "
    "1990); {}; AC1 (Gwet 2008)"
)
_CITED: Final = {
    2: "kappa (Cohen 1960)",
    3: "alpha, nominal (Krippendorff 2011)",
}
_KINDS: Final = {
    "rare": f"under {RARE} units used by any coder, counts only",
    "undefined": "no coefficient",
    "few": f"under {FEW_UNITS} units",
    "biased": "one coder uses it more (McNemar exact, as if units were independent)",
    "limited": "kappa, as often as each coder used the code",
}
"""The flags, and what each means."""
_SPANS_CITED: Final = (
    "|u-alpha (Krippendorff et al. 2016); F1 over one-to-one pairs of passages, exact or sharing "
    "a character (Hripcsak & Rothschild 2005)"
)


_SPAN_LEGEND: Final = (
    ("n 1", "passages of coder 1; rare: any coder used the code in under 10 places"),
    ("pairs", "one to one, with a character in common; gain: passages without a pair"),
    ("F1", "of these pairs; exact: with the same first and last word"),
    ("alpha", "Krippendorff's, every character a unit"),
)


def noun(unit: Unit) -> str:
    """What counts are of; with free spans it is characters beside the passages."""
    return "character" if unit == "span" else unit


def title(report: Report) -> str:
    """The title of the report."""
    told = report.scope.told
    if told.stability:
        return f"Stability of {told.stability}: {', '.join(report.scope.coders)}"
    return f"Agreement of {', '.join(report.scope.coders)}"


def comparison_sections(report: Report) -> tuple[Section, ...]:
    """The whole report."""
    found = [Section(title(report), header(report)), _methods(report)]
    if report.spans is not None:
        found += _spans(report, report.spans)
    else:
        found += _codes(report)
    found += [_overall(report), _confusion(report)]
    if report.spans is not None:
        found.append(_decomposition(report, report.spans))
    if report.differences:
        found.append(differences_section(report.differences, report.scope.coders))
    if report.coders is not None:
        found += _coders(report, report.coders)
    if report.discussion is not None:
        unit = noun(report.scope.unit)
        found.append(discussion_section(report.discussion, report.scope.coders, unit))
    return tuple(found)


def header(report: Report) -> Lines:
    """What makes the report reproducible."""
    return scope_lines(report.scope)


def scope_lines(scope: Scope) -> Lines:
    """What was compared, and how."""
    source = scope.provenance
    names = "; ".join(f"{at} {name}" for at, name in enumerate(scope.coders, 1))
    left_out = "; ".join(f"{why} {count:,}" for why, count in scope.left_out if count)
    outside = zip(scope.coders, scope.outside, strict=True)
    elsewhere = "; ".join(f"{name} {count:,}" for name, count in outside if count)
    cited = _STATISTICS.format(_CITED[min(len(scope.coders), 3)])
    level = "all" if scope.level is None else f"1 to {scope.level}"
    return (
        ("passes" if scope.told.stability else "coders", names),
        *_round(scope),
        ("unit", f"{scope.unit}: {RULES[scope.unit]}"),
        (
            "compared",
            f"{scope.units:,} {noun(scope.unit)}s that all coders have marked as reviewed",
        ),
        ("informants", _informants(scope)),
        (
            "documents",
            f"{len(scope.documents)} of {source.documents}: {', '.join(scope.documents)}",
        ),
        ("left out", f"segments: {left_out or 'none'}; codings elsewhere: {elsewhere or 'none'}"),
        ("unseen", "what a coder has not reviewed is missing, never “no code”"),
        ("statistics", _SPANS_CITED if scope.unit == "span" else cited),
        ("intervals", interval_words(scope)),
        ("levels", f"{level}; a code counts where it or one under it is applied, within its base"),
        *(line for line in source.lines() if line[0] not in _ELSEWHERE),
    )


def _round(scope: Scope) -> Lines:
    """What is said of a round, and of a coder's passes."""
    told = scope.told
    if told.stability:
        apart = "" if told.days is None else f", {told.days} days apart"
        return (("stability", f"one coder at several times{apart}; not agreement of coders"),)
    if told.round is None:
        return ()
    state = f"closed {told.round.closed}" if told.round.closed else "open"
    low, high = scope.versions
    read = f"version {high}" if low == high else f"versions {low} to {high}"
    return (
        ("round", f"{told.round.name}, {state}; {told.round.drawn or 'documents named'}"),
        (
            "read under",
            f"{read} of the codebook; the round began under {told.round.codebook_version}",
        ),
    )


def _informants(scope: Scope) -> str:
    said = f"{scope.cases} of {scope.provenance.cases}"
    if scope.clusters == scope.cases:
        return said
    return f"{said}; {scope.clusters} clusters (who share a document, or documents without any)"


def _methods(report: Report) -> Section:
    yours = "What stands in brackets is not known to qda."
    return Section("For the method section", notes=(report.sentence, yours))


def _codes(report: Report) -> Iterator[Section]:
    """A table a level: the most to gain first."""
    levels = sorted({row.level for row in report.codes})
    for level in levels:
        rows = [row for row in report.codes if row.level == level]
        used = [row for row in rows if row.is_used]
        table = code_table(report, used) if used else None
        title = f"{_level(level)}, most to gain first"
        yield Section(title, _legend(used), table, tuple(_remarks(rows)))


def _level(level: int) -> str:
    return "Main codes" if level == 1 else f"Codes of level {level}"


def _legend(rows: Sequence[CodeRow]) -> tuple[tuple[str, str], ...]:
    if not rows or rows[0].level != 1:
        return ()
    return (
        ("n 1", "units in which coder 1 applied it; only 1: coder 1 alone"),
        ("gain", "units in which they differ: what talking could resolve"),
        ("prev.", "share of all judgements that apply it"),
        ("k", "informants behind the interval"),
    )


def code_table(report: Report, rows: Sequence[CodeRow]) -> Table:
    """Counts and statistics of codes."""
    coders = range(1, len(report.scope.coders) + 1)
    both = "both" if len(coders) == 2 else "all"
    headings = ["code", "units", *(f"n {at}" for at in coders), both]
    headings += [*(f"only {at}" for at in coders), "gain", "prev."]
    name = coefficient_name(len(coders)).split()[-1]
    headings += ["P_o", "P_pos", name, "95 % interval", "k", "AC1"]
    return Table(tuple(headings), tuple(_code(row) for row in rows))


def _code(row: CodeRow) -> tuple[Cell, ...]:
    counts = (row.units, *row.used, row.all, *row.alone, row.to_gain)
    found = row.agreement
    return (
        row.id,
        *(round(count) for count in counts),
        short(row.prevalence),
        short(found.observed),
        short(found.positive),
        short(row.coefficient, "rare" if _is(row, "rare") else "undefined"),
        bounds(found.interval),
        row.clusters,
        short(found.ac1),
    )


def _is(row: CodeRow, kind: str) -> bool:
    return any(flag.kind == kind for flag in row.flags)


def short(value: Value, otherwise: str = "–") -> Cell:
    """A value, or what stands for none."""
    return otherwise if isinstance(value, Undefined) else value


def bounds(interval: Interval | Undefined) -> str:
    """An interval as [low, high]."""
    if isinstance(interval, Undefined):
        return "–"
    return f"[{interval.low:.3f}, {interval.high:.3f}]"


def _remarks(rows: Sequence[CodeRow]) -> Iterator[tuple[str, str]]:
    """What to look out for, a line a kind."""
    for kind, why in _KINDS.items():
        said = [(row.id, flag.said) for row in rows for flag in row.flags if flag.kind == kind]
        if said:
            yield kind, f"{why}: {'; '.join(f'{id_} {words}' for id_, words in said)}"
    resolved = [f"{row.id} {round(row.resolved_here):,}" for row in rows if row.resolved_here]
    if resolved:
        yield "agreed", f"on it, though not on the codes under it; units: {'; '.join(resolved)}"
    unused = ", ".join(row.id for row in rows if not row.is_used)
    if unused:
        yield "unused", f"by all coders, so undefined: {unused}"


def _overall(report: Report) -> Section:
    found = report.overall
    units = f"{round(found.units):,} {noun(report.scope.unit)}s"
    coded = f"{round(found.coded):,}"
    return Section(
        "All codes at once",
        (
            ("same codes", f"{_percent(found.exact)} of {units}"),
            ("", f"{_percent(found.exact_coded)} of the {coded} that anyone coded"),
            ("alpha, MASI", f"{shown(found.masi)} {bounds(found.masi_interval)}"),
            ("alpha, Jaccard", f"{shown(found.jaccard)} {bounds(found.jaccard_interval)}"),
        ),
        notes=(
            "Krippendorff's alpha over sets of codes. Values with different distances (MASI: "
            "Passonneau 2006; Jaccard) are not comparable, nor is either with a kappa.",
        ),
    )


def _percent(value: Value) -> str:
    return str(value) if isinstance(value, Undefined) else f"{100 * value:.1f} %"


def _confusion(report: Report) -> Section:
    found = report.confusion
    coders = report.scope.coders
    rows = tuple(
        (f"{swap.first} → {swap.second}", whole(swap.count)) for swap in found.ranked[:_MOST_SWAPS]
    )
    who = "coder 1 has → coder 2 has" if len(coders) == 2 else "one has → one named later has"
    more = len(found.ranked) - len(rows)
    notes = (f"And {more} more, in the json and the xlsx.",) if more > 0 else ()
    first, second = ("only 1", "only 2") if len(coders) == 2 else ("earlier", "later")
    missed = ((first, found.missed_by_second), (second, found.missed_by_first))
    remarks = tuple((heading, _missed(found.codes, counts)) for heading, counts in missed)
    table = Table((who, f"{noun(report.scope.unit)}s"), rows, longest=60) if rows else None
    return Section("Who confuses what", table=table, remarks=remarks, notes=notes)


def _missed(codes: tuple[str, ...], counts: tuple[float, ...]) -> str:
    """Where one coder alone has a code and the other nothing in its place."""
    pairs = sorted(zip(codes, counts, strict=True), key=lambda pair: -pair[1])
    said = ", ".join(f"{code} {written(whole(count))}" for code, count in pairs if count)
    return f"with nothing in its place: {said or 'none'}"


def whole(count: float) -> Cell:
    """A count as a whole number where it is one."""
    return round(count) if abs(count - round(count)) < 1e-9 else count


def _spans(report: Report, spans: Spans) -> Iterator[Section]:
    """A table a level: the most to gain first."""
    for level in sorted({row.level for row in spans.rows}):
        rows = [row for row in spans.rows if row.level == level]
        used = [row for row in rows if any(row.passages)]
        unused = ", ".join(row.id for row in rows if not any(row.passages))
        remarks = (("unused", f"by all coders, so undefined: {unused}"),) if unused else ()
        table = _span_table(len(report.scope.coders), used) if used else None
        title = f"{_level(level)} by passages, most to gain first"
        yield Section(title, _SPAN_LEGEND if level == 1 else (), table, remarks)


def _span_table(coders: int, rows: Sequence[SpanRow]) -> Table:
    headings = ("code", *(f"n {at}" for at in range(1, coders + 1)), "pairs", "gain")
    found = (
        (
            row.id,
            *row.passages,
            row.overlapping,
            row.to_gain,
            short(row.overlap),
            short(row.exact),
            short(row.u_alpha, "rare"),
            bounds(row.interval),
            short(row.characters),
        )
        for row in rows
    )
    statistics = ("F1", "F1 exact", "|u-alpha", "95 % interval", "alpha")
    return Table((*headings, *statistics), tuple(found))


def _decomposition(report: Report, spans: Spans) -> Section:
    found = spans.decomposition
    alone = "; ".join(
        f"{name} {count:,}" for name, count in zip(report.scope.coders, found.alone, strict=True)
    )
    moved = ""
    if found.left is not None and found.right is not None:
        moved = f" (median shift: beginning {found.left:g} words, end {found.right:g})"
    return Section(
        "What the disagreement is made of",
        (
            ("same", f"{found.same:,} pairs of passages with the same code and boundaries"),
            (
                "boundaries",
                f"{found.boundaries:,} pairs with the same code{moved}: rules for units",
            ),
            ("codes", f"{found.codes:,} pairs in one place with another code: definitions"),
            ("one coder only", f"{alone}: attention"),
            *_family(spans),
        ),
    )


def _family(spans: Spans) -> Lines:
    if isinstance(spans.together, Undefined):
        return (("u-alpha", f"of all codes: undefined ({spans.together.reason})"),)
    return (
        ("u-alpha", f"{shown(spans.together)}, all codes: boundaries and codes"),
        ("|u-alpha", f"{shown(spans.unitizing)}, boundaries alone"),
        ("cu-alpha", f"{shown(spans.coding)}, codes alone, where both coded"),
    )


def _coders(report: Report, view: CoderView) -> Iterator[Section]:
    pairs = [
        (f"{one.first}, {one.second}", round(one.units), short(one.alpha, "undefined"))
        for one in view.pairs
    ]
    without = [(f"without {one.coder}", short(one.alpha, "undefined")) for one in view.without]
    said = f"All together {shown(report.overall.masi)}. Alpha over sets of codes, MASI distance."
    yield Section("Every two coders", table=Table(("pair", "units", "alpha"), tuple(pairs)))
    yield Section("All but one", table=Table(("coders", "alpha"), tuple(without)), notes=(said,))
    rows = tuple((one.code, *(f"{more:+.1f}" for more in one.more)) for one in view.bias)
    yield Section(
        "Who uses a code more, or less",
        table=Table(("code", *report.scope.coders), rows),
        notes=("Units more than the others in the mean.",),
    )
