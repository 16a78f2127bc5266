"""The coding screen: the transcript in the middle, the codebook beside it, one line of status."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.timer import Timer

from qda.coding.changes import (
    Act,
    ApplyCode,
    Change,
    MemoKind,
    Redo,
    RemoveCodings,
    Undo,
)
from qda.coding.places import LastPlace
from qda.text import visible
from qda.tui import words
from qda.tui.actions import Action, bindings
from qda.tui.reports import (
    ChangedElsewhere,
    Coded,
    Failed,
    Figures,
    Loaded,
    Opened,
    Refused,
    Report,
    Saved,
    Waiting,
)
from qda.tui.screens.dialogs import DocumentDialog, HelpDialog, MemoDialog, NumberDialog
from qda.tui.screens.picker import Picker
from qda.tui.sequences import SequencePanel, Sequences
from qda.tui.transcript import messages
from qda.tui.transcript.selection import Selection
from qda.tui.transcript.sheet import Span
from qda.tui.transcript.units import Unit
from qda.tui.transcript.view import TranscriptView
from qda.tui.widgets.bars import KeyBar, PinBar, StatusLine
from qda.tui.widgets.codebook import CodebookPane
from qda.tui.widgets.here import CodeHere, HerePane
from qda.tui.work import Place, Work, segments_in_words

if TYPE_CHECKING:
    from qda.tui.app import QdaApp
    from qda.tui.keeper import Keeper

KEEP_PLACE_AFTER_S: Final = 2.0
"""How long the cursor rests before its place is kept on disk."""
SAY_UNSAVED_AFTER_S: Final = 1.0
"""How long a change may wait for the disk before the status line says so."""


class CodingScreen(Sequences, Screen[None]):
    """Where a coder spends the month: reads, tags, and never waits."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 (Textual declares it so)
        (0, "-narrow"),
        (100, "-normal"),
        (150, "-wide"),
    ]

    def __init__(self, coder: str, keeper: Keeper, document: str | None):
        super().__init__()
        self.work = Work(coder)
        self.keeper = keeper
        self.selecting = False
        self._wanted = document
        self._everyone = False
        self._place_timer: Timer | None = None
        self._slow: str | None = None
        self._reason = ""

    def compose(self) -> ComposeResult:
        """The frame; it stands before the project is open."""
        with Container(id="desk"):
            yield CodebookPane()
            yield TranscriptView(id="transcript")
            yield HerePane()
        yield PinBar()
        yield StatusLine()
        yield KeyBar()
        yield SequencePanel()

    def on_mount(self) -> None:
        """Read first: the keys belong to the transcript."""
        self.view.border_title = words.OPENING
        self.view.focus()
        self.set_interval(SAY_UNSAVED_AFTER_S, self._look_at_unsaved)

    @property
    def view(self) -> TranscriptView:
        """The transcript."""
        return self.query_one(TranscriptView)

    @property
    def sequence_panel(self) -> SequencePanel:
        """The panel of what may follow a first key."""
        return self.query_one(SequencePanel)

    def run_sequence(self, action: Action) -> None:
        """Do what several keys in turn ask for, after what the keys before them asked for.

        Bindings are looked up on the app's queue, behind this screen's; so this waits there too.
        """
        self.app.call_later(self.run_action, action.call)

    # What the keeper reports

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
                self._say_unsaved()
                self.notify(report.sentence, severity="error", markup=False)
                self._reload()
            case Waiting():
                self._failed(report)
            case Figures():
                self._figures(report)
            case ChangedElsewhere():
                self._reload()
            case Failed():
                self.view.border_title = words.NOT_OPEN
                self.notify(report.sentence, severity="error", timeout=20, markup=False)

    def _opened(self, report: Opened) -> None:
        self.work.open(report, dark=self.app.current_theme.dark)
        self._show_codes()
        first = self.work.first_document(self._wanted, report.place)
        if first is None:
            self.view.border_title = words.NO_DOCUMENTS
        else:
            self.keeper.load(first)

    def _show_codes(self) -> None:
        looks = self.work.looks.values()
        self.query_one(CodebookPane).show_codes(looks)
        self.query_one(PinBar).show_codes(looks)

    def _loaded(self, report: Loaded) -> None:
        sheet = self.work.take(report)
        spans = self.work.spans(report.coded.codings, self.keeper.unsaved)
        place = report.place
        cursor, top = (place.cursor, place.top) if place else (0, None)
        self.selecting = False
        self.view.show(sheet, spans, report.coded.reviewed, cursor, top)
        self.view.set_marks(self.work.memo_signs(spans))
        self.view.border_title = visible(report.document.name)
        self._show_here()
        self.keep_place()
        self.call_after_refresh(_spare_the_collector)

    def _coded(self, report: Coded) -> None:
        """Show what has changed in the coding of the document at hand, and nothing else."""
        if self.work.document is None or self.work.document.id != report.document:
            return
        self.work.memos = report.memos
        wanted = {s.id: s for s in self.work.spans(report.codings, self.keeper.unsaved)}
        shown = {span.id: span for span in self.view.page.stripes.spans}
        for id_ in shown.keys() - wanted.keys():
            self.view.drop_span(id_)
        for id_, span in wanted.items():
            if shown.get(id_) != span:
                self.view.put_span(span)
        self.view.set_reviewed(report.reviewed)
        self.view.set_marks(self.work.memo_signs(wanted.values()))
        self._show_here()

    def _saved(self, report: Saved) -> None:
        incremental = True
        for change in report.act.changes:
            match change:
                case ApplyCode():
                    self._made(change)
                case RemoveCodings():
                    for id_ in change.codings:
                        self.view.drop_span(id_)
                case Undo() | Redo():
                    self._show_undone(report)
                    incremental = False
                case _:
                    incremental = False
        self._say_unsaved()
        if incremental:
            self._show_here()
        else:
            self._reload()

    def _made(self, change: ApplyCode) -> None:
        document = self.work.document
        if document is None or document.id != change.document:
            return
        self.view.put_span(replace(self.work.pending(change), state="made"))
        for number in self.view.sheet.numbers_between(change.start, change.end):
            self.view.mark_reviewed(number)

    def _show_undone(self, report: Saved) -> None:
        outcome = report.outcome
        self.notify(visible(outcome.words), timeout=3, markup=False)
        if outcome.document is None or self.work.document is None:
            return
        if outcome.document != self.work.document.id:
            self._go_to(outcome.document)
        elif outcome.place is not None:
            self.view.go_to_offset(outcome.place)

    def _failed(self, report: Waiting) -> None:
        self._reason = report.sentence
        self.query_one(StatusLine).show_trouble(words.not_saved(report.unsaved, report.sentence))

    def _say_unsaved(self) -> None:
        if not self.keeper.unsaved:
            self._slow, self._reason = None, ""
            self.query_one(StatusLine).show_trouble("")

    def _look_at_unsaved(self) -> None:
        """Say so when the same change has been waiting since the last look: the disk is slow."""
        unsaved = self.keeper.unsaved
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

    def _reload(self) -> None:
        if self.work.document is not None:
            self.keeper.reread(self.work.document.id)

    # What the coder sees of the place

    @on(TranscriptView.CursorMoved)
    def _cursor_moved(self) -> None:
        self._show_here()
        if self._place_timer is not None:
            self._place_timer.stop()
        self._place_timer = self.set_timer(KEEP_PLACE_AFTER_S, self.keep_place)

    @on(TranscriptView.SelectionChanged)
    def _selection_changed(self) -> None:
        self._show_here()

    def _show_here(self) -> None:
        document = self.work.document
        if document is None:
            return
        spans = self.view.spans_between(*self.view.target())
        codes = [self._code_here(span) for span in spans if span.code in self.work.looks]
        memos = [memo.text for memo in self.work.memos if self._memo_is_here(memo.start, memo.end)]
        self.query_one(HerePane).show_here(codes, memos)
        names = [code.look.name for code in codes]
        self.query_one(StatusLine).show_place(
            words.status(
                self.view.current_segment,
                len(document.segments),
                visible(document.name),
                names,
                len(memos) + sum(bool(code.memo) for code in codes),
                self.work.progress_words(document.id),
            )
        )
        mode = words.SELECTING if self.selecting else ""
        self.query_one(StatusLine).show_mode(mode)

    def _code_here(self, span: Span) -> CodeHere:
        memo = next((m.text for m in self.work.memos if m.target == span.id), "")
        numbers = self.view.sheet.numbers_between(span.start, span.end)
        return CodeHere(
            self.work.looks[span.code],
            span.coder,
            segments_in_words(numbers),
            span.state,
            memo,
            in_focus=span == self.view.focused_span,
        )

    def _memo_is_here(self, start: int | None, end: int | None) -> bool:
        low, high = self.view.target()
        return start is not None and end is not None and start < high and end > low

    def keep_place(self) -> None:
        """Remember the place on disk."""
        if self.work.document is not None:
            self.keeper.keep_place(LastPlace(self.work.document.id, *self.view.place))

    # Doing

    def _perform(self, *changes: Change) -> None:
        self.keeper.perform(Act(changes))

    def _apply(self, code: str) -> None:
        """Code the selection or the current segment; painted at once, as pending."""
        place = self.view.target()
        if self._same_coding(code, place) is not None:
            self.notify(words.coded_already(self.work.looks[code].name), timeout=2, markup=False)
            return
        change = self.work.apply(code, *place)
        if change is not None:
            self.view.put_span(self.work.pending(change))
            self._perform(change)
            self._after_act()

    def _same_coding(self, code: str, place: Place) -> Span | None:
        for span in self.view.spans_between(*place):
            if (span.code, span.start, span.end, span.coder) == (code, *place, self.work.coder):
                return span
        return None

    def _take_away(self, span: Span) -> None:
        self.view.put_span(replace(span, state="pending"))
        self._perform(RemoveCodings((span.id,)))

    def _after_act(self) -> None:
        self.selecting = False
        self.view.clear_selection()
        self._show_here()

    # Actions: move

    def action_move(self, motion: str) -> None:
        """Move the cursor; in selecting mode the selection with it."""
        self.view.move(motion, extend=self.selecting)

    def action_extend(self, motion: str) -> None:
        """Move the selection's end."""
        self.view.move(motion, extend=True)

    def action_step_document(self, step: int) -> None:
        """Go to the next or the previous document."""
        neighbour = self.work.neighbour(step)
        if neighbour is None:
            self.notify(words.NO_MORE_DOCUMENTS, timeout=2)
        else:
            self._go_to(neighbour)

    def _go_to(self, document: int) -> None:
        self.keep_place()
        self.keeper.load(document)

    @work
    async def action_choose_document(self) -> None:
        """Choose a document from the list."""
        rows = [
            (info.id, info.name, self.work.progress_words(info.id)) for info in self.work.documents
        ]
        current = self.work.document.id if self.work.document else None
        chosen = await self.app.push_screen_wait(DocumentDialog(rows, current))
        if chosen is not None and chosen != current:
            self._go_to(chosen)

    @work
    async def action_go_to_segment(self) -> None:
        """Go to a segment by its number."""
        last = len(self.view.sheet.segments)
        number = await self.app.push_screen_wait(NumberDialog(last))
        if number is not None:
            self.view.go_to_segment(number)

    def action_unreviewed(self, step: int) -> None:
        """Go to the next or the previous segment that is not reviewed."""
        found = self.view.next_unreviewed() if step > 0 else self.view.previous_unreviewed()
        if not found:
            self.notify(words.NONE_UNREVIEWED_BELOW if step > 0 else words.NONE_UNREVIEWED_ABOVE)

    # Actions: select

    def action_toggle_selecting(self) -> None:
        """Every move from here on selects, or no more."""
        self.selecting = not self.selecting
        if self.selecting and self.view.selection is None:
            self.view.select("word")
        self._show_here()

    def action_select(self, unit: str) -> None:
        """Select the sentence or the segment; the segment again takes one more."""
        selection = self.view.page.selection
        if unit == "segment" and isinstance(selection, Selection) and selection.unit == "segment":
            self.view.move("segment_next", extend=True)
        else:
            self.view.select(cast(Unit, unit))

    def action_widen(self) -> None:
        """Widen the selection to the next unit."""
        self.view.widen_selection()

    def action_narrow(self) -> None:
        """Narrow the selection to the unit below."""
        self.view.narrow_selection()

    def action_clear(self) -> None:
        """Select nothing."""
        self._after_act()

    # Actions: code

    def action_pick(self) -> None:
        """Choose a code by a few of its letters."""
        if self.work.document is None:
            return
        target = segments_in_words(self.view.sheet.numbers_between(*self.view.target()))
        place = self.view.target()

        def applied(code: str) -> None:
            self.view.select_range(*place)
            self._apply(code)

        looks = tuple(self.work.looks.values())
        self.app.push_screen(Picker(looks, self.work.recent, target, applied))

    def action_pin(self, digit: int) -> None:
        """Put the code of a digit on, or take it off where it is."""
        pinned = [look for look in self.work.looks.values() if look.pin == digit]
        if not pinned or pinned[0].retired:
            self.notify(words.no_pin(digit), timeout=2)
            return
        there = self._same_coding(pinned[0].id, self.view.target())
        if there is None:
            self._apply(pinned[0].id)
        else:
            self._take_away(there)

    def action_repeat(self) -> None:
        """Apply the last code again."""
        if self.work.recent:
            self._apply(self.work.recent[0])

    def action_remove(self) -> None:
        """Take away the coding in focus."""
        span = self.view.focused_span
        if span is None:
            self.notify(words.NO_CODING_HERE, timeout=2)
        elif span.coder != self.work.coder:
            self.notify(words.not_yours(visible(span.coder)), timeout=3, markup=False)
        else:
            self._take_away(span)

    def action_cycle(self) -> None:
        """Bring the next of the codings here into focus."""
        if self.view.cycle_overlap() is None:
            self.notify(words.NO_CODING_HERE, timeout=2)
        self._show_here()

    # Actions: note

    @work
    async def action_memo(self) -> None:
        """Write a memo on the coding in focus, else on the segment or selection."""
        span = self.view.focused_span
        if span is not None and span.coder == self.work.coder:
            await self._write_memo("coding", span.id, None, words.memo_on(span.code))
        elif self.work.document is not None:
            place = self.view.target()
            where = segments_in_words(self.view.sheet.numbers_between(*place))
            await self._write_memo("span", "", place, words.memo_on(where))

    @work
    async def action_memo_document(self) -> None:
        """Write a memo on the document."""
        document = self.work.document
        if document is not None:
            title = words.memo_on(document.name)
            await self._write_memo("document", document.key, None, title)

    async def _write_memo(
        self, kind: MemoKind, target: str, place: Place | None, title: str
    ) -> None:
        there = self.work.memo_for(kind, target, place)
        old = there.text if there else ""
        text = await self.app.push_screen_wait(MemoDialog(title, old))
        if text is None or text == old:
            return
        change = self.work.write_memo(kind, target, place, text)
        if change is not None:
            self._perform(change)

    # Actions: review

    def action_review(self) -> None:
        """Mark what is selected, or the current segment, as reviewed and go on."""
        numbers = self.view.sheet.numbers_between(*self.view.target())
        self._review(numbers)
        if numbers:
            self._after_act()
            self.view.go_to_segment(numbers[-1])
            self.view.move("segment_next")

    def action_review_to_here(self) -> None:
        """Mark all segments up to here as reviewed."""
        self._review(range(1, self.view.current_segment + 1))

    def action_unreview(self) -> None:
        """Take the reviewed mark back."""
        numbers = self.view.sheet.numbers_between(*self.view.target())
        self._review([n for n in numbers if n in self.view.page.reviewed], reviewed=False)

    def _review(self, numbers: Sequence[int], *, reviewed: bool = True) -> None:
        change = self.work.review(numbers, reviewed=reviewed)
        if change is not None:
            self._perform(change)

    # Actions: history, view, copy, app

    def action_undo(self) -> None:
        """Take back the last act, in whichever document it was."""
        self._perform(Undo())

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self._perform(Redo())

    def action_toggle_codebook(self) -> None:
        """Show or hide the codebook."""
        desk = self.query_one("#desk")
        desk.toggle_class("-codebook" if self.has_class("-narrow") else "-no-codebook")
        self.view.focus()

    def action_zen(self) -> None:
        """Show the text only, or everything."""
        self.toggle_class("-zen")
        self.view.focus()

    def action_stripes(self) -> None:
        """Show or hide the stripes."""
        self.view.stripes_shown = not self.view.stripes_shown

    def action_toggle_coders(self) -> None:
        """Show all coders' codings, or only one's own."""
        self._everyone = not self._everyone
        self.keeper.show_everyone(self._everyone)
        self.notify(words.ALL_CODERS if self._everyone else words.ONLY_YOU, timeout=2)
        self._reload()

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self.focus_next()

    def action_copy(self) -> None:
        """Copy the selection, or the segment, with its source."""
        place = self.view.target()
        numbers = self.view.sheet.numbers_between(*place)
        self.app.copy_to_clipboard(self.work.quotation(*place, numbers))
        self.notify(words.COPIED, timeout=2)

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpDialog())

    def action_quit(self) -> None:
        """Leave, when all is saved."""
        self.keep_place()
        cast("QdaApp", self.app).leave()

    def on_theme_change(self) -> None:
        """Take the colours of the other ground."""
        self.work.set_ground(dark=self.app.current_theme.dark)
        self._show_codes()
        self.view.set_spans(self.work.recoloured(self.view.page.stripes.spans))
        self._show_here()

    # Mouse and panes

    @on(TranscriptView.ReviewedClicked)
    def _box_clicked(self, event: messages.ReviewedClicked) -> None:
        on_now = event.segment not in self.view.page.reviewed
        self._review([event.segment], reviewed=on_now)

    @on(TranscriptView.SpanClicked)
    def _stripe_clicked(self, event: messages.SpanClicked) -> None:
        self.view.choose_span(event.span.id)
        self._show_here()

    @on(TranscriptView.PickRequested)
    def _right_click(self, event: messages.PickRequested) -> None:
        selection = self.view.selection
        if selection is None or not selection[0] <= event.offset < selection[1]:
            self.view.go_to_offset(event.offset)
        self.action_pick()

    @on(CodebookPane.Focused)
    def _code_in_focus(self, event: CodebookPane.Focused) -> None:
        if self.query_one(CodebookPane).has_focus:
            self.view.focused_code = event.code

    @on(CodebookPane.Chosen)
    def _code_chosen(self, event: CodebookPane.Chosen) -> None:
        self._apply(event.code)
        self.view.focus()


def _spare_the_collector() -> None:
    """Keep the garbage collector from going through a whole document between two keys."""
    gc.collect()
    gc.freeze()


def each_action(screen: CodingScreen) -> Callable[[Action], Callable[[], None]]:
    """Turn an action of the registry into a call, for the command palette."""

    def caller(action: Action) -> Callable[[], None]:
        def call() -> None:
            screen.call_later(screen.run_action, action.call)

        return call

    return caller
