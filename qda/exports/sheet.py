"""A table to be written: one content, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from qda.analysis.cells import AT_LEAST, DASH, FEWEST, State, decimals
from qda.exports import notes
from qda.exports.cells import Cell
from qda.exports.grid import grid
from qda.exports.languages import ENGLISH, Language
from qda.exports.notes import Lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.analysis.cells import Cells
    from qda.analysis.matrix import Matrix

Shades = tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table.

    Attributes:
        name: What it is called in a workbook.
        title: What it shows, as a heading.
        head: One heading a column.
        rows: The cells.
        names: How many of the first columns say what a row is of; the others are figures.
        total_is_sum: Whether the last column is the sum of the others, or no total at all.
        depths: Of each row how deep it lies under others; empty means none does.
        texts: Of each row the figures as people read them, where this says more than the number.
        shades: Of each row and figure how dark it is, 0 to 1; None where it is no number.
        percent: The figures are parts of 1, read as per cent.
        prose: The cells are written text of any length, so that lines break in them.
        notes: Where it comes from and how to read it.
        changed: The time of the last change that it rests on.
        more: Further tables, for formats that hold several.
    """

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    names: int
    total_is_sum: bool = True
    depths: tuple[int, ...] = ()
    texts: tuple[tuple[str, ...], ...] = ()
    shades: Shades = ()
    percent: bool = False
    prose: bool = False
    notes: Lines = ()
    changed: datetime | None = None
    more: tuple[Sheet, ...] = ()

    def depth(self, row: int) -> int:
        """How deep a row lies."""
        return self.depths[row] if self.depths else 0

    def heading(self, column: int, language: Language) -> str:
        """A heading as people read it; only our own words are in another language."""
        heading = self.head[column]
        if column == len(self.head) - 1 and not self.total_is_sum:
            heading = f"{heading} (not a sum)"
        ours = column < self.names or column == len(self.head) - 1
        return language.say(heading) if ours else heading

    def shade(self, row: int, column: int) -> float | None:
        """How dark a cell is; None for names and where nothing is shaded."""
        at = column - self.names
        if at < 0 or not self.shades or at >= len(self.shades[row]):
            return None
        return self.shades[row][at]

    def read(self, row: int, column: int, language: Language) -> str:
        """A cell as people read it."""
        if column < self.names:
            return str(self.rows[row][column])
        if self.texts:
            return self.texts[row][column - self.names]
        cell = self.rows[row][column]
        if self.percent and not isinstance(cell, str):
            return f"{language.number(100.0 * cell, 1)} %"
        return language.cell(cell)


CODE: Final = "code"
LABEL: Final = "label"


def matrix_sheet(matrix: Matrix, language: Language = ENGLISH) -> Sheet:
    """A matrix as a table, with the shares and how many were asked, where the unit has them."""
    head, *rows = grid(matrix, language.say("of"))
    labelled = tuple(
        (row[0], code.label, *row[1:]) for code, row in zip(matrix.rows, rows, strict=True)
    )
    more = []
    if matrix.cells.shares is not None:
        share = partial(_share, of=language.say("of"))
        more.append(_further(matrix, language, "Shares", share, percent=True))
    if matrix.unit == "cases":
        more.append(_further(matrix, language, "Asked", _asked))
    return Sheet(
        name=language.say("Matrix"),
        title=matrix_title(matrix, language),
        head=(CODE, LABEL, *map(str, head[1:])),
        rows=labelled,
        names=2,
        total_is_sum=matrix.total_is_sum,
        depths=tuple(code.depth for code in matrix.rows),
        texts=_texts(matrix, language),
        shades=shades(matrix),
        notes=notes.of_matrix(matrix),
        changed=matrix.provenance.source.last_change,
        more=tuple(more),
    )


def matrix_title(matrix: Matrix, language: Language = ENGLISH) -> str:
    """What a matrix shows, as a heading."""
    columns = matrix.by.replace("attribute:", "")
    say = language.say
    return f"{say('Codes')} {say('by')} {say(columns)} ({say(matrix.unit)})"


def shades(matrix: Matrix) -> Shades:
    """How dark each cell is, the total last: its share; without one, its part of the largest.

    Without a share it follows the count per 1,000 words of the informants.
    """
    blocks = (_shaded(matrix.cells), _shaded(matrix.total))
    return tuple(tuple(map(_maybe, row)) for row in np.hstack(blocks).tolist())


def _shaded(cells: Cells) -> NDArray[np.float64]:
    largest = 1.0
    if cells.shares is None:
        largest = max(float(np.nanmax(cells.heat, initial=0.0)), 1e-9)
    known = np.where(cells.states <= State.NOUGHT, cells.heat / largest, np.nan)
    return np.asarray(np.clip(known, 0.0, 1.0))


def _maybe(share: float) -> float | None:
    return None if np.isnan(share) else share


def _texts(matrix: Matrix, language: Language) -> tuple[tuple[str, ...], ...]:
    """Cases are read with how many were asked, `4 of 9`, and percentages with their sign."""
    partly = (matrix.total.states == State.PARTLY).any()
    if not matrix.cells.people and matrix.options.show == "number" and not partly:
        return ()
    return tuple(
        (
            *(_read(matrix.cells, row, at, language) for at in range(len(matrix.columns))),
            _read(matrix.total, row, 0, language),
        )
        for row in range(len(matrix.rows))
    )


def _read(cells: Cells, row: int, column: int, language: Language) -> str:
    partly = cells.partly(row, column)
    if cells.show != "number" and partly:
        return str(cells.shown(row, column, language.say("of")))
    cell = cells.figure(row, column, language.say("of"))
    if isinstance(cell, str):
        return cell
    if cells.show == "number":
        of = f" {language.say('of')} {cells.asked[row, column]}" if cells.people else ""
        return f"{AT_LEAST if partly else ''}{cell if of else language.cell(cell)}{of}"
    return f"{language.number(float(cell), decimals(cell))} %" if cell else str(0)


def _further(
    matrix: Matrix,
    language: Language,
    name: str,
    cell: Callable[[Cells, int, int], Cell],
    percent: bool = False,
) -> Sheet:
    rows = tuple(
        (
            code.id,
            code.label,
            *(cell(matrix.cells, row, column) for column in range(len(matrix.columns))),
            cell(matrix.total, row, 0),
        )
        for row, code in enumerate(matrix.rows)
    )
    return Sheet(
        name=language.say(name),
        title=language.say(name),
        head=(CODE, LABEL, *matrix.columns, "total"),
        rows=rows,
        names=2,
        total_is_sum=matrix.total_is_sum,
        depths=tuple(code.depth for code in matrix.rows),
        percent=percent,
    )


def _share(cells: Cells, row: int, column: int, of: str) -> Cell:
    """A share; of fewer than 20 people, and where not all was read, it is “4 of 9” or “≥4 of 9”."""
    assert cells.shares is not None
    share = float(cells.shares[row, column])
    shown = cells.figure(row, column)
    if np.isnan(share):
        return shown if isinstance(shown, str) else DASH
    if cells.partly(row, column) and cells.of is not None:
        return f"{AT_LEAST}{cells.counts[row, column]} {of} {cells.of[row, column]}"
    if share and cells.people and cells.asked[row, column] < FEWEST:
        return f"{cells.counts[row, column]} {of} {cells.asked[row, column]}"
    return share


def _asked(cells: Cells, row: int, column: int) -> Cell:
    return int(cells.asked[row, column])
