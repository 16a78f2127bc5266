"""Free spans compared: the same place, the same code, the same boundaries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.agreement import matching, u_alpha
from qda.analysis.agreement.resampling import cluster_interval
from qda.analysis.agreement.spans import SpanData
from qda.analysis.agreement.u_alpha import Coincidences
from qda.analysis.agreement.value import FloatArray, Undefined
from qda.analysis.comparison.codes import NOT_USED, RARE
from qda.analysis.comparison.decomposition import decompose
from qda.analysis.comparison.line import Line, Passages, coded_passages
from qda.analysis.comparison.units import all_above, nearest, snapped
from qda.analysis.passages import join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.agreement.resampling import Interval
    from qda.analysis.agreement.value import Value
    from qda.analysis.comparison.codes import CodeRow, Judged
    from qda.analysis.comparison.decomposition import Decomposition


@dataclass(frozen=True, slots=True)
class SpanRow:
    """One code's passages. With three or more coders F1 is the mean over every two of them.

    A code used in under ten places, by any coder, gets counts only.

    Attributes:
        id: Of the code.
        level: 1 at the top.
        passages: How many each coder has.
        overlapping: How many have a counterpart, one to one, that shares a character.
        to_gain: How many have none.
        exact: F1 of passages with the same boundaries.
        overlap: F1 of passages that share a character.
        u_alpha: |u-alpha, Krippendorff's alpha for unitizing, of this code by itself.
        interval: 95 % of it, by informant.
        characters: Krippendorff's alpha with every character a unit.
    """

    id: str
    level: int
    passages: tuple[int, ...]
    overlapping: int
    to_gain: int
    exact: Value
    overlap: Value
    u_alpha: Value
    interval: Interval | Undefined
    characters: Value


@dataclass(frozen=True, slots=True)
class Spans:
    """Free spans: by code, all codes at once, and what the disagreement is made of.

    Attributes:
        rows: The codes, the top level first, within a level the most to gain first.
        length: The compared characters that are no white space.
        together: u-alpha of all codes; undefined where one coder's passages overlap.
        unitizing: |u-alpha of all codes: where passages begin and end.
        coding: cu-alpha: which code, in what two coders coded.
        decomposition: What the disagreement is made of.
    """

    rows: tuple[SpanRow, ...]
    length: int
    together: Value
    unitizing: Value
    coding: Value
    decomposition: Decomposition


def compare_spans(judged: Judged, table: Sequence[CodeRow], seed: int) -> Spans:
    """Compare the passages of every code."""
    data, rows = judged.data, judged.rows
    number = {data.codes[row].id: at for at, row in enumerate(rows.tolist())}
    found = coded_passages(data, all_above(data, rows), *snapped(data))
    own = _clipped(judged, coded_passages(data, nearest(data, rows), *snapped(data)))
    everything = Line.of(data, judged.units, judged.cluster, np.ones(len(judged.units)) > 0)
    family = u_alpha.coincidences(_on_line(judged, everything, own))
    each = [_row(judged, found, number[row.id], row, seed) for row in table]
    return Spans(
        rows=tuple(sorted(each, key=lambda row: (row.level, -row.to_gain))),
        length=everything.length,
        together=u_alpha.u_alpha(family) if isinstance(family, Coincidences) else family,
        unitizing=u_alpha.u_alpha_binary(family) if isinstance(family, Coincidences) else family,
        coding=u_alpha.cu_alpha(family) if isinstance(family, Coincidences) else family,
        decomposition=decompose(data, own),
    )


def span_list(judged: Judged) -> Passages:
    """The passages compared, of each row with all under it, clipped to what counts for it."""
    data, rows = judged.data, judged.rows
    return _clipped(judged, coded_passages(data, all_above(data, rows), *snapped(data)))


def _clipped(judged: Judged, found: Passages) -> Passages:
    parts = [_clip_row(judged, found, row)[1] for row in range(len(judged.rows))]
    columns = [[getattr(part, name) for part in parts] for name in Passages.__slots__]
    return Passages(*(np.concatenate([np.empty(0, np.int64), *column]) for column in columns))


def _clip_row(judged: Judged, found: Passages, row: int) -> tuple[Line, Passages]:
    line = Line.of(judged.data, judged.units, judged.cluster, judged.units.asked[row])
    return line, line.clip(found.select(found.row == row))


def _row(judged: Judged, found: Passages, row: int, code: CodeRow, seed: int) -> SpanRow:
    line, own = _clip_row(judged, found, row)
    data = _on_line(judged, line, own, code.id)
    coders = range(len(judged.data.coders))
    counts = tuple(int((own.coder == coder).sum()) for coder in coders)
    each = [data.of(coder=coder) for coder in coders]
    both = [matching.overlap(each[i], each[j]) for i, j in combinations(coders, 2)]
    few = _too_few(own)
    alpha, interval = (few, few) if few else _unitizing(data, line, seed)
    return SpanRow(
        id=code.id,
        level=code.level,
        passages=counts,
        overlapping=sum(one.matched for one in both),
        to_gain=sum(one.first + one.second - 2 * one.matched for one in both),
        exact=few or matching.mean_f1(data, "exact"),
        overlap=few or matching.mean_f1(data, "overlap"),
        u_alpha=alpha,
        interval=interval,
        characters=few or code.agreement.alpha,
    )


def _too_few(own: Passages) -> Undefined | None:
    """Why there is no coefficient, if any coder used the code in too few places."""
    found = len(join(np.zeros_like(own.start), own.start, own.end).group)
    if found >= RARE:
        return None
    return Undefined(f"rare: used in fewer than {RARE} places" if found else NOT_USED)


def _unitizing(data: SpanData, line: Line, seed: int) -> tuple[Value, Interval | Undefined]:
    """|u-alpha of one code, and its interval: what it is made of sums over clusters."""
    sums = np.stack([_parts(data, *ends) for ends in pairwise(line.bounds.tolist())])

    def alphas(many: FloatArray) -> FloatArray:
        values = [_alpha(one) for one in many]
        return np.array([np.nan if isinstance(one, Undefined) else one for one in values])

    return _alpha(sums.sum(axis=0)), cluster_interval(sums, alphas, seed=seed)


def _parts(data: SpanData, begin: int, end: int) -> FloatArray:
    """The coincidences of one cluster, in a row of numbers."""
    inside = data.select((data.start >= begin) & (data.end <= end))
    part = replace(inside, start=inside.start - begin, end=inside.end - begin, length=end - begin)
    found = u_alpha.coincidences(part)
    if isinstance(found, Undefined):
        raise TypeError("one coder's passages of one code overlap")
    return np.concatenate((found.lengths.reshape(-1), found.squares, found.shared_squares))


def _alpha(parts: FloatArray) -> Value:
    return u_alpha.u_alpha_binary(Coincidences(parts[:4].reshape(2, 2), parts[4:6], parts[6:]))


def _on_line(judged: Judged, line: Line, own: Passages, only: str = "") -> SpanData:
    """The passages on a line, of all rows or of the one whose id is given."""
    start, end = line.positions(own)
    codes = tuple(judged.data.codes[row].id for row in judged.rows.tolist())
    return SpanData(
        judged.data.coders,
        (only,) if only else codes,
        own.coder,
        np.zeros_like(own.row) if only else own.row,
        start.astype(np.float64),
        end.astype(np.float64),
        float(line.length),
    )
