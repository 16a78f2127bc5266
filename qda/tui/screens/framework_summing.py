"""A cell of the framework matrix opened: its passages read, its summary written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import events, on

from qda.bench.cells import Opened, data_of, open_cell
from qda.bench.draft import Place
from qda.bench.kept_data import KeptData
from qda.codebook.tree import LANGUAGE
from qda.errors import QdaError
from qda.text import visible
from qda.tui import words_framework as words
from qda.tui.screens.framework_leaving import FrameworkLeaving
from qda.tui.widgets.bars import KeyBar
from qda.tui.widgets.grid import Grid
from qda.tui.widgets.summing import CellPane

if TYPE_CHECKING:
    from qda.project.store import Project
    from qda.tui.actions.action import Action


READING: Final = (
    "framework.open",
    "framework.edit",
    "framework.refer",
    "screen.back",
    "history.undo",
    "app.help",
)
WRITING: Final = ("framework.keep", "framework.refer", "framework.follow", "screen.back")
IN_A_CELL: Final = ("framework.keep", "framework.refer", "framework.follow")
"""The actions named at the foot among a cell's passages, in its summary, and only in a cell."""


class FrameworkSumming(FrameworkLeaving):
    """The actions in an open cell; what is written is kept when the cell is left."""

    _cell: tuple[str, str] | None = None
    """The case and the code of the cell that is open."""

    def __init__(self, actions: tuple[Action, ...]):
        super().__init__(actions)
        self._data = KeptData()

    @property
    def _grid(self) -> Grid:
        return self.query_one(Grid)

    @property
    def _pane(self) -> CellPane:
        return self.query_one(CellPane)

    @property
    def _here(self) -> tuple[str, int] | None:
        """The case and the number of the code stood on."""
        row, found = self._grid.current, self._found
        if row is None or found is None or not found.codes:
            return None
        return row.key, min(max(self._grid.column - 1, 0), len(found.codes) - 1)

    def _label(self, code: str, label: str) -> str:
        look = self.home.work.looks.get(code)
        return look.name if look else visible(label)

    def action_open(self) -> None:
        """Open the cell stood on; among its passages, go to the one at hand in the text."""
        if self.focused is self._pane.table:
            self._leave_for(self._pane.place)
        else:
            self._open("list")

    def action_edit(self) -> None:
        """Write the summary of the cell stood on."""
        if self.focused is self._grid:
            self._open("summary")
        else:
            self.set_focus(self._pane.summary)

    def _open(self, part: str) -> None:
        here, found = self._here, self._found
        if here is None or found is None:
            return
        self.keep()
        self._pane.close()
        self._go_in(part)  # what is typed while the cell is read is the summary's already
        self._cell = here[0], found.codes[here[1]].id
        self._read_cell(self._cell, part)

    def _go_in(self, part: str) -> None:
        self.add_class("-opened")
        self.set_focus(self._pane.summary if part == "summary" else self._pane.table)

    def _read_cell(self, cell: tuple[str, str], part: str) -> None:
        """Read a cell, show it, and go to a part of it."""
        whose, kept = self.whose, self._data

        def read(project: Project) -> Opened | QdaError:
            try:
                return open_cell(project, data_of(project, kept, whose, LANGUAGE)[1], whose, cell)
            except QdaError as error:
                return error

        def take(opened: Opened | QdaError) -> None:
            if isinstance(opened, QdaError):
                self.say_error(opened)
            else:
                self.show_cell(opened, part)

        self.ask(read, take)

    def show_cell(self, opened: Opened, part: str = "") -> None:
        """Show a cell as it was read, unless it was left meanwhile; go to a part of it."""
        draft, pane = opened.draft, self._pane
        if (draft.case, draft.code) != self._cell:
            return
        title = words.opened(draft.case, self._label(draft.code, draft.code), len(opened.passages))
        pane.show(title, draft, opened.passages, mine=not self._whose)
        if part == "list" and not opened.passages:
            self._go_in("summary")

    def action_refer(self) -> None:
        """Cite the passage at hand in the summary."""
        number = self._pane.cite()
        if number is not None:
            self.say(words.cited(number))
        else:
            self.notify(words.NOT_YOURS if self._whose else words.NOTHING_TO_CITE, timeout=4)

    def action_follow(self) -> None:
        """From the reference at the summary's cursor to its passage in the text."""
        place = self._pane.cited_here()
        if place is None:
            self.notify(words.NO_REFERENCE, timeout=4)
        else:
            self._leave_for(place)

    def _leave_for(self, place: Place | None) -> None:
        """Go to a passage in the text; the cell stays open for the way back."""
        if place is not None:
            self.go_to(place[0], place[1])

    @on(events.DescendantFocus)
    def _tell_keys(self) -> None:
        """Name the keys of the part that has them."""
        bar, writing = self.query_one(KeyBar), self.focused is self._pane.summary
        self._pane.summary.placeholder = "" if writing else self.keyed(words.TO_WRITE)
        if self.focused is self._grid:
            bar.show_only([one.id for one in self.actions if one.id not in IN_A_CELL])
        else:
            bar.show_only(WRITING if writing else READING, typing=writing)

    def keep(self) -> None:
        """See `BesideScreen`."""
        change = self._pane.save()
        if change is not None:
            self.perform(change)

    def action_back(self) -> None:
        """From the cell to the matrix, its summary kept; from there to the text."""
        if not self.has_class("-opened"):
            super().action_back()
            return
        self.keep()
        self._cell = None
        self._pane.close()
        self.remove_class("-opened")
        self._grid.focus()
