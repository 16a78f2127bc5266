"""A comparison of coders as data: csv, json, and the units by coders for anyone to recompute."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from qda.analysis.agreement.ratings import APPLIED
from qda.analysis.agreement.value import Undefined
from qda.analysis.comparison.spans import span_list
from qda.exports.cells import Cell, csv_bytes
from qda.exports.comparison import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.analysis.agreement.resampling import Interval
    from qda.analysis.agreement.value import Value
    from qda.analysis.comparison.codes import CodeRow, Judged
    from qda.analysis.comparison.discussion import Changed
    from qda.analysis.comparison.report import Comparison, Report


def comparison_csv(report: Report) -> bytes:
    """One row a code, all levels; with free spans their figures behind."""
    return csv_bytes(code_rows(report))


def code_rows(report: Report) -> list[list[Cell]]:
    """The table of codes under its headings, undefined in words."""
    names = report.scope.coders
    headings: list[Cell] = ["code", "label", "level", "parent", "units", "clusters"]
    headings += [*(f"n {name}" for name in names), "all", *(f"only {name}" for name in names)]
    headings += ["to_gain", "agreed_above", "prevalence", "percent_agreement"]
    headings += ["positive_agreement", "cohen_kappa", "krippendorff_alpha", "low", "high"]
    headings += ["gwet_ac1", "kappa_max", "flags"]
    rows = [headings, *(_row(row) for row in report.codes)]
    if report.spans is not None:
        extra: list[Cell] = [f"passages {name}" for name in names]
        headings += [*extra, "pairs", "passages_to_gain", "f1_exact", "f1_overlap"]
        headings += ["u_alpha_binary", "u_alpha_low", "u_alpha_high"]
        by_id = {span.id: span for span in report.spans.rows}
        for row in rows[1:]:
            span = by_id[str(row[0])]
            row += [*span.passages, span.overlapping, span.to_gain, _cell(span.exact)]
            row += [_cell(span.overlap), _cell(span.u_alpha), *_bounds(span.interval)]
    if report.discussion is not None:
        headings += [f"{what} {name}" for what in ("discussed", "changed") for name in names]
        talked = {one.code: one.found for one in report.discussion.codes}
        for row in rows[1:]:
            row += _talked(talked.get(str(row[0])), len(names))
    return rows


def _talked(found: Changed | None, coders: int) -> list[Cell]:
    """Of each coder the units discussed, then those changed; none where nobody disputed it."""
    counts = (0.0,) * (2 * coders) if found is None else (*found.discussed, *found.changed)
    return [whole(count) for count in counts]


def _row(row: CodeRow) -> list[Cell]:
    found = row.agreement
    counts = (*row.used, row.all, *row.alone, row.to_gain, row.resolved_here)
    return [
        *(row.id, row.label, row.level, row.parent, whole(row.units), row.clusters),
        *(whole(count) for count in counts),
        *map(_cell, (row.prevalence, found.observed, found.positive, found.kappa, found.alpha)),
        *_bounds(found.interval),
        *map(_cell, (found.ac1, found.kappa_max)),
        "; ".join(f"{flag.kind}: {flag.said}" for flag in row.flags),
    ]


def _cell(value: Value) -> Cell:
    return str(value) if isinstance(value, Undefined) else value


def _bounds(interval: Interval | Undefined) -> tuple[Cell, Cell]:
    if isinstance(interval, Undefined):
        return str(interval), str(interval)
    return interval.low, interval.high


def comparison_json(report: Report) -> bytes:
    """All of the report. Undefined is `{"undefined": reason, "counts": {...}}`."""
    said = json.dumps(_plain(report), indent=2, ensure_ascii=False)
    return (said + "\n").encode("utf-8")


def _plain(item: Any) -> Any:
    if isinstance(item, Undefined):
        return {"undefined": item.reason, "counts": dict(item.counts)}
    if is_dataclass(item):
        return {one.name: _plain(getattr(item, one.name)) for one in fields(item)}
    if isinstance(item, datetime):
        return item.isoformat(timespec="seconds")
    if isinstance(item, frozenset):
        return sorted(item)
    if isinstance(item, tuple):
        return [_plain(one) for one in item]
    # Six decimals: the last ones of a sum differ between processors.
    return whole(round(item, 6)) if isinstance(item, float) else item


def units_csv(comparison: Comparison) -> bytes:
    """The units by coders, from which all figures of the report follow.

    One row a unit: where it is, its informant, and for each code and coder `applied` or `not
    applied`, empty where the unit is outside the code's base. With one code the columns are the
    coders alone, so that `qda agreement FILE` reads it. Free spans: one row a passage.
    """
    judged = comparison.judged
    if comparison.scope.unit == "span":
        return csv_bytes(_passages(judged))
    return csv_bytes(_units(judged, weighed=comparison.scope.unit == "character"))


def _units(judged: Judged, *, weighed: bool) -> Iterator[list[Cell]]:
    data, units = judged.data, judged.units
    ids = [data.codes[row].id for row in judged.rows.tolist()]
    names = [f"{id_}:{coder}" if len(ids) > 1 else coder for id_ in ids for coder in data.coders]
    clusters = _cluster_names(judged)
    yield ["unit", "cluster", *(["characters"] if weighed else []), *names]
    for at in range(len(units)):
        cells = [
            (APPLIED[0] if judged.rolled[row, coder, at] else APPLIED[1])
            if units.asked[row, at]
            else ""
            for row in range(len(ids))
            for coder in range(len(data.coders))
        ]
        weight: list[Cell] = [int(units.weight[at])] if weighed else []
        yield [_name(judged, at), clusters[at], *weight, *cells]


def _name(judged: Judged, at: int) -> str:
    """A unit by document, first segment, and offsets into the document's text."""
    data, units = judged.data, judged.units
    segment = units.segment[at]
    document = data.segments.document[segment]
    begin = data.offsets[document]
    where = f"{units.start[at] - begin}-{units.end[at] - begin}"
    return f"{data.documents.names[document]} {data.segments.number[segment]} {where}"


def _cluster_names(judged: Judged) -> list[str]:
    return [judged.clusters[number] for number in judged.cluster.tolist()]


def _passages(judged: Judged) -> Iterator[list[Cell]]:
    data, found = judged.data, span_list(judged)
    clusters = dict(
        zip(
            data.segments.document[judged.units.segment].tolist(),
            _cluster_names(judged),
            strict=True,
        )
    )
    yield ["code", "coder", "cluster", "document", "start", "end"]
    for row, coder, start, end in zip(
        found.row.tolist(),
        found.coder.tolist(),
        found.start.tolist(),
        found.end.tolist(),
        strict=True,
    ):
        document = int(data.offsets.searchsorted(start, side="right")) - 1
        begin = int(data.offsets[document])
        id_ = data.codes[judged.rows[row]].id
        place = (data.documents.names[document], start - begin, end - begin)
        yield [id_, data.coders[coder], clusters[document], *place]
