"""What the screens say of what two coders differ on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from qda.coding.changes import Choice
    from qda.coding.disagreeing import DecisionRow
    from qda.comparing.differing import Passage

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
REASON_KEYS: Final = "enter settle · ctrl+j new line · esc leave it"
RULE_KEYS: Final = "enter save · ctrl+j new line · esc leave it"
WHICH_CODE: Final = "A rule for which code?"
WHERE_RULE: Final = "Where does the rule belong?"
RULE: Final = "The rule, as a line more"
RULE_FIELDS: Final = {
    "definition": "to the definition",
    "include": "to when it is used",
    "exclude": "to when it is not used",
}
CONTESTED: Final = "≠ Two decisions stand here. Decide again: one takes the place of both."
AGREED_TAKEN: Final = (
    "What both agree on is taken into the consensus; {history.undo} takes it back."
)
NO_MORE: Final = "No more places here on which coders differ, in this direction."

_ACCEPTED: Final = {"first": "A", "second": "B", "both": "both", "neither": "neither"}


def head(coders: Sequence[str], round_: str, settled: int, passages: int) -> str:
    """The first line: whose coding, of which round, and how far it has come."""
    parts = (TITLE, " and ".join(coders), round_ and f"round {round_}", progress(settled, passages))
    return " · ".join(filter(None, parts))


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


def accept(choice: Choice, instead_of: str = "") -> str:
    """What is asked before a decision, and whose decision it would take the place of."""
    asked = f"Accept {_ACCEPTED[choice]}: why?"
    return f"{asked} It takes the place of what {instead_of} decided." if instead_of else asked


def revealed(choice: str, shown: Sequence[str]) -> str:
    """What was accepted, and who is who."""
    first, second = shown
    return f"Accepted: {_ACCEPTED[choice]}. A was {first}, B was {second}."


def sign(passage: Passage) -> str:
    """How a passage is marked in a list: settled, decided in two ways, or not decided."""
    return "✓" if passage.settled else "≠" if passage.decisions else ""


def settled(passage: Passage) -> str:
    """The decisions that stand on a passage, each with those whose place it took."""
    lines = [CONTESTED] if passage.contested else []
    return "\n".join([*lines, *(line for made in passage.decisions for line in _settled(made))])


def _settled(made: DecisionRow) -> Iterator[str]:
    yield f"✓ Settled by {made.by}. {revealed(made.choice, made.shown)}{_why(made)}"
    for old in made.history:
        yield f"  Before, {old.by} had accepted {_names(old)}.{_why(old)}"


def _why(made: DecisionRow) -> str:
    return f" Why: {made.reason}" if made.reason else ""


def _names(made: DecisionRow) -> str:
    """Whose codes were accepted, by name: an earlier decision may have had another order."""
    return {0: "neither", 2: "both"}.get(len(made.accepted)) or f"what {made.accepted[0]} has"


def rule_for(code: str) -> str:
    """Where a rule for a code is asked for."""
    return f"{WHERE_RULE} {code}"


def rule_written(code: str) -> str:
    """A rule has been written."""
    return f"The rule stands in the codebook, at {code}; {{history.undo}} takes it back."
