"""A coder's sitting: the document at hand as it stands on disk, and the way an act takes."""

from __future__ import annotations

from bisect import bisect_right
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from qda.codebook.edit import label_of
from qda.codebook.stored import read_stored
from qda.codebook.tree import LANGUAGE, Codebook
from qda.coding.changes import Act, Change, words_of
from qda.coding.desk import desk_for
from qda.coding.marks import MarkRow, read_marks
from qda.coding.places import LastPlace
from qda.coding.reading import (
    CodingRow,
    MemoRow,
    batches_after,
    keep_place,
    read_codings,
    read_memos,
    read_place,
    read_reviewed,
)
from qda.errors import QdaError
from qda.plain import words
from qda.plain.beside import Beside
from qda.project.clock import new_id
from qda.project.connection import NotSavedError
from qda.project.documents import (
    DocumentInfo,
    DocumentText,
    SegmentRow,
    list_documents,
    read_document,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from qda.coding.changes import Outcome
    from qda.plain.finding import Ask
    from qda.plain.searching import Hit
    from qda.project.store import Project


@dataclass(frozen=True, slots=True)
class Stretch:
    """Segments in a row, or some of their words.

    Attributes:
        first: The number of the first segment.
        last: The number of the last.
        start: Where it starts in the text.
        end: Where it ends; not in it any more.
        words: The words, where it is not whole segments.
    """

    first: int
    last: int
    start: int
    end: int
    words: str = ""

    def __str__(self) -> str:
        numbers = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        return f"{numbers}, “{self.words}”" if self.words else numbers


class Sitting:
    """One coder, one document at a time, one segment at a time.

    Attributes:
        documents: All documents in the project's order.
        codebook: The codebook as it was last applied.
        number: The number of the segment at hand.
        codings: The coder's own live codings of the document.
        reviewed: The numbers of the segments that the coder has reviewed.
        memos: The coder's own memos in the document.
        marks: The coder's own flags and quotables in the document.
        last_code: The id of the code put on last.
        again: The id of the code for which is read again.
        last_memo: The id of the memo written last.
        hits: What the last search of all documents found.
        hit: The number of the hit gone to last; 0 for none.
        spoken: The turn whose speaker was said last.
        unsaved: The act that failed last; the same again is a retry of it.
        fresh: Whether this is what stands on disk; not so where it could not be read again.
        ask: Lets a person choose; None where nobody can be asked.
        copy: Puts words on a person's clipboard; None where there is none.
        everyone: Whether other coders' codings, memos and marks are said, too.
        language: The language in which codes are written about.
        beside: What was listed and is at hand of what lies beside the coding.
    """

    def __init__(
        self,
        project: Project,
        coder: str,
        ask: Ask | None = None,
        copy: Callable[[str], None] | None = None,
    ):
        self.project = project
        self.coder = coder
        self.ask = ask
        self.copy = copy
        self.documents: tuple[DocumentInfo, ...] = ()
        self.codebook = Codebook()
        self.number = 1
        self.codings: tuple[CodingRow, ...] = ()
        self.reviewed: frozenset[int] = frozenset()
        self.memos: tuple[MemoRow, ...] = ()
        self.marks: tuple[MarkRow, ...] = ()
        self.last_code: str | None = None
        self.again: str | None = None
        self.last_memo: str | None = None
        self.hits: tuple[Hit, ...] = ()
        self.hit = 0
        self.spoken: int | None = None
        self.fresh = False
        self.unsaved: Act | None = None
        self.everyone = False
        self.language = LANGUAGE
        self.beside = Beside()
        self._document: DocumentText | None = None
        self._seen: int | None = None
        self._notice: str | None = None

    @property
    def document(self) -> DocumentText:
        """The document at hand.

        Raises:
            QdaError: The project has none.
        """
        if self._document is None:
            raise QdaError(words.NO_DOCUMENTS)
        return self._document

    def begin(self, name: str | None) -> None:
        """Open the document named, else the one where the coder stopped, else the first.

        Raises:
            QdaError: There is none.
        """
        self._seen = self.project.data_version()
        with self.project.read(together=True) as session:
            self._read_project(session)
            place = read_place(session, self.coder)
        ids = [info.id for info in self.documents]
        named = [info.id for info in self.documents if info.name == name]
        stopped = [place.document] if place and place.document in ids else []
        if not ids:
            raise QdaError(words.NO_DOCUMENTS)
        if name is not None and not named:
            raise QdaError(f"there is no document named “{name}”; `qda documents list` shows them.")
        self.go_to_document((*named, *stopped, *ids)[0])

    def refresh(self) -> None:
        """Take in what others have changed.

        Raises:
            QdaError: The numbers of segments mean something else now, so nothing must be done.
        """
        self._read_again()
        if self._notice is not None:
            notice, self._notice = self._notice, None
            raise QdaError(notice)

    def go_to_document(self, document: int, offset: int | None = None) -> None:
        """Go to a place in a document, by default to where the coder stopped there."""
        with self.project.read(together=True) as session:
            self._document = read_document(session, document)
            self._read_coded(session)
            place = read_place(session, self.coder, document)
        kept = place.cursor if place else 0
        self.number = self.number_at(kept if offset is None else offset)
        self.spoken = None

    def go_to(self, number: int) -> None:
        """Go to a segment.

        Raises:
            QdaError: There is none of this number.
        """
        self.number = self.segment(number).number

    def segment(self, number: int) -> SegmentRow:
        """The segment of a number.

        Raises:
            QdaError: There is none of this number.
        """
        segments = self.document.segments
        if not 1 <= number <= len(segments):
            raise QdaError(
                f"there is no segment {number}; {self.document.name} has 1-{len(segments)}."
            )
        return segments[number - 1]

    def stretch(self, first: int, last: int) -> Stretch:
        """Segments in a row.

        Raises:
            QdaError: They do not all exist, or the last comes before the first.
        """
        start, end = self.segment(first).start, self.segment(last).end
        if last < first:
            raise QdaError(f"{first}-{last} runs backwards; say {last}-{first}.")
        return Stretch(first, last, start, end)

    @property
    def here(self) -> Stretch:
        """The segment at hand."""
        return self.stretch(self.number, self.number)

    def place(self, start: int, end: int) -> Stretch:
        """A stretch of text with the segments it touches; with its words, where not all of them.

        One that touches none, between two, counts for the one before.
        """
        touched = [s for s in self.document.segments if s.start < end and s.end > start]
        first, last = (touched[0].number, touched[-1].number) if touched else (0, 0)
        if touched and (start, end) == (touched[0].start, touched[-1].end):
            return Stretch(first, last, start, end)
        if not touched:
            first = last = self.number_at(start)
        return Stretch(first, last, start, end, label_of(self.document.text[start:end]))

    def told(self, start: int, end: int) -> str:
        """A stretch of text as it is said: `12`, `12-14`, `12, “some words”`."""
        return str(self.place(start, end))

    def number_at(self, offset: int) -> int:
        """The number of the segment in which a place lies, or of the last before it."""
        starts = [segment.start for segment in self.document.segments]
        return max(1, bisect_right(starts, offset))

    def codings_in(self, place: Stretch) -> list[CodingRow]:
        """The coder's codings that touch segments."""
        return [row for row in self.codings if row.start < place.end and row.end > place.start]

    def marks_in(self, place: Stretch) -> list[MarkRow]:
        """The coder's flags and quotables that touch segments."""
        return [mark for mark in self.marks if mark.start < place.end and mark.end > place.start]

    def memos_in(self, place: Stretch) -> list[MemoRow]:
        """The coder's memos on segments, on parts of them and on codings that touch them."""
        codings = {row.id for row in self.codings_in(place)}
        return [
            memo
            for memo in self.memos
            if memo.target in codings
            or (
                memo.kind == "span"
                and memo.start is not None
                and memo.end is not None
                and memo.start < place.end
                and memo.end > place.start
            )
        ]

    def perform(self, *changes: Change) -> Outcome:
        """Do an act; when this returns it is on disk. The same again after a failure is a retry.

        Raises:
            QdaError: It is not known to be saved, or it cannot be done as things stand.
        """
        act = Act(changes)
        if self.unsaved is not None and _bare(self.unsaved) == _bare(act):
            act = self.unsaved
        self.unsaved = None
        try:
            outcome = desk_for(self.project, self.coder, act).perform(act)
        except NotSavedError as error:
            self.unsaved = act
            raise QdaError(words.not_saved(words_of(act), error)) from error
        self.fresh = False
        with suppress(NotSavedError):  # it is saved; how it looks now is read before what follows
            self._read_again()
        return outcome

    def lost(self) -> Act | None:
        """The act that failed last, unless it did reach the disk."""
        if self.unsaved is not None:
            with suppress(NotSavedError), self.project.read() as session:
                if self.unsaved.id in batches_after(session, 0).values():
                    return None
        return self.unsaved

    def keep_place(self) -> None:
        """Remember where the coder is; where the disk does not take it now, it is left."""
        if self._document is not None and self._document.segments:
            start = self.segment(self.number).start
            with suppress(QdaError):
                keep_place(self.project, self.coder, LastPlace(self._document.id, start, start))

    def _read_again(self) -> None:
        version = self.project.data_version()
        if version != self._seen or not self.fresh:
            with self.project.read(together=True) as session:
                self._read_project(session)
                self._read_document_again(session)
            self._seen = version
            self.fresh = self._notice is None

    def _read_project(self, session: Session) -> None:
        self.documents = tuple(list_documents(session))
        self.codebook = read_stored(session)

    def _read_document_again(self, session: Session) -> None:
        before = self.document
        offset = before.segments[self.number - 1].start if before.segments else 0
        known = [info.id for info in self.documents]
        if before.id not in known:
            self._notice = words.removed(before.name)
            self._document = read_document(session, known[0]) if known else None
            offset, self.spoken = 0, None
        else:
            self._document = read_document(session, before.id)
        if self._document is not None:
            self.number = self.number_at(offset)
            self._read_coded(session)
            if self._document.id == before.id and self._document.segments != before.segments:
                total = len(self._document.segments)
                self._notice = words.segmented_anew(before.name, self.number, total)

    def _read_coded(self, session: Session) -> None:
        of = self.document.id
        self.codings = tuple(read_codings(session, of, self.coder))
        self.reviewed = read_reviewed(session, of, self.coder)
        self.memos = tuple(read_memos(session, of, self.coder))
        self.marks = tuple(read_marks(session, of, self.coder))
        self.fresh = True


def _bare(act: Act) -> tuple[Change, ...]:
    """What an act changes, without the ids that were made for it."""
    return tuple(_without_id(change) for change in act.changes)


def _without_id(change: Change) -> Change:
    made: dict[str, Any] = {
        field.name: "" for field in fields(change) if field.default_factory is new_id
    }
    return replace(change, **made)
