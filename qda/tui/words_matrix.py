"""What the matrix screen says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from qda.tui.words import some

TITLE: Final = "Matrix"
COLUMNS_TITLE: Final = "Columns"
CROSS_TITLE: Final = "Cross the columns with"
UNIT_TITLE: Final = "What counts"
WITHIN_TITLE: Final = "Together in the same"
CODER_TITLE: Final = "Whose coding"
FILTER_TITLE: Final = "Only where (sector=hospital, age>=60; commas between; nothing for all)"
HAVING_TITLE: Final = "Only where codes are (gatekeeping and not screening in document)"
FILE_TITLE: Final = "Write to exports/ as .xlsx .docx .csv .md .html .ods .tex .json"
PREVIEW_KEYS: Final = "enter write · ↑ ↓ look · esc write nothing · the name says the format"
FAIR: Final = "as is fair: cases for groups, else passages"
NOTHING_CROSSED: Final = "nothing"
CODE: Final = "code"
TOTAL: Final = "total"
PASSAGES: Final = "passages"
WAITING: Final = "counting…"
NOT_CROSSED: Final = "Codes, coders and two columns crossed already are not crossed."
NO_PASSAGES: Final = "No passages behind this cell; where codes are columns, no cases."
NOTES_TITLE: Final = "Where these figures come from"
WITH: Final = ("NUMBER", "PARTLY")
"""The states of cases in which the code was found."""
COPIED: Final = "The matrix is copied, as Markdown."
NOT_ALL_READ: Final = "– nothing found, but not all was read; r lists what to read for this code"
PARTLY_READ: Final = "≥ at least: not all was read for this code; r lists what to read again"
ALL_READ: Final = "0 all was read, and nothing found"
NOT_ASKED: Final = "n.a. the code is not asked of these"
ALL_CODERS: Final = "all, each place once"
CODES_TOGETHER: Final = "code (codes that occur together)"


def way(by: str) -> str:
    """What columns are, as one says it: ``sector``, ``month of date``, ``sector x role``."""
    if by == "code":
        return CODES_TOGETHER
    months = (one.replace("month:", "month of ", 1) for one in by.split(" x "))
    return " x ".join(one.removeprefix("attribute:") for one in months)


def head(by: str, unit: str, coders: Sequence[str], limits: Sequence[str]) -> str:
    """The first line: ``Matrix · cases by sector · ingrid · only role=initiator``."""
    parts = [TITLE, f"{unit} by {way(by)}", " and ".join(coders)]
    if limits:
        parts.append(f"only {', '.join(limits)}")
    return " · ".join(parts)


def behind(code: str, column: str, passages: int) -> str:
    """The title of the passages behind a cell."""
    return f"{code} × {column}: {some(passages, 'passage')}"


def _cases(number: int) -> str:
    return some(number, "case")


WITHOUT: Final[tuple[tuple[str, Callable[[int], str], str], ...]] = (
    ("NOUGHT", lambda number: f"{_cases(number)} read without it", "read, not found"),
    ("UNREAD", lambda number: f"{_cases(number)} not all read for it", "read"),
    ("OUTSIDE", lambda number: f"{_cases(number)} not asked", "outside the code's base"),
)
"""States of cases in which it was not found: how they are headed, and what is said of one."""


def cases_with(number: int) -> str:
    """The heading of the passages."""
    return f"{_cases(number)} with it"


def to_read(segments: int) -> str:
    """What is left to read in a document for the code."""
    return f"{some(segments, 'segment')} to read for it"


def notes_are(notes: int) -> str:
    """That there is more to be known of the figures."""
    return f"i: {some(notes, 'note')}"


def share(shown: str, percent: float | None) -> str:
    """What a cell is of what can be: ``5 of 29 (17 %)``, without per cent where none is given."""
    return shown if percent is None else f"{shown} ({percent:.0f} %)"


def written(name: str, changed: bool) -> str:
    """What became of a file."""
    return f"{name} was written." if changed else f"{name} is as it was."
