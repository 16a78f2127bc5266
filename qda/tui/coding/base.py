"""What every part of the coding screen shares: its widgets, its work, how an act is done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual import on
from textual.timer import Timer

from qda.codebook.edit import label_of
from qda.coding.changes import (
    Act,
    ApplyCode,
    Change,
    RemoveCodings,
)
from qda.coding.places import LastPlace
from qda.text import visible
from qda.tui import words
from qda.tui.actions import ACTIONS, Action
from qda.tui.actions.action import CODING
from qda.tui.looks import shortened
from qda.tui.screens.keyed import KeyedScreen
from qda.tui.screens.picker import Picker
from qda.tui.signs import MARK_SIGNS
from qda.tui.transcript.sheet import Span
from qda.tui.transcript.view import TranscriptView
from qda.tui.widgets.bars import KeyBar, PinBar, StatusLine
from qda.tui.widgets.codebook import CodebookPane
from qda.tui.widgets.here import CodeHere, HerePane, MarkHere
from qda.tui.work import Place, Target, Work, segments_in_words

if TYPE_CHECKING:
    from qda.coding.reading import MemoRow
    from qda.tui.keeper import Keeper


KEEP_PLACE_AFTER_S: Final = 2.0
"""How long the cursor rests before its place is kept on disk."""
PART: Final = 24
"""Cells of the first words of a coding that is not of whole segments."""
SAY_UNSAVED_AFTER_S: Final = 1.0
"""How long a change may wait for the disk before the status line says so."""


class CodingBase(KeyedScreen):
    """The document at hand, the widgets that show it, and the way an act takes."""

    REGISTERED = CODING

    def __init__(self, coder: str, keeper: Keeper, actions: tuple[Action, ...] = ACTIONS):
        super().__init__(actions)
        self.work = Work(coder)
        self.keeper = keeper
        self.selecting = False
        self._everyone = False
        self._loading: int | None = None
        self.unsaved: dict[str, Act] = {}
        """The acts, by id, of which it has not been heard that they are on disk or refused."""
        self.awaited: dict[str, Callable[[str], object]] = {}
        """What is to be done with new codes, by their ids, once they are there."""
        self._then_place: int | None = None
        self._place_timer: Timer | None = None
        self._slow: str | None = None
        self._reason = ""

    @property
    def view(self) -> TranscriptView:
        """The transcript."""
        return self.query_one(TranscriptView)

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
        memos = [memo.text for memo in self.work.memos if self._memo_is_here(memo)]
        marks = self.work.marks_between(self.view.target())
        signs = [MarkHere(MARK_SIGNS[m.kind], words.MARKED[m.kind], m.coder) for m in marks]
        self.query_one(HerePane).show_here(codes, memos, signs)
        names = [code.look.name for code in codes]
        self.query_one(StatusLine).show_place(
            words.status(
                self.view.current_segment,
                len(document.segments),
                visible(document.name),
                names,
                len(memos) + sum(bool(code.memo) for code in codes),
                list(dict.fromkeys(words.MARKED[mark.kind] for mark in marks)),
                self.work.progress_words(document.id),
            )
        )
        self.query_one(StatusLine).show_mode(self.keyed(self.mode_words()))
        self.query_one(KeyBar).show_only(self.mode_keys())

    def mode_words(self) -> str:
        """In which mode the keys are, if not in reading."""
        return words.SELECTING if self.selecting else ""

    def mode_keys(self) -> Collection[str]:
        """The actions whose keys hold in that mode; none are those of reading."""
        return ()

    def is_in_hand(self, coding: str) -> bool:
        """Whether a coding is shown as the coder is just changing it, not as it is."""
        return False

    def leave_modes(self) -> None:
        """Go back to reading: another document is there."""
        self.selecting = False

    def _code_here(self, span: Span) -> CodeHere:
        memo = "\n".join(m.text for m in self.work.memos if m.target == span.id)
        numbers = self.view.sheet.numbers_between(span.start, span.end)
        return CodeHere(
            self.work.looks[span.code],
            span.coder,
            self._where(span, numbers),
            span.state,
            memo,
            in_focus=span == self.view.focused_span,
        )

    def _where(self, span: Span, numbers: range) -> str:
        """The segments of a coding; with its first words where it is not all of them."""
        if not numbers:
            return ""
        sheet, where = self.view.sheet, segments_in_words(numbers)
        whole = (sheet.segment(numbers[0]).start, sheet.segment(numbers[-1]).end)
        if (span.start, span.end) == whole:
            return where
        first_words = shortened(label_of(visible(sheet.text[span.start : span.end])), PART)
        return words.part_of(where, first_words)

    def _memo_is_here(self, memo: MemoRow) -> bool:
        """Whether a memo on the document, or on a stretch that the target touches."""
        if memo.kind == "document":
            return True
        low, high = self.view.target()
        if memo.kind not in ("span", "link") or memo.start is None or memo.end is None:
            return False
        return memo.start < high and memo.end > low

    def keep_place(self) -> None:
        """Remember the place on disk."""
        if self.work.document is not None:
            self.keeper.keep_place(LastPlace(self.work.document.id, *self.view.place))

    def perform(self, *changes: Change) -> None:
        """Do changes as one act; until it is on disk it counts as unsaved."""
        act = Act(changes)
        self.unsaved[act.id] = act
        self.keeper.perform(act)

    def _target(self) -> Target | None:
        """What a verb acts on; None, and it is said, while another document is on its way."""
        document = self.work.document
        if self._loading is not None:
            info = self.work.info(self._loading)
            self.notify(words.opening(visible(info.name) if info else ""), timeout=2, markup=False)
            return None
        if document is None:
            self.notify(words.NO_DOCUMENTS, timeout=3)
            return None
        place = self.view.target()
        return Target(document.id, place, tuple(self.view.sheet.numbers_between(*place)))

    def _apply(self, code: str, target: Target) -> str:
        """Code a stretch; painted at once, as pending, where it is on the screen.

        Returns:
            The coding's id, also where the same is there already.
        """
        here = self.work.document is not None and self.work.document.id == target.document
        if here and (there := self._same_coding(code, target.place)) is not None:
            self.notify(words.coded_already(self.work.looks[code].name), timeout=2, markup=False)
            self.view.choose_span(there.id)
            return there.id
        change = ApplyCode(target.document, *target.place, code)
        self.work.used(code)
        if here:
            self.view.put_span(self.work.pending(change))
            self.view.choose_span(change.coding)
        self.perform(change)
        self._after_act()
        return change.coding

    def _same_coding(self, code: str, place: Place) -> Span | None:
        """The coder's own coding of just this, unless it is being taken away."""
        for span in self.view.spans_between(*place):
            same = (span.code, span.start, span.end, span.coder) == (code, *place, self.work.coder)
            if same and span.state != "going":
                return span
        return None

    def _take_away(self, span: Span) -> None:
        self.view.put_span(replace(span, state="going"))
        self.perform(RemoveCodings((span.id,)))

    def _after_act(self) -> None:
        self.selecting = False
        self.view.clear_selection()
        self._show_here()

    def _show_signs(self, spans: Iterable[Span]) -> None:
        """Show in the gutter what is on these codings and beside them."""
        self.view.set_marks(self.work.signs(spans, self.unsaved.values()))

    def _show_codes(self) -> None:
        looks = self.work.looks.values()
        self.query_one(CodebookPane).show_codes(looks)
        self.query_one(PinBar).show_codes(looks)
        for screen in self.app.screen_stack:
            if isinstance(screen, Picker):
                screen.show_codes(tuple(looks))

    def _reload(self) -> None:
        if self.work.document is not None:
            self.keeper.reread(self.work.document.id)

    def go_to(self, document: int, place: int) -> None:
        """Go to a place, in the document at hand or in another."""
        if self.work.document is not None and document == self.work.document.id:
            self.view.go_to_offset(place)
        else:
            self._go_to(document, place)

    def open_document(self, document: int) -> None:
        """Open a document where the coder stopped in it, unless it is at hand already."""
        if self.work.document is None or document != self.work.document.id:
            self._go_to(document)

    def focus_code(self, code: str) -> None:
        """Bring a code into focus, as standing on it in the codebook does."""
        self.query_one(CodebookPane).go_to(code)
        self.view.focused_code = code

    def _go_to(self, document: int, place: int | None = None) -> None:
        """Open a document, at a place of its own or where the coder stopped there."""
        self.keep_place()
        self._loading, self._then_place = document, place
        self.keeper.load(document)
