"""Jumps to the next and previous of a kind: uses of a code, memos, flags."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual import work

from qda.codebook.tree import LANGUAGE
from qda.coding.changes import EditCodebook
from qda.tui import words
from qda.tui.coding.base import CodingBase
from qda.tui.screens.definition import DefinitionDialog
from qda.tui.screens.writing import written
from qda.tui.words_codebook import NO_CODE_AT_HAND


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a jump may lead: an offset, and the coding to bring into focus there."""

    offset: int
    coding: str | None = None


class Jumping(CodingBase):
    """The actions that go to the next and previous of a kind."""

    def action_code_use(self, step: int) -> None:
        """Go to the next or previous use of the code in focus, or of a code under it."""
        code = self._code_in_hand()
        if code is None:
            self.notify(words.NO_CODE_IN_FOCUS, timeout=3)
            return
        family = self._family(code)
        spans = (s for s in self.view.page.stripes.spans if s.code in family and s.state != "going")
        if not self._jump((Spot(span.start, span.id) for span in spans), step):
            look = self.work.looks.get(code)
            name = look.name if look else code
            self.notify(words.no_more_uses(name), timeout=2, markup=False)

    @work
    async def action_define(self) -> None:
        """Show what the code at hand means: of the coding in focus, else in the codebook."""
        span = self.view.focused_span
        id_ = span.code if span is not None else self.view.focused_code
        code, look = self.work.codebook.get(id_ or ""), self.work.looks.get(id_ or "")
        if code is None or look is None:
            self.notify(NO_CODE_AT_HAND, timeout=3)
        elif await self.app.push_screen_wait(DefinitionDialog(look, code)):
            edit = await written(self.app, self.work.codebook, code, "definition", LANGUAGE)
            if edit is not None:
                self.perform(EditCodebook(edit))

    def action_memo_place(self, step: int) -> None:
        """Go to the next or previous memo on a stretch or a coding."""
        starts = {span.id: span.start for span in self.view.page.stripes.spans}
        spots = [Spot(memo.start) for memo in self.work.memos if memo.start is not None] + [
            Spot(starts[memo.target], memo.target)
            for memo in self.work.memos
            if memo.target in starts
        ]
        if not self._jump(spots, step):
            self.notify(words.NO_MORE_MEMOS, timeout=2)

    def action_flag_place(self, step: int) -> None:
        """Go to the next or previous flag."""
        flags = (Spot(mark.start) for mark in self.work.marks if mark.kind == "flag")
        if not self._jump(flags, step):
            self.notify(words.NO_MORE_FLAGS, timeout=2)

    def _jump(self, spots: Iterable[Spot], step: int) -> bool:
        """Go to the nearest spot beyond the cursor; False where there is none."""
        cursor = self.view.page.cursor
        beyond = [spot for spot in spots if (spot.offset - cursor) * step > 0]
        if not beyond:
            return False
        spot = min(beyond, key=lambda spot: (spot.offset - cursor) * step)
        self.view.go_to_offset(spot.offset)
        if spot.coding is not None:
            self.view.choose_span(spot.coding)
        self._show_here()
        return True

    def _code_in_hand(self) -> str | None:
        """The code highlighted in the codebook, unless a coding of another one was chosen."""
        span = self.view.focused_span
        above = self.view.focused_code
        chosen = span is not None and span.id == self.view.page.chosen
        if above is not None and not (span and chosen and span.code not in self._family(above)):
            return above
        return span.code if span else None

    def _family(self, code: str) -> set[str]:
        """A code and all under it."""
        below = self.work.codebook.descendants(code) if code in self.work.codebook else ()
        return {code, *(other.id for other in below)}
