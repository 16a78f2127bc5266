"""A cell of the framework matrix, opened: its passages, the one at hand whole, and its summary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from qda.bench.draft import Draft, Place
from qda.citing import number_at
from qda.text import visible
from qda.tui import words_framework as words
from qda.tui.widgets.table import Column, Row, Table

if TYPE_CHECKING:
    from qda.analysis.framework_cell import CellPassage
    from qda.coding.beside import WriteSummary

_COLUMNS: Final = (Column("", 4), Column("", 9), Column("", 7, True), Column(""))


class CellPane(Vertical):
    """What is read, above; what is written of it, below. Each passage is known by its place."""

    DEFAULT_CSS = """
    CellPane #cell-list { height: 25%; min-height: 3; }
    CellPane #cell-passage, CellPane #cell-summary {
        height: 1fr; padding: 0 1; border: none; border-top: solid $foreground 25%;
        border-title-color: $foreground 70%; scrollbar-size-vertical: 1;
        background: $background;
        &:focus { border-top: solid $primary; border-title-color: $foreground; }
    }
    CellPane #cell-summary { background: $surface; }
    CellPane #cell-words { max-width: 88; }
    """

    def __init__(self) -> None:
        super().__init__(id="cell")
        self.draft: Draft | None = None
        """The summary that is written; None while no cell is open."""
        self._passages: dict[Place, CellPassage] = {}

    def compose(self) -> ComposeResult:
        """The passages, the one at hand, the summary."""
        yield Table(*_COLUMNS, id="cell-list")
        with VerticalScroll(id="cell-passage"):
            yield Static(id="cell-words")
        yield TextArea(id="cell-summary", soft_wrap=True)

    def on_mount(self) -> None:
        """Say which part is which."""
        self.summary.border_title = words.SUMMARY

    @property
    def table(self) -> Table:
        """The passages."""
        return self.query_one("#cell-list", Table)

    @property
    def summary(self) -> TextArea:
        """The summary."""
        return self.query_one("#cell-summary", TextArea)

    @property
    def place(self) -> Place | None:
        """The passage at hand."""
        row = self.table.current
        return next((place for place in self._passages if row and _key(place) == row.key), None)

    def show(
        self, title: str, draft: Draft, passages: dict[Place, CellPassage], *, mine: bool
    ) -> None:
        """Show a cell; what is being written in the same cell stays as it is.

        Args:
            title: What the cell is.
            draft: Its summary as it is kept.
            passages: Its passages by their places, in order.
            mine: Whether the summary is the coder's own.
        """
        open_ = self.draft
        again = open_ is not None and (open_.case, open_.code) == (draft.case, draft.code)
        self._passages = passages
        if open_ is None or not again or self.summary.text == open_.text:
            self._begin(draft, again=again)
        self.summary.read_only = not mine
        self.table.border_title = Content(visible(title))
        self._show_list()

    def close(self) -> None:
        """Be empty, for another cell."""
        self.draft, self._passages = None, {}
        self.summary.text = ""
        self._show_list()

    def _begin(self, draft: Draft, *, again: bool) -> None:
        at = self.summary.cursor_location
        typed = "" if self.draft else self.summary.text
        self.draft = draft
        draft.text = visible(draft.text)
        self.summary.text = draft.text + typed
        self.summary.move_cursor(at if again else self.summary.document.end)

    def _show_list(self) -> None:
        self.table.show(self._row(place, one) for place, one in self._passages.items())
        self._show_passage()

    def _row(self, place: Place, passage: CellPassage) -> Row:
        number = self.draft.find(place) if self.draft else None
        mark = Content.styled(f"[{number}]" if number else "", "bold $text-accent")
        said = " ".join(passage.text.split())
        cells = (passage.document, passage.segments, said)
        return Row(_key(place), (mark, *(Content(visible(cell)) for cell in cells)))

    @on(Table.Highlighted, "#cell-list")
    def _show_passage(self) -> None:
        """The passage at hand, whole, with the question before it."""
        around = self.query_one("#cell-passage", VerticalScroll)
        passage = self._passages.get(self.place) if self.place else None
        if passage is None:
            around.border_title = Content(words.NO_PASSAGES)
            self.query_one("#cell-words", Static).update("")
            return
        source = words.source(passage.document, passage.segments, passage.who)
        around.border_title = Content(visible(source))
        around.scroll_home(animate=False)
        question = Content.styled(visible(passage.question), "italic $foreground 60%")
        parts = [question, Content(visible(passage.text))] if passage.question else []
        said = Content("\n").join(parts) if parts else Content(visible(passage.text))
        self.query_one("#cell-words", Static).update(said)

    def cite(self) -> int | None:
        """Put a reference to the passage at hand where the summary's cursor is; its number."""
        if self.draft is None or self.place is None or self.summary.read_only:
            return None
        number = self.draft.number_of(self.place)
        before = self.summary.get_text_range((0, 0), self.summary.cursor_location)
        space = "" if not before or before[-1].isspace() else " "
        self.summary.insert(f"{space}[{number}]")
        self._show_list()
        return number

    def cited_here(self) -> Place | None:
        """The passage that the reference at the summary's cursor means."""
        before = self.summary.get_text_range((0, 0), self.summary.cursor_location)
        number = number_at(self.summary.text, len(before))
        if self.draft is None or number is None or not 0 < number <= len(self.draft.cited):
            return None
        cited = self.draft.cited[number - 1]
        return cited.document, cited.start, cited.end

    def save(self) -> WriteSummary | None:
        """What keeps the words as they stand; None where nothing has changed."""
        if self.draft is None or self.summary.read_only:
            return None
        return self.draft.save(self.summary.text)


def _key(place: Sequence[int]) -> str:
    return "-".join(map(str, place))
