"""The matrix: codes against whatever is chosen, with its heat, down to the passages of a cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from qda.analysis.options import CODE, Options
from qda.codebook.tree import LANGUAGE
from qda.errors import QdaError
from qda.text import visible
from qda.tui import words_matrix as words
from qda.tui.looks import shortened
from qda.tui.screens.asking import TellDialog
from qda.tui.screens.heat import shaded
from qda.tui.screens.keyed import begun_large
from qda.tui.screens.matrix_behind import COLUMNS, Asked, MatrixBehind
from qda.tui.screens.matrix_choosing import ways_of
from qda.tui.screens.preview import PreviewDialog
from qda.tui.widgets.grid import Grid
from qda.tui.widgets.table import Column, Row, Table

if TYPE_CHECKING:
    from qda.analysis.matrix import Matrix
    from qda.exports.write import Written
    from qda.project.store import Project

NAME_CELLS: Final = 30
LEAST_CELLS: Final = 8
MOST_CELLS: Final = 18
"""How wide the codes' names are, and the columns at least and at most."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A matrix and what more of its data can be chosen.

    Attributes:
        ways: What the columns can be.
    """

    matrix: Matrix
    ways: tuple[str, ...]


class MatrixScreen(MatrixBehind):
    """Codes counted; `enter` on a cell goes to its passages, and from one of them into the text."""

    REGISTERED = "matrix"
    DEFAULT_CSS = """
    MatrixScreen #behind { height: 1fr; display: none; }
    MatrixScreen #matrix-grid { height: 2fr; }
    MatrixScreen.-opened #behind { display: block; }
    MatrixScreen.-wide #counted { layout: horizontal; }
    MatrixScreen.-wide #matrix-grid { width: 3fr; height: 1fr; }
    MatrixScreen.-wide #behind { width: 2fr; border-left: vkey $foreground 12%; }
    """
    _matrix: Matrix | None = None
    _before: tuple[Options, tuple[str, ...]] | None = None
    """What was counted last, to go back to where something cannot be counted."""
    _heat = True

    def compose_body(self) -> ComposeResult:
        """The matrix, and the passages behind the cell stood on."""
        with Container(id="counted"):
            yield Grid(id="matrix-grid")
            yield Table(*COLUMNS, id="behind")

    def on_mount(self) -> None:
        """The matrix has the keys first, and its first cell."""
        self._grid.column = 1
        self._grid.focus()

    @property
    def _grid(self) -> Grid:
        return self.query_one(Grid)

    # Counting

    def renew(self) -> None:
        """Count what is chosen."""
        options, coders = self._options, self._coders
        self.ask(_read_ways, self._take_ways)

        def read(project: Project) -> Counted | QdaError:
            from qda.analysis.load import load
            from qda.analysis.matrix import matrix

            try:
                data = load(project, coders=coders, language=LANGUAGE)
                attributes = (*data.cases.attributes, *data.documents.attributes)
                ways = ways_of([(one.name, one.kind) for one in attributes])
                return Counted(matrix(data, options), ways)
            except QdaError as error:
                return error

        self.say(words.WAITING)
        self.ask(read, self._take)

    def _take_ways(self, there: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        """What can be chosen, known before anything is counted."""
        ways, self._all_coders = there
        self._ways = self._ways or ways

    def _take(self, counted: Counted | QdaError) -> None:
        if isinstance(counted, QdaError) and self._before is None:
            self.head(Content(words.TITLE))
            self.say("")
            self._grid.say_nothing(begun_large(visible(counted.message)))
            return
        if isinstance(counted, QdaError):
            self.notify(visible(counted.message), severity="error", timeout=8, markup=False)
            self.say("")
            if self._before is not None and self._before != (self._options, self._coders):
                self._options, self._coders = self._before
                self.renew()
            return
        self._before = (self._options, self._coders)
        self._matrix, self._ways = counted.matrix, counted.ways
        self._show_matrix(counted.matrix)

    # Showing

    def _show_matrix(self, found: Matrix) -> None:
        limits = [str(condition) for condition in (*found.options.where, *found.options.having)]
        limits += ["documents read to the end"] * found.options.read
        coders = found.provenance.coders
        self.head(Content(visible(words.head(found.by, found.unit, coders, limits))))
        self._grid.show(self._rows(found), self._columns(found))
        self._tell_cell()

    def _columns(self, found: Matrix) -> list[Column]:
        columns = [Column(words.CODE, NAME_CELLS)]
        for at, heading in enumerate(found.columns):
            name = self._heading(found, heading)
            longest = max(
                (len(found.cells.text(row, at)) for row in range(len(found.rows))), default=0
            )
            width = max(LEAST_CELLS, min(MOST_CELLS, max(len(name), longest + 2)))
            columns.append(Column(shortened(name, width), width, right=True))
        return [*columns, Column(words.TOTAL, 10, right=True)]

    def _heading(self, found: Matrix, heading: str) -> str:
        look = self.home.work.looks.get(heading) if found.by == CODE else None
        return look.name if look else visible(heading)

    def _rows(self, found: Matrix) -> list[Row]:
        heat, tinted = found.heat(), not self.app.current_theme.ansi
        rows = []
        for at, row in enumerate(found.rows):
            look = self.home.work.looks.get(row.id)
            name = Content.assemble(
                "  " * row.depth,
                (f"{look.letters:<2} " if look else "", f"bold {look.colour}" if look else ""),
                (visible(row.label), "bold" if not row.depth else ""),
            )
            cells = [
                shaded(
                    found.cells.text(at, column),
                    heat[at, column] if self._heat else float("nan"),
                    tinted=tinted,
                )
                for column in range(len(found.columns))
            ]
            rows.append(Row(row.id, (name, *cells, Content(found.total.text(at, 0)))))
        return rows

    @on(Grid.Moved)
    @on(Table.Highlighted)
    def _moved(self) -> None:
        self._tell_cell()

    def _place(self) -> tuple[int, int | None] | None:
        """The row and the column stood on, the column None for the total; None on no cell."""
        row, found = self._grid.current, self._matrix
        if row is None or found is None:
            return None
        at = next((at for at, one in enumerate(found.rows) if one.id == row.key), None)
        column = self._grid.column - 1
        if at is None:
            return None
        return at, column if 0 <= column < len(found.columns) else None

    def _tell_cell(self) -> None:
        """Say what the cell stood on means."""
        place, found = self._place(), self._matrix
        if place is None or found is None:
            return
        at, column = place
        cells, across = (found.total, 0) if column is None else (found.cells, column)
        shown = cells.text(at, across)
        meanings = {"–": words.NOT_ALL_READ, "0": words.ALL_READ, "n.a.": words.NOT_ASKED}
        said = meanings.get(str(cells.shown(at, across)))
        if cells.partly(at, across):
            said = f"{shown} · {words.PARTLY_READ}"
        elif said is None:
            said = words.share(shown, cells.percent_of_people(at, across))
        name = words.TOTAL if column is None else self._heading(found, found.columns[column])
        cell = f"{visible(found.rows[at].label)} × {name} · {said}"
        whole = " · ".join((cell, *map(visible, found.footnotes)))
        more = f"{cell} · {words.notes_are(len(found.footnotes))}" if found.footnotes else cell
        self.say(whole if cell_len(whole) < self.size.width - 2 else more)

    def action_notes(self) -> None:
        """Show all that is to be known of the figures."""
        if self._matrix is not None:
            from qda.exports.notes import of_matrix, text

            self.app.push_screen(TellDialog(words.NOTES_TITLE, text(of_matrix(self._matrix))))

    # The passages behind a cell

    def action_open(self) -> None:
        """Show the passages and the cases of the cell; from there, go into the text."""
        if self.focused is self._behind:
            self.go_to_line()
            return
        place, found = self._place(), self._matrix
        if place is None or found is None:
            return
        at, column = place
        title = words.TOTAL if column is None else self._heading(found, found.columns[column])
        coders = self._coders
        if found.by == "coder" and column is not None:  # a coder's column is this coder's total
            coders, column = (found.columns[column],), None
        asked = Asked(found.rows[at].id, column, self._options, coders)
        self.list_behind(asked, visible(found.rows[at].label), title)

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_back(self) -> None:
        """Take a message away; else from the passages to the matrix, from there to the text."""
        if self.query("Toast"):
            self.app.clear_notifications()
        elif self.focused is self._behind:
            self._grid.focus()
            self.remove_class("-opened")
        else:
            super().action_back()

    def action_column(self, step: int) -> None:
        """Go to the next or the previous column."""
        self._grid.step(step)

    def action_heat(self) -> None:
        """Show the heat, or not."""
        self._heat = not self._heat
        if self._matrix is not None:
            self._show_matrix(self._matrix)

    # Leaving with it

    def action_revisit(self) -> None:
        """Show what is to be read again for the code."""
        row = self._grid.current
        if row is not None:
            self.qda.revisit(row.key)

    def action_copy(self) -> None:
        """Copy the matrix as it is chosen, as Markdown."""
        found = self._matrix
        if found is not None:
            from qda.exports.write import matrix_bytes

            self.app.copy_to_clipboard(visible(matrix_bytes(found, "md").decode()))
            self.notify(words.COPIED, timeout=2)

    @work
    async def action_write(self) -> None:
        """Show the matrix as it will be written, and write it to the project's exports."""
        found = self._matrix
        if found is None:
            return
        from qda.exports.preview import preview
        from qda.exports.rare import rare_columns_line
        from qda.exports.sheet import matrix_sheet

        sheet, rare = matrix_sheet(found), rare_columns_line(found)
        dialog = PreviewDialog(
            words.FILE_TITLE, "matrix.xlsx", partial(preview, sheet), [rare] if rare else ()
        )
        typed = await self.app.push_screen_wait(dialog)
        if not typed:
            return
        path = self.qda.folder / "exports" / Path(typed).expanduser()

        def write(_: Project) -> tuple[Written, ...] | QdaError:
            from qda.exports.write import write_matrix

            try:
                return write_matrix(found, path, path.suffix.removeprefix(".").lower())
            except QdaError as error:
                return error

        self.ask(write, self._tell_written)

    def _tell_written(self, files: tuple[Written, ...] | QdaError) -> None:
        if isinstance(files, QdaError):
            self.notify(visible(str(files)), severity="error", timeout=8, markup=False)
            return
        for file in files:
            self.notify(visible(words.written(str(file.path), file.changed)), markup=False)


def _read_ways(project: Project) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the columns can be, and whose coding there is."""
    from qda.coding.reading import list_coders
    from qda.project.cases import list_attributes

    with project.read() as session:
        attributes = [*list_attributes(session), *list_attributes(session, "document")]
        coders = tuple(name for name, codings in list_coders(session) if codings)
    return ways_of([(one.name, one.kind) for one in attributes]), coders
