"""What the screens say, in one place, so that another language can follow.

A key is named by its action, as `{app.help}`: what is shown is the key in force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

DOCUMENT: Final = "document"
DOCUMENTS: Final = "Documents"
CASES: Final = "cases"
SEGMENTS: Final = "segments"
WHOSE_SEGMENTS: Final = "segments: those of informants"
CODE: Final = "code"
CODES: Final = "Codes"
CODINGS: Final = "codings"
IN: Final = "docs"
FIRST_TIME: Final = "First time here? {app.tour} is a tour of a minute; {app.help} shows the keys."
CHOOSE_KEYS: Final = "enter choose · esc leave as it was"
PICK_KEYS: Final = "enter apply · tab and stay{memo} · esc"
RECENT_CODES: Final = "used last: a digit picks one of these"
ALL_CODES: Final = "the others"
PICK_MEMO: Final = " · ctrl+e memo"
STATES: Final = {
    "pending": "being saved",
    "going": "being taken away",
    "failed": "not saved",
}
"""What is said of a coding that is not, or not for long, on disk."""
NEW_CODE_KEYS: Final = "↓ and enter make it."
"""How a code that is not there is made: not by Enter alone."""
SUB_CODE_KEYS: Final = "a new sub-code: type  code > name  or  name under code"
DARK_LOOK: Final = "dark"
LIGHT_LOOK: Final = "light"
DARK_CONTRAST_LOOK: Final = "dark, high contrast"
LIGHT_CONTRAST_LOOK: Final = "light, high contrast"
TERMINAL_LOOK: Final = "the terminal's own colours"
NUMBER_KEYS: Final = "enter go · esc stay here"
PAST_KEYS: Final = "esc close"
HELP_HEAD: Final = "space: a page on · b: back · the palette finds\nA click on a line does it, too."
LINE_KEYS: Final = "enter keep · esc leave as it was"
CELL_KEYS: Final = "enter keep · ↓ choose · esc leave as it was"
CELLS_KEYS: Final = "; between several · ↓ space in or out · enter keep"
YES_KEYS: Final = "y yes · n no"
TELL_KEYS: Final = "enter go on"
CODEBOOK: Final = "Codebook"
HERE: Final = "Here"
NOTHING_HERE: Final = "no code here"
OPENING: Final = "opening…"
NOT_OPEN: Final = "not open"
NO_DOCUMENTS: Final = "no documents yet: `qda import FILES` brings them in"
BRING_DOCUMENTS: Final = "{app.quit} quits; after `qda import FILES`, `qda` opens them here"
NO_MORE_DOCUMENTS: Final = "No more documents in this direction."
NONE_UNREVIEWED_BELOW: Final = "All below is reviewed."
NONE_UNREVIEWED_ABOVE: Final = "All above is reviewed."
NO_CODING_HERE: Final = "No coding here."
SELECTING: Final = "selecting"
NO_WORDS_SELECTED: Final = "Select the words first: they become a new code."
NO_LAST_CODE: Final = "No code has been used yet: the last one used would stick."
NO_CODE_IN_FOCUS: Final = "No code is in focus: choose one in the codebook, or stand on a coding."
NO_MORE_MEMOS: Final = "No more memos in this direction."
NO_MORE_FLAGS: Final = "No more flags in this direction."
MARKED: Final[Mapping[str, str]] = {"flag": "flagged", "quotable": "quotable"}
"""What a stretch is that a mark of a kind is on."""
NOTHING_DONE_YET: Final = "Nothing done yet."
TAKEN_BACK: Final = "taken back"
UNDO_IS_NEXT: Final = "undo takes this back"
UNDO_BY_KEY: Final = "{history.undo} takes this back"
NOTHING_MOVED: Final = "The coding is as it was."
ALL_CODERS: Final = "The codings of all coders."
ONLY_YOU: Final = "Only your codings."
SLOW_DISK: Final = "the disk or network drive is slow"
NOTHING_SOUGHT: Final = (
    "Nothing is sought yet: {search.here} finds words here, {search.all} in all documents."
)
SEARCH_KEYS: Final = "enter search · esc close"
HIT_KEYS: Final = "enter go · space mark · a all · c code · t words or segments · / new"
NOTHING_FOUND: Final = "Nothing was found."
SEARCH_HINT: Final = 'word in all its forms · "exact words" · *part* · this OR that'
"""What can be typed in a search."""
SEARCHING: Final = "searching…"
AGAIN_FROM_TOP: Final = "From the top again."
AGAIN_FROM_END: Final = "From the end again."
COPIED: Final = "Copied with its source."
BUG_IN_ONE: Final = "A mistake in the program: this was not done. Where it happened is in qda.log."
BUG: Final = "qda stopped because of a mistake in the program. All that was shown as made is saved."


def not_saved(unsaved: int, reason: str) -> str:
    """What is not on disk, and why."""
    things = "1 change is" if unsaved == 1 else f"{unsaved} changes are"
    return f"{things} not saved yet: {reason}"


def keys_not_used(mistakes: Sequence[object]) -> str:
    """The user's key map has mistakes; the first is told."""
    more = " `qda keys --check` tells the others." if len(mistakes) > 1 else ""
    return f"Your own keys are not in use. {mistakes[0]}{more}"


def sequence_begun(keys: str) -> str:
    """The first of several keys is pressed."""
    return f"{keys} … (esc leaves)"


def no_sequence(keys: str) -> str:
    """Keys in turn that mean nothing."""
    return f"{keys} is no key."


def no_backup(reason: str) -> str:
    """The day's copy could not be made."""
    return f"The day's copy of the project could not be made: {reason}"


def lost(act: str) -> str:
    """An act that is not on disk when the program has ended."""
    return f"Not saved: {act}"


def removed(document: str) -> str:
    """The document at hand is there no more."""
    return f"Another process has removed {document}."


def opening(document: str) -> str:
    """A document is on its way."""
    return f"Opening {document}… Once more, please, when it is there."


def coded_already(code: str) -> str:
    """The same coding is there."""
    return f"Coded with {code} already."


def no_pin(digit: int) -> str:
    """A digit without a code."""
    return f"No code is pinned to {digit}. `pin: {digit}` in codebook.yaml pins one."


def not_yours(coder: str) -> str:
    """Another coder's coding is left alone."""
    return f"This is {coder}'s coding."


def sticking(code: str) -> str:
    """The mode in which each selection gets a code."""
    return f"each selection gets {code} · {{code.sticky}} or {{select.none}} ends"


def no_more_uses(code: str) -> str:
    """The last use of a code in this direction has been passed."""
    return f"No more of {code} in this direction."


def more_below(lines: int) -> str:
    """Lines that are not in view."""
    return f"↓ {some(lines, 'more line')}"


def moving_edge(edge: str) -> str:
    """The mode in which an end of a coding moves; the line below has its keys."""
    return f"moving the {edge} of the coding"


def hit(number: int | None, hits: int) -> str:
    """At which hit the cursor is: ``hit 3 of 17``; ``17 hits`` where it is at none."""
    return some(hits, "hit") if number is None else f"hit {number} of {hits}"


def found(hits: int, documents: int, *, more: bool) -> str:
    """What a search of all documents found."""
    if not hits:
        return f"{NOTHING_FOUND} Type a {SEARCH_HINT}"
    first = "the first " if more else ""
    return f"{first}{some(hits, 'hit')} in {some(documents, 'document')}"


def not_indexed(documents: int) -> str:
    """Why a search took longer than it need."""
    return f"{some(documents, 'document')} read: `qda index` makes it fast"


def to_be_coded(marked: int, *, exact: bool) -> str:
    """What a code would be put on: ``2 marked: c codes their segments``."""
    whose = f"{marked} marked: c codes their" if marked else "c codes all their"
    return f"{whose} {'words' if exact else 'segments'}"


def hits_to_code(places: int, documents: int, exact: bool) -> str:
    """What a code is chosen for."""
    what = some(places, "place" if exact else "segment")
    return f"{what} in {some(documents, 'document')}"


def coded_hits(places: int, code: str) -> str:
    """Hits have been coded, in one act."""
    return f"{some(places, 'place')} coded with {code}; undo takes all of it back."


def some(number: int, thing: str) -> str:
    """A number of things: ``1 hit``, ``1,024 hits``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def overview_head(documents: int, whole: int, last: str) -> str:
    """The overview's first line: ``Overview · 36 documents, 12 reviewed whole · last in T07 ●``."""
    place = f" · last in {last} ●" if last else ""
    return f"Overview · {some(documents, 'document')}, {whole} reviewed whole{place}"


def documents_of(coder: str, folder: Path) -> str:
    """Whose overview it is, and of which project: ``Documents · ingrid in ~/study``."""
    home = Path.home()
    where = Path("~") / folder.relative_to(home) if folder.is_relative_to(home) else folder
    return f"{DOCUMENTS} · {coder} in {where}"


def done_today(codings: int, segments: int, memos: int) -> str:
    """What the coder has done today."""
    done = (
        some(codings, "coding"),
        f"{some(segments, 'segment')} reviewed",
        some(memos, "memo"),
    )
    return f"today: {' · '.join(done)}"


def part_of(where: str, quotation: str) -> str:
    """Where a coding is that is not of whole segments: `segment 13, part “da det begynte…”`."""
    return f"{where}, part “{quotation}”"


def new_code(label: str, under: str) -> str:
    """The row of the picker that makes a code; under nothing it stands at the top."""
    return f"new code “{label}” {f'under {under}' if under else 'at the top level'}"


def words_chosen(where: str, quotation: str) -> str:
    """What a code is chosen for where words are selected: ``segment 4: “nine people rang”``."""
    return f"{where}: “{quotation}”"


def memo_on(what: str) -> str:
    """The title of a memo."""
    return f"Memo on {what}"


def status(
    segment: int,
    segments: int,
    document: str,
    codes: Sequence[str],
    memos: int,
    marks: Sequence[str],
    progress: str,
) -> str:
    """Where the coder is: ``segment 41 of 512 · I07 · gatekeeping, screening · 1 memo``."""
    memo = f"{memos} memo" + ("s" if memos > 1 else "") if memos else ""
    place = (f"segment {segment} of {segments}", document)
    parts = (*place, ", ".join(codes), memo, ", ".join(marks), progress)
    return " · ".join(part for part in parts if part)
