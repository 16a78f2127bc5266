"""The 2016 family of Krippendorff's alpha for unitizing: u, |u, cu and (k)u.

Source: Krippendorff, Mathet, Bouvry and Widloecher (2016), Quality and Quantity 50:2347;
Krippendorff (2019), Content Analysis, section 12.6. Each coder divides the continuum into valued
segments and gaps; one coder's segments must not overlap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qda.analysis.agreement.spans import Regions, SpanData, exclusive, merged, regions
from qda.analysis.agreement.value import FloatArray, IntArray, Undefined, Value, divide

OVERLAPPING = "spans of one coder overlap; compare each code by itself"
NOTHING_SHARED = "no matter of this code meets coded matter of another coder"
NO_VARIATION = "no variation of values to expect disagreement from (0/0)"


@dataclass(frozen=True, slots=True, eq=False)
class Coincidences:
    """What the family is made of; sums over texts, so that texts can be resampled.

    Attributes:
        lengths: l_ck, codes and last the gaps: the mean over other coders of the overlap of
            c-segments with k-segments.
        squares: K_c, sum of squared lengths of the segments; for the gaps sum of lengths.
        shared_squares: K*_c, sum of squared pairable lengths: the length that other coders,
            in the mean, cover with coded matter.
    """

    lengths: FloatArray
    squares: FloatArray
    shared_squares: FloatArray


def coincidences(data: SpanData) -> Coincidences | Undefined:
    """Count what overlaps what, once for the whole family.

    Raises:
        ValueError: If the length of the continuum is not known or there are not two coders.
    """
    if data.length is None or len(data.coders) < 2:
        raise ValueError("the u-alpha family needs the length of the continuum and two coders")
    spans = merged(data)
    if not exclusive(spans):
        return Undefined(OVERLAPPING)
    cut = regions(spans)
    values = _values(cut)
    others = len(data.coders) - 1
    shared = _shared_length(spans, cut, values) / others
    q = len(data.codes)
    squares = np.bincount(spans.code, weights=(spans.end - spans.start) ** 2, minlength=q)
    gaps = float(cut.lengths @ (values == q).sum(axis=0))
    own = np.bincount(spans.code, weights=shared**2, minlength=q).astype(np.float64)
    return Coincidences(_overlaps(cut, values, q + 1) / others, np.append(squares, gaps), own)


def u_alpha(c: Coincidences) -> Value:
    """Unitizing and coding together: 1 - (l.. - sum l_cc) / (e.. - sum e_cc)."""
    expected = _expected(c.lengths, c.squares)
    return _alpha(_off_diagonal(c.lengths), _off_diagonal(expected))


def u_alpha_binary(c: Coincidences) -> Value:
    """|u-alpha, unitizing alone: 1 - sum_k l_gap,k / sum_k e_gap,k over the codes k."""
    expected = _expected(c.lengths, c.squares)
    return _alpha(c.lengths[-1, :-1].sum(), expected[-1, :-1].sum())


def cu_alpha(c: Coincidences) -> Value:
    """Coding alone, of the matter that two coders coded: u-alpha on the valued cells.

    A segment's pairable length is the mean over the other coders; with three or more coders
    the union of the others would differ. Undefined with a single code.
    """
    lengths = c.lengths[:-1, :-1]
    expected = _expected(lengths, c.shared_squares)
    return _alpha(_off_diagonal(lengths), _off_diagonal(expected))


def ku_alpha(c: Coincidences, code: int) -> Value:
    """(k)u-alpha, the coding of one value k.

    1 - (e_.k / l_.k)(l_.k - l_kk) / (e_.k - e_kk), on the valued cells.
    """
    lengths = c.lengths[:-1, :-1]
    expected = _expected(lengths, c.shared_squares)
    shared, chance = lengths[:, code].sum(), expected[:, code].sum()
    if shared == 0:
        return Undefined(NOTHING_SHARED)
    observed = chance / shared * np.delete(lengths[:, code], code).sum()
    return _alpha(float(observed), float(np.delete(expected[:, code], code).sum()))


def ku_coverage(c: Coincidences, code: int) -> Value:
    """The share of the matter coded k that (k)u-alpha rests on: l*_.k / l_.k."""
    total = c.lengths[:, code].sum()
    if total == 0:
        return Undefined(NOTHING_SHARED)
    return float(c.lengths[:-1, code].sum() / total)


def _values(cut: Regions) -> IntArray:
    """Coders x regions: the code there, or the number of codes for a gap."""
    codes = len(cut.applied)
    if not codes:
        return np.zeros(cut.applied.shape[1:], dtype=np.int64)
    return np.where(cut.applied.any(axis=0), cut.applied.argmax(axis=0), codes)


def _overlaps(cut: Regions, values: IntArray, width: int) -> FloatArray:
    """For each two values the length on which one coder has the one, another the other."""
    coders, pieces = values.shape
    counts = np.zeros((pieces, width))
    np.add.at(counts, (np.tile(np.arange(pieces), coders), values.reshape(-1)), 1)
    heavy = counts * cut.lengths[:, None]
    return np.asarray(counts.T @ heavy - np.diag(heavy.sum(axis=0)))


def _shared_length(spans: SpanData, cut: Regions, values: IntArray) -> FloatArray:
    """For each span, the length that other coders cover with coded matter, summed over them."""
    others = (values < len(spans.codes)).sum(axis=0) - 1
    run = np.concatenate([[0.0], np.cumsum(cut.lengths * others)])
    start, end = (np.searchsorted(cut.bounds, edge) for edge in (spans.start, spans.end))
    return np.asarray(run[end] - run[start])


def _expected(lengths: FloatArray, squares: FloatArray) -> FloatArray:
    """e_ck = (l_c. l_.k - [c = k] K_c) / (l.. - sum K / l..)."""
    margin, total = lengths.sum(axis=0), lengths.sum()
    below = total - float(divide(squares.sum(), total))
    return divide(np.outer(margin, margin) - np.diag(squares), below)


def _off_diagonal(cells: FloatArray) -> float:
    return float(cells[~np.eye(len(cells), dtype=np.bool_)].sum())


def _alpha(observed: float, expected: float) -> Value:
    if not expected > 0:  # or a nan
        return Undefined(NO_VARIATION)
    return float(1 - observed / expected)
