"""What the screens say of what two coders differ on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from qda.coding.changes import Choice

TITLE: Final = "Disagreements"
MIXED: Final = "Taken for each other"
PASSAGES: Final = "Passages"
PLACE: Final = "place"
CODES: Final = "codes"
LEFT: Final = "left"
ALL: Final = "all passages"
NOTHING: Final = "nothing"
INSTEAD: Final = " ↔ "
CODED_NOTHING: Final = "nothing here"
BY_BOTH: Final = "both have it"
MEMO: Final = "memo: "
NO_DEFINITION: Final = "It has no definition yet."
WAITING: Final = "Reading…"
TWO_NEEDED: Final = "Disagreements are between two coders; here only one has coded so far."
NO_DIFFERENCES: Final = "These coders differ nowhere in what both have read."
ALL_SETTLED: Final = "All of these passages are settled."
INDEPENDENT_ONLY: Final = (
    "Agreement is computed on the independent coding; what is settled here lies beside it, in the "
    "consensus, and changes no figure."
)
WHICH_CODERS: Final = "Whose coding is compared?"
WHICH_ROUND: Final = "Which round?"
NO_ROUND: Final = "no round: all that both have read"
NO_ROUNDS: Final = "There are no rounds; all that both have read is compared."
REASON_HINT: Final = "a reason; it may be empty"
WHICH_CODE: Final = "A rule for which code?"
WHERE_RULE: Final = "Where does the rule belong?"
RULE: Final = "The rule, as a line more"
RULE_FIELDS: Final = {
    "definition": "to the definition",
    "include": "to when it is used",
    "exclude": "to when it is not used",
}
AGREED_TAKEN: Final = "What both agree on is taken into the consensus; u takes it back."
NO_MORE: Final = "No more places here on which coders differ, in this direction."

_ACCEPTED: Final = {"first": "A", "second": "B", "both": "both", "neither": "neither"}


def head(coders: Sequence[str], round_: str, settled: int, passages: int) -> str:
    """The first line: whose coding, of which round, and how far it has come."""
    between = f"{TITLE} · {' and '.join(coders)}"
    of = f" · round {round_}" if round_ else ""
    return f"{between}{of} · {progress(settled, passages)}"


def progress(settled: int, passages: int) -> str:
    """How far it has come: ``4 of 37 settled, 33 left``."""
    if not passages:
        return "nothing to settle"
    left = passages - settled
    return f"{settled} of {passages} settled, " + (f"{left} left" if left else "none left")


def where(settled: int, passages: int) -> str:
    """How far those listed have come, and what that leaves as it is."""
    return f"{progress(settled, passages)} · agreement stays that of the independent coding"


def segments(first: int, last: int) -> str:
    """Where a passage lies."""
    return f"segment {first}" if first == last else f"segments {first}–{last}"


def accept(choice: Choice) -> str:
    """What is asked before a decision."""
    return f"Accept {_ACCEPTED[choice]}: why?"


def revealed(choice: str, shown: Sequence[str]) -> str:
    """What was accepted, and who is who."""
    first, second = shown
    return f"Accepted: {_ACCEPTED[choice]}. A was {first}, B was {second}."


def settled(by: str, choice: str, shown: Sequence[str], reason: str) -> str:
    """A decision that stands."""
    why = f" Why: {reason}" if reason else ""
    return f"✓ Settled by {by}. {revealed(choice, shown)}{why}"


def rule_for(code: str) -> str:
    """Where a rule for a code is asked for."""
    return f"{WHERE_RULE} {code}"


def rule_written(code: str) -> str:
    """A rule has been written."""
    return f"The rule stands in the codebook, at {code}; u takes it back."
