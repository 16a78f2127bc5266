"""Cells of tables: what a spreadsheet would run as a formula is kept as text.

Used for every csv that qda writes, codings and memos included; reading them takes the sign away.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

Cell = str | int | float

RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠")
"""What a cell of text cannot safely begin with; full-width forms count as their plain ones."""


_NEEDS_QUOTES: Final = re.compile(r'[,"\r\n]')


def guard(text: str) -> str:
    """Put one `'` before text that a spreadsheet would not take as text, or that has one."""
    return f"'{text}" if text.startswith(RISKY) else text


def unguard(text: str) -> str:
    """Take exactly one `'` from the beginning of a cell, if it has one: undoes `guard`."""
    return text.removeprefix("'")


def csv_bytes(rows: Iterable[Iterable[Cell]]) -> bytes:
    """Rows as csv in UTF-8: commas, LF after each row, quotes only where they are needed.

    LF, not CRLF, so that the bytes are the same everywhere and a diff is readable; spreadsheets
    and pandas read both. No byte order mark, which would become part of the first heading.
    Text is guarded; numbers stay numbers, those that are not whole with three decimals.
    """
    return "".join(f"{','.join(map(_written, row))}\n" for row in rows).encode("utf-8")


def _written(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.3f}"
    text = guard(cell) if isinstance(cell, str) else str(cell)
    # Not the csv module: which cells it quotes differs between versions of Python.
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text
