"""Memos, flags and quotables, reviewed marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work

from qda.coding.beside import MarkKind, PutMark, RemoveMarks
from qda.coding.changes import (
    Change,
    LinkMemo,
    MarkReviewed,
    MemoKind,
    WriteMemo,
)
from qda.project.clock import new_id
from qda.tui import words, words_memos
from qda.tui.coding.base import CodingBase
from qda.tui.looks import shortened
from qda.tui.memos import local_day, on_what
from qda.tui.screens.asking import WIDEST, Choice
from qda.tui.screens.dialogs import MemoDialog
from qda.tui.screens.seeking import SeekDialog
from qda.tui.work import Place, Target, segments_in_words

if TYPE_CHECKING:
    from qda.coding.memos import MemoLine
    from qda.project.store import Project


class Noting(CodingBase):
    """The actions that write memos and mark segments as reviewed."""

    @work
    async def action_memo(self) -> None:
        """Write a memo on the coding in focus, else on the segment or selection."""
        target = self._target()
        if target is None:
            return
        span = self.view.focused_span
        if span is not None and span.coder == self.work.coder:
            look = self.work.looks.get(span.code)
            title = words.memo_on(look.name if look else span.code)
            await self._write_memo(target.document, "coding", span.id, None, title)
        else:
            title = words.memo_on(segments_in_words(target.segments))
            await self._write_memo(target.document, "span", "", target.place, title)

    @work
    async def action_memo_document(self) -> None:
        """Write a memo on the document."""
        document = self.work.document
        if document is not None and self._target() is not None:
            title = words.memo_on(document.name)
            await self._write_memo(document.id, "document", document.key, None, title)

    async def _write_memo(
        self, document: int, kind: MemoKind, target: str, place: Place | None, title: str
    ) -> None:
        there = self.work.memo_for(kind, target, place)
        old = there.text if there else ""
        text = await self.app.push_screen_wait(MemoDialog(title, old))
        if text is None or text == old:
            return
        start, end = place or (None, None)
        memo = there.id if there else new_id()
        self.perform(WriteMemo(kind, target, text, document, start, end, memo))

    def action_link(self) -> None:
        """Link the selection, or the current segment, to a memo; or to a new entry."""
        target = self._target()
        if target is not None:
            self.keeper.ask(_read_memos, lambda memos: self._choose_memo(target, memos))

    @work
    async def _choose_memo(self, target: Target, memos: Sequence[MemoLine]) -> None:
        choices = [
            Choice("", words_memos.NEW_ENTRY),
            *(
                Choice(memo.id, shortened(memo.first_line, WIDEST), self._told(memo))
                for memo in memos
            ),
        ]
        chosen = await self.app.push_screen_wait(SeekDialog(words_memos.LINK, choices))
        if chosen is None:
            return
        changes: list[Change] = []
        if not chosen:
            text = await self.app.push_screen_wait(MemoDialog(words_memos.ENTRY, ""))
            if not text:
                return
            chosen = new_id()
            changes.append(WriteMemo("project", "", text, memo=chosen))
        self.perform(*changes, LinkMemo(chosen, target.document, *target.place))
        self.notify(words_memos.LINKED, timeout=3)
        self._after_act()

    def _told(self, memo: MemoLine) -> str:
        return f"{local_day(memo.created_at)} {on_what(memo, self.work.looks)}"

    def action_memo_code(self) -> None:
        """Write the coder's memo on the code in focus."""
        span = self.view.focused_span
        code = self.view.focused_code or (span.code if span else None)
        if code not in self.work.looks:
            self.notify(words_memos.NO_CODE_IN_FOCUS, timeout=3)
            return
        self.keeper.ask(_read_memos, lambda memos: self._write_on_code(code, memos))

    @work
    async def _write_on_code(self, code: str, memos: Sequence[MemoLine]) -> None:
        mine = ("code", code, self.work.coder)
        own = (memo for memo in memos if (memo.kind, memo.target, memo.coder) == mine)
        title = words.memo_on(self.work.looks[code].name)
        await self.write_memo("code", code, title, next(own, None))

    def action_mark(self, kind: MarkKind) -> None:
        """Flag what is selected or the current segment, or mark it as quotable; or not any more."""
        target = self._target()
        if target is None:
            return
        own = self.work.own_marks(kind, self.unsaved.values())
        there = tuple(id_ for id_, place in own.items() if place == target.place)
        if not there and self.view.selection is None:
            there = tuple(id_ for id_, place in own.items() if _touches(place, target.place))
        if there:
            self.perform(RemoveMarks(kind, there))
        else:
            self.perform(PutMark(kind, target.document, *target.place))
        self._show_signs(self.view.page.stripes.spans)
        self._after_act()

    def action_review(self) -> None:
        """Mark what is selected, or the current segment, as reviewed and go on."""
        target = self._target()
        if target is not None and target.segments:
            self._review(target.document, target.segments)
            self._after_act()
            self.view.go_to_segment(target.segments[-1])
            self.view.move("segment_next")

    def action_review_to_here(self) -> None:
        """Mark all segments up to here as reviewed."""
        target = self._target()
        if target is not None:
            self._review(target.document, range(1, self.view.current_segment + 1))

    def action_unreview(self) -> None:
        """Take the reviewed mark back."""
        target = self._target()
        if target is not None:
            marked = [n for n in target.segments if n in self.view.page.reviewed]
            self._review(target.document, marked, reviewed=False)

    def _review(self, document: int, numbers: Sequence[int], *, reviewed: bool = True) -> None:
        if numbers:
            self.perform(MarkReviewed(document, tuple(numbers), reviewed))


def _read_memos(project: Project) -> list[MemoLine]:
    from qda.coding.memos import list_memos

    with project.read(together=True) as session:
        return list_memos(session)


def _touches(one: Place, other: Place) -> bool:
    return one[0] < other[1] and one[1] > other[0]
