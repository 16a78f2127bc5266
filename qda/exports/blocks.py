"""Tables as plain text: columns that do not fit into the width go on in further blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

_LONGEST_LABEL: Final = 40
_GAP: Final = 2


def fit(labels: Sequence[str], longest: int = _LONGEST_LABEL) -> list[str]:
    """Labels of rows, padded to one width, the longest cut."""
    width = min(max(map(len, labels)), longest)
    cut = (label if len(label) <= width else f"{label[: width - 1]}…" for label in labels)
    return [f"{label:<{width}}" for label in cut]


def blocks(columns: Sequence[list[str]], width: int) -> Iterator[list[list[str]]]:
    """Columns, as many in a block as fit into the width."""
    block: list[list[str]] = []
    used = 0
    for column in columns:
        needs = max(map(len, column)) + _GAP
        if block and used + needs > width:
            yield block
            block, used = [], 0
        block.append(column)
        used += needs
    yield block


def lines(labels: Sequence[str], columns: Sequence[list[str]]) -> Iterator[str]:
    """The lines of one block: labels to the left, cells to the right."""
    widths = [max(map(len, column)) + _GAP for column in columns]
    for label, *cells in zip(labels, *columns, strict=True):
        padded = (f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        yield "".join(chain([label], padded)).rstrip()
