"""The work of several as if one coder had done it: what they wrote together in one layer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from qda.analysis.dataset import Codings, Marks, Revisits

if TYPE_CHECKING:
    from qda.analysis.dataset import Dataset
    from qda.analysis.relation import Ints

_JOINED: Final = " and "


def one_voice(data: Dataset) -> Dataset:
    """One coder in place of several: what any of them coded or read, the same only once.

    What several read was read under the newest of their versions of the codebook.
    """
    if len(data.coders) < 2:
        return data
    codings, marks, again = data.codings, data.marks, data.revisits
    document, start, end, code = _distinct(
        codings.document, codings.start, codings.end, codings.code
    )
    segment, version = _newest(marks.segment, marks.version)
    place, of, under = _newest(again.segment, again.code, again.version)
    return replace(
        data,
        coders=(_JOINED.join(data.coders),),
        codings=Codings(document, start, end, code, np.zeros_like(code)),
        marks=Marks(segment, np.zeros_like(segment), version),
        revisits=Revisits(place, np.zeros_like(place), of, under),
    )


def _distinct(*columns: Ints) -> tuple[Ints, ...]:
    """The different rows of some columns."""
    return tuple(np.unique(np.stack(columns), axis=1))


def _newest(*columns: Ints) -> tuple[Ints, ...]:
    """The different rows of some columns, each with the highest value of the last one."""
    rows = np.unique(np.stack(columns), axis=1)
    last = np.append((rows[:-1, 1:] != rows[:-1, :-1]).any(axis=0), True)[: rows.shape[1]]
    return tuple(rows[:, last])
