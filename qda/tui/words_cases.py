"""What the cases screen says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qda.tui.words import some

CASE: Final = "case"
DOCUMENTS: Final = "Documents"
MEMOS: Final = "Memos"
REVIEWED: Final = "reviewed"
UNKNOWN: Final = "unknown"
EMPTY: Final = "empty"
DOES_NOT_APPLY: Final = "does not apply"
NO_CASES: Final = "No cases yet: {cases.new} makes one, `qda cases FILE.csv` reads many."
NO_DOCUMENTS: Final = "tied to no document: {cases.tie} ties it"
NO_MEMOS: Final = "no memo: {cases.memo} writes one"
NEW_CASE: Final = "New case: its name"
NEW_ATTRIBUTE: Final = "New attribute: its name"
KIND: Final = "What kind of attribute is it?"
LIMITS_HINT: Final = "20 40 60"
BANDS_NAME: Final = "What shall the bands be called?"
NO_NUMBER: Final = "Bands are made of numbers: stand on a column of the kind number."
NO_ATTRIBUTE: Final = "Stand on an attribute first: {cases.left} and {cases.right} go sideways."
NO_OTHER_DOCUMENT: Final = "Nobody in this document speaks in another one."
KINDS: Final = (
    ("text", "words, one a case"),
    ("number", "as 54 or 3.5; bands can be made of it"),
    ("yesno", "yes or no"),
    ("date", "as 2026-11-23"),
    ("many", "several a case"),
)


def head(cases: int, attributes: int) -> str:
    """The first line: ``Cases · 29, with 13 attributes``."""
    return f"Cases · {cases}, with {attributes} attribute{'' if attributes == 1 else 's'}"


def columns(first: int, last: int, all_: int) -> str:
    """Which attributes are in sight: ``attributes 3–7 of 13``."""
    if not all_:
        return "no attributes yet: {cases.attribute} makes one"
    if last - first + 1 >= all_:
        return "attributes"
    return f"attributes {first}–{last} of {all_} · {{cases.left}} {{cases.right}} for more"


def cell(case: str, attribute: str, kind: str, value: str) -> str:
    """The cell stood on: ``I05 · age (number): 54``."""
    return f"{case} · {attribute} ({kind}): {value}"


def bands_of(attribute: str, labels: Sequence[str]) -> str:
    """What kind of column bands are: ``bands of age: under 20, 20-39, 40+``."""
    return f"bands of {attribute}: {', '.join(labels)}"


def documents_of(case: str, documents: int, memos: int) -> str:
    """The case stood on: ``I05 · 2 documents · 1 memo``."""
    parts = [case, some(documents, "document")]
    if memos:
        parts.append(some(memos, "memo"))
    return " · ".join(parts)


def set_value(case: str, attribute: str, kind: str) -> str:
    """The title of the dialog for a value."""
    return f"{attribute} of {case} ({kind})"


def tie(case: str) -> str:
    """The title of the dialog for ties."""
    return f"Where does {case} speak?"


def rename(what: str) -> str:
    """The title of the dialog for a name."""
    return f"Another name for {what}"


def limits(attribute: str) -> str:
    """The title of the dialog for bands."""
    return f"Bands of {attribute}: where does each begin? Empty takes them away."


def in_cases(count: int) -> str:
    """How many cases have a value."""
    return f"in {some(count, 'case')}"


def removed(what: str) -> str:
    """Something is taken away that others may miss."""
    return f"{what} is taken away; {{history.undo}} brings it back."


def reading(cases: Sequence[str], place: int, documents: int) -> str:
    """Another document of the same informant is opened: ``I01: document 2 of 3``."""
    return f"{', '.join(cases)}: document {place} of {documents}"
