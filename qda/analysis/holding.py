"""Where an expression of codes holds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from qda.analysis.passages import join
from qda.analysis.rulers import units_of
from qda.analysis.voices import cases_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.analysis.dataset import Dataset
    from qda.analysis.having import Having
    from qda.analysis.relation import Bools, Ints


def places_having(data: Dataset, having: Having) -> Bools:
    """Whether it holds, for each document, for each case and `nobody`, or for each coding.

    In documents and cases any coder's codings will do. Else each coding is looked at by itself,
    with all that the same coder gave to the segments or turns that it touches, or to text that
    it shares: white space is shared with nobody. `nobody` mentions nothing and is asked nothing.

    Raises:
        QdaError: A code is not known.
    """
    under = {code: _under(data, code) for code in having.expression.codes()}
    if having.within == "document":
        return having.expression.holds(lambda code: _documents(data, under[code]))
    if having.within == "case":
        holds = having.expression.holds(lambda code: _cases(data, under[code]))
        holds[data.nobody] = False
        return holds
    around = _around(data, having.within)
    return having.expression.holds(cache(lambda code: around(under[code])))


def _under(data: Dataset, code: str) -> Bools:
    """Of each coding whether it is of the code or of one under it."""
    number = data.code_number(code)
    below = np.array([number in line for line in data.ancestry], dtype=np.bool_)
    found: Bools = below[data.codings.code]
    return found


def _documents(data: Dataset, chosen: Bools) -> Bools:
    return np.bincount(data.codings.document[chosen], minlength=len(data.texts)) > 0


def _cases(data: Dataset, chosen: Bools) -> Bools:
    start, end = coding_places(data)
    of = cases_of(data, data.codings.document[chosen], start[chosen], end[chosen])
    return np.bincount(of.partners, minlength=data.nobody + 1) > 0


def coding_places(data: Dataset) -> tuple[Ints, Ints]:
    """Start and end of each coding as places."""
    begin = data.offsets[data.codings.document]
    return begin + data.codings.start, begin + data.codings.end


def _around(data: Dataset, within: str) -> Callable[[Bools], Bools]:
    """A function from chosen codings to those that have one of them around, of the same coder."""
    start, end = coding_places(data)
    coder = data.codings.coder
    if within == "passage":
        start, end = data.text.solid(start), data.text.solid(end)
        width = int(end.max(initial=0)) + 1
        return lambda chosen: _meet(coder * width + start, coder * width + end, chosen)
    first, last, units = units_of(data, within, start, end)
    return lambda chosen: _meet(coder * units + first, coder * units + last, chosen)


def _meet(start: Ints, end: Ints, chosen: Bools) -> Bools:
    """Whether each range [start, end) shares a number with one of the chosen."""
    some = chosen & (end > start)
    runs = join(np.zeros(int(some.sum()), dtype=np.int64), start[some], end[some])
    after = np.searchsorted(runs.end, start, side="right")
    begins = np.append(runs.start, np.iinfo(np.int64).max)
    return (begins[after] < end) & (end > start)
