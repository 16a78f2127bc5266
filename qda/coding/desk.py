"""A coder's desk: the one place through which a coder's changes reach the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import func, insert, select

from qda.coding.beside import MarkChange, QuotationChange, WriteSummary
from qda.coding.cases.changes import CaseChange
from qda.coding.cases.doing import change_cases
from qda.coding.changes import (
    Act,
    ApplyCode,
    Change,
    Decide,
    EditCodebook,
    LinkMemo,
    MarkReviewed,
    MarkRevisited,
    MoveEdge,
    Outcome,
    Recode,
    Redo,
    RemoveCodings,
    SettleAgreed,
    Undo,
    UnlinkMemo,
    WaiveRevisit,
    WriteMemo,
    words_of,
)
from qda.coding.codebook_acts import edit_codebook
from qda.coding.consensus import decide, settle_agreed
from qda.coding.edges import move_edge
from qda.coding.history import left_as_it_is, redo, undo
from qda.coding.linking import change_link
from qda.coding.marks import change_marks
from qda.coding.outcome import outcome_of
from qda.coding.quoting import change_quotations
from qda.coding.recoding import recode
from qda.coding.refusals import (
    refuse_gone,
    refuse_memo_on_nothing,
    refuse_outside,
    usable_code,
)
from qda.coding.revisiting import mark_revisited, read_before, revisit, waive_revisit
from qda.coding.rows import TABLES, Edit, Row, keep_changed, keep_new, rows_where
from qda.coding.summing import write_summary
from qda.errors import QdaError
from qda.project.clock import new_id
from qda.project.events import Recorder
from qda.project.models import (
    CONSENSUS,
    INDEPENDENT,
    Code,
    CodebookVersion,
    Coding,
    Memo,
    MemoText,
    Review,
    Segment,
)
from qda.project.store import Project
from qda.text import normalise


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
            outcome, left = outcome_of(recorder), left_as_it_is(recorder)
        if left is not None:  # said once the history has it, so that the next undo goes on
            raise QdaError(left)
        return outcome

    def _perform(self, act: Recorder, change: Change) -> None:
        match change:
            case ApplyCode():
                self._apply(act, change)
            case RemoveCodings():
                self._remove(act, change)
            case MoveEdge():
                row = move_edge(act, change)
                self._mark_touched(act, row)
            case MarkReviewed() | MarkRevisited():
                self._read(act, change)
            case WaiveRevisit():
                waive_revisit(act, self.layer, change)
            case WriteMemo() | LinkMemo() | UnlinkMemo():
                self._note(act, change)
            case Decide() | SettleAgreed():
                self._settle(act, change)
            case Recode():
                self._recode(act, change)
            case EditCodebook() | Undo() | Redo():
                self._with_codebook(act, change)
            case _:
                self._perform_beside(act, change)

    def _perform_beside(
        self, act: Recorder, change: MarkChange | QuotationChange | WriteSummary | CaseChange
    ) -> None:
        """What is not of the codes and their codings."""
        if isinstance(change, MarkChange):
            change_marks(act, change, self.layer)
        elif isinstance(change, QuotationChange):
            change_quotations(act, change)
        elif isinstance(change, WriteSummary):
            write_summary(act, change)
        else:
            change_cases(act, change)

    def _apply(self, act: Recorder, change: ApplyCode) -> None:
        code = usable_code(act, change.code)
        refuse_outside(act, change.document, change.start, change.end)
        place = {
            "document_id": change.document,
            "coder_id": act.coder_id(),
            "layer": self.layer,
            "start": change.start,
            "end": change.end,
            "code_id": code.id,
        }
        same = [TABLES["coding"].c[column] == value for column, value in place.items()]
        if not rows_where(act.session, "coding", *same, Coding.removed == 0):
            row = {"id": change.coding, **place, "created_at": act.time}
            keep_new(act, "coding", [row])
        self._mark_touched(act, place)

    def _remove(self, act: Recorder, change: RemoveCodings) -> None:
        coder = act.coder_id()
        found = rows_where(act.session, "coding", Coding.id.in_(change.codings))
        rows = {row["id"]: row for row in found if row["coder_id"] == coder}
        if not rows.keys() >= set(change.codings):
            raise QdaError("this coding is not yours, so it was left as it is.")
        live = [row for row in rows.values() if not row["removed"]]
        keep_changed(act, "coding", [Edit(row, "remove", {"removed": True}) for row in live])

    def _recode(self, act: Recorder, change: Recode) -> None:
        code = usable_code(act, change.code)
        which = Coding.id.in_(change.codings), Coding.removed == 0, Coding.code_id != code.id
        recode(act, rows_where(act.session, "coding", *which), code.id)

    def _with_codebook(self, act: Recorder, change: EditCodebook | Undo | Redo) -> None:
        """What changes, or may change, `codebook.yaml` too."""
        if isinstance(change, EditCodebook):
            edit_codebook(act, self.project, change.edit)
        elif isinstance(change, Undo):
            undo(act, self.project)
        else:
            redo(act, self.project)

    def _settle(self, act: Recorder, change: Decide | SettleAgreed) -> None:
        """What was settled counts as read in the consensus, found or not."""
        if self.layer != CONSENSUS:
            raise QdaError("decisions are made in the consensus layer.")
        if isinstance(change, SettleAgreed):
            self._mark(act, change.document, settle_agreed(act, change), True)
            return
        decide(act, change)
        inside = select(Segment.number).where(
            Segment.document_id == change.document,
            Segment.start < change.end,
            Segment.end > change.start,
        )
        self._mark(act, change.document, tuple(act.session.scalars(inside)), True)
        place = change.document, change.start, change.end
        memo = WriteMemo("span", change.decision, change.reason, *place, memo=change.memo)
        self._write_memo(act, memo)

    def _read(self, act: Recorder, change: MarkReviewed | MarkRevisited) -> None:
        if not change.segments:
            return
        refuse_gone(act, change.document)
        query = select(Segment.number).where(
            Segment.document_id == change.document,
            Segment.number.between(min(change.segments), max(change.segments)),
        )
        missing = set(change.segments).difference(act.session.scalars(query))
        if missing:
            raise QdaError(
                f"there is no segment {min(missing)} in the document any more: it has been "
                "segmented anew; open it again."
            )
        if isinstance(change, MarkReviewed):
            segments = tuple(dict.fromkeys(change.segments))
            self._mark(act, change.document, segments, change.reviewed)
        else:
            revisit(act, self.layer, change, current_codebook_version(act))

    def _mark_touched(self, act: Recorder, coding: Row) -> None:
        """Mark the segments that a coding touches as reviewed.

        Those that were read before its code came were not read for all codes now: they keep their
        mark, and are read again for this code alone.
        """
        document, layer = coding["document_id"], self.layer
        query = select(Segment.number).where(
            Segment.document_id == document,
            Segment.start < coding["end"],
            Segment.end > coding["start"],
        )
        touched = tuple(act.session.scalars(query))
        if not touched:
            return
        version = current_codebook_version(act)
        before = read_before(act, layer, document, touched, version)
        self._mark(act, document, tuple(n for n in touched if n not in before), True)
        since = act.session.get_one(Code, coding["code_id"]).since
        again = read_before(act, layer, document, before, since) if before else []
        mark_revisited(act, layer, document, again, [coding["code_id"]], version)

    def _mark(self, act: Recorder, document: int, segments: Sequence[int], reviewed: bool) -> None:
        """Mark segments, each named once, as reviewed or as not."""
        if not segments:
            return
        coder, version = act.coder_id(), current_codebook_version(act)
        of = {"document_id": document, "coder_id": coder, "layer": self.layer}
        mine = [TABLES["review"].c[column] == value for column, value in of.items()]
        # Between them: as many numbers as `D` gives are too many to name in one query.
        near = Review.segment.between(min(segments), max(segments))
        there = {row["segment"]: row for row in rows_where(act.session, "review", *mine, near)}
        known = [there[number] for number in segments if number in there]
        if not reviewed:
            live = [row for row in known if not row["removed"]]
            keep_changed(act, "review", [Edit(row, "remove", {"removed": True}) for row in live])
            return
        keep_changed(act, "review", list(marked_again(known, version)))
        fresh = [number for number in segments if number not in there]
        rows = [{"segment": number, "codebook_version": version} for number in fresh]
        keep_new(act, "review", [{"id": new_id(), **of, **row} for row in rows])

    def _note(self, act: Recorder, change: WriteMemo | LinkMemo | UnlinkMemo) -> None:
        if isinstance(change, WriteMemo):
            self._write_memo(act, change)
        else:
            change_link(act, change, self.layer)

    def _write_memo(self, act: Recorder, change: WriteMemo) -> None:
        text = normalise(change.text)
        found = rows_where(act.session, "memo", Memo.id == change.memo)
        if not found:
            if text:
                self._new_memo(act, change, text)
            return
        memo = found[0]
        if memo["coder_id"] != act.coder_id():
            raise QdaError("this memo is not yours, so it was left as it is.")
        if _same_words(act, memo, text):
            return
        if not text:
            keep_changed(act, "memo", [Edit(memo, "remove", {"removed": True})])
            return
        version = (
            1
            + act.session.scalars(
                select(func.max(MemoText.version)).where(MemoText.memo_id == change.memo)
            ).one()
        )
        keep_words(act, [{"memo_id": change.memo, "version": version, "text": text}])
        columns = {"removed": False, "text_version": version}
        keep_changed(act, "memo", [Edit(memo, "change", columns)])

    def _new_memo(self, act: Recorder, change: WriteMemo, text: str) -> None:
        refuse_memo_on_nothing(act, change)
        row = {
            "id": change.memo,
            "coder_id": act.coder_id(),
            "layer": self.layer,
            "kind": change.kind,
            "target": change.target,
            "document_id": change.document,
            "start": change.start,
            "end": change.end,
            "created_at": act.time,
            "text_version": 1,
        }
        keep_new(act, "memo", [row])
        keep_words(act, [{"memo_id": change.memo, "version": 1, "text": text}])


def marked_again(marks: Iterable[Row], version: int) -> Iterator[Edit]:
    """What makes reviewed marks live, and of the codebook's version."""
    for row in marks:
        if row["removed"] or row["codebook_version"] != version:
            verb = "revive" if row["removed"] else "change"
            yield Edit(row, verb, {"removed": False, "codebook_version": version})


def keep_words(act: Recorder, words: Sequence[Row]) -> None:
    """Store versions of memos' words."""
    if words:
        act.session.connection().execute(insert(MemoText), words)


def _same_words(act: Recorder, memo: Row, text: str) -> bool:
    if memo["removed"] or not text:
        return bool(memo["removed"]) and not text
    return act.session.get_one(MemoText, (memo["id"], memo["text_version"])).text == text


def current_codebook_version(act: Recorder) -> int:
    """The number of the codebook's applied state; 0 before the first."""
    return act.session.scalar(select(func.max(CodebookVersion.number))) or 0


def desk_for(project: Project, coder: str, act: Act) -> Desk:
    """The desk at which an act is done: what coders settle lies beside their own coding."""
    settles = any(isinstance(change, Decide | SettleAgreed) for change in act.changes)
    return Desk(project, coder, CONSENSUS if settles else INDEPENDENT)
