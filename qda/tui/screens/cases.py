"""The cases: informants and what is known of them, as a grid; each one's documents beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from qda.coding.cases.changes import (
    NewAttribute,
    NewCase,
    RemoveAttribute,
    RemoveCase,
    RenameAttribute,
    RenameCase,
    SetBands,
    SetValue,
    TieCase,
)
from qda.errors import QdaError
from qda.project.attributes import DOES_NOT_APPLY, clean, read_values, write_values
from qda.text import visible
from qda.tui import words_cases as words
from qda.tui.screens.asking import Choice, ChoiceDialog, LineDialog
from qda.tui.screens.beside import BesideScreen
from qda.tui.screens.cell import SEPARATOR, CellDialog
from qda.tui.screens.overview import BAR_CELLS, bar
from qda.tui.screens.people import NAME, People, PersonColumn
from qda.tui.widgets.grid import Grid
from qda.tui.widgets.table import Column, Row, Table
from qda.tui.words import memo_on

if TYPE_CHECKING:
    from qda.coding.cases.reading import CasesRead
    from qda.coding.memos import MemoLine
    from qda.coding.reading import Progress
    from qda.project.store import Project

MOST_CHOICES: Final = 200
"""Of the values there are, how many are offered."""


class CasesScreen(BesideScreen):
    """Informants and attributes, edited in place; `enter` in the documents opens one."""

    REGISTERED = "cases"
    DEFAULT_CSS = """
    CasesScreen #cases-body { layout: grid; grid-size: 1 2; grid-rows: 1fr 9; }
    CasesScreen.-narrow #cases-body { grid-rows: 1fr 5; }
    CasesScreen.-wide #cases-body { grid-size: 2 1; grid-columns: 1fr 46; grid-rows: 1fr; }
    CasesScreen #one { layout: horizontal; }
    CasesScreen.-wide #one { layout: vertical; border-left: vkey $foreground 12%; }
    CasesScreen #case-documents { width: 42; }
    CasesScreen.-narrow #case-documents { width: 1fr; }
    CasesScreen.-wide #case-documents { width: 100%; height: 1fr; max-height: 12; }
    CasesScreen #case-memos {
        width: 1fr; height: 1fr; padding: 0 1; border-top: solid $foreground 25%;
        border-title-color: $foreground 70%;
    }
    CasesScreen.-narrow #case-memos { display: none; }
    """

    _wanted = ""
    """A case to be stood on when it is there."""
    _wanted_column: str | None = None
    """A column likewise."""

    def compose_body(self) -> ComposeResult:
        """The grid; the documents of the case stood on, and the memos on it."""
        with Container(id="cases-body"):
            yield Grid(id="cases-grid")
            with Vertical(id="one"):
                yield Table(Column(""), Column(words.REVIEWED, BAR_CELLS + 5), id="case-documents")
                yield Static(id="case-memos")

    def on_mount(self) -> None:
        """The grid has the keys first."""
        self._people = People.nobody()
        self._memos.border_title = words.MEMOS
        self._grid.focus()

    @property
    def _grid(self) -> Grid:
        return self.query_one(Grid)

    @property
    def _documents(self) -> Table:
        return self.query_one("#case-documents", Table)

    @property
    def _memos(self) -> Static:
        return self.query_one("#case-memos", Static)

    @property
    def _case(self) -> str | None:
        row = self._grid.current
        return row.key if row else None

    @property
    def _column(self) -> PersonColumn:
        columns = self._people.columns
        return columns[min(self._grid.column, len(columns) - 1)]

    def stand_on(self, case: str) -> None:
        """Stand on a case, once the cases have been read."""
        self._wanted = case

    def renew(self) -> None:
        """Read the cases."""
        coder = self.coder

        def read(project: Project) -> CasesRead:
            from qda.coding.cases.reading import read_cases

            with project.read(together=True) as session:
                return read_cases(session, coder)

        self.ask(read, self._show)

    def _show(self, found: CasesRead) -> None:
        self._people = People.of(found)
        self._grid.show(self._people.rows(), self._people.widths())
        if self._wanted in self._people.by_name:
            self._grid.go_to(self._wanted)
            self._wanted = ""
        names = [column.name for column in self._people.columns]
        if self._wanted_column in names:
            self._grid.stand_on(names.index(self._wanted_column))
            self._wanted_column = None
        self.head(Content(words.head(len(found.cases), len(found.attributes))))
        self._show_here()

    @on(Table.Highlighted, "#cases-grid")
    @on(Grid.Moved)
    def _show_here(self) -> None:
        """Say which cell is stood on, and show its case."""
        grid, case = self._grid, self._case
        shown = [at for at in grid.shown if at]
        all_ = len(self._people.columns) - 1
        title = words.columns(shown[0] if shown else 0, shown[-1] if shown else 0, all_)
        grid.border_title = Content(self.keyed(title))
        if case is None:
            grid.say_nothing(self.keyed(words.NO_CASES))
            self.say("")
            self._documents.show(())
            self._memos.update("")
            return
        documents, memos = self._people.documents(case), self._people.memos(case)
        self._documents.border_title = Content(visible(case))
        rows = [
            Row(str(one.info.id), (Content(visible(one.info.name)), _read(one.progress)))
            for one in documents
        ]
        untied = Content(self.keyed(words.NO_DOCUMENTS))
        self._documents.show(rows or [Row("", (untied,), heading=True)])
        self._memos.update(_memo_lines(memos) if memos else Content(self.keyed(words.NO_MEMOS)))
        if self._column.name == NAME:
            self.say(words.documents_of(visible(case), len(documents), len(memos)))
        else:
            value = write_values(self._people.values(case, self._column)) or words.UNKNOWN
            said = words.cell(case, self._column.name, self._column.said, value)
            self.say(visible(said))

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.action_edit()

    def action_column(self, step: int) -> None:
        """Go a column to the side."""
        self._grid.focus()
        self._grid.step(step)

    def action_edit(self) -> None:
        """Change what is stood on; among the documents, open one."""
        if self.focused is self._documents:
            self._open(self._documents.current)
        elif self._case is None:
            self.action_new_case()
        elif self._column.bands is not None:
            self.action_bands()
        elif self._column.name == NAME:
            self.action_rename()
        else:
            self._edit_value(self._case, self._column)

    def _open(self, row: Row | None) -> None:
        if row is not None:
            self.qda.show("")
            self.home.open_document(int(row.key))

    @work
    async def _edit_value(self, case: str, column: PersonColumn) -> None:
        def read(text: str) -> str:
            try:
                read_values(column.name, column.kind, text)
            except QdaError as error:
                return error.message
            return ""

        title = words.set_value(case, column.name, column.kind)
        old = write_values(self._people.values(case, column))
        dialog = CellDialog(
            title, old, self._choices(column), many=column.kind == "many", check=read
        )
        text = await self.app.push_screen_wait(dialog)
        if text is not None and text != old:
            values = read_values(column.name, column.kind, text)
            self.perform(SetValue(case, column.name, values))

    def _choices(self, column: PersonColumn) -> list[Choice]:
        """The values there are, the most frequent first; then unknown and does not apply."""
        counts = Counter(
            value
            for case in self._people.names
            for value in self._people.values(case, column) or ()
        )
        there = dict(counts.most_common(MOST_CHOICES))
        if column.kind == "yesno":
            there = {value: counts[value] for value in ("yes", "no")}
        return [
            *(Choice(value, value, words.in_cases(count)) for value, count in there.items()),
            Choice("", words.UNKNOWN, words.EMPTY),
            Choice(DOES_NOT_APPLY, DOES_NOT_APPLY, words.DOES_NOT_APPLY),
        ]

    def action_unknown(self) -> None:
        """Say that the value is not known; on the name, take the case away."""
        case, column = self._case, self._column
        if case is None or column.bands is not None:
            return
        if column.name == NAME:
            self.perform(RemoveCase(case))
            self.notify(visible(words.removed(case)), timeout=4, markup=False)
        else:
            self.perform(SetValue(case, column.name, ()))

    def action_inapplicable(self) -> None:
        """Say that the attribute does not apply to the case."""
        if self._case is not None and self._column.is_attribute:
            self.perform(SetValue(self._case, self._column.name, None))

    @work
    async def action_new_case(self) -> None:
        """Make a case, and stand on it."""
        name = await self.app.push_screen_wait(LineDialog(words.NEW_CASE))
        if name:
            self._wanted = clean(name)
            self.perform(NewCase(name))

    @work
    async def action_new_attribute(self) -> None:
        """Make an attribute of a kind."""
        name = await self.app.push_screen_wait(LineDialog(words.NEW_ATTRIBUTE))
        if not name:
            return
        kinds = [Choice(kind, kind, what) for kind, what in words.KINDS]
        kind = await self.app.push_screen_wait(ChoiceDialog(words.KIND, kinds, "text"))
        if kind:
            self._wanted_column = clean(name)
            self.perform(NewAttribute(name, kind))

    @work
    async def action_rename(self) -> None:
        """Give the case, the attribute or the bands another name."""
        case, column = self._case, self._column
        old = case if column.name == NAME else column.name
        if old is None:
            return
        name = await self.app.push_screen_wait(LineDialog(words.rename(old), old))
        if name and name != old:
            self.perform(
                RenameCase(old, name) if column.name == NAME else RenameAttribute(old, name)
            )

    @work
    async def action_tie(self) -> None:
        """Say in which documents, and as which speakers, the case speaks."""
        case = self._case
        if case is None:
            return
        choices = [Choice(place, place) for place in self._people.found.places]
        old = SEPARATOR.join(self._people.ties(case))
        dialog = CellDialog(words.tie(case), old, choices, many=True)
        text = await self.app.push_screen_wait(dialog)
        if text is not None and text != old:
            parts = tuple(part.strip() for part in text.split(";") if part.strip())
            self.perform(TieCase(case, parts))

    @work
    async def action_bands(self) -> None:
        """Make bands of the numbers in the column, or change where they begin."""
        column = self._column
        bands = column.bands or self._people.bands_of(column.name)
        if bands is None and column.kind != "number":
            self.notify(words.NO_NUMBER, timeout=4)
            return
        of = bands.of if bands else column.name
        old = " ".join(map(str, bands.limits)) if bands else ""
        dialog = LineDialog(words.limits(of), old, words.LIMITS_HINT)
        limits = await self.app.push_screen_wait(dialog)
        if limits is None or limits == old:
            return
        name: str | None = bands.name if bands else None
        if name is None:
            name = await self.app.push_screen_wait(LineDialog(words.BANDS_NAME, f"{of}_band"))
        if name:
            self._wanted_column = clean(name)
            self.perform(SetBands(name, of, limits))

    def action_remove_attribute(self) -> None:
        """Take the attribute, or the bands, away."""
        column = self._column
        if column.bands is not None:
            self.perform(SetBands(column.name, column.bands.of, ""))
        elif column.is_attribute:
            self.perform(RemoveAttribute(column.name))
        else:
            self.notify(words.NO_ATTRIBUTE, timeout=4)
            return
        self.notify(visible(words.removed(column.name)), timeout=4, markup=False)

    @work
    async def action_memo(self) -> None:
        """Write the coder's memo on the case."""
        case = self._case
        if case is None:
            return
        own = (memo for memo in self._people.memos(case) if memo.coder == self.coder)
        await self.write_memo("case", case, memo_on(case), next(own, None))

    def action_read(self) -> None:
        """Open the first of the case's documents that is not read to its end."""
        if self._case is None:
            return
        documents = self._people.documents(self._case)
        unread = (one for one in documents if one.progress.reviewed < one.progress.segments)
        first = next(unread, documents[0] if documents else None)
        if first is None:
            self.notify(words.NO_DOCUMENTS, timeout=3)
            return
        self.qda.show("")
        self.home.open_document(first.info.id)


def _read(progress: Progress) -> Content:
    return bar(progress.reviewed, progress.segments)


def _memo_lines(memos: Sequence[MemoLine]) -> Content:
    """The memos on a case, each whole, under who wrote it and when."""
    parts = []
    for memo in memos:
        parts.append(Content.styled(f"{visible(memo.coder)} · {memo.created_at[:10]}", "bold"))
        parts.append(Content(visible(memo.text)))
    return Content("\n").join(parts)
