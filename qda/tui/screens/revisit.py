"""The revisit list: codes that came, or got other words, after documents had been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.codebook.tree import LANGUAGE
from qda.coding.changes import MarkRevisited, WaiveRevisit
from qda.text import visible
from qda.tui import words as common
from qda.tui import words_revisit as words
from qda.tui.screens.beside import BesideScreen
from qda.tui.screens.overview import BAR_CELLS, bar
from qda.tui.widgets.bars import KeyBar
from qda.tui.widgets.table import Column, Row, Table

if TYPE_CHECKING:
    from qda.analysis.revisit import CodeAgain, DocumentAgain
    from qda.project.store import Project


class RevisitScreen(BesideScreen):
    """What is to be read again for which code; `enter` goes into a document."""

    REGISTERED = "revisit"
    DEFAULT_CSS = """
    RevisitScreen #again { layout: grid; grid-size: 2 2; grid-columns: 1fr 1fr;
                           grid-rows: 1fr 7; }
    RevisitScreen #again-documents { border-left: vkey $foreground 12%; }
    RevisitScreen #again-words { column-span: 2; padding: 0 1;
                                 border-top: solid $foreground 25%; }
    RevisitScreen.-narrow #again { grid-size: 1 3; grid-columns: 1fr; grid-rows: 1fr 1fr 3; }
    RevisitScreen.-narrow #again-documents { border-left: none; }
    RevisitScreen.-nothing #again, RevisitScreen.-narrow.-nothing #again {
        grid-size: 1 1; grid-columns: 1fr; grid-rows: 1fr;
    }
    RevisitScreen.-nothing #again-documents, RevisitScreen.-nothing #again-words { display: none; }
    RevisitScreen.-narrow #again-words { column-span: 1; }
    """
    _found: tuple[CodeAgain, ...] = ()
    _wanted: str | None = None

    def compose_body(self) -> ComposeResult:
        """The codes, the documents of the one under the cursor, what its new words are."""
        with Container(id="again"):
            yield Table(
                Column(common.CODE),
                Column(words.WHY, from_width=46),
                Column(words.LEFT, 4, True),
                id="again-codes",
            )
            yield Table(
                Column(common.DOCUMENT),
                Column(common.CASES, from_width=50),
                Column(words.READ_UNDER, 10, from_width=44),
                Column(words.AGAIN, BAR_CELLS + 5),
                Column(words.LEFT, 4, True),
                id="again-documents",
            )
            with VerticalScroll(id="again-words", can_focus=False):
                yield Static(id="again-definition", markup=False)

    def on_mount(self) -> None:
        """The codes have the keys first."""
        self._codes.border_title = words.TO_READ_AGAIN
        self._documents.border_title = words.DOCUMENTS_FOR
        self._codes.focus()

    @property
    def _codes(self) -> Table:
        return self.query_one("#again-codes", Table)

    @property
    def _documents(self) -> Table:
        return self.query_one("#again-documents", Table)

    def stand_on(self, code: str) -> None:
        """Put the cursor on a code; it is listed though nothing is left to read for it."""
        self._wanted = code
        self.renew()

    def renew(self) -> None:
        """Read what is to be read again."""
        coder = self.coder

        def read(project: Project) -> tuple[CodeAgain, ...]:
            from qda.analysis.load_revisits import load_revisits

            return load_revisits(project, coder)

        self.ask(read, self._show)

    def _show(self, found: tuple[CodeAgain, ...]) -> None:
        self._found = tuple(one for one in found if one.left or one.need.code == self._wanted)
        self._codes.show(map(self._code_row, self._found))
        if self._wanted is not None:
            self._codes.go_to(self._wanted)
        documents = {document.name for one in self._found for document in one.left}
        codes = sum(bool(one.left) for one in self._found)
        self.head(Content(words.head(codes, len(documents))))
        self._codes.say_nothing(words.NOTHING_LEFT)
        self.set_class(not self._found, "-nothing")
        keys = () if self._found else ("screen.back", "history.undo", "app.help")
        self.query_one(KeyBar).show_only(keys)
        self._show_documents()

    def _code_row(self, one: CodeAgain) -> Row:
        look = self.home.work.looks.get(one.need.code)
        name = (
            Content.assemble((f"{look.letters:<2} ", f"bold {look.colour}"), look.name)
            if look
            else Content(one.need.code)
        )
        why = Content.styled(words.why(one.need), "$foreground 70%")
        return Row(one.need.code, (name, why, Content(str(len(one.left) or ""))))

    @on(Table.Highlighted, "#again-codes")
    def _on_another_code(self) -> None:
        self._show_documents()

    def _show_documents(self) -> None:
        one = self._current
        self._documents.show(_document_rows(one) if one else ())
        self.query_one("#again-definition", Static).update(self._words_of(one))

    def _words_of(self, one: CodeAgain | None) -> Content:
        """What the code says otherwise; of a new one its definition."""
        if one is None:
            return Content("")
        if one.need.redefined is None:
            code = self.home.work.codebook.get(one.need.code)
            said = code.definition.in_(LANGUAGE) if code else ""
            return Content(visible(said) or words.NO_DEFINITION)
        lines = []
        for change in one.need.redefined.fields:
            was, now = (getattr(value, "in_", str)(LANGUAGE) for value in (change.old, change.new))
            lines.append(
                Content.assemble(
                    (f"{change.field}: ", "bold"),
                    (_on_one_line(was), "$foreground 60%"),
                    (" \n→ ", "bold"),
                    _on_one_line(now),
                )
            )
        return Content("\n").join(lines)

    @property
    def _current(self) -> CodeAgain | None:
        row = self._codes.current
        return next((one for one in self._found if row and one.need.code == row.key), None)

    @property
    def _chosen_codes(self) -> tuple[str, ...]:
        """The codes marked; else the one under the cursor and those under it that are listed."""
        listed = [one.need.code for one in self._found]
        if self._codes.marked:
            return tuple(code for code in listed if code in self._codes.marked)
        if self._current is None:
            return ()
        code, book = self._current.need.code, self.home.work.codebook
        below = {one.id for one in book.descendants(code)} if code in book else set()
        return (code, *(other for other in listed if other in below))

    def _chosen_document(self) -> DocumentAgain | None:
        """The document under the cursor where that has the keys, else the first that is left."""
        one, row = self._current, self._documents.current
        if one is None:
            return None
        if self.focused is self._documents and row is not None:
            return next((document for document in one.documents if document.name == row.key), None)
        return next(iter(one.left), None)

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Read the document again; one that was never reviewed is opened where one stopped."""
        document = self._chosen_document()
        info = next(
            (i for i in self.home.work.documents if document and i.name == document.name), None
        )
        if document is None or info is None:
            return
        self.qda.show("")
        if document.left:
            self.home.read_again(info.id, self._chosen_codes, self._found)
        else:
            self.home.open_document(info.id)
            self.home.focus_code(self._chosen_codes[0])

    def action_mark(self) -> None:
        """Mark the code under the cursor, or mark it no more, and go on."""
        row = self._codes.current
        if row is not None:
            self._codes.mark(self._codes.marked ^ {row.key})
            self._codes.move("down")

    def action_done(self) -> None:
        """Mark all that is left of the document as read again."""
        document = self._chosen_document()
        if document is None or self.focused is not self._documents:
            self.notify(words.CHOOSE_A_DOCUMENT, timeout=3)
            return
        id_ = next(i.id for i in self.home.work.documents if i.name == document.name)
        chosen = self._chosen_codes
        left = [
            (one.need.code, other.left)
            for one in self._found
            for other in one.left
            if one.need.code in chosen and other.name == document.name
        ]
        if left:
            self.perform(*(MarkRevisited(id_, numbers, (code,)) for code, numbers in left))
        else:
            self.notify(words.ALREADY, timeout=3)

    def action_waive(self) -> None:
        """Say that the code's new words ask for no reading again."""
        one = self._current
        if one is None:
            return
        if one.need.redefined is None:
            self.notify(words.ONLY_NEW_WORDS, timeout=6)
        else:
            self.perform(WaiveRevisit(one.need.code, one.need.version))


def _on_one_line(text: str) -> str:
    return " ".join(visible(text).split()) or "(none)"


def _document_rows(one: CodeAgain) -> list[Row]:
    rows = [_document_row(document) for document in one.concerned]
    unread = [document for document in one.unread if document not in one.concerned]
    if unread:
        rows.append(Row("", (Content(words.not_reviewed(len(unread))),), heading=True))
        rows += [_document_row(document) for document in unread]
    return rows


def _document_row(document: DocumentAgain) -> Row:
    done, left = len(document.done), len(document.left)
    cells = (
        Content(visible(document.name)),
        Content.styled(visible(", ".join(document.cases)), "$foreground 70%"),
        Content("" if document.oldest is None else f"version {document.oldest}"),
        bar(done, done + left),
        Content(str(left or "✓" if left or done else "")),
    )
    return Row(document.name, cells)
