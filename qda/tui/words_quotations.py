"""What the quotations bench says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

PASSAGES: Final = "Passages"
CHOSEN: Final = "Chosen"
INFORMANTS: Final = "Informants"
THE_PASSAGE: Final = "In the interview"
PRINTED: Final = "As printed"
PASSAGE: Final = "passage"
QUOTATION: Final = "quotation"
INFORMANT: Final = "informant"
DOCUMENT: Final = "document"
CODE: Final = "code"
GIVEN: Final = "quoted"
SECTIONS: Final = "sections"
CHOOSES: Final = "{quotations.choose} chooses"
NONE_HERE: Final = (
    "No passages here. {quotations.only.all} shows all; {quotations.only.code} chooses a code."
)
NONE_CHOSEN: Final = (
    "Nothing is chosen yet. {quotations.passages} shows the passages; there {quotations.choose} "
    "chooses one."
)
NO_INFORMANTS: Final = "No cases yet: `qda cases cases.csv` reads them."
NOT_CHOSEN: Final = "Choose a quotation first: c."
SELECT_FIRST: Final = "Select words of the passage first: → goes there, v selects."
NOTHING_CUT: Final = "Nothing is cut or masked here."
COPIED: Final = "Copied with its source."
ALL_CODES: Final = "all codes"
ALL_INFORMANTS: Final = "all informants"
ALL_VALUES: Final = "no attribute"
ALL_CODERS: Final = "all coders"
ALL_SECTIONS: Final = "all sections"
WHICH_CODE: Final = "Passages of which code?"
WHICH_CASE: Final = "Passages of which informant?"
WHICH_VALUE: Final = "Passages of informants with which value?"
WHOSE: Final = "Whose codings?"
WHICH_SECTION: Final = "Which section?"
FOR_SECTION: Final = "For which section of the report?"
NEW_SECTION: Final = "a new section…"
NAME_SECTION: Final = "The section's name"
MASK_WITH: Final = "What is to stand in the brackets?"
MASK_HINT: Final = "sted, navn, … ; empty: [...]"
TRANSLATION: Final = "Translation"
WHICH_FORMAT: Final = "Write the chosen quotations to exports/"
FORMATS: Final[Mapping[str, str]] = {
    "md": "Markdown",
    "docx": "Word",
    "csv": "CSV",
}
NO_NAMES: Final = "without names"
WITH_NAMES: Final = "with names"
TRANSLATED: Final = "tr"
SELECTING: Final = "selecting words"


def head(shown: str, count: int, limits: Sequence[str]) -> str:
    """The first line: ``Quotations · 23 passages · Portvakt · sector: hospital``."""
    thing = {PASSAGES: PASSAGE, CHOSEN: QUOTATION, INFORMANTS: INFORMANT}[shown]
    said = f"{count:,} {thing}{'' if count == 1 else 's'}"
    chosen = " chosen" if shown == CHOSEN else ""
    return " · ".join(("Quotations", said + chosen, *limits))


def by_coders(coders: Sequence[str]) -> str:
    """Whose codings the passages are of."""
    return f"coded by {', '.join(coders)}"


def chosen_for(section: str, position: int, count: int) -> str:
    """Where in the report a quotation stands."""
    return f"{section}, {position} of {count}"


def not_chosen(section: str | None) -> str:
    """What `c` would do with a passage."""
    return f"not chosen · {CHOOSES} it for {section}" if section else f"not chosen · {CHOOSES} it"


def given(case: str, sections: Mapping[str, int]) -> str:
    """How many quotations an informant has been given: ``I07: 3 (Portvakt 2, Rollen 1)``."""
    total = sum(sections.values())
    if not total:
        return f"{case}: no quotation yet"
    where = ", ".join(f"{section} {count}" for section, count in sections.items())
    return f"{case}: {total} quotation{'' if total == 1 else 's'} ({where})"


def given_short(count: int) -> str:
    """How many quotations an informant has been given, in a list."""
    return f"{count} quoted" if count else ""


def now_section(section: str) -> str:
    """The section that is chosen for from now on."""
    return f"{CHOOSES} for {section} now; {{quotations.choose_for}} asks for another."


def written(name: str) -> str:
    """A file of quotations was written."""
    return f"{name} was written."
