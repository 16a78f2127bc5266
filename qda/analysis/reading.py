"""What the coders have read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qda.analysis.dataset import Dataset
    from qda.analysis.relation import Bools


@dataclass(frozen=True, slots=True)
class Asked:
    """What a segment must have been read for.

    Attributes:
        version: The oldest codebook version under which a reviewed mark says something of it.
        again: Codes for which something was read again since; for each the mark, or the reading
            again, must be as new as the code.
    """

    version: int
    again: tuple[int, ...]

    @classmethod
    def about(cls, data: Dataset, codes: Iterable[int]) -> Asked:
        """What is asked where one asks about all of these codes; with none, to be read at all."""
        codes = list(codes)
        again = tuple(code for code in codes if code in data.revisited)
        since = (data.codes[code].since for code in codes if code not in again)
        return cls(max(since, default=0), again)

    def read(self, data: Dataset, coders: Sequence[int]) -> Bools:
        """Which segments all these coders have read for it."""
        read = read_segments(data, self.version, coders)
        for code in self.again:
            read = read & read_segments(data, data.codes[code].since, coders, code)
        return read


def read_segments(
    data: Dataset, version: int, coders: Sequence[int], code: int | None = None
) -> Bools:
    """Which segments all these coders have read under this version of the codebook or a later.

    Args:
        data: The data set.
        version: The oldest version that counts.
        coders: The coders who must have read it.
        code: What was read under an older version counts if it was read again for this code.
    """
    everyone = np.ones(len(data.segments.number), dtype=np.bool_)
    recent = data.marks.version >= version
    again = (data.revisits.version >= version) & (data.revisits.code == code)
    for coder in coders:
        marked, since, read = (np.zeros(len(everyone), dtype=np.bool_) for _ in range(3))
        own = data.marks.coder == coder
        marked[data.marks.segment[own]] = True
        since[data.marks.segment[own & recent]] = True
        read[data.revisits.segment[again & (data.revisits.coder == coder)]] = True
        everyone &= since | (marked & read)
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
