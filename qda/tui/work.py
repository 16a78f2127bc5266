"""What the coding screen has in hand: one document with its codings, saved and not yet saved.

No Textual here: the screen asks, and shows what it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from qda.codebook.tree import Codebook
from qda.coding.beside import MarkKind, PutMark, RemoveMarks
from qda.coding.changes import Act, ApplyCode, MemoKind, MoveEdge, RemoveCodings
from qda.text import visible
from qda.tui.looks import CodeLook, looks_of
from qda.tui.signs import signs_of
from qda.tui.transcript.sheet import Segment, Sheet, Span, State, Turn

if TYPE_CHECKING:  # these import SQLAlchemy, which the first paint does not wait for
    from qda.coding.marks import MarkRow
    from qda.coding.reading import CodingRow, MemoRow, Progress
    from qda.project.documents import DocumentInfo, DocumentText
    from qda.tui.reports import Loaded, Opened

RECENT: Final = 9
Place = tuple[int, int]
"""A stretch of text: start, end."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a verb acts on: a stretch of one document, kept while a dialog is open."""

    document: int
    place: Place
    segments: tuple[int, ...]


class Work:
    """The project and the document at hand, as the coder sees them.

    Attributes:
        documents: All documents in the project's order.
        looks: The look of each code on this ground.
        recent: The codes used last, newest first.
        document: The document at hand.
        memos: The memos that belong to it.
        marks: The flags and quotables in it.
        progress: How far each document has been read.
    """

    def __init__(self, coder: str) -> None:
        self.coder = coder
        self.documents: tuple[DocumentInfo, ...] = ()
        self.codebook = Codebook()
        self.looks: dict[str, CodeLook] = {}
        self.recent: list[str] = []
        self.document: DocumentText | None = None
        self.memos: tuple[MemoRow, ...] = ()
        self.marks: tuple[MarkRow, ...] = ()
        self.progress: dict[int, Progress] = {}

    def open(self, opened: Opened, *, dark: bool) -> None:
        """Take in the project."""
        self.documents = opened.documents
        self.codebook = opened.codebook
        self.recent = list(opened.recent_codes)
        self.set_ground(dark=dark)

    def set_ground(self, *, dark: bool) -> None:
        """Give the codes the colours of a dark or a light ground."""
        self.looks = looks_of(self.codebook, dark=dark)

    def neighbour(self, step: int) -> int | None:
        """The next (1) or the previous (-1) document, None at the ends."""
        ids = [info.id for info in self.documents]
        if self.document is None or self.document.id not in ids:
            return None
        place = ids.index(self.document.id) + step
        return ids[place] if 0 <= place < len(ids) else None

    def take(self, loaded: Loaded) -> Sheet:
        """Take in a document; what is returned is its sheet for the transcript."""
        self.document = loaded.document
        self.memos, self.marks = loaded.coded.memos, loaded.coded.marks
        return sheet_of(loaded.document)

    def spans(self, codings: Iterable[CodingRow], unsaved: Sequence[Act]) -> list[Span]:
        """The codings to show: those on disk, with what is not yet there as pending."""
        spans = {row.id: self._span(row) for row in codings}
        for act in unsaved:
            for change in act.changes:
                match change:
                    case ApplyCode() if self._is_here(change.document):
                        spans[change.coding] = self.pending(change)
                    case RemoveCodings():
                        for id_ in spans.keys() & set(change.codings):
                            spans[id_] = replace(spans[id_], state="going")
                    case MoveEdge() if change.coding in spans:
                        spans[change.coding] = moved(spans[change.coding], change)
        return list(spans.values())

    def _span(self, row: CodingRow) -> Span:
        return self._shown(row.id, (row.start, row.end), row.code, "made", row.coder)

    def pending(self, change: ApplyCode) -> Span:
        """A coding as it is shown until it is on disk."""
        place = (change.start, change.end)
        return self._shown(change.coding, place, change.code, "pending", self.coder)

    def _shown(self, id_: str, place: Place, code: str, state: State, coder: str) -> Span:
        look = self.looks.get(code)
        letters, colour = (look.letters, look.colour) if look else ("?", None)
        return Span(id_, *place, code, letters, colour, state, coder)

    def recoloured(self, spans: Iterable[Span]) -> list[Span]:
        """The same codings in the colours of the present ground."""
        return [
            self._shown(span.id, (span.start, span.end), span.code, span.state, span.coder)
            for span in spans
        ]

    def refresh(
        self, documents: tuple[DocumentInfo, ...], codebook: Codebook, *, dark: bool
    ) -> None:
        """Take in documents and codes as another process left them."""
        self.documents = documents
        self.codebook = codebook
        self.recent = [code for code in self.recent if code in codebook]
        self.set_ground(dark=dark)

    def info(self, document: int) -> DocumentInfo | None:
        """A document of the list."""
        return next((info for info in self.documents if info.id == document), None)

    def used(self, code: str) -> None:
        """Put a code first among the recent ones."""
        self.recent = [code, *(other for other in self.recent if other != code)][:RECENT]

    def memo_for(self, kind: MemoKind, target: str, span: Place | None) -> MemoRow | None:
        """The coder's own memo on a thing, if there is one."""
        for memo in self.memos:
            same_place = span is None or (memo.start, memo.end) == span
            same_thing = (memo.kind, memo.target) == (kind, target)
            if same_thing and same_place and memo.coder == self.coder:
                return memo
        return None

    def signs(self, spans: Iterable[Span], unsaved: Iterable[Act]) -> dict[int, str]:
        """The segments that carry a memo or a mark, or are about to, for the gutter."""
        segments = self.document.segments if self.document else ()
        marks = {mark.id: mark for mark in self.marks}
        pending = []
        for change in (change for act in unsaved for change in act.changes):
            match change:
                case PutMark() if self._is_here(change.document) and change.mark not in marks:
                    pending.append(change.start)
                case RemoveMarks():
                    pending += [marks.pop(id_).start for id_ in change.marks if id_ in marks]
        return signs_of(segments, spans, self.memos, marks.values(), pending)

    def marks_between(self, place: Place) -> list[MarkRow]:
        """The marks on disk that touch a stretch."""
        return [mark for mark in self.marks if mark.start < place[1] and mark.end > place[0]]

    def own_marks(self, kind: MarkKind, unsaved: Iterable[Act]) -> dict[str, Place]:
        """The coder's own marks of a kind, as they will be when all acts are on disk."""
        own = {
            mark.id: (mark.start, mark.end)
            for mark in self.marks
            if (mark.kind, mark.coder) == (kind, self.coder)
        }
        for change in (change for act in unsaved for change in act.changes):
            match change:
                case PutMark(kind=of) if of == kind and self._is_here(change.document):
                    own[change.mark] = (change.start, change.end)
                case RemoveMarks(marks=gone):
                    own = {id_: place for id_, place in own.items() if id_ not in gone}
        return own

    def _is_here(self, document: int) -> bool:
        return self.document is not None and self.document.id == document

    def progress_words(self, document: int) -> str:
        """How far a document has been read, in words."""
        progress = self.progress.get(document)
        if progress is None:
            return ""
        if progress.reviewed >= progress.segments:
            return f"all {progress.segments} informants' segments reviewed"
        return f"{progress.reviewed} of {progress.segments} informants' segments reviewed"

    def quotation(self, start: int, end: int, numbers: Sequence[int]) -> str:
        """A stretch of the text with its source, for the clipboard."""
        if self.document is None:
            return ""
        text = visible(self.document.text[start:end])
        return f"“{text}” ({self.document.name}, {segments_in_words(numbers)})"


def sheet_of(text: DocumentText) -> Sheet:
    """A document as the transcript shows it."""
    return Sheet(
        text.text,
        tuple(Segment(s.start, s.end, s.turn) for s in text.segments),
        tuple(Turn(t.start, t.end, t.speaker, t.role, t.time_start) for t in text.turns),
    )


def moved(span: Span, change: MoveEdge) -> Span:
    """A coding as it is shown until its new ends are on disk."""
    return replace(span, start=change.start, end=change.end, state="pending")


def segments_in_words(numbers: Sequence[int]) -> str:
    """Segment numbers as people write them: segment 41, segments 41–43."""
    if len(numbers) == 1:
        return f"segment {numbers[0]}"
    return f"segments {numbers[0]}–{numbers[-1]}"
