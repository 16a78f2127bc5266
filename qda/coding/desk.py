"""A coder's desk: the one place through which a coder's changes reach the store."""

from __future__ import annotations

from sqlalchemy import func, select

from qda.coding.changes import (
    Act,
    ApplyCode,
    Change,
    MarkReviewed,
    Outcome,
    Redo,
    RemoveCodings,
    Undo,
    WriteMemo,
    words_of,
)
from qda.coding.history import redo, undo
from qda.coding.rows import live_coding, record_change, record_new
from qda.errors import QdaError
from qda.project.events import Recorder, load
from qda.project.models import (
    INDEPENDENT,
    Batch,
    Code,
    CodebookVersion,
    Coding,
    Document,
    Event,
    Memo,
    MemoText,
    Review,
    Segment,
)
from qda.project.store import Project


class Desk:
    """One coder at work in one layer of a project.

    Attributes:
        project: The open project.
        coder: The coder's name.
        layer: The layer coded in.
    """

    def __init__(self, project: Project, coder: str, layer: str = INDEPENDENT):
        self.project = project
        self.coder = coder
        self.layer = layer

    def perform(self, act: Act) -> Outcome:
        """Do an act; when this returns it is on disk. The same act again changes nothing.

        Raises:
            NotSavedError: The store could not take it now; try again.
            QdaError: It cannot be done as things stand; nothing was changed.
        """
        with self.project.write(self.coder, words_of(act), batch=act.id) as recorder:
            if not recorder.repeated:
                for change in act.changes:
                    self._perform(recorder, change)
            recorder.session.flush()
            return _outcome(recorder)

    def _perform(self, act: Recorder, change: Change) -> None:
        match change:
            case ApplyCode():
                self._apply(act, change)
            case RemoveCodings():
                self._remove(act, change)
            case MarkReviewed():
                self._review(act, change.document, change.segments, change.reviewed)
            case WriteMemo():
                self._write_memo(act, change)
            case Undo():
                act.words(f"undo: {undo(act).act}")
            case Redo():
                act.words(f"redo: {_undone(act, redo(act)).act}")

    def _apply(self, act: Recorder, change: ApplyCode) -> None:
        code = usable_code(act, change.code)
        refuse_outside(act, change.document, change.start, change.end)
        coder = act.coder_id()
        span = (change.document, coder, self.layer, change.start, change.end, code.id)
        if live_coding(act.session, *span) is None:
            coding = Coding(
                id=change.coding,
                document_id=change.document,
                coder_id=coder,
                layer=self.layer,
                start=change.start,
                end=change.end,
                code_id=code.id,
                created_at=act.time,
                removed=False,
                version=1,
            )
            record_new(act, coding)
        touched = act.session.scalars(
            select(Segment.number).where(
                Segment.document_id == change.document,
                Segment.start < change.end,
                Segment.end > change.start,
            )
        )
        self._review(act, change.document, tuple(touched), True)

    def _remove(self, act: Recorder, change: RemoveCodings) -> None:
        coder = act.coder_id()
        for coding_id in change.codings:
            coding = act.session.get(Coding, coding_id)
            if coding is None or coding.coder_id != coder:
                raise QdaError("this coding is not yours, so it was left as it is.")
            if not coding.removed:
                record_change(act, coding, "remove", removed=True)

    def _review(
        self, act: Recorder, document: int, segments: tuple[int, ...], reviewed: bool
    ) -> None:
        coder = act.coder_id()
        version = current_codebook_version(act)
        there = {
            review.segment: review
            for review in act.session.scalars(
                select(Review).where(
                    Review.document_id == document,
                    Review.coder_id == coder,
                    Review.layer == self.layer,
                )
            )
        }
        for number in segments:
            review = there.get(number)
            if review is None:
                if reviewed:
                    record_new(act, self._new_review(act, document, coder, number, version))
            elif not reviewed:
                if not review.removed:
                    record_change(act, review, "remove", removed=True)
            elif review.removed or review.codebook_version != version:
                verb = "revive" if review.removed else "change"
                record_change(act, review, verb, removed=False, codebook_version=version)

    def _new_review(
        self, act: Recorder, document: int, coder: int, segment: int, version: int
    ) -> Review:
        from qda.project.clock import new_id

        return Review(
            id=new_id(),
            document_id=document,
            coder_id=coder,
            layer=self.layer,
            segment=segment,
            codebook_version=version,
            removed=False,
            version=1,
        )

    def _write_memo(self, act: Recorder, change: WriteMemo) -> None:
        memo = act.session.get(Memo, change.memo)
        if memo is None:
            if change.text:
                self._new_memo(act, change)
            return
        if memo.coder_id != act.coder_id():
            raise QdaError("this memo is not yours, so it was left as it is.")
        if _same_words(act, memo, change.text):
            return
        if not change.text:
            record_change(act, memo, "remove", removed=True)
            return
        newest = act.session.scalar(
            select(func.max(MemoText.version)).where(MemoText.memo_id == memo.id)
        )
        version = int(newest or 0) + 1
        act.session.add(MemoText(memo_id=memo.id, version=version, text=change.text))
        record_change(act, memo, "change", removed=False, text_version=version)

    def _new_memo(self, act: Recorder, change: WriteMemo) -> None:
        memo = Memo(
            id=change.memo,
            coder_id=act.coder_id(),
            layer=self.layer,
            kind=change.kind,
            target=change.target,
            document_id=change.document,
            start=change.start,
            end=change.end,
            created_at=act.time,
            text_version=1,
            removed=False,
            version=1,
        )
        record_new(act, memo)
        act.session.add(MemoText(memo_id=memo.id, version=1, text=change.text))


def _same_words(act: Recorder, memo: Memo, text: str) -> bool:
    if memo.removed or not text:
        return memo.removed and not text
    return act.session.get_one(MemoText, (memo.id, memo.text_version)).text == text


def usable_code(act: Recorder, key: str) -> Code:
    """The code of a key.

    Raises:
        QdaError: There is none, or it is retired.
    """
    code = act.session.scalar(select(Code).where(Code.key == key))
    if code is None:
        raise QdaError(f"there is no code “{key}” in the codebook; `qda codebook show` lists them.")
    if code.retired:
        raise QdaError(f"the code “{key}” is retired; `qda codebook show` lists those in use.")
    return code


def refuse_outside(act: Recorder, document: int, start: int, end: int) -> None:
    """Refuse a span that does not lie in its document.

    Raises:
        QdaError: The document is gone or the span does not lie in it.
    """
    length = act.session.scalar(select(func.length(Document.text)).where(Document.id == document))
    if length is None:
        raise QdaError("the document is there no more, so nothing was coded.")
    if not 0 <= start < end <= length:
        raise QdaError(f"the span {start}–{end} does not lie in the document (0–{length}).")


def current_codebook_version(act: Recorder) -> int:
    """The number of the codebook's applied state; 0 before the first."""
    return act.session.scalar(select(func.max(CodebookVersion.number))) or 0


def _undone(act: Recorder, undo_batch: Batch) -> Batch:
    return act.session.get_one(Batch, undo_batch.inverts)


def _outcome(act: Recorder) -> Outcome:
    """What stands in the history of this act: also for a retry, whose first try was saved."""
    batch = act.session.get(Batch, act.batch)
    if batch is None:
        return Outcome()
    events = act.session.scalars(
        select(Event).where(Event.batch_id == act.batch, Event.kind != "coder")
    )
    places: list[tuple[str, int]] = []
    for event in events:
        state = load(event.after) or {}
        key = state.get("document")
        if key is not None:
            places.append((key, _place(act, key, state)))
    if not places:
        return Outcome(batch.act)
    key, place = min(places, key=lambda at: at[1])
    document = act.session.scalar(select(Document.id).where(Document.key == key))
    return Outcome(batch.act, document, place)


def _place(act: Recorder, key: str, state: dict[str, object]) -> int:
    if "start" in state:
        return int(str(state["start"]))
    if "segment" not in state:
        return 0
    start = act.session.scalar(
        select(Segment.start)
        .join(Document, Document.id == Segment.document_id)
        .where(Document.key == key, Segment.number == state["segment"])
    )
    return start or 0
