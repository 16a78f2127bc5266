"""What the coders have read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.dataset import Dataset
    from qda.analysis.relation import Bools


def read_segments(data: Dataset, version: int, coders: Sequence[int]) -> Bools:
    """Which segments all these coders have read under this version of the codebook or a later."""
    everyone = np.ones(len(data.segments.number), dtype=np.bool_)
    recent = data.marks.version >= version
    for coder in coders:
        read = np.zeros(len(everyone), dtype=np.bool_)
        read[data.marks.segment[recent & (data.marks.coder == coder)]] = True
        everyone &= read
    return everyone


def read_documents(data: Dataset) -> Bools:
    """Documents whose informants' segments have all been read, by every coder.

    One in which no informant says anything has nothing to be read, so it is not among them.
    """
    turn = data.segments.turn
    spoken = data.by_informant[turn]
    document = data.segments.document[spoken]
    read = read_segments(data, 0, range(len(data.coders)))[spoken]
    size = len(data.texts)
    all_of, done = np.bincount(document, minlength=size), np.bincount(document, read, size)
    wholly: Bools = (all_of > 0) & (done == all_of)
    return wholly
