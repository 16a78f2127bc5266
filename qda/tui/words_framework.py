"""What the framework screen says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qda.tui.words import some

CASE: Final = "case"
WAITING: Final = "reading…"
NO_CASES: Final = "No cases yet; {screen.cases} makes them and ties them to documents."
TO_WRITE: Final = "no summary yet: {framework.edit} writes one, {framework.refer} cites a passage"
NO_CODES: Final = "No codes yet; {screen.codebook} makes them."
SUMMARY: Final = "Summary"
NO_PASSAGES: Final = "no passages under this code"
NOTHING_TO_CITE: Final = "Open a cell and stand on a passage; then {framework.refer} cites it."
NO_REFERENCE: Final = "The cursor stands behind no reference, as [1]."
NOT_YOURS: Final = "This is another coder's summary; {framework.coder} goes back to your own."
TITLE: Final = "Framework"
CODER_TITLE: Final = "Whose summaries and passages"
CODES_TITLE: Final = "Which codes as columns"
TOP: Final = "the codes at the top, and all that were summed up"
FILTER_TITLE: Final = "Only cases where (sector=hospital, age>=60; commas between; nothing for all)"
COPIED: Final = "The framework matrix is copied, as Markdown."
LEVELS: Final = ("top codes", "two levels", "three levels")


def head(written: int, cells: int, coder: str, shown: str, where: str) -> str:
    """The first line: ``Framework · 3 of 116 cells summed up · ingrid · top codes``."""
    parts = [TITLE, f"{written} of {cells} cells summed up", coder, shown]
    return " · ".join([*parts, f"only {where}"] if where else parts)


def whose(coder: str, passages: Sequence[str]) -> str:
    """Whose summaries are shown, and of what passages where these are another's."""
    return coder if coder in passages else f"{coder}, on passages of {' and '.join(passages)}"


def cell(case: str, code: str, passages: str, references: int, coder: str) -> str:
    """What a cell holds: ``I04 × Gatekeeping · 3 passages · 2 references · ingrid``."""
    parts = [f"{case} × {code}", passages]
    if references:
        parts.append(some(references, "reference"))
    return " · ".join([*parts, coder] if coder else parts)


def columns(first: int, last: int, all_: int) -> str:
    """Which codes are in sight: ``codes 2–3 of 4 · h l for more``."""
    if last - first + 1 >= all_:
        return ""
    return f"codes {first}–{last} of {all_} · {{framework.left}} {{framework.right}} for more"


def passages(count: str) -> str:
    """How many passages a cell has, or why there are none."""
    said = {"–": "– not all was read", "0": "0 passages, all was read", "n.a.": "n.a. not asked"}
    return said.get(count) or some(int(count), "passage")


def opened(case: str, code: str, count: int) -> str:
    """The title over the passages of a cell."""
    return f"{case} × {code}: {some(count, 'passage')}"


def source(document: str, segments: str, who: str) -> str:
    """Where the passage shown stands: ``I04, 95–98 · Informant 4``."""
    place = ", ".join(part for part in (document, segments) if part)
    return f"{place} · {who}" if who else place


def cited(number: int) -> str:
    """That a passage is cited now."""
    return f"[{number}] cites this passage."


def elsewhere(count: int) -> str:
    """That some summaries are not in sight, as their code or their case is not."""
    return f"{count} {'summary' if count == 1 else 'summaries'} not shown"
