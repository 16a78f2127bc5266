"""Reading a document again for some codes, for which it was not read before.

While that goes on, the boxes in the gutter, `d` and `D` and the jumps to what is not reviewed are
about this reading; reviewed marks are neither made nor shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from qda.coding.changes import ApplyCode, Change, MarkRevisited
from qda.coding.rereading import Rereading
from qda.text import visible
from qda.tui import words_revisit as words
from qda.tui.coding.jumping import Jumping
from qda.tui.coding.noting import Noting
from qda.tui.coding.reports import Reports

if TYPE_CHECKING:
    from qda.analysis.revisit import CodeAgain
    from qda.project.store import Project
    from qda.tui.reports import Coded, Loaded, Saved


class Revisiting(Jumping, Reports, Noting):
    """The mode in which a document is read again for some codes."""

    rereading: Rereading | None = None
    _to_begin: Rereading | None = None
    """What is read again as soon as its document is at hand."""
    _reread_for: tuple[str, ...] = ()
    """The codes of the last reading, the first of them in focus."""

    def mode_words(self) -> str:
        """For which codes it is read, and how much is left."""
        mode = ""
        if self.rereading is not None:
            first, *more = self._reread_for
            mode = words.reading_again(self._called(first), len(more), len(self.rereading.numbers))
        return " · ".join(filter(None, (mode, super().mode_words())))

    def leave_modes(self) -> None:
        """Another document is there: it is not read again."""
        self.rereading = None
        super().leave_modes()

    def action_read_again(self) -> None:
        """Read this document, or the next one, again for the code in focus; or no more."""
        if self.rereading is not None and self.rereading.numbers:
            self.notify(words.ended(self._called(self._reread_for[0])), timeout=3, markup=False)
            self._end_rereading()
            return
        code = self._code_in_hand()
        if code is None:
            self.notify(words.NOT_FOR_THE_CODE, timeout=4)
            return
        last = self._reread_for
        codes = last if last and last[0] == code else (code, *sorted(self._family(code) - {code}))
        self._ask_again(partial(self._read_next, codes=codes))

    def read_again(self, document: int, codes: Sequence[str], found: Sequence[CodeAgain]) -> None:
        """Read a document again for codes, from the first segment that is left."""
        info = self.work.info(document)
        if info is None:
            return
        self._to_begin = coming = Rereading.of(found, codes, document, info.name)
        self._reread_for = tuple(code for code in codes if coming.left.get(code)) or (*codes[:1],)
        if self.work.document is not None and self.work.document.id == document:
            self._begin()
        else:
            self.open_document(document)

    def action_review(self) -> None:
        """Mark what is selected, or the segment, as read again and go on to the next that is."""
        target = self._target()
        if self.rereading is None or target is None or not target.segments:
            super().action_review()
            return
        self._review(target.document, target.segments)
        self._after_act()
        left = sorted(self.rereading.numbers.difference(target.segments))
        below = (number for number in left if number > target.segments[-1])
        if left:
            self.view.go_to_segment(next(below, left[0]))

    def _review(self, document: int, numbers: Sequence[int], *, reviewed: bool = True) -> None:
        if self.rereading is None or document != self.rereading.document:
            super()._review(document, numbers, reviewed=reviewed)
        elif changes := tuple(self.rereading.changes(numbers, read=reviewed)):
            self.perform(*changes)

    def _take_as_read(self, changes: Iterable[Change]) -> None:
        """The next key counts with what is on its way; the boxes wait until it is on disk."""
        for change in changes:
            if self.rereading is not None and isinstance(change, MarkRevisited):
                self.rereading = self.rereading.marked(change)

    def perform(self, *changes: Change) -> None:
        """Do changes as one act; a code that is read for, put on, reads what it touches."""
        changes = (*changes, *self._read_by(changes))
        self._take_as_read(changes)
        super().perform(*changes)

    def _read_by(self, changes: Iterable[Change]) -> Iterator[MarkRevisited]:
        again = self.rereading
        for change in changes:
            if again is None or not isinstance(change, ApplyCode):
                continue
            about = {one for code in self._reread_for for one in self._family(code)}
            if change.document == again.document and change.code in about:
                numbers = self.view.sheet.numbers_between(change.start, change.end)
                yield from again.changes(numbers, read=True)

    def _begin(self) -> None:
        self.rereading, self._to_begin = self._to_begin, None
        if self.rereading is None or not self.rereading.numbers:
            self._end_rereading()
            return
        self.focus_code(self._reread_for[0])
        self._show_boxes()
        self.view.go_to_segment(min(self.rereading.numbers))
        self.view.focus()
        self._show_here()

    def _show_boxes(self) -> None:
        """The boxes in the gutter are open where something is left."""
        if self.rereading is not None:
            numbers = range(1, len(self.view.sheet.segments) + 1)
            self.view.set_reviewed(set(numbers) - self.rereading.numbers)
            self._show_here()

    def _end_rereading(self) -> None:
        self.rereading = None
        self._reload()
        self._show_here()

    def _loaded(self, report: Loaded) -> None:
        super()._loaded(report)
        if self._to_begin is not None and self._to_begin.document == report.document.id:
            self._begin()
        self._to_begin = None

    def _coded(self, report: Coded) -> None:
        """What is left is asked for, too: an undo, or another process, may have changed it."""
        super()._coded(report)
        if self.rereading is not None:
            self._show_boxes()
            self._ask_again(self._take_left)

    def _saved(self, report: Saved) -> None:
        super()._saved(report)
        self._take_as_read(report.act.changes)
        self._look_at_end()

    def _take_left(self, found: Sequence[CodeAgain]) -> None:
        document = self.work.document
        if self.rereading is not None and document is not None:
            self.rereading = Rereading.of(found, self._reread_for, document.id, document.name)
            self._look_at_end()

    def _look_at_end(self) -> None:
        """Say so where nothing is left; else show what is."""
        if self.rereading is None:
            return
        if self.rereading.numbers:
            self._show_boxes()
            return
        first, *more = self._reread_for
        document = self.work.document.name if self.work.document else ""
        said = words.read_again(visible(document), self._called(first), len(more))
        self.notify(said, timeout=5, markup=False)
        self._end_rereading()

    def _ask_again(self, then: Callable[[tuple[CodeAgain, ...]], None]) -> None:
        coder = self.work.coder

        def read(project: Project) -> tuple[CodeAgain, ...]:
            from qda.analysis.load_revisits import load_revisits

            return load_revisits(project, coder)

        self.keeper.ask(read, then)

    def _read_next(self, found: Sequence[CodeAgain], codes: Sequence[str]) -> None:
        """Read on for codes: in the document at hand, else in the next, else from the first."""
        wanted = set(codes)
        left = {d.name for one in found if one.need.code in wanted for d in one.left}
        ids = [info.id for info in self.work.documents if info.name in left]
        here = self.work.document.id if self.work.document else None
        order = [info.id for info in self.work.documents]
        at = order.index(here) if here in order else 0
        rest = [id_ for id_ in (*order[at:], *order[:at]) if id_ in ids]
        if rest:
            self.read_again(rest[0], codes, found)
        else:
            self.notify(words.nothing_left_for(self._called(codes[0])), timeout=4, markup=False)

    def _called(self, code: str) -> str:
        look = self.work.looks.get(code)
        return look.name if look else code
