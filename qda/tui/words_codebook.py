"""What the codebook screen, and the splitting of a code, say."""

from __future__ import annotations

from typing import Final

YOURS: Final = "yours"
ALL: Final = "all"
RETIRED: Final = "retired"
NO_CODES: Final = "no codes yet: {codebook.add} makes one"
NEW_CODE: Final = "A new code: its name"
NEW_CODE_HINT: Final = "name; for a sub-code: code > name, or name under code"
THE_TOP: Final = "the top"
INHERITED: Final = "as the code above it"
NO_USES: Final = "No use of this code yet."
NO_SIBLING_ABOVE: Final = "There is no code above it to lie under."
AT_THE_TOP: Final = "It lies at the top already."
ANY_KEY: Final = "d writes the definition · any other key closes"
WRITES: Final = "d"
"""The key that writes a definition where it is shown, as in the codebook."""
NO_CODE_AT_HAND: Final = "No code is at hand: stand on a coding, or on a code in the codebook."
NOT_DEFINED: Final = "No definition yet: d writes one."
NOTHING_TO_SPLIT: Final = "Nothing is left with this code."
MOST_TARGETS: Final = "Nine codes are as many as there are digits."
WHERE: Final = "where"
PASSAGE: Final = "passage"
NOT_A_TARGET: Final = (
    "No code has this digit: {split.new} makes one, {split.add} takes one that is there."
)
EXAMPLES_TITLE: Final = "examples, one a line"
BASE_TITLE: Final = "base, one condition a line, as role=initiator"
LABELS: Final = {
    "label": "label",
    "definition": "definition",
    "include": "include",
    "exclude": "exclude",
    "examples": "examples",
    "base": "base",
    "colour": "colour",
    "pin": "digit",
    "was": "was",
    "since": "since",
    "uses": "uses",
}


def _some(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def head(codes: int, retired: int, language: str) -> str:
    """The first line: ``Codebook · 26 codes, 2 retired · you write nb; l: another language``."""
    gone = f", {retired} retired" if retired else ""
    edits = f" · you write {language}; {{codebook.language}}: another language" if language else ""
    return f"Codebook · {_some(codes, 'code')}{gone}{edits}"


def uses(mine: int, all_: int, documents: int) -> str:
    """How often a code is used: ``12 codings of yours, 20 of all, in 9 documents``."""
    if not all_:
        return "none"
    return f"{_some(mine, 'coding')} of yours, {all_} of all, in {_some(documents, 'document')}"


def since(version: int) -> str:
    """Since when a code is there."""
    return f"version {version} of the codebook"


def new_id(code: str) -> str:
    """The question for another id."""
    return f"Another id for {code}: a-z, æ, ø, å, digits and _"


def field(name: str, code: str, language: str) -> str:
    """The title of a field being written: ``Frames: definition (nb)``."""
    return f"{code}: {name}{f' ({language})' if language else ''}"


def label_twice(label: str) -> str:
    """A new code has a label that another has; both are kept."""
    ways = "{codebook.rename} renames this one, {history.undo} takes it back."
    return f"There is another code “{label}” now: {ways}"


def move(code: str) -> str:
    """The question where a code is to lie."""
    return f"{code} goes under"


def merge(code: str) -> str:
    """The question into which code another is merged."""
    return f"{code}, its codings, memos and sub-codes go to"


def colour(code: str) -> str:
    """The question for a colour."""
    return f"The colour of {code}"


def delete(code: str) -> str:
    """The question before a code in use is deleted."""
    return f"Delete {code}?"


def delete_what(below: int, mine: int, others: int) -> str:
    """What goes with a code."""
    parts = []
    if below:
        parts.append(_some(below, "sub-code"))
    if mine:
        parts.append(f"{_some(mine, 'coding')} of yours")
    if others:
        parts.append(f"{others} of others")
    ways = "{history.undo} brings all back. To keep the codings, retire it ({codebook.retire})."
    return f"With it go {', '.join(parts)}. {ways}"


SPLIT_OTHERS: Final = "Deal out other coders' codings too?"
SPLIT_OTHERS_TEXT: Final = (
    "You see how they coded, and what you deal out changes in their coding: "
    "it is then no longer independent of yours, and agreement on these codes says less."
)


def split_head(code: str, left: int, others: int, listed: bool) -> str:
    """The first line while a code is split; the others' codings are listed or not."""
    theirs = (f", {others} of them by others" if listed else f", {others} by others stay") * bool(
        others
    )
    return f"Splitting {code} · {left} left{theirs}"


def use_at(document: str, coder: str, mine: bool) -> str:
    """Where a coding stands and whose it is."""
    return document if mine else f"{document} · {coder}'s"


def split_says(left: int) -> str:
    """What the keys do now."""
    if not left:
        return NOTHING_TO_SPLIT
    return (
        "a digit deals it out · {list.down} passes it by: it stays · {history.undo} takes it back"
    )
