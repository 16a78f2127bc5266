"""The codebook: its tree with counts, all of the code stood on, and every way to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.codebook.colours import COLOURS
from qda.codebook.edits import (
    CodebookEdit,
    DeleteCode,
    MergeCode,
    NewCode,
    NewContents,
    NewId,
    NewPlace,
)
from qda.codebook.tree import Code, Codebook
from qda.coding.changes import EditCodebook
from qda.text import visible
from qda.tui import words_codebook as words
from qda.tui.below import label_and_above
from qda.tui.looks import CodeLook
from qda.tui.screens.asking import Choice, ChoiceDialog, LineDialog, YesDialog
from qda.tui.screens.definition import everything, laid_out, title
from qda.tui.screens.picker import Picker
from qda.tui.screens.writing import Writing
from qda.tui.widgets.table import Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from qda.coding.code_uses import CodeCount, CodesRead, CodeUse
    from qda.project.store import Project

TOP = ""
"""What stands for the top of the tree where a code is chosen."""


class CodebookScreen(Writing):
    """The codebook, edited in place; `enter` shows a code's uses in the text."""

    REGISTERED = "codebook"
    DEFAULT_CSS = """
    CodebookScreen #codebook-body { layout: grid; grid-size: 2 1; grid-columns: 1fr 1fr; }
    CodebookScreen.-wide #codebook-body { grid-columns: 2fr 3fr; }
    CodebookScreen.-narrow #codebook-body { grid-size: 1 2; grid-columns: 1fr; grid-rows: 3fr 2fr; }
    CodebookScreen #code-details {
        padding: 0 1; border-top: solid $foreground 25%; border-left: vkey $foreground 12%;
        scrollbar-size-vertical: 1;
        &:focus { border-top: solid $primary; }
    }
    CodebookScreen.-narrow #code-details { border-left: none; }
    """
    _listed: frozenset[str] = frozenset()
    _coming = ""
    """A code being made, or given another id, to be stood on when it is there."""

    def compose_body(self) -> ComposeResult:
        """The tree; the code stood on."""
        self._counts: dict[str, CodeCount] = {}
        with Container(id="codebook-body"):
            yield Table(
                Column("", 1),
                Column(words.LABELS["label"]),
                Column(words.YOURS, 5, True),
                Column(words.ALL, 5, True, from_width=36),
                id="codebook-table",
            )
            with VerticalScroll(id="code-details"):
                yield Static(id="code-shown")

    def on_mount(self) -> None:
        """The tree has the keys first."""
        self._table.focus()

    @property
    def _table(self) -> Table:
        return self.query_one("#codebook-table", Table)

    def renew(self) -> None:
        """Read the codebook."""
        coder = self.coder

        def read(project: Project) -> CodesRead:
            from qda.coding.code_uses import read_codes

            return read_codes(project, coder)

        self.ask(read, self._show)

    def _show(self, found: CodesRead) -> None:
        self.book = Codebook(tuple(c for c in found.codebook if c.id in found.listed))
        self._counts, self._listed = found.counts, found.listed
        first = not self._table.rows
        self._table.show(self._row(look) for look in self._looks())
        wanted = self._coming or (self.home.view.focused_code if first else None)
        if wanted in self.book:
            self._table.go_to(str(wanted))
            self._coming = ""
        self._show_here()

    def _looks(self) -> list[CodeLook]:
        looks = self.home.work.looks
        return [looks[code.id] for code in self.book if code.id in looks]

    def _row(self, look: CodeLook) -> Row:
        count = self._counts.get(look.id)
        dim = "$foreground 45%" if look.retired else "bold" if look.depth == 0 else ""
        name = Content.assemble(
            "  " * look.depth,
            (f"{look.letters:<2} ", f"bold {look.colour}"),
            (look.name, dim),
            (f"  {words.RETIRED}" if look.retired else "", "$foreground 45%"),
        )
        counts = (str(count.mine or ""), str(count.all or "")) if count else ("", "")
        pin = "" if look.pin is None else str(look.pin)
        return Row(look.id, (Content(pin), name, *map(Content, counts)))

    @on(Table.Highlighted)
    def _show_here(self) -> None:
        """Show the code stood on."""
        retired = sum(code.retired for code in self.book)
        language = self.language if self.languages else ""
        said = words.head(len(self.book) - retired, retired, language)
        self.head(Content(self.keyed(said)))
        code = self.code
        look = self.home.work.looks.get(code.id) if code else None
        shown = Content(self.keyed(words.NO_CODES))
        if code is not None and look is not None:
            parts = laid_out(everything(self.book, code, self._counts.get(code.id)))
            shown = Content.assemble(title(look), "\n\n", parts)
            self.say(look.path)
        self.query_one("#code-shown", Static).update(shown)
        self.query_one("#code-details", VerticalScroll).scroll_home(animate=False)

    @property
    def code(self) -> Code | None:
        """The code stood on."""
        row = self._table.current
        return self.book.get(row.key) if row else None

    def edit(self, edit: CodebookEdit) -> None:
        """Change the codebook, as one act."""
        self.perform(EditCodebook(edit))

    @work
    async def action_add(self, below: bool) -> None:
        """Make a code after the one stood on, or under it."""
        code = self.code
        ask = LineDialog(words.NEW_CODE, hint=words.NEW_CODE_HINT)
        typed = await self.app.push_screen_wait(ask)
        label, above = label_and_above(typed or "", self.home.work.looks.values())
        if not label:
            return
        if any(look.name == visible(label) for look in self.home.work.looks.values()):
            self.notify(words.label_twice(visible(label)), timeout=6, markup=False)
        id_ = self._coming = self.home.free_id(label)
        if above is not None:
            self.edit(NewCode(id_, label, above.id))
        elif code is None:
            self.edit(NewCode(id_, label, None))
        elif below:
            self.edit(NewCode(id_, label, code.id))
        else:
            self.edit(NewCode(id_, label, code.parent, code.position + 1))

    @work
    async def action_new_id(self) -> None:
        """Give the code another id."""
        code = self.code
        if code is not None:
            id_ = await self.app.push_screen_wait(LineDialog(words.new_id(code.id), code.id))
            if id_ and id_ != code.id:
                self._coming = id_
                self.edit(NewId(code.id, id_))

    def action_shift(self, step: int) -> None:
        """Move the code among its siblings."""
        code = self.code
        if code is not None:
            to = code.position + step
            if 0 <= to < len(self.book.children(code.parent)):
                self.edit(NewPlace(code.id, code.parent, to))

    def action_indent(self) -> None:
        """Put the code under the one above it."""
        code = self.code
        if code is None:
            return
        if not code.position:
            self.notify(words.NO_SIBLING_ABOVE, timeout=3)
        else:
            above = self.book.children(code.parent)[code.position - 1]
            self.edit(NewPlace(code.id, above.id))

    def action_outdent(self) -> None:
        """Put the code after the one it lies under."""
        code = self.code
        above = self.book.parent(code.id) if code else None
        if code is None or above is None:
            self.notify(words.AT_THE_TOP, timeout=3)
        else:
            self.edit(NewPlace(code.id, above.parent, above.position + 1))

    def action_move_under(self) -> None:
        """Put the code under one that is chosen."""
        code = self.code
        if code is None:
            return
        family = {code.id, *(below.id for below in self.book.descendants(code.id))}
        top = CodeLook(TOP, words.THE_TOP, words.THE_TOP, "", "", 0, None, False)
        looks = (top, *(look for look in self._looks() if look.id not in family))
        self._pick(
            looks,
            words.move(self._called(code)),
            lambda to: self.edit(NewPlace(code.id, to or None)),
        )

    def action_merge(self) -> None:
        """Merge the code into one that is chosen."""
        code = self.code
        if code is None:
            return
        looks = tuple(look for look in self._looks() if look.id != code.id)

        def merge(into: str) -> None:
            self._coming = into
            self.edit(MergeCode(code.id, into))

        self._pick(looks, words.merge(self._called(code)), merge)

    def _pick(self, looks: tuple[CodeLook, ...], title: str, then: Callable[[str], object]) -> None:
        self.app.push_screen(Picker(looks, (), title, then, once=True))

    def _called(self, code: Code) -> str:
        return self.home.work.looks[code.id].name

    def action_split(self) -> None:
        """Deal the code's codings out."""
        if self.code is not None:
            self.qda.split(self.code.id)

    @work
    async def action_colour(self) -> None:
        """Choose the code's colour."""
        code = self.code
        if code is None:
            return
        choices = [
            Choice(TOP, words.INHERITED),
            *(Choice(colour, name, colour, colour) for name, colour in COLOURS.items()),
        ]
        dialog = ChoiceDialog(words.colour(self._called(code)), choices, code.colour or TOP)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None and (chosen or None) != code.colour:
            self.edit(NewContents(code.id, "colour", chosen or None))

    def action_pin(self, digit: int) -> None:
        """Pin the code to a digit, or unpin it from it."""
        code = self.code
        if code is not None:
            self.edit(NewContents(code.id, "pin", None if code.pin == digit else digit))

    def action_retire(self) -> None:
        """Retire the code, or bring it back."""
        code = self.code
        if code is not None:
            self.edit(NewContents(code.id, "retired", not code.retired))

    @work
    async def action_delete(self) -> None:
        """Delete the code; one that is in use asks."""
        code = self.code
        if code is None:
            return
        below = self.book.descendants(code.id)
        counts = [self._counts[c.id] for c in (code, *below) if c.id in self._counts]
        mine, all_ = sum(c.mine for c in counts), sum(c.all for c in counts)
        if all_ or below:
            what = self.keyed(words.delete_what(len(below), mine, all_ - mine))
            question = YesDialog(words.delete(self._called(code)), what)
            if not await self.app.push_screen_wait(question):
                return
        self.edit(DeleteCode(code.id))

    @on(Table.Chosen)
    def action_uses(self) -> None:
        """Go to the code's first use in the text; from there `g c` leads on."""
        code, coder = self.code, self.coder
        if code is None:
            return

        def read(project: Project) -> list[CodeUse]:
            from qda.coding.code_uses import read_uses

            with project.read() as session:
                return read_uses(session, code.id, coder)

        def go(uses: list[CodeUse]) -> None:
            if not uses:
                self.notify(words.NO_USES, timeout=3)
                return
            self.home.focus_code(code.id)
            self.go_to(uses[0].document, uses[0].start)

        self.ask(read, go)
