"""What lies behind a cell of the matrix: its passages, and the cases with and without the code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from qda.analysis.options import Options
from qda.codebook.tree import LANGUAGE
from qda.errors import QdaError
from qda.text import visible
from qda.tui import words_matrix as words
from qda.tui.screens.matrix_choosing import MatrixChoosing
from qda.tui.widgets.table import Column, Row, Table

if TYPE_CHECKING:
    from qda.analysis.behind_cases import CaseBehind
    from qda.analysis.quotes import Quote, Quotes
    from qda.project.store import Project

COLUMNS = (Column("", 9), Column("", 7, True), Column("", 12, from_width=60), Column(""))
"""Document, segments, who, and the words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A cell whose passages and cases are asked for.

    Attributes:
        code: The id of its row's code.
        column: The number of its column; None is the total.
        options: Those of the matrix.
        coders: Whose coding; none means the main coder's.
    """

    code: str
    column: int | None
    options: Options
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies behind a cell."""

    quotes: Quotes
    cases: tuple[CaseBehind, ...]


class MatrixBehind(MatrixChoosing):
    """The list of what lies behind a cell; each of its lines leads into the text."""

    _places: tuple[tuple[str, int], ...] = ()
    """Of each line the document's name and the place in it."""

    @property
    def _behind(self) -> Table:
        return self.query_one("#behind", Table)

    def list_behind(self, asked: Asked, label: str, column: str) -> None:
        """Show what lies behind a cell."""

        def read(project: Project) -> Lying | QdaError:
            from qda.analysis.behind import behind
            from qda.analysis.behind_cases import cases_behind
            from qda.analysis.load import load

            try:
                data = load(project, coders=asked.coders, language=LANGUAGE)
                cell = data, asked.options, asked.code, asked.column
                return Lying(behind(*cell), cases_behind(*cell))
            except QdaError as error:
                return error

        self.ask(read, lambda lying: self._show_behind(label, column, lying))

    def _show_behind(self, label: str, column: str, lying: Lying | QdaError) -> None:
        if isinstance(lying, QdaError):
            self.notify(visible(lying.message), severity="error", timeout=8, markup=False)
            return
        lines = [*_passages(lying.quotes.quotes, lying.cases), *_cases(lying.cases)]
        self._places = tuple(line.place for line in lines if line.place is not None)
        at = iter(range(len(lines)))
        rows = [
            Row("", line.cells, heading=True)
            if line.place is None
            else Row(str(next(at)), line.cells)
            for line in lines
        ]
        self._behind.border_title = Content(words.behind(label, column, len(lying.quotes.quotes)))
        self._behind.show(rows)
        self._behind.move("top")
        self.set_class(bool(rows), "-opened")
        if rows:
            self._behind.focus()
        else:
            self.notify(words.NO_PASSAGES, timeout=3)

    def go_to_line(self) -> None:
        """Go into the text where the line stood on leads."""
        row = self._behind.current
        if row is None:
            return
        document, place = self._places[int(row.key)]
        for info in self.home.work.documents:
            if info.name == document:
                self.go_to(info.id, place)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the list; one that leads nowhere is a heading."""

    cells: tuple[Content, ...]
    place: tuple[str, int] | None = None


def _heading(said: str) -> _Line:
    return _Line((Content(said),))


def _passages(quotes: Sequence[Quote], cases: Sequence[CaseBehind]) -> Iterator[_Line]:
    if not quotes:
        return
    if cases:
        yield _heading(words.cases_with(sum(one.state.name in words.WITH for one in cases)))
    for quote in quotes:
        said = " ".join(" ".join(text for _, text in quote.parts).split())
        who = ", ".join(quote.who)
        cells = (quote.document, quote.segments, who, said)
        yield _Line(tuple(Content(visible(cell)) for cell in cells), (quote.document, quote.start))


def _cases(cases: Sequence[CaseBehind]) -> Iterator[_Line]:
    """Those without the code: first those that were read for it."""
    for state, title, said in words.WITHOUT:
        own = [one for one in cases if one.state.name == state]
        if own:
            yield _heading(title(len(own)))
        for one in own:
            for document in one.documents:
                left = words.to_read(document.unread) if document.unread else said
                cells = (document.name, "", one.name, left)
                yield _Line(
                    tuple(Content(visible(cell)) for cell in cells),
                    (document.name, document.place),
                )
