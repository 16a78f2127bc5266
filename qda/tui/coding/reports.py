"""What the keeper reports, shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual.content import Content

from qda.coding.beside import PutMark, RemoveMarks
from qda.coding.changes import (
    ApplyCode,
    EditCodebook,
    LinkMemo,
    MarkReviewed,
    MoveEdge,
    Recode,
    Redo,
    RemoveCodings,
    Undo,
    UnlinkMemo,
    WriteMemo,
)
from qda.text import visible
from qda.tui import collector, words
from qda.tui.coding.base import CodingBase
from qda.tui.coding.coining import new_codes
from qda.tui.reports import (
    ChangedElsewhere,
    Coded,
    Figures,
    Loaded,
    NotOpen,
    Opened,
    Refused,
    Report,
    Saved,
    Trouble,
    Waiting,
)
from qda.tui.screens.leaving import LeavingDialog
from qda.tui.widgets.bars import StatusLine
from qda.tui.widgets.codebook import CodebookPane
from qda.tui.widgets.here import HerePane

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.coding.changes import Act


SPARE_AFTER_S: Final = 1.5
"""How long after a document came the garbage is collected: the coder reads by then."""

_READ_ANEW: Final = (
    MoveEdge,
    Recode,
    EditCodebook,
    WriteMemo,
    PutMark,
    RemoveMarks,
    LinkMemo,
    UnlinkMemo,
    Undo,
    Redo,
)
"""The changes after which the document's coding is read again from the disk."""


class Reports(CodingBase):
    """Shows what the keeper read and saved."""

    def take_report(self, report: Report) -> None:
        """Show what the keeper did."""
        match report:
            case Opened():
                self._opened(report)
            case Loaded():
                self._loaded(report)
            case Coded():
                self._coded(report)
            case Saved():
                self._saved(report)
            case Refused():
                self._refused(report)
            case Waiting():
                self._failed(report)
            case Figures():
                self._figures(report)
            case ChangedElsewhere():
                self._changed_elsewhere(report)
            case NotOpen() | Trouble():
                self._trouble(report)

    def _trouble(self, report: NotOpen | Trouble) -> None:
        self._loading = None
        if isinstance(report, NotOpen):
            self.view.border_title = words.NOT_OPEN
            collector.spare()
        self.notify(report.sentence, severity="error", timeout=10, markup=False)

    def _refused(self, report: Refused) -> None:
        """Say why; a coder who is leaving stays, so that it is read."""
        self.unsaved.pop(report.act.id, None)
        self._awaited_from(report.act)  # that code will not come
        if isinstance(self.app.screen, LeavingDialog):
            self.app.screen.dismiss(None)
        self._say_unsaved()
        self.notify(report.sentence, severity="error", timeout=8, markup=False)
        self._reload()

    def _changed_elsewhere(self, report: ChangedElsewhere) -> None:
        """Show documents, codes and codings as another process left them."""
        here = self.work.document
        before = self.work.info(here.id) if here else None
        codes = report.codebook != self.work.codebook
        self.work.refresh(report.documents, report.codebook, dark=self.app.current_theme.dark)
        if codes:
            self._show_codes()
            self.view.set_spans(self.work.recoloured(self.view.page.stripes.spans))
        if here is None or before is None:
            return
        now = self.work.info(here.id)
        if now is None:
            self.notify(words.removed(visible(here.name)), severity="warning", markup=False)
            if report.documents:
                self._go_to(report.documents[0].id)
        elif (now.segmenter, now.segments) != (before.segmenter, before.segments):
            self._go_to(here.id)
        else:
            self.view.border_title = Content(visible(now.name))
            self._reload()

    def _opened(self, report: Opened) -> None:
        self.work.open(report, dark=self.app.current_theme.dark)
        self._show_codes()
        self._loading = report.first
        if report.first is None:
            self.view.border_title = words.NO_DOCUMENTS
            self.query_one(StatusLine).show_place(self.keyed(words.BRING_DOCUMENTS))
            self._settle_down()

    def _loaded(self, report: Loaded) -> None:
        sheet = self.work.take(report)
        spans = self.work.spans(report.coded.codings, tuple(self.unsaved.values()))
        place = report.place
        cursor, top = (place.cursor, place.top) if place else (0, None)
        if self._then_place is not None:
            cursor, top = self._then_place, None
        self._loading = self._then_place = None
        self.leave_modes()
        self.view.show(sheet, spans, report.coded.reviewed, cursor, top)
        self._show_signs(spans)
        self.view.border_title = Content(visible(report.document.name))
        self._show_here()
        self.keep_place()
        self.call_after_refresh(self._settle_down)

    def _settle_down(self) -> None:
        """What could wait until the document is there."""
        self.keeper.count()
        self.set_timer(SPARE_AFTER_S, collector.spare)

    def _coded(self, report: Coded) -> None:
        """Show what has changed in the coding of the document at hand, and nothing else."""
        if self.work.document is None or self.work.document.id != report.document:
            return
        self.work.memos, self.work.marks = report.memos, report.marks
        wanted = {s.id: s for s in self.work.spans(report.codings, tuple(self.unsaved.values()))}
        shown = {span.id: span for span in self.view.page.stripes.spans}
        for id_ in shown.keys() - wanted.keys():
            self.view.drop_span(id_)
        for id_, span in wanted.items():
            if shown.get(id_) != span and not self.is_in_hand(id_):
                self.view.put_span(span)
        self.view.set_reviewed(report.reviewed)
        self._show_signs(wanted.values())
        self._show_here()

    def _saved(self, report: Saved) -> None:
        self.unsaved.pop(report.act.id, None)
        self._go_on_with_new_codes(report.act)
        for change in report.act.changes:
            match change:
                case ApplyCode():
                    self._made(change)
                case RemoveCodings():
                    for id_ in change.codings:
                        self.view.drop_span(id_)
                case MarkReviewed():
                    self._marked(change)
                case Undo() | Redo():
                    self._show_undone(report)
                case _:
                    pass
        self._say_unsaved()
        if isinstance(self.app.screen, LeavingDialog):
            self.app.screen.show_unsaved()
        if any(isinstance(change, _READ_ANEW) for change in report.act.changes):
            self._reload()
        self._show_here()

    def _go_on_with_new_codes(self, act: Act) -> None:
        for code, then in self._awaited_from(act):
            then(code)

    def _awaited_from(self, act: Act) -> list[tuple[str, Callable[[str], object]]]:
        """What waited for the new codes of an act, with their ids; it waits no more."""
        codes = [new.id for new in new_codes(act)]
        return [(code, self.awaited.pop(code)) for code in codes if code in self.awaited]

    def _made(self, change: ApplyCode) -> None:
        document = self.work.document
        if document is None or document.id != change.document:
            return
        if not self._is_changing(change.coding):
            self.view.put_span(replace(self.work.pending(change), state="made"))
        for number in self.view.sheet.numbers_between(change.start, change.end):
            self.view.mark_reviewed(number)

    def _is_changing(self, coding: str) -> bool:
        """Whether a coding is shown as it will be when what is on its way is on disk."""
        changes = (change for act in self.unsaved.values() for change in act.changes)
        return self.is_in_hand(coding) or any(
            (isinstance(c, RemoveCodings) and coding in c.codings)
            or (isinstance(c, MoveEdge) and coding == c.coding)
            for c in changes
        )

    def _marked(self, change: MarkReviewed) -> None:
        if self.work.document is not None and self.work.document.id == change.document:
            for number in change.segments:
                self.view.mark_reviewed(number, change.reviewed)

    def _show_undone(self, report: Saved) -> None:
        outcome = report.outcome
        self.notify(visible(outcome.words), timeout=3, markup=False)
        if outcome.document is None or self.work.document is None:
            return
        if outcome.document != self.work.document.id:
            self._go_to(outcome.document, outcome.place)
        elif outcome.place is not None:
            self.view.go_to_offset(outcome.place)

    def _failed(self, report: Waiting) -> None:
        self._reason = report.sentence
        self.query_one(StatusLine).show_trouble(words.not_saved(report.unsaved, report.sentence))

    def _say_unsaved(self) -> None:
        if not self.unsaved:
            self._slow, self._reason = None, ""
            self.query_one(StatusLine).show_trouble("")

    def _look_at_unsaved(self) -> None:
        """Say so when the same change has been waiting since the last look: the disk is slow."""
        unsaved = tuple(self.unsaved.values())
        oldest = unsaved[0].id if unsaved else None
        if oldest is not None and oldest == self._slow:
            self.query_one(StatusLine).show_trouble(
                words.not_saved(len(unsaved), self._reason or words.SLOW_DISK)
            )
        self._slow = oldest

    def _figures(self, report: Figures) -> None:
        self.work.progress = report.progress
        self.query_one(CodebookPane).show_counts(report.counts)
        self.query_one(HerePane).show_recent(report.recent)
        self._show_here()
