"""The memos: all of them, narrowed and searched; one whole beside them, with its passages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.coding.changes import MemoKind, UnlinkMemo, WriteMemo
from qda.text import visible
from qda.tui import words_memos as words
from qda.tui.memos import MemoFilter, in_short, local_day, local_minute, on_what
from qda.tui.screens.asking import Choice, ChoiceDialog, LineDialog
from qda.tui.screens.beside import BesideScreen
from qda.tui.screens.dialogs import MemoDialog
from qda.tui.screens.seeking import SeekDialog
from qda.tui.widgets.table import Column, Row, Table
from qda.tui.words import memo_on

if TYPE_CHECKING:
    from qda.coding.memos import LinkRow, MemoLine, Passage
    from qda.project.store import Project

_COLUMNS = (
    Column(words.DATE, 10),
    Column(words.ON, 26),
    Column(words.BY, 10, from_width=80),
    Column(words.MEMO),
)


class MemosScreen(BesideScreen):
    """Every memo of the project, the newest first."""

    REGISTERED = "memos"
    DEFAULT_CSS = """
    MemosScreen #memos-body { layout: grid; grid-size: 1 2; grid-rows: 1fr 1fr; }
    MemosScreen.-wide #memos-body { grid-size: 2 1; grid-columns: 1fr 76; grid-rows: 1fr; }
    MemosScreen.-wide #memo-beside { border-left: vkey $foreground 12%; }
    MemosScreen #memo-whole {
        height: 1fr; padding: 0 1; border-top: solid $foreground 25%; scrollbar-size-vertical: 1;
        border-title-color: $foreground 70%;
        &:focus { border-top: solid $primary; border-title-color: $foreground; }
    }
    MemosScreen #memo-links { height: auto; max-height: 40%; }
    """
    _chosen_filter: MemoFilter | None = None
    _memos: tuple[MemoLine, ...] = ()

    def compose_body(self) -> ComposeResult:
        """The list; the memo stood on whole, and its links."""
        with Container(id="memos-body"):
            yield Table(*_COLUMNS, id="memos-list")
            with Vertical(id="memo-beside"):
                with VerticalScroll(id="memo-whole"):
                    yield Static(id="memo-text")
                yield Table(Column(""), Column("", 24), id="memo-links")

    def on_mount(self) -> None:
        """The list has the keys first."""
        self._links.border_title = words.PASSAGES
        self._list.focus()

    @property
    def _list(self) -> Table:
        return self.query_one("#memos-list", Table)

    @property
    def _links(self) -> Table:
        return self.query_one("#memo-links", Table)

    @property
    def _whole(self) -> VerticalScroll:
        return self.query_one("#memo-whole", VerticalScroll)

    @property
    def _memo(self) -> MemoLine | None:
        """The memo stood on."""
        row = self._list.current
        return next((memo for memo in self._memos if row and memo.id == row.key), None)

    def renew(self) -> None:
        """Read the memos."""

        def read(project: Project) -> tuple[MemoLine, ...]:
            from qda.coding.memos import list_memos

            with project.read(together=True) as session:
                return tuple(list_memos(session))

        self.ask(read, self._show)

    def choose(self, filter_: MemoFilter) -> None:
        """Say which memos are shown from the next reading on."""
        self._chosen_filter = filter_

    @property
    def _filter(self) -> MemoFilter:
        """The coder's own memos until another choice is made: coding is blind to others'."""
        return self._chosen_filter or MemoFilter(coder=self.coder)

    def _narrow(self, filter_: MemoFilter) -> None:
        self.choose(filter_)
        self._show(self._memos)

    def _show(self, memos: tuple[MemoLine, ...]) -> None:
        self._memos = memos
        looks, book = self.home.work.looks, self.home.work.codebook
        code = self._filter.code
        family = {code, *(one.id for one in book.descendants(code))} if code in book else {code}
        shown = [memo for memo in memos if self._filter.keeps(memo, family)]
        self._list.say_nothing(self.keyed(words.NONE_SUCH if memos else words.NO_MEMOS))
        self._list.show([self._row(memo) for memo in shown])
        self.head(Content(visible(words.head(len(shown), len(memos), self._filter.said(looks)))))
        if not shown:
            self.say("")
            self._show_whole(None)

    def _row(self, memo: MemoLine) -> Row:
        what = visible(in_short(memo, self.home.work.looks))
        links = f" ↗{len(memo.links)}" if memo.links else ""
        first = Content.assemble(visible(memo.first_line), (links, "bold $text-accent"))
        cells = (local_day(memo.created_at), what, visible(memo.coder))
        return Row(memo.id, (*map(Content, cells), first))

    @on(Table.Highlighted, "#memos-list")
    def _highlighted(self) -> None:
        self._show_whole(self._memo)

    def _show_whole(self, memo: MemoLine | None) -> None:
        """The memo's words at once; those of its passages when they have been read."""
        text, links = self.query_one("#memo-text", Static), self._links
        links.display = bool(memo and memo.links)
        if memo is None:
            text.update("")
            self._whole.border_title = ""
            return
        what = visible(on_what(memo, self.home.work.looks))
        self._whole.border_title = Content(what)
        self._whole.scroll_home(animate=False)
        written = f"{visible(memo.coder)} · {local_minute(memo.created_at)}"
        self.say(" · ".join(filter(None, (written, what, _linked(memo)))))
        text.update(Content(visible(memo.text)))
        links.show([self._link_row(link, "") for link in memo.links])
        places = [link.passage for link in memo.links]
        self._read_passages([memo.passage, *places] if memo.passage else places, memo)

    def _read_passages(self, passages: list[Passage], memo: MemoLine) -> None:
        if not passages:
            return

        def read(project: Project) -> list[str]:
            from qda.coding.memos import passage_text

            with project.read(together=True) as session:
                return [passage_text(session, passage) for passage in passages]

        def show(found: list[str]) -> None:
            if self._memo is not memo:
                return
            if memo.passage:
                self.query_one("#memo-text", Static).update(_with_passage(memo, found[0]))
            rows = zip(memo.links, found[len(found) - len(memo.links) :], strict=True)
            self._links.show([self._link_row(link, said) for link, said in rows])

        self.ask(read, show)

    def _link_row(self, link: LinkRow, said: str) -> Row:
        place = words.source(link.passage.name, link.passage.first, link.passage.last)
        quoted = Content.styled(visible(" ".join(said.split())), "italic")
        return Row(link.id, (quoted, Content(visible(place))))

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    @property
    def _link(self) -> LinkRow | None:
        """The link stood on, while the links have the keys."""
        row, memo = self._links.current, self._memo
        if self.focused is not self._links or row is None or memo is None:
            return None
        return next((link for link in memo.links if link.id == row.key), None)

    def action_open(self) -> None:
        """Go to the passage linked, or to what the memo is on."""
        memo, link = self._memo, self._link
        if memo is None:
            return
        first = next((one.passage for one in memo.links), None)
        passage = link.passage if link else memo.passage or (first if not memo.document else None)
        if passage is not None:
            self.go_to(passage.document, passage.start)
        elif memo.document is not None:
            self.qda.show("")
            self.home.open_document(memo.document[0])
        elif memo.kind == "code":
            self.qda.show("")
            self.home.focus_code(memo.target)
        elif memo.kind == "case":
            self.qda.show_case(memo.target)
        else:
            self.notify(words.NO_PASSAGE, timeout=4)

    @work
    async def action_new(self) -> None:
        """Write in the journal, or on a code or a case."""
        choices = [Choice(*choice) for choice in words.NEW_CHOICES]
        kind = await self.app.push_screen_wait(ChoiceDialog(words.NEW, choices))
        if kind == "project":
            self.action_new_entry()
        elif kind == "code":
            self._write_on_code()
        elif kind == "case":
            self._ask_for_case()

    @work
    async def _write_on_code(self) -> None:
        dialog = SeekDialog(words.ON_CODE, self._codes())
        code = await self.app.push_screen_wait(dialog)
        if code:
            await self._write("code", code, self.home.work.looks[code].name)

    def _ask_for_case(self) -> None:
        def read(project: Project) -> list[str]:
            from qda.project.cases import list_cases

            with project.read() as session:
                return [case.name for case in list_cases(session)]

        self.ask(read, self._write_on_case)

    @work
    async def _write_on_case(self, cases: list[str]) -> None:
        if not cases:
            self.notify(words.NO_CASES, timeout=4)
            return
        dialog = SeekDialog(words.ON_CASE, [Choice(case, case) for case in cases])
        case = await self.app.push_screen_wait(dialog)
        if case:
            await self._write("case", case, case)

    async def _write(self, kind: MemoKind, target: str, name: str) -> None:
        """Write the coder's memo on a thing: a new one, or on in the one there is."""
        own = (
            memo
            for memo in self._memos
            if (memo.kind, memo.target, memo.coder) == (kind, target, self.coder)
        )
        await self.write_memo(kind, target, memo_on(name), next(own, None))

    @work
    async def action_edit(self) -> None:
        """Write on in the memo."""
        memo = self._memo
        if memo is None:
            return
        text = await self.app.push_screen_wait(
            MemoDialog(memo_on(on_what(memo, self.home.work.looks)), memo.text)
        )
        if text is not None and text != memo.text:
            self.perform(_rewritten(memo, text))

    def action_remove(self) -> None:
        """Take away the link stood on, else the memo."""
        link, memo = self._link, self._memo
        if link is not None:
            self.perform(UnlinkMemo(link.id))
        elif memo is not None:
            self.perform(_rewritten(memo, ""))
            self.notify(words.REMOVED, timeout=3)

    @work
    async def action_choose_kind(self) -> None:
        """Show only memos on one kind of thing."""
        kinds = [Choice("", words.ALL_KINDS), *(Choice(*kind) for kind in words.KINDS.items())]
        dialog = ChoiceDialog(words.WHICH_KIND, kinds, self._filter.kind)
        kind = await self.app.push_screen_wait(dialog)
        if kind is not None:
            self._narrow(replace(self._filter, kind=kind))

    @work
    async def action_choose_code(self) -> None:
        """Show only memos on a code, or on its codings."""
        choices = [Choice("", words.ALL_CODES), *self._codes()]
        code = await self.app.push_screen_wait(SeekDialog(words.WHICH_CODE, choices))
        if code is not None:
            self._narrow(replace(self._filter, code=code))

    @work
    async def action_choose_coder(self) -> None:
        """Show only one coder's memos."""
        coders = dict.fromkeys(memo.coder for memo in self._memos)
        choices = [Choice("", words.ALL_CODERS), *(Choice(one, one) for one in coders)]
        dialog = ChoiceDialog(words.WHOSE, choices, self._filter.coder)
        coder = await self.app.push_screen_wait(dialog)
        if coder is not None:
            self._narrow(replace(self._filter, coder=coder))

    @work
    async def action_choose_words(self) -> None:
        """Show only memos that have some words."""
        dialog = LineDialog(words.WORDS, self._filter.words)
        typed = await self.app.push_screen_wait(dialog)
        if typed is not None:
            self._narrow(replace(self._filter, words=typed))

    def action_show_all(self) -> None:
        """Show all memos of this coder again."""
        self._narrow(MemoFilter(coder=self.coder))

    def _codes(self) -> list[Choice]:
        return [Choice(look.id, look.name, look.id) for look in self.home.work.looks.values()]


def _rewritten(memo: MemoLine, text: str) -> WriteMemo:
    document = memo.document[0] if memo.document else None
    kind: MemoKind = memo.kind  # type: ignore[assignment]  # the table holds no other
    return WriteMemo(kind, memo.target, text, document, memo=memo.id)


def _linked(memo: MemoLine) -> str:
    return words.linked(len(memo.links)) if memo.links else ""


def _with_passage(memo: MemoLine, said: str) -> Content:
    return Content.assemble(
        visible(memo.text), "\n\n", (visible(f"“{said}”"), "italic $foreground 80%")
    )
