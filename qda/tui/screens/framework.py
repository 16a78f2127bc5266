"""The framework matrix: cases against codes, each cell summed up by who reads its passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from qda.bench.cells import Opened, data_of, open_cell
from qda.codebook.tree import LANGUAGE
from qda.errors import QdaError
from qda.text import visible
from qda.tui import words_framework as words
from qda.tui.looks import shortened
from qda.tui.screens.framework_summing import FrameworkSumming
from qda.tui.screens.keyed import begun_large
from qda.tui.widgets.grid import Grid
from qda.tui.widgets.summing import CellPane
from qda.tui.widgets.table import GAP, Column, Row, Table

if TYPE_CHECKING:
    from qda.analysis.framework import Cell, Framework
    from qda.codebook.condition import Condition
    from qda.project.store import Project

CASE_CELLS: Final = 12
LEAST_CELLS: Final = 16
MOST_CELLS: Final = 44
"""How wide the cases' names are, and the columns at least and at most."""


@dataclass(frozen=True, slots=True)
class _Read:
    """The matrix, who there is, and the cell that is open."""

    found: Framework
    coders: tuple[str, ...]
    opened: Opened | None


class FrameworkScreen(FrameworkSumming):
    """Cases down, codes across; `enter` opens a cell, to be read and summed up."""

    REGISTERED = "framework"
    DEFAULT_CSS = """
    FrameworkScreen #cell { height: 1fr; display: none; }
    FrameworkScreen.-opened #cell { display: block; }
    FrameworkScreen.-opened #framework-grid { display: none; }
    FrameworkScreen.-wide #framework-body { layout: horizontal; }
    FrameworkScreen.-wide #framework-grid { width: 1fr; height: 1fr; display: block; }
    FrameworkScreen.-wide #cell { width: 84; border-left: vkey $foreground 12%; }
    """
    _good: tuple[str, int, tuple[Condition, ...], str] | None = None
    """What was chosen when something could be shown last, to go back to."""

    def compose_body(self) -> ComposeResult:
        """The matrix, and the cell that is open."""
        with Container(id="framework-body"):
            yield Grid(id="framework-grid")
            yield CellPane()

    def on_mount(self) -> None:
        """The matrix has the keys first."""
        self._grid.focus()

    # Reading

    def renew(self) -> None:
        """Read the matrix, and the cell that is open."""
        from qda.analysis.framework import Choice

        whose, cell, kept = self.whose, self._cell, self._data
        choice = Choice(codes=self._columns, level=self._level, where=self._where)

        def read(project: Project) -> _Read | QdaError:
            from qda.analysis.framework import read_framework

            try:
                coders, data = data_of(project, kept, whose, LANGUAGE)
                found = read_framework(project, data, (whose,), choice)
                opened = open_cell(project, data, whose, cell) if cell else None
                return _Read(found, coders, opened)
            except QdaError as error:
                return error

        self.say(words.WAITING)
        self.ask(read, self._take)

    def _take(self, answer: _Read | QdaError) -> None:
        chosen = (self._code, self._level, self._where, self._whose)
        if isinstance(answer, QdaError) and self._good is None:
            self._say_nobody(answer)
            return
        if isinstance(answer, QdaError):
            self.say_error(answer)
            self.say("")
            if self._good is not None and self._good != chosen:
                self._code, self._level, self._where, self._whose = self._good
                self.renew()
            return
        self._good = chosen
        self._found, self._coders = answer.found, answer.coders
        self._show()
        if answer.opened is not None:
            self.show_cell(answer.opened)

    def _say_nobody(self, error: QdaError) -> None:
        """Say why there is nothing yet, as long as that is so."""
        self.head(Content(words.TITLE))
        self.say("")
        self._grid.say_nothing(begun_large(error.message))

    # Showing

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        written = sum(bool(cell.summaries) for row in found.cells for cell in row)
        where = ", ".join(map(str, self._where))
        cells = len(found.cases) * len(found.codes)
        shown = self._shown
        if found.elsewhere:
            shown += f" · {words.elsewhere(found.elsewhere)}"
        whose = words.whose(self.whose, found.provenance.coders)
        self.head(Content(visible(words.head(written, cells, whose, shown, where))))
        self._grid.show(self._rows(found), self._widths(found))
        self._grid.stand_on(max(1, self._grid.column))
        if not (found.cases and found.codes):
            nothing = words.NO_CODES if found.cases else words.NO_CASES
            self._grid.say_nothing(self.keyed(nothing))
            self.say("")
            return
        self._tell_cell()

    def _widths(self, found: Framework) -> list[Column]:
        room = (self._grid.size.width or self.size.width) - CASE_CELLS - 4
        share = room // max(1, len(found.codes)) - GAP
        width = max(LEAST_CELLS, min(MOST_CELLS, share))
        names = (self._label(code.id, code.label) for code in found.codes)
        codes = (Column(shortened(name, width), width) for name in names)
        return [Column(words.CASE, CASE_CELLS), *codes]

    def _rows(self, found: Framework) -> list[Row]:
        return [
            Row(case, (Content.styled(visible(case), "bold"), *map(_beginning, cells)))
            for case, cells in zip(found.cases, found.cells, strict=True)
        ]

    @on(Grid.Moved)
    @on(Table.Highlighted, "#framework-grid")
    def _tell_cell(self) -> None:
        """Say what the cell stood on holds, and which columns are in sight."""
        here, found, grid = self._here, self._found, self._grid
        shown = [at for at in grid.shown if at]
        if shown:
            title = words.columns(shown[0], shown[-1], len(grid.columns) - 1)
            grid.border_title = Content(self.keyed(title))
        if here is None or found is None:
            return
        case, at = here
        code = found.codes[at]
        cell = found.cells[found.cases.index(case)][at] if case in found.cases else None
        if cell is None:
            return
        references = sum(len(one.sources) for one in cell.summaries)
        coder = cell.summaries[0].coder if cell.summaries else ""
        passages = words.passages(cell.passages)
        name = self._label(code.id, code.label)
        self.say(visible(words.cell(case, name, passages, references, coder)))

    def on_resize(self) -> None:
        """Share the room among the columns anew."""
        self._show()

    def action_column(self, step: int) -> None:
        """Go to the next or the previous code."""
        self._grid.stand_on(max(1, self._grid.column + step))

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.action_open()


def _beginning(cell: Cell) -> Content:
    """How a cell begins: its summary, else how many passages there are to sum up."""
    if not cell.summaries:
        number = cell.passages.isdigit() and cell.passages != "0"
        said = words.passages(cell.passages) if number else cell.passages
        return Content.styled(said, "$foreground 60%")
    summary = cell.summaries[0]
    links = f" ↗{len(summary.sources)}" if summary.sources else ""
    said = visible(" ".join(summary.text.split()))
    return Content.assemble((f"{links.strip()} " if links else "", "bold $text-accent"), said)
