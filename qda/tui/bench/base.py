"""What the parts of the bench share: what was read, what is at hand, the document it is in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from qda.bench.hand import Hand, hand_of, hand_of_chosen
from qda.bench.reading import Bench, Filter, Reader
from qda.tui.bench.passage import PassageView
from qda.tui.reports import ChangedElsewhere, Report
from qda.tui.screens.beside import BesideScreen
from qda.tui.widgets.table import Table
from qda.tui.work import sheet_of

if TYPE_CHECKING:
    from qda.project.documents import DocumentText
    from qda.project.store import Project
    from qda.tui.actions.action import Action
    from qda.tui.transcript.sheet import Sheet


ListName = Literal["passages", "chosen", "informants"]


class BenchBase(BesideScreen):
    """The bench as it was read last, and the row under the cursor."""

    selecting = False
    """Whether moving in the passage selects."""

    def __init__(self, actions: tuple[Action, ...]):
        super().__init__(actions)
        self.reader = Reader()
        self.bench = Bench()
        self.wanted = Filter()
        self.listed: ListName = "passages"
        self.section: str | None = None
        """The section for which quotations are chosen."""
        self._sheets: dict[int, Sheet] = {}

    def show_list(self) -> None:
        """Show the list that was asked for, as it has been read."""
        raise NotImplementedError

    @property
    def table(self) -> Table:
        """The list."""
        return self.query_one("#quotations-list", Table)

    @property
    def view(self) -> PassageView:
        """The passage in its interview."""
        return self.query_one(PassageView)

    def at_hand(self) -> Hand | None:
        """The passage or quotation under the cursor of the list."""
        row = self.table.current
        if row is None or self.listed == "informants":
            return None
        if self.listed == "chosen":
            for one in self.bench.chosen:
                if one.key == row.key:
                    return hand_of_chosen(one)
            return None
        for passage in self.bench.passages:
            if passage.key == row.key:
                return hand_of(self.bench, passage, self.section)
        return None

    def with_sheet(self, document: int, then: Callable[[Sheet], None]) -> None:
        """Do something with a document's text, once it has been read."""
        if document in self._sheets:
            then(self._sheets[document])
            return

        def read(project: Project) -> DocumentText:
            from qda.project.documents import read_document

            with project.read(together=True) as session:
                return read_document(session, document)

        def take(text: DocumentText) -> None:
            self._sheets[document] = sheet_of(text)
            hand = self.at_hand()
            if hand is not None and hand.document == document:
                then(self._sheets[document])

        self.ask(read, take)

    def take_report(self, report: Report) -> None:
        """Read texts anew that another process may have segmented anew."""
        if isinstance(report, ChangedElsewhere):
            self._sheets.clear()
        super().take_report(report)
