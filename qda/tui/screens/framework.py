"""The framework matrix: cases against codes, each cell summed up by who reads its passages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from qda.coding.beside import Cited
from qda.errors import QdaError
from qda.text import visible
from qda.tui import words_framework as words
from qda.tui.draft import Draft, Place
from qda.tui.looks import LANGUAGE, shortened
from qda.tui.screens.asking import LineDialog
from qda.tui.screens.framework_choosing import FrameworkChoosing
from qda.tui.widgets.grid import Grid
from qda.tui.widgets.summing import CellPane
from qda.tui.widgets.table import GAP, Column, Row, Table

if TYPE_CHECKING:
    from qda.analysis.framework import Cell, Framework
    from qda.analysis.framework_cell import CellPassage
    from qda.exports.write import Written
    from qda.project.store import Project

CASE_CELLS: Final = 12
LEAST_CELLS: Final = 16
MOST_CELLS: Final = 44
"""How wide the cases' names are, and the columns at least and at most."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A cell as it was read: its summary, and its passages by their places."""

    draft: Draft
    passages: dict[Place, CellPassage]


class FrameworkScreen(FrameworkChoosing):
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
    _found: Framework | None = None
    _good: tuple[object, ...] | None = None
    """What was chosen when something could be shown last, to go back to."""

    def compose_body(self) -> ComposeResult:
        """The matrix, and the cell that is open."""
        with Container(id="framework-body"):
            yield Grid(id="framework-grid")
            yield CellPane()

    def on_mount(self) -> None:
        """The matrix has the keys first."""
        self._grid.focus()

    @property
    def _grid(self) -> Grid:
        return self.query_one(Grid)

    @property
    def _pane(self) -> CellPane:
        return self.query_one(CellPane)

    @property
    def whose(self) -> str:
        """Whose summaries are shown."""
        return self._whose or self.coder

    # Reading

    def renew(self) -> None:
        """Read the matrix, and the cell that is open."""
        from qda.analysis.framework import Choice

        whose = self.whose
        choice = Choice(codes=self._columns, level=self._level, where=self._where)

        def read(project: Project) -> tuple[Framework, tuple[str, ...]] | QdaError:
            from qda.analysis.framework import load_framework
            from qda.coding.reading import list_coders

            try:
                with project.read() as session:
                    coders = tuple(name for name, _ in list_coders(session))
                known = (whose,) if whose in coders else ()
                return load_framework(project, choice, known, LANGUAGE)[0], coders
            except QdaError as error:
                return error

        self.say(words.WAITING)
        self.ask(read, self._take)
        if self._pane.draft is not None:
            self._read_cell(self._pane.draft.case, self._pane.draft.code)

    def _take(self, answer: tuple[Framework, tuple[str, ...]] | QdaError) -> None:
        chosen = (self._code, self._level, self._where, self._whose)
        if isinstance(answer, QdaError):
            self.say_error(answer)
            self.say("")
            if self._good is not None and self._good != chosen:
                self._code, self._level, self._where, self._whose = self._good  # type: ignore[assignment]
                self.renew()
            return
        self._good = chosen
        self._found, self._coders = answer
        self._show()

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
        self.head(Content(visible(words.head(written, cells, self.whose, shown, where))))
        self._grid.show(self._rows(found), self._widths(found))
        self._grid.stand_on(max(1, self._grid.column))
        if not (found.cases and found.codes):
            self.say(words.NO_CODES if found.cases else words.NO_CASES)
            return
        self._tell_cell()

    def _widths(self, found: Framework) -> list[Column]:
        room = (self._grid.size.width or self.size.width) - CASE_CELLS - 4
        share = room // max(1, len(found.codes)) - GAP
        width = max(LEAST_CELLS, min(MOST_CELLS, share))
        names = (self._label(code.id, code.label) for code in found.codes)
        codes = (Column(shortened(name, width), width) for name in names)
        return [Column(words.CASE, CASE_CELLS), *codes]

    def _label(self, code: str, label: str) -> str:
        look = self.home.work.looks.get(code)
        return look.name if look else visible(label)

    def _rows(self, found: Framework) -> list[Row]:
        return [
            Row(case, (Content.styled(visible(case), "bold"), *map(_beginning, cells)))
            for case, cells in zip(found.cases, found.cells, strict=True)
        ]

    @property
    def _here(self) -> tuple[str, int] | None:
        """The case and the number of the code stood on."""
        row, found = self._grid.current, self._found
        if row is None or found is None or not found.codes:
            return None
        return row.key, min(max(self._grid.column - 1, 0), len(found.codes) - 1)

    @on(Grid.Moved)
    @on(Table.Highlighted, "#framework-grid")
    def _tell_cell(self) -> None:
        """Say what the cell stood on holds, and which columns are in sight."""
        here, found, grid = self._here, self._found, self._grid
        shown = [at for at in grid.shown if at]
        if shown:
            grid.border_title = words.columns(shown[0], shown[-1], len(grid.columns) - 1)
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

    # A cell, read and summed up

    def action_open(self) -> None:
        """Open the cell stood on; among its passages, go to the one at hand in the text."""
        if self.focused is self._pane.list:
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
        self._save()
        self._pane.close()
        self._go_in(part)  # what is typed while the cell is read is the summary's already
        self._read_cell(here[0], found.codes[here[1]].id, part)

    def _go_in(self, part: str) -> None:
        self.add_class("-opened")
        self.set_focus(self._pane.summary if part == "summary" else self._pane.list)

    def _read_cell(self, case: str, code: str, part: str = "") -> None:
        """Read a cell, and show it; then go to a part of it, if one is named."""
        whose = self.whose

        def read(project: Project) -> Opened | QdaError:
            try:
                return _read_cell(project, case, code, whose)
            except QdaError as error:
                return error

        def take(opened: Opened | QdaError) -> None:
            if isinstance(opened, QdaError):
                self.say_error(opened)
            elif self.has_class("-opened"):  # and was not closed meanwhile
                self._show_cell(opened, part)

        self.ask(read, take)

    def _show_cell(self, opened: Opened, part: str) -> None:
        draft, pane = opened.draft, self._pane
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

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def _leave_for(self, place: Place | None) -> None:
        """Go to a passage in the text; the cell stays open for the way back."""
        if place is not None:
            self._save()
            self.go_to(place[0], place[1])

    def _save(self) -> None:
        change = self._pane.save()
        if change is not None:
            self.perform(change)

    def action_back(self) -> None:
        """From the cell to the matrix, its summary kept; from there to the text."""
        if not self.has_class("-opened"):
            super().action_back()
            return
        self._save()
        self._pane.close()
        self.remove_class("-opened")
        self._grid.focus()

    # Leaving with it

    def action_copy(self) -> None:
        """Copy the matrix as it is shown, as Markdown."""
        if self._found is not None:
            from qda.exports.write import framework_bytes

            self.app.copy_to_clipboard(visible(framework_bytes(self._found, "md").decode()))
            self.notify(words.COPIED, timeout=2)

    @work
    async def action_write(self) -> None:
        """Write the matrix, naming nobody, to a file in the project's exports."""
        from qda.tui.words_matrix import FILE_TITLE

        typed = await self.app.push_screen_wait(LineDialog(FILE_TITLE, "framework.docx"))
        if typed:
            self._write(self.qda.folder / "exports" / Path(typed).expanduser())

    def _write(self, path: Path) -> None:
        from qda.analysis.framework import Choice

        whose = self.whose
        choice = Choice(codes=self._columns, level=self._level, where=self._where)

        def write(project: Project) -> tuple[tuple[Written, ...], tuple[str, ...]] | QdaError:
            from qda.exports.covering import load_covered
            from qda.exports.write import write_framework

            try:
                covered, warnings = load_covered(project, choice, (whose,), LANGUAGE)
                kind = path.suffix.removeprefix(".").lower()
                return write_framework(covered, path, kind), warnings
            except QdaError as error:
                return error

        self.ask(write, self._tell_written)

    def _tell_written(self, done: tuple[tuple[Written, ...], tuple[str, ...]] | QdaError) -> None:
        from qda.tui.words_matrix import written

        if isinstance(done, QdaError):
            self.say_error(done)
            return
        for file in done[0]:
            self.notify(visible(written(str(file.path), file.changed)), markup=False)
        for warning in done[1]:
            self.notify(visible(warning), severity="warning", timeout=12, markup=False)


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


def _read_cell(project: Project, case: str, code: str, whose: str) -> Opened:
    """A cell's summary and passages."""
    from qda.analysis.framework_cell import cell_passages
    from qda.analysis.load import load
    from qda.coding.reading import list_coders
    from qda.project.documents import list_documents
    from qda.project.summaries import read_summaries

    with project.read(together=True) as session:
        known = (whose,) if whose in dict(list_coders(session)) else ()
        rows = [
            row for row in read_summaries(session, (whose,)) if (row.case, row.code) == (case, code)
        ]
        documents = {one.name: one.id for one in list_documents(session)}
    references = rows[0].references if rows else ()
    draft = Draft(case, code, rows[0].text if rows else "")
    draft.cited = [Cited(one.document, one.start, one.end, one.id) for one in references]
    data = load(project, coders=known, language=LANGUAGE)
    passages = {
        (documents[one.document], one.start, one.end): one
        for one in cell_passages(data, case, code, references)
    }
    return Opened(draft, passages)
