"""What the memos screen says."""

from __future__ import annotations

from typing import Final

from qda.tui.words import some

DATE: Final = "date"
ON: Final = "on"
BY: Final = "by"
MEMO: Final = "memo"
PASSAGES: Final = "Passages linked"
JOURNAL: Final = "journal"
ENTRY: Final = "Journal entry"
KINDS: Final = {
    "project": "journal",
    "document": "document",
    "span": "passage",
    "code": "code",
    "coding": "coding",
    "case": "case",
}
"""What a memo is on, by the store's word."""
ALL_KINDS: Final = "all kinds"
ALL_CODES: Final = "all codes"
ALL_CODERS: Final = "all coders"
WHICH_KIND: Final = "Which memos?"
WHICH_CODE: Final = "Memos on which code, and its codings?"
WHOSE: Final = "Whose memos?"
WORDS: Final = "Memos with these words"
NEW: Final = "A new memo on what?"
NEW_CHOICES: Final = (
    ("project", "the journal", "an entry with its date"),
    ("code", "a code", ""),
    ("case", "a case", ""),
)
ON_CODE: Final = "A memo on which code?"
ON_CASE: Final = "A memo on which case?"
NO_CASES: Final = "There are no cases yet; {screen.cases} makes them."
NO_PASSAGE: Final = "It is on no passage. g l links one, while coding."
NO_MEMOS: Final = "no memos yet: {memos.new} writes one; while coding, m on a passage"
NONE_SUCH: Final = "none of these: {memos.all} shows all again"
LINK: Final = "Link the selection to which memo?"
NEW_ENTRY: Final = "a new entry of the journal"
LINKED: Final = "Linked; {screen.memos} shows the memo with its passages."
NO_CODE_IN_FOCUS: Final = "Stand on a coding, or choose a code in the codebook (f2)."
REMOVED: Final = "The memo is taken away; {history.undo} brings it back."
SEEK_KEYS: Final = "type to narrow · ↑ ↓ enter choose · esc leave"


def head(shown: int, all_: int, filters: str) -> str:
    """The first line: ``Memos · 3 of 40 · code Siling``; ``Journal`` where only that is shown."""
    if shown == all_:
        return f"Memos · {all_}"
    return f"Memos · {shown} of {all_} · {filters}"


def linked(count: int) -> str:
    """How many passages a memo points to."""
    return some(count, "passage") + " linked"


def source(document: str, first: int, last: int) -> str:
    """Where a passage is: ``T01, segments 2–3``."""
    numbers = f"segment {first}" if first == last else f"segments {first}–{last}"
    return f"{document}, {numbers}"


def with_words(words: str) -> str:
    """The filter of words."""
    return f"with “{words}”"


def by(coder: str) -> str:
    """The filter of coders."""
    return f"by {coder}"
