"""Searching in this document and in all, and coding what was found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from qda.coding.changes import ApplyCode
from qda.tui import words
from qda.tui.coding.moving import Moving
from qda.tui.coding.reports import Reports
from qda.tui.reports import Found
from qda.tui.screens.picker import Picker
from qda.tui.screens.search import SearchDialog, SearchLine
from qda.tui.searching import Search

if TYPE_CHECKING:
    from qda.tui.reports import Loaded, Report, Saved
    from qda.tui.searching import HitRow
    from qda.tui.work import Place


class Searching(Reports, Moving):
    """The actions that search; what is sought is shown in every document that is opened."""

    _sought: str = ""
    """What is shown as hits; '' for nothing."""
    _typed: str = ""
    """What was typed last, offered again."""
    _hits: tuple[Place, ...] = ()
    _going: bool = False
    """Whether the cursor goes to a hit once they are found."""
    _coding: tuple[ApplyCode, ...] = ()
    """The hits that are being coded and not yet on disk."""

    @work
    async def action_search(self) -> None:
        """Ask for words and go to where they stand next."""
        typed = await self.app.push_screen_wait(SearchLine(self._typed))
        if typed is not None and typed.strip():
            self._typed, self._going = typed, True
            self._seek(typed)
        elif typed is not None:
            self._forget()

    def action_hit(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) hit; after the last comes the first."""
        if not self._typed:
            self.notify(words.NOTHING_SOUGHT, timeout=3)
        elif not self._sought:
            self._going = True
            self._seek(self._typed)
        elif not self._hits:
            self.notify(words.NOTHING_FOUND, timeout=2)
        else:
            self._go_to_hit(step)

    @work
    async def action_search_all(self) -> None:
        """Search all documents, in a list."""
        dialog = SearchDialog(self._typed, self._search_all, self._ask_for_code)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None:
            typed, row = chosen
            self._typed, self._going = typed, False
            if self.work.document is not None and row.document == self.work.document.id:
                self.view.go_to_offset(row.place[0])
                self._seek(typed)
            else:
                self._sought = typed
                self._go_to(row.document, row.place[0])

    def action_clear(self) -> None:
        """Select nothing, and show no hits."""
        self._forget()
        super().action_clear()

    def take_report(self, report: Report) -> None:
        """Show what a search found; other reports as ever."""
        if isinstance(report, Found):
            self._take_found(report)
        else:
            super().take_report(report)

    def _take_found(self, found: Found) -> None:
        if found.search.everywhere:
            for screen in self.app.screen_stack:
                if isinstance(screen, SearchDialog):
                    screen.show_found(found)
            return
        document = self.work.document
        if document is None or found.search.typed != self._sought:
            return
        going, self._going = self._going, False
        self._hits = tuple(row.place for row in found.rows if row.document == document.id)
        self.view.set_hits(self._hits)
        if going and not self._hits:
            self.notify(found.trouble or words.NOTHING_FOUND, timeout=4, markup=False)
        elif going:
            self._go_to_hit(0)
        self._show_here()

    def mode_words(self) -> str:
        """In which mode the keys are, and at which of the hits the cursor is."""
        modes = [super().mode_words()]
        if self._hits:
            at = bisect_right(self._hits, self.view.page.cursor, key=lambda hit: hit[0])
            on_it = at > 0 and self.view.page.cursor < self._hits[at - 1][1]
            modes.append(words.hit(at if on_it else None, len(self._hits)))
        return " · ".join(filter(None, modes))

    def _seek(self, typed: str) -> None:
        self._sought = typed
        if self.work.document is not None:
            self.keeper.search(Search(typed, [self.work.document.id], everywhere=False))

    def _forget(self) -> None:
        if self._hits:
            self.view.set_hits(())
        self._sought, self._hits, self._going = "", (), False

    def _loaded(self, report: Loaded) -> None:
        self._hits = ()
        super()._loaded(report)
        if self._sought:
            self._seek(self._sought)

    def _go_to_hit(self, step: int) -> None:
        """Go to a hit: the next below the cursor (1), above (-1), or the one here or below (0)."""
        starts = [start for start, _ in self._hits]
        cursor = self.view.page.cursor
        if step < 0:
            at = bisect_left(starts, cursor) - 1
        else:
            at = (bisect_right if step else bisect_left)(starts, cursor)
        if not 0 <= at < len(starts):
            self.notify(words.AGAIN_FROM_TOP if step >= 0 else words.AGAIN_FROM_END, timeout=2)
        self.view.go_to_offset(starts[at % len(starts)])

    def _search_all(self, typed: str, room: int) -> None:
        documents = [info.id for info in self.work.documents]
        self.keeper.search(Search(typed, documents, everywhere=True, room=room))

    def _ask_for_code(self, rows: Sequence[HitRow], exact: bool) -> None:
        places = tuple(
            dict.fromkeys((row.document, row.place if exact else row.segments) for row in rows)
        )
        what = words.hits_to_code(len(places), len({document for document, _ in places}), exact)
        applied = partial(self._code_places, places=places)
        looks = tuple(self.work.looks.values())
        self.app.push_screen(Picker(looks, self.work.recent, what, applied))

    def _code_places(self, code: str, places: Sequence[tuple[int, Place]]) -> None:
        """Code places in any documents, all in one act; those coded so already stay as they are."""
        here = self.work.document.id if self.work.document else None
        changes = [
            ApplyCode(document, *place, code)
            for document, place in places
            if document != here or self._same_coding(code, place) is None
        ]
        if not changes:
            self.notify(words.coded_already(self._name_of(code)), timeout=2, markup=False)
            return
        self.work.used(code)
        for change in changes:
            if change.document == here:
                self.view.put_span(self.work.pending(change))
        self._coding = tuple(changes)
        self.perform(*changes)
        self._show_here()

    def _saved(self, report: Saved) -> None:
        """Say that the hits are coded only once they are: they may be in other documents."""
        super()._saved(report)
        if self._coding and report.act.changes[: len(self._coding)] == self._coding:
            name = self._name_of(self._coding[0].code)
            self.notify(words.coded_hits(len(self._coding), name), timeout=3, markup=False)
            self._coding = ()

    def _name_of(self, code: str) -> str:
        look = self.work.looks.get(code)
        return look.name if look else code
