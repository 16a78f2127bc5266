"""What the keeper tells the screens: plain data, made on its thread, shown on the app's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.codebook.tree import Codebook
    from qda.coding.changes import Act, Outcome, PastAct
    from qda.coding.marks import MarkRow
    from qda.coding.places import LastPlace
    from qda.coding.reading import CodingRow, MemoRow, Progress
    from qda.project.documents import DocumentInfo, DocumentText
    from qda.tui.searching import HitRow, Search


@dataclass(frozen=True, slots=True)
class Opened:
    """The project is open; its first document follows by itself, where there is one."""

    documents: tuple[DocumentInfo, ...]
    codebook: Codebook
    first: int | None
    recent_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """What coders left in a document, as it stands on disk.

    Attributes:
        document: The document's row.
        reviewed: The numbers of the segments that this coder has marked as reviewed.
    """

    document: int
    codings: tuple[CodingRow, ...]
    reviewed: frozenset[int]
    memos: tuple[MemoRow, ...]
    marks: tuple[MarkRow, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document is at hand, with what coders left in it and where this one stopped."""

    document: DocumentText
    coded: Coded
    place: LastPlace | None


@dataclass(frozen=True, slots=True)
class Saved:
    """An act is on disk."""

    act: Act
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Refused:
    """An act cannot be done as things stand, and nothing was changed."""

    act: Act
    sentence: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """The store could not take an act; it will be tried again."""

    act: Act
    sentence: str
    unsaved: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts and progress as they stand on disk.

    Attributes:
        counts: Live codings of each code itself.
        progress: How far each document has been read, by its row.
        recent: The last acts in words, newest first.
    """

    counts: dict[str, int]
    progress: dict[int, Progress]
    recent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        rows: The hits, by document and place.
        more: Whether there may be more than these.
        going_on: Whether the search goes on, and tells all of it when it is done.
        trouble: Why it could not be searched, in a sentence; '' if it was.
    """

    search: Search
    rows: tuple[HitRow, ...]
    more: bool = False
    going_on: bool = False
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a screen asked for has been read; `give` hands it over, on the app's thread."""

    give: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Past:
    """The coder's last acts, newest first."""

    acts: tuple[PastAct, ...]


@dataclass(frozen=True, slots=True)
class ChangedElsewhere:
    """Another process, or a new code, has changed the project: documents and codebook as now."""

    documents: tuple[DocumentInfo, ...]
    codebook: Codebook


@dataclass(frozen=True, slots=True)
class NotOpen:
    """The project cannot be opened; when `again`, it is tried once more by itself."""

    sentence: str
    again: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something else the coder should know; coding goes on."""

    sentence: str


Report = (
    Opened
    | Loaded
    | Coded
    | Saved
    | Refused
    | Waiting
    | Figures
    | Found
    | Answer
    | Past
    | ChangedElsewhere
    | NotOpen
    | Trouble
)
