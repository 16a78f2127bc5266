"""Hypothesis strategies for ratings and spans."""

from __future__ import annotations

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from qda.analysis.agreement.ratings import Ratings, collect
from qda.analysis.agreement.spans import SpanData, Weights, make_spans
from qda.analysis.agreement.value import IntArray

NAMES = "abcdefgh"

LAW = settings(deadline=None, max_examples=60)
"""Asserts no time."""


@st.composite
def values(
    draw: st.DrawFn, coders: int | None = None, categories: int = 3, missing: bool = True
) -> IntArray:
    """Units x coders."""
    width = coders if coders is not None else draw(st.integers(2, 4))
    cell = st.integers(-1 if missing else 0, categories - 1)
    rows = draw(st.lists(st.lists(cell, min_size=width, max_size=width), max_size=12))
    return np.array(rows, dtype=np.int64).reshape(len(rows), width)


def ratings(
    coders: int | None = None, categories: int = 3, missing: bool = True
) -> st.SearchStrategy[Ratings]:
    """Ratings in up to three categories."""
    drawn = values(coders, categories, missing)
    return drawn.map(lambda found: collect(found, NAMES[:categories]))


@st.composite
def spans(
    draw: st.DrawFn, coders: int | None = None, codes: int = 3, most: int = 8, apart: bool = False
) -> SpanData:
    """Spans on a continuum of up to 30; with `apart` those of one coder do not overlap."""
    m = coders if coders is not None else draw(st.integers(2, 3))
    length = draw(st.integers(1, 30))
    rows: list[tuple[int, int, int, int]] = []
    for _ in range(draw(st.integers(0, most))):
        start = draw(st.integers(0, length - 1))
        end = draw(st.integers(start + 1, length))
        coder = draw(st.integers(0, m - 1))
        if not apart or all(coder != c or end <= s or e <= start for c, s, e, _ in rows):
            rows.append((coder, start, end, draw(st.integers(0, codes - 1))))
    weights = Weights(alpha=draw(st.sampled_from([1.0, 3.0])))
    return make_spans(NAMES[:m], NAMES[:codes], rows, length, weights)
