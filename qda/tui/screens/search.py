"""Searching: a line at the foot for this document, a list for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from qda.text import visible
from qda.tui import words
from qda.tui.screens.dialog import Dialog
from qda.tui.widgets.table import Column, Motion, Row, Table

if TYPE_CHECKING:
    from qda.tui.reports import Found
    from qda.tui.searching import HitRow, Search

_MUTED: Final = "$foreground 60%"


class SearchLine(Dialog[str | None]):
    """A line at the foot to type a query in; the answer is what was typed, None for escape."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "close")]
    DEFAULT_CSS = """
    SearchLine { background: $background 0%; align: left bottom; }
    #find { height: 2; background: $surface; border-top: solid $primary; padding: 0 1; }
    #find-sign { width: 2; }
    #find-input { border: none; height: 1; padding: 0; background: $surface; }
    """

    def __init__(self, typed: str):
        super().__init__()
        self._typed = typed

    def compose(self) -> ComposeResult:
        """A sign and a line; what was sought last is there, to be typed over."""
        with Horizontal(id="find"):
            yield Static("/", id="find-sign")
            yield Input(visible(self._typed), placeholder=words.SEARCH_HINT, id="find-input")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def action_close(self) -> None:
        """Close; the search before goes on."""
        self.dismiss(None)


class SearchDialog(Dialog["tuple[str, HitRow] | None"]):
    """Search all documents; the answer is a query and the hit to go to.

    Args:
        typed: What was sought last.
        search: Starts a search, given the query and the characters of context there is room for.
        code: Asks for a code for hits: their segments or, where that is true, just the words.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close"),
        Binding("j,down", "move('down')", show=False),
        Binding("k,up", "move('up')", show=False),
        Binding("pagedown,ctrl+d", "move('page_down')", show=False),
        Binding("pageup,ctrl+u", "move('page_up')", show=False),
        Binding("home", "move('top')", show=False),
        Binding("end,G", "move('bottom')", show=False),
        Binding("enter", "go", show=False),
        Binding("space", "mark", show=False),
        Binding("a", "mark_all", show=False),
        Binding("c", "code", show=False),
        Binding("t", "turn_over", show=False),
        Binding("slash,ctrl+f", "retype", show=False),
    ]
    DEFAULT_CSS = """
    SearchDialog { align: center middle; background: $background 55%; }
    #search {
        width: 96%; max-width: 120; height: 92%;
        background: $surface; border: round $primary; padding: 0 1;
    }
    #search-input { border: none; border-bottom: solid $foreground 25%; height: 2; padding: 0; }
    #search-said, #search-keys { height: 1; color: $text-muted; text-wrap: nowrap; }
    #search-hits, #search-hits:focus { border: none; background: $surface; }
    """

    def __init__(
        self,
        typed: str,
        search: Callable[[str, int], None],
        code: Callable[[Sequence[HitRow], bool], None],
    ):
        super().__init__()
        self._typed = typed
        self._search = search
        self._code = code
        self._rows: tuple[HitRow, ...] = ()
        self._marked: set[int] = set()
        self._exact = False
        self._shown: Search | None = None
        """The search whose hits are listed."""
        self._going_on = False
        self._more = False
        self._trouble = ""
        self._read = 0

    def compose(self) -> ComposeResult:
        """The query, how many hits, the hits, the keys."""
        with Vertical(id="search"):
            yield Input(visible(self._typed), placeholder=words.SEARCH_HINT, id="search-input")
            yield Static("", id="search-said", markup=False)
            yield Table(Column(""), id="search-hits")
            yield Static(words.SEARCH_KEYS, id="search-keys", markup=False)

    def begin(self) -> None:
        """Type first."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self._typed = event.value
        self._say(words.SEARCHING)
        self._search(event.value, max(16, (self.query_one("#search").size.width - 20) // 2))

    def show_found(self, found: Found) -> None:
        """List what was found, the documents in their order, each under its name."""
        if found.search.typed != self._typed:
            return
        begins = found.search is not self._shown
        self._rows, self._shown, self._going_on = found.rows, found.search, found.going_on
        self._more, self._trouble = found.more, found.trouble
        self._read = found.search.read
        if begins:
            self._marked = set()
            self._hits.show(())  # so that the cursor is at the top
        self._hits.show(self._listed())
        self._show_state()
        if self._rows and begins:
            self._hits.focus()

    @property
    def _hits(self) -> Table:
        return self.query_one("#search-hits", Table)

    def _listed(self) -> list[Row]:
        """The hits under the names of their documents."""
        counts = Counter(row.document for row in self._rows)
        room = max((cell_len(row.context.before) for row in self._rows), default=0)
        listed: list[Row] = []
        before: int | None = None
        for at, row in enumerate(self._rows):
            if row.document != before:
                number = f"  {counts[row.document]}"
                head = Content.assemble((visible(row.name), "bold"), (number, _MUTED))
                listed.append(Row(f"document {row.document}", (head,), heading=True))
            before = row.document
            listed.append(Row(str(at), (_line(row, room),)))
        return listed

    def _say(self, sentence: str) -> None:
        self.query_one("#search-said", Static).update(Content(visible(sentence)))

    def _show_state(self) -> None:
        documents = len({row.document for row in self._rows})
        parts = [self._trouble or words.found(len(self._rows), documents, more=self._more)]
        if self._rows:
            parts.append(words.to_be_coded(len(self._marked), exact=self._exact))
        if self._going_on:
            parts.insert(0, words.SEARCHING)
        if self._read:  # first, as a long line is cut at its end
            parts.insert(0, words.not_indexed(self._read))
        self._say(" · ".join(parts))
        keys = words.HIT_KEYS if self._rows else words.SEARCH_KEYS
        self.query_one("#search-keys", Static).update(keys)

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.action_go()

    def action_go(self) -> None:
        """Go to the hit in the text."""
        if (at := self._at) is not None:
            self.dismiss((self._typed, self._rows[at]))

    @property
    def _at(self) -> int | None:
        """Which hit is under the cursor."""
        row = self._hits.current
        return None if row is None else int(row.key)

    def action_move(self, motion: Motion) -> None:
        """Move in the list."""
        self._hits.move(motion)

    def action_mark(self) -> None:
        """Mark the hit, or not, and go on to the next."""
        if (at := self._at) is not None:
            self._marked ^= {at}
            self._show_marked()
            self._hits.move("down")

    def action_mark_all(self) -> None:
        """Mark every hit; none, if all are marked."""
        everything = set(range(len(self._rows)))
        self._marked ^= everything - self._marked or everything
        self._show_marked()

    def _show_marked(self) -> None:
        self._hits.mark(map(str, self._marked))
        self._show_state()

    def action_turn_over(self) -> None:
        """Code the segments, or just the words found."""
        self._exact = not self._exact
        self._show_state()

    def action_code(self) -> None:
        """Choose a code for the hits marked; for all, if none is."""
        rows = [row for at, row in enumerate(self._rows) if at in self._marked or not self._marked]
        if rows:
            self._code(rows, self._exact)

    def action_retype(self) -> None:
        """Search for something else."""
        self.query_one(Input).focus()

    def action_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)


def _line(row: HitRow, room: int) -> Content:
    """A hit in its context; what was found stands below the hit before.

    Args:
        row: The hit.
        room: The cells that the widest of what stands before hits takes.
    """
    before, match, after = map(visible, (row.context.before, row.context.match, row.context.after))
    return Content.assemble(
        (f"{row.number:>4}  ", _MUTED),
        (" " * (room - cell_len(before)) + before, _MUTED if row.aside else ""),
        (match, "bold $text-warning"),
        (after, _MUTED if row.aside else ""),
    )
