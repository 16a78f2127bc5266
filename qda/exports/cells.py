"""Cells of exported tables: text is guarded, numbers stay numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from qda.cells import guard, to_csv

Cell = str | int | float

_AT_LEAST: Final = re.compile(r"≥\d+\.\d+")
"""A rate that may still grow, as `Cells.shown` writes it."""


def csv_bytes(rows: Iterable[Iterable[Cell]], separator: str = ",", decimal: str = ".") -> bytes:
    """Rows as csv (see `qda.cells.to_csv`); numbers that are not whole have three decimals."""
    return to_csv([[_written(cell, decimal) for cell in row] for row in rows], separator)


def _written(cell: Cell, decimal: str) -> str:
    if isinstance(cell, float):
        return f"{cell:.3f}".replace(".", decimal)
    if isinstance(cell, str):
        return cell.replace(".", decimal) if _AT_LEAST.fullmatch(cell) else guard(cell)
    return str(cell)
