"""Moving and selecting."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import work

from qda.text import visible
from qda.tui import words, words_cases
from qda.tui.coding.base import CodingBase
from qda.tui.screens.asking import Choice
from qda.tui.screens.dialogs import NumberDialog
from qda.tui.screens.seeking import choosing
from qda.tui.transcript.selection import Selection
from qda.tui.transcript.units import Unit

if TYPE_CHECKING:
    from qda.project.store import Project


class Moving(CodingBase):
    """The actions that move the cursor and the selection."""

    def action_move(self, motion: str) -> None:
        """Move the cursor; in selecting mode the selection with it."""
        self.view.move(motion, extend=self.selecting)
        self._show_here()  # now, so that it is in the same paint as the cursor

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

    def action_same_case(self, step: int) -> None:
        """Go to the next or the previous document of the informants of this one."""
        document = self.work.document
        if document is None:
            return
        here = document.id

        def read(project: Project) -> dict[str, tuple[int, ...]]:
            from qda.project.cases import documents_of_cases

            with project.read() as session:
                return documents_of_cases(session)

        def go(documents: dict[str, tuple[int, ...]]) -> None:
            cases = [case for case, own in documents.items() if here in own]
            theirs = list(dict.fromkeys(one for case in cases for one in documents[case]))
            if len(theirs) < 2:
                self.notify(words_cases.NO_OTHER_DOCUMENT, timeout=3)
                return
            place = (theirs.index(here) + step) % len(theirs)
            said = words_cases.reading(cases, place + 1, len(theirs))
            self.notify(visible(said), timeout=3, markup=False)
            self._go_to(theirs[place])

        self.keeper.ask(read, go)

    @work
    async def action_choose_document(self) -> None:
        """Choose a document from the list."""
        if not self.work.documents:
            self.notify(words.NO_DOCUMENTS, timeout=3)
            return
        choices = [
            Choice(str(info.id), info.name, self.work.progress_words(info.id))
            for info in self.work.documents
        ]
        current = str(self.work.document.id) if self.work.document else None
        chosen = await self.app.push_screen_wait(choosing(words.DOCUMENTS, choices, current))
        if chosen is not None and chosen != current:
            self._go_to(int(chosen))

    @work
    async def action_go_to_segment(self) -> None:
        """Go to a segment by its number."""
        last = len(self.view.sheet.segments)
        if not last:
            self.notify(words.NO_DOCUMENTS, timeout=3)
            return
        number = await self.app.push_screen_wait(NumberDialog(last))
        if number is not None:
            self.view.go_to_segment(number)

    def action_unreviewed(self, step: int) -> None:
        """Go to the next or the previous segment that is not reviewed."""
        found = self.view.next_unreviewed() if step > 0 else self.view.previous_unreviewed()
        if not found:
            self.notify(words.NONE_UNREVIEWED_BELOW if step > 0 else words.NONE_UNREVIEWED_ABOVE)

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
