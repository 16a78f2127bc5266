"""What a coder can do, as plain data: made at the key press, carried to the store, never lost.

Ids are made with the change, so that it can be tried again until the store says it is there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from qda.codebook.edits import CodebookEdit
from qda.coding.beside import MarkChange, QuotationChange, WriteSummary
from qda.coding.cases.changes import CaseChange, word_of
from qda.project.clock import new_id

Choice = Literal["first", "second", "both", "neither"]
MemoKind = Literal["project", "document", "span", "code", "coding", "case"]


@dataclass(frozen=True, slots=True)
class ApplyCode:
    """Put a code on the span [start, end) of a document; reviews the segments it touches."""

    document: int
    start: int
    end: int
    code: str
    coding: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class RemoveCodings:
    """Take codings away, by their ids."""

    codings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveEdge:
    """Give a coding another start or end; reviews the segments it then touches."""

    coding: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkReviewed:
    """Say that segments have been read for coding, or take that back."""

    document: int
    segments: tuple[int, ...]
    reviewed: bool = True


@dataclass(frozen=True, slots=True)
class MarkRevisited:
    """Say that segments have been read again for some codes, or take that back."""

    document: int
    segments: tuple[int, ...]
    codes: tuple[str, ...]
    revisited: bool = True


@dataclass(frozen=True, slots=True)
class WaiveRevisit:
    """Say that a code's new definition asks for no reading again, or take that back.

    Attributes:
        code: The code.
        codebook_version: The version that brought the definition.
    """

    code: str
    codebook_version: int
    waived: bool = True


@dataclass(frozen=True, slots=True)
class WriteMemo:
    """Write a memo's words anew; empty words remove it.

    Attributes:
        kind: What it is on.
        target: The key of that thing: a coding's id, a code, a case, a document's key; '' else.
        document: The document, for a memo on a document, a span or a coding.
    """

    kind: MemoKind
    target: str
    text: str
    document: int | None = None
    start: int | None = None
    end: int | None = None
    memo: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class LinkMemo:
    """Let a memo point to the passage [start, end) of a document."""

    memo: str
    document: int
    start: int
    end: int
    link: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class UnlinkMemo:
    """Let a memo point to a passage no more, by the link's id."""

    link: str


@dataclass(frozen=True, slots=True)
class Recode:
    """Give codings, of whichever coder, another code: a code is split."""

    codings: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Decide:
    """Settle a passage on which two coders differ, in the consensus layer.

    Attributes:
        document: The document.
        start: Where the passage begins.
        end: Where it ends.
        shown: The two coders in the order in which they were shown, without their names.
        choice: Whose codes are accepted, in that order.
        reason: Why, in words of the one who decides; they become a memo on the passage.
        source: The layer in which the two coded.
    """

    document: int
    start: int
    end: int
    shown: tuple[str, str]
    choice: Choice
    reason: str = ""
    source: str = "independent"
    decision: str = field(default_factory=new_id)
    memo: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class SettleAgreed:
    """Bring into the consensus layer what two coders agree on in a document."""

    document: int
    coders: tuple[str, str]
    source: str = "independent"


@dataclass(frozen=True, slots=True)
class EditCodebook:
    """Change the codebook, in the database and in `codebook.yaml`."""

    edit: CodebookEdit


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the coder's own last act."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Do again what undo took back last."""


Change = (
    ApplyCode
    | RemoveCodings
    | MoveEdge
    | Recode
    | MarkReviewed
    | MarkRevisited
    | WaiveRevisit
    | WriteMemo
    | EditCodebook
    | Decide
    | SettleAgreed
    | LinkMemo
    | UnlinkMemo
    | CaseChange
    | MarkChange
    | QuotationChange
    | WriteSummary
    | Undo
    | Redo
)


@dataclass(frozen=True, slots=True)
class Act:
    """One key press or command: changes that are done, and undone, together."""

    changes: tuple[Change, ...]
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act did.

    Attributes:
        words: The act in words, an undo told whole; '' when nothing had to change.
        document: The document it touched, if one.
        place: The first offset it touched there.
        codebook: Whether it changed the codebook.
    """

    words: str = ""
    document: int | None = None
    place: int | None = None
    codebook: bool = False


@dataclass(frozen=True, slots=True)
class PastAct:
    """An act of the coder as the history lists it.

    Attributes:
        words: What was done.
        time: When, in UTC.
        taken_back: An undo that stands has taken it back.
        next: Undo would take back this one.
    """

    words: str
    time: str
    taken_back: bool
    next: bool


def words_of(act: Act) -> str:
    """An act in words, for the history and for the coder; never transcript text."""
    return "; ".join(dict.fromkeys(_word(change) for change in act.changes))


_WORDS: Final = {
    MoveEdge: "move the end of a coding",
    LinkMemo: "link a memo to a passage",
    UnlinkMemo: "take a memo's link away",
    Decide: "decide a passage",
    SettleAgreed: "take over what is agreed",
    Undo: "undo",
    Redo: "redo",
}


def _word(change: Change) -> str:
    match change:
        case ApplyCode(code=code):
            return f"apply {code}"
        case RemoveCodings():
            return "remove a coding" if len(change.codings) == 1 else "remove codings"
        case Recode(codings=codings, code=code):
            what = "a coding" if len(codings) == 1 else f"{len(codings)} codings"
            return f"recode {what} as {code}"
        case MarkReviewed() | MarkRevisited():
            return _read(change)
        case WaiveRevisit(code=code, waived=waived):
            return f"{'no revisit' if waived else 'revisit'} for the new words of {code}"
        case WriteMemo(text=text):
            return "write a memo" if text else "remove a memo"
        case EditCodebook(edit=edit):
            return edit.words
        case Decide() | SettleAgreed() | MoveEdge() | LinkMemo() | UnlinkMemo() | Undo() | Redo():
            return _WORDS[type(change)]
        case _:
            if isinstance(change, MarkChange | QuotationChange | WriteSummary):
                return change.words
            return word_of(change)


def _read(change: MarkReviewed | MarkRevisited) -> str:
    numbers = change.segments
    what = f"segment {numbers[0]}" if len(numbers) == 1 else f"{len(numbers)} segments"
    if isinstance(change, MarkReviewed):
        return f"review {what}" if change.reviewed else f"unreview {what}"
    more = len(change.codes) - 1
    what += f" again for {change.codes[0]}" + (f" and {more} more" if more else "")
    return f"read {what}" if change.revisited else f"not read {what}"
