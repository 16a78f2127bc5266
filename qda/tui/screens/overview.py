"""The overview: documents with progress by coder, codes with counts, what was done today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from qda.coding.overview import read_overview
from qda.project.clock import midnight
from qda.text import visible
from qda.tui import words
from qda.tui.screens.beside import BesideScreen
from qda.tui.widgets.table import Column, Row, Table

if TYPE_CHECKING:
    from qda.coding.overview import DocumentLine, Overview
    from qda.project.store import Project
    from qda.tui.actions.action import Action

MOST_CASES = 20
"""How wide the names of the cases are at most."""
BAR_CELLS = 10
"""How wide a bar of progress is."""
MOST_CODERS = 3
"""How many coders' progress there is room for."""


class OverviewScreen(BesideScreen):
    """Where the project stands; `enter` opens a document."""

    REGISTERED = "overview"
    DEFAULT_CSS = """
    OverviewScreen #uses { width: 42; border-left: vkey $foreground 12%; }
    OverviewScreen.-narrow #uses { display: none; }
    """
    _seen = False

    def __init__(self, actions: tuple[Action, ...]):
        super().__init__(actions)
        self._names: dict[str, str] = {}
        """The documents' names by the keys of their rows."""

    def compose_body(self) -> ComposeResult:
        """The documents, the codes beside them."""
        with Horizontal():
            yield Table(id="documents-table")
            yield Table(
                Column(words.CODE),
                Column(words.CODINGS, 7, True),
                Column(words.IN, 4, True),
                id="uses",
            )

    def on_mount(self) -> None:
        """The documents have the keys first."""
        here = words.documents_of(self.coder, self.qda.folder.resolve())
        self._documents.border_title = Content(visible(here))
        self.query_one("#uses", Table).border_title = words.CODES
        self._documents.focus()

    @property
    def _documents(self) -> Table:
        return self.query_one("#documents-table", Table)

    def renew(self) -> None:
        """Read how things stand."""
        coder, since = self.coder, midnight()

        def read(project: Project) -> Overview:
            with project.read(together=True) as session:
                return read_overview(session, coder, since)

        self.ask(read, self._show)

    def _show(self, overview: Overview) -> None:
        self._names = {str(line.info.id): line.info.name for line in overview.documents}
        coders = overview.coders[:MOST_CODERS]
        cases = max((cell_len(_cases(line)) for line in overview.documents), default=0)
        columns = [
            Column(words.DOCUMENT),
            Column(words.CASES, min(MOST_CASES, max(len(words.CASES), cases)), from_width=70),
            Column(words.SEGMENTS, 8, True, from_width=60),
            *(
                Column(visible(coder), BAR_CELLS + 5, from_width=0 if n == 0 else 60)
                for n, coder in enumerate(coders)
            ),
            Column(words.CODINGS, 7, True),
        ]
        self._documents.say_nothing(words.NO_DOCUMENTS)
        self._documents.show((self._row(line, coders) for line in overview.documents), columns)
        if not self._seen and overview.place is not None:
            self._documents.go_to(str(overview.place))
        self._seen = True
        self.query_one("#uses", Table).show(self._uses(overview))
        whole = sum(
            line.reviewed.get(self.coder, 0) >= line.segments for line in overview.documents
        )
        last = [line.info for line in overview.documents if line.info.id == overview.place]
        self._documents.mark(str(info.id) for info in last)
        name = visible(last[0].name) if last else ""
        self.head(Content(words.overview_head(len(overview.documents), whole, name)))
        today = overview.today
        done = words.done_today(today.codings, today.segments, today.memos)
        self.say(f"{done} · {words.WHOSE_SEGMENTS}")

    def _row(self, line: DocumentLine, coders: tuple[str, ...]) -> Row:
        cells = (
            Content(visible(line.info.name)),
            Content.styled(_cases(line), "$foreground 70%"),
            Content(str(line.segments)),
            *(bar(line.reviewed.get(coder, 0), line.segments) for coder in coders),
            Content(str(line.codings.get(self.coder, "") or "")),
        )
        return Row(str(line.info.id), cells)

    def _uses(self, overview: Overview) -> list[Row]:
        rows = []
        for look in self.home.work.looks.values():
            use = overview.codes.get(look.id)
            if look.retired and use is None:
                continue
            name = Content.assemble(
                "  " * look.depth, (f"{look.letters:<2} ", f"bold {look.colour}"), look.name
            )
            counts = (str(use.codings), str(use.documents)) if use else ("", "")
            rows.append(Row(look.id, (name, *map(Content, counts))))
        return rows

    @on(Table.Chosen)
    def _chosen(self, event: Table.Chosen) -> None:
        self.action_open()

    def action_names(self) -> None:
        """Go through the names of the document under the cursor."""
        row = self._documents.current
        if row is not None:
            self.leave_for_names(self._names[row.key])

    def action_open(self) -> None:
        """Open the document under the cursor, where the coder stopped in it."""
        row = self._documents.current
        if self.focused is self._documents and row is not None:
            self.qda.show("")
            self.home.open_document(int(row.key))
        elif (use := self.query_one("#uses", Table).current) is not None:
            self.qda.show("")
            self.home.focus_code(use.key)


def _cases(line: DocumentLine) -> str:
    return visible(", ".join(line.cases))


def bar(done: int, all_: int) -> Content:
    """How much of a whole is done, as a bar and in per cent; blank where nothing is."""
    if not all_:
        return Content("")
    full = done * BAR_CELLS // all_
    return Content.assemble(
        ("━" * full, "$text-success"),
        ("─" * (BAR_CELLS - full), "$foreground 25%"),
        (f"{100 * done // all_:>4}%", "" if done else "$foreground 45%"),
    )
