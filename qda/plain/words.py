"""What the plain mode says; where the screen says the same, the words are the screen's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qda.coding.memos import Passage
from qda.project.connection import NotSavedError
from qda.tui import memos as told
from qda.tui import words as screen
from qda.tui import words_cases, words_disagreements, words_memos, words_quotations, words_revisit

if TYPE_CHECKING:
    from qda.bench.reading import Bench, Chosen

NO_DOCUMENTS: Final = screen.NO_DOCUMENTS
NO_CODING_HERE: Final = screen.NO_CODING_HERE
NONE_UNREVIEWED: Final = {1: screen.NONE_UNREVIEWED_BELOW, -1: screen.NONE_UNREVIEWED_ABOVE}
NO_MORE_DOCUMENTS: Final = screen.NO_MORE_DOCUMENTS
NO_MORE_FLAGS: Final = screen.NO_MORE_FLAGS
NO_MORE_MEMOS: Final = screen.NO_MORE_MEMOS
NOTHING_MOVED: Final = screen.NOTHING_MOVED
NOTHING_DONE_YET: Final = screen.NOTHING_DONE_YET
TAKEN_BACK: Final = screen.TAKEN_BACK
UNDO_IS_NEXT: Final = screen.UNDO_IS_NEXT
BACK: Final = ("back", "b")
"""What turns a jump upwards."""
MARKED: Final = screen.MARKED
ALL_CODERS: Final = screen.ALL_CODERS
ONLY_YOU: Final = screen.ONLY_YOU
NOTHING_OF_OTHERS: Final = "nothing by other coders"
NO_PINS: Final = "No code is pinned; `pin CODE 3` pins one to a digit."
NO_CASES: Final = "There are no cases yet; `new-case NAME` makes one."
NO_OTHER_DOCUMENT: Final = words_cases.NO_OTHER_DOCUMENT
UNKNOWN: Final = words_cases.UNKNOWN
KINDS: Final = tuple(kind for kind, _ in words_cases.KINDS)
MOST_VALUES: Final = 12
"""How many of an attribute's values are said."""
NONE_CHOSEN: Final = "Nothing is chosen yet: hear a passage, then `choose SECTION`."
NOWHERE: Final = "nothing was said yet that stands elsewhere: `passage N`, `quotation N`, `split`."
NOTHING_TO_DEAL: Final = "No more codings to deal out; `split` begins anew with those passed by."
CODED_NOTHING: Final = words_disagreements.CODED_NOTHING
ALL_SETTLED: Final = words_disagreements.ALL_SETTLED
AGREED_TAKEN: Final = "What both agree on is taken into the consensus."
NO_MORE_DIFFERENCES: Final = words_disagreements.NO_MORE
AS_IT_WAS: Final = "It is so already."
INHERITED: Final = "colour of the code above it"
LISTS: Final = {
    "passage": "passages",
    "quotation": "chosen",
    "difference": "disagreements",
    "memo": "memos",
}
"""Of each thing the command that lists them."""
NO_MEMO: Final = "no memo here"
NO_MEMOS: Final = "There are no such memos of yours."
NO_MEMOS_AT_ALL: Final = "There are no such memos."
COPIED: Final = words_quotations.COPIED
HELP_MORE: Final = "`help TOPIC` or `help COMMAND` explains, `help all` explains all."
GREETING: Final = "`help` lists the commands, `quit` leaves."
TOUR: Final = "New to it? `qda tour --plain` is a tour of a minute."
WAS_LAST: Final = "This was the last segment."
DROPPED: Final = "Nothing was done. `quit` leaves."
LEFT: Final = "nothing was chosen, so nothing was done."
NOT_UTF8: Final = "this line is not UTF-8 text, so it was left out."

removed = screen.removed
lost = screen.lost
no_backup = screen.no_backup
coded_already = screen.coded_already
no_more_uses = screen.no_more_uses
found = screen.found
coded_hits = screen.coded_hits
MEMO_KINDS: Final = words_memos.KINDS

MemoFilter = told.MemoFilter
on_what = told.on_what
local_day = told.local_day
why = words_revisit.why
given = words_quotations.given
revealed = words_disagreements.revealed
settled = words_disagreements.settled
settled_of = words_disagreements.progress
segments = words_disagreements.segments
nothing_left_for = words_revisit.nothing_left_for


def count(number: int, thing: str) -> str:
    """`1 code`, `2 codes`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def not_saved(act: str, error: NotSavedError) -> str:
    """An act is not known to be on disk; unlike the screen, nothing here tries again by itself."""
    why = error.message
    for promise in ("; it will be tried again", " and it will be tried again"):
        why = why.removesuffix(promise)
    return f"not saved: {act}: {why}. Give the same command again."


def segmented_anew(document: str, number: int, segments: int) -> str:
    """The numbers of segments mean others than a moment ago."""
    return (
        f"{document} has been segmented anew, so nothing was done; "
        f"this is now {number} of {segments}."
    )


def several(kind: str, typed: str, names: Sequence[str]) -> str:
    """A script said too little to choose by."""
    return f"{len(names)} {kind} fit “{typed}”: {', '.join(names)}; say more letters."


@dataclass(frozen=True, slots=True)
class Named:
    """A code as it is called."""

    name: str


def passages_found(number: int, limits: Sequence[str], whose: Sequence[str]) -> str:
    """How many passages there are, of what and by whom."""
    return sentence((count(number, "passage"), *limits, f"coded by {', '.join(whose)}"))


def no_such(thing: str, total: int) -> str:
    """A number that nothing has in the list said last."""
    if not total:
        return f"no {thing}s are listed; `{LISTS[thing]}` lists them."
    return f"there are {thing}s 1-{total}; say one of these numbers."


def chosen_for(bench: Bench, one: Chosen) -> str:
    """Where in the report a quotation stands."""
    of = sum(other.row.section == one.row.section for other in bench.chosen)
    return f"chosen for {one.row.section}, {one.position} of {of}"


def passage(at: Passage) -> str:
    """Where a passage is: `T01 12`, `T01 12-14`."""
    return f"{at.name} {at.first}" + (f"-{at.last}" if at.last > at.first else "")


def unmarked(kind: str) -> str:
    """A mark of a kind was taken away."""
    return f"no longer {MARKED[kind]}"


def state(reviewed: bool, codes: Sequence[str], memos: int, marks: Sequence[str]) -> str:
    """What a segment carries; '' where it carries nothing."""
    parts = ["reviewed"] if reviewed else []
    if codes:
        parts.append(f"{count(len(codes), 'code')}: {', '.join(codes)}")
    if memos:
        parts.append(count(memos, "memo"))
    parts += marks
    return ", ".join(parts)


def progress(document: str, reviewed: int, segments: int) -> str:
    """How far a document has been read."""
    return f"{reviewed} of {segments} reviewed: {document}"


def sentence(parts: Iterable[str]) -> str:
    """The parts that say something, as one line."""
    return ", ".join(part for part in parts if part)
