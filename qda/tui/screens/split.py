"""Splitting a code: its codings one by one, dealt out to other codes; what is not, stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.codebook.edits import NewCode
from qda.coding.changes import EditCodebook, Recode
from qda.text import visible
from qda.tui import words_codebook as words
from qda.tui.below import label_and_above
from qda.tui.looks import CodeLook
from qda.tui.screens.asking import LineDialog, YesDialog
from qda.tui.screens.beside import BesideScreen
from qda.tui.screens.picker import Picker
from qda.tui.widgets.table import Column, Row, Table

if TYPE_CHECKING:
    from qda.coding.code_uses import CodeUse
    from qda.project.store import Project

MOST_TARGETS: Final = 9
MOST_SHOWN: Final = 200
"""How many characters of a passage stand in the list."""


class SplitScreen(BesideScreen):
    """One coding at a time, with the text around it; a digit deals it out."""

    REGISTERED = "split"
    DEFAULT_CSS = """
    SplitScreen #split-body { layout: grid; grid-size: 2 2; grid-columns: 2fr 3fr; }
    SplitScreen #split-body { grid-rows: 1fr auto; }
    SplitScreen.-narrow #split-body { grid-size: 1 3; grid-columns: 1fr; grid-rows: 1fr 2fr auto; }
    SplitScreen #split-place {
        padding: 0 2; border-top: solid $foreground 25%; scrollbar-size-vertical: 1;
        border-title-color: $foreground 70%;
    }
    SplitScreen #split-targets {
        column-span: 2; height: auto; padding: 0 1; border-top: solid $foreground 25%;
    }
    SplitScreen.-narrow #split-targets { column-span: 1; }
    """

    def compose_body(self) -> ComposeResult:
        """The codings that are left; the one stood on in its text; the codes to deal to."""
        self._code = ""
        self._targets: list[str] = []
        self._uses: dict[str, CodeUse] = {}
        self._with_others = False
        with Container(id="split-body"):
            yield Table(Column(words.WHERE, 14), Column(words.PASSAGE), id="split-table")
            with VerticalScroll(id="split-place", can_focus=False):
                yield Static(id="split-text")
            yield Static(id="split-targets")

    def on_mount(self) -> None:
        """The codings have the keys."""
        self._table.focus()

    def begin(self, code: str) -> None:
        """Split a code: at first its sub-codes are offered."""
        if code != self._code:
            self._code, self._with_others = code, False
            below = self.home.work.codebook.children(code)
            self._targets = [sub.id for sub in below if not sub.retired][:MOST_TARGETS]
        self.renew()

    @property
    def _table(self) -> Table:
        return self.query_one("#split-table", Table)

    @property
    def _use(self) -> CodeUse | None:
        row = self._table.current
        return self._uses.get(row.key) if row else None

    def _look(self, code: str) -> CodeLook | None:
        return self.home.work.looks.get(code)

    def renew(self) -> None:
        """Read the codings that are left."""
        code, coder = self._code, self.coder

        def read(project: Project) -> list[CodeUse]:
            from qda.coding.code_uses import read_uses

            with project.read(together=True) as session:
                return read_uses(session, code, coder)

        self.ask(read, self._show)

    def _show(self, uses: list[CodeUse]) -> None:
        others = sum(use.coder != self.coder for use in uses)
        listed = [use for use in uses if self._with_others or use.coder == self.coder]
        self._uses = {use.coding: use for use in listed}
        self._table.show(map(self._row, listed))
        look = self._look(self._code)
        name = look.name if look else self._code
        self.head(Content(words.split_head(name, len(listed), others, self._with_others)))
        self.say(words.split_says(len(listed)))
        self._show_here()

    def _row(self, use: CodeUse) -> Row:
        said = " ".join(use.text[:MOST_SHOWN].split())
        return Row(use.coding, (Content(visible(self._place(use))), Content(visible(said))))

    def _place(self, use: CodeUse) -> str:
        return words.use_at(use.name, use.coder, use.coder == self.coder)

    @on(Table.Highlighted)
    def _show_here(self) -> None:
        """Show the coding stood on, and what it can be."""
        use = self._use
        box = self.query_one("#split-place", VerticalScroll)
        shown, box.border_title = Content(""), ""
        if use is not None:
            look = self._look(self._code)
            colour = look.colour if look else ""
            box.border_title = Content(
                visible(" · ".join(filter(None, (self._place(use), use.speaker))))
            )
            shown = Content.assemble(
                (visible(_tail(use.before)), "$foreground 60%"),
                (visible(use.text), f"bold underline {colour}".strip()),
                (visible(_start(use.after)), "$foreground 60%"),
                f"\n\n✎ {visible(use.memo)}" if use.memo else "",
            )
        self.query_one("#split-text", Static).update(shown)
        lines = [self._target(n, code) for n, code in enumerate(self._targets, 1)]
        nobody = Content.styled(self.keyed(words.NOT_A_TARGET), "$foreground 60%")
        self.query_one("#split-targets", Static).update(Content("\n").join(lines or [nobody]))

    def _target(self, digit: int, code: str) -> Content:
        look = self._look(code)
        if look is None:
            return Content(f"{digit}  {code}")
        return Content.assemble(
            (f"{digit}  ", "bold"), (f"{look.letters:<2} ", f"bold {look.colour}"), look.name
        )

    def action_deal(self, digit: int) -> None:
        """Give the coding stood on the code of a digit."""
        use = self._use
        there = digit <= len(self._targets) and self._look(self._targets[digit - 1]) is not None
        if not there:
            self.notify(words.NOT_A_TARGET, timeout=3)
        elif use is not None:
            self.perform(Recode((use.coding,), self._targets[digit - 1]))

    @work
    async def action_others(self) -> None:
        """List the codings of other coders too, once it is clear what dealing them out means."""
        if not self._with_others:
            question = YesDialog(words.SPLIT_OTHERS, words.SPLIT_OTHERS_TEXT)
            if not await self.app.push_screen_wait(question):
                return
        self._with_others = not self._with_others
        self.renew()

    @work
    async def action_new_target(self) -> None:
        """Make a code to deal to, after the one that is split."""
        code = self.home.work.codebook.get(self._code)
        if code is None or not self._has_room():
            return
        ask = LineDialog(words.NEW_CODE, hint=words.NEW_CODE_HINT)
        typed = await self.app.push_screen_wait(ask)
        label, above = label_and_above(typed or "", self.home.work.looks.values())
        if label:
            id_ = self.home.free_id(label)
            self._targets.append(id_)
            beside = NewCode(id_, label, code.parent, code.position + 1)
            self.perform(EditCodebook(NewCode(id_, label, above.id) if above else beside))

    def action_add_target(self) -> None:
        """Take a code that is there to deal to."""
        if self._has_room():
            taken = {self._code, *self._targets}
            looks = tuple(k for k in self.home.work.looks.values() if k.id not in taken)
            name = self.query_one("#head", Static).content
            self.app.push_screen(
                Picker(looks, self.home.work.recent, str(name), self._take_target, once=True)
            )

    def _take_target(self, code: str) -> None:
        self._targets.append(code)
        self._show_here()

    def _has_room(self) -> bool:
        # A code that was made to deal to, and was taken back, leaves its digit.
        self._targets = [code for code in self._targets if self._look(code)]
        if len(self._targets) >= MOST_TARGETS:
            self.notify(words.MOST_TARGETS, timeout=3)
        return len(self._targets) < MOST_TARGETS

    @on(Table.Chosen)
    def action_open(self) -> None:
        """See the coding in the text."""
        use = self._use
        if use is not None:
            self.home.focus_code(self._code)
            self.go_to(use.document, use.start)

    def action_back(self) -> None:
        """Go back to the codebook; what is not dealt out stays as it is."""
        self.qda.show("codebook")


def _tail(text: str) -> str:
    """The text before a coding, from a whole word on."""
    return text.partition(" ")[2] if len(text) > 1 else text


def _start(text: str) -> str:
    """The text after a coding, up to a whole word."""
    return text.rpartition(" ")[0] if len(text) > 1 else text
