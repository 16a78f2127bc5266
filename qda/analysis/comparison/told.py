"""What is known of a comparison beyond its data: its round, and whose later pass it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from qda.analysis.dataset import Codings, Marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.dataset import Dataset


@dataclass(frozen=True, slots=True)
class RoundTold:
    """The round that is compared.

    Attributes:
        name: What it is called.
        drawn: How its informants were chosen, in words that follow "of 12 informants, ".
        codebook_version: The version of the codebook when it began.
        closed: The day on which its coding was frozen, to be talked over; empty while it is open.
    """

    name: str
    drawn: str
    codebook_version: int
    closed: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the program knows and the data do not show.

    Attributes:
        round: The round, if one was named.
        stability: The coder whose passes are compared; empty where several coders are.
        days: Between the last coding of the first pass and the first of the last one.
        matrices: Whose independent coding figures are of by default; empty where nobody's.
    """

    round: RoundTold | None = None
    stability: str = ""
    days: int | None = None
    matrices: str = ""


NOTHING: Final = Told()


def beside(passes: Sequence[Dataset]) -> Dataset:
    """Several passes of one coder as if each were a coder, called by its layer.

    Args:
        passes: One data set a pass, of one coder and one layer each.
    """
    first = passes[0]
    layers = tuple(one.source.layer for one in passes)
    whose = np.repeat(np.arange(len(passes)), [len(one.codings.document) for one in passes])
    read = np.repeat(np.arange(len(passes)), [len(one.marks.segment) for one in passes])
    codings = [one.codings for one in passes]
    marks = [one.marks for one in passes]
    changed = [one.source.last_change for one in passes if one.source.last_change is not None]
    return replace(
        first,
        source=replace(
            first.source, layer=" and ".join(layers), last_change=max(changed, default=None)
        ),
        coders=layers,
        codings=Codings(
            np.concatenate([one.document for one in codings]),
            np.concatenate([one.start for one in codings]),
            np.concatenate([one.end for one in codings]),
            np.concatenate([one.code for one in codings]),
            whose,
        ),
        marks=Marks(
            np.concatenate([one.segment for one in marks]),
            read,
            np.concatenate([one.version for one in marks]),
        ),
    )
