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
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qda.text import visible
from qda.tui import words
from qda.tui.widgets.reversible import Options

if TYPE_CHECKING:
    from qda.tui.reports import Found
    from qda.tui.searching import HitRow

_MUTED: Final = "$foreground 60%"


class SearchLine(ModalScreen[str | None]):
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


class SearchDialog(ModalScreen["tuple[str, HitRow] | None"]):
    """Search all documents; the answer is a query and the hit to go to.

    Args:
        typed: What was sought last.
        search: Starts a search, given the query and the characters of context there is room for.
        code: Asks for a code for hits: their segments or, where that is true, just the words.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close"),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
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
    #search-hits {
        height: 1fr; border: none; padding: 0; background: $surface;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
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
        self._more = False
        self._trouble = ""
        self._read = 0

    def compose(self) -> ComposeResult:
        """The query, how many hits, the hits, the keys."""
        with Vertical(id="search"):
            yield Input(visible(self._typed), placeholder=words.SEARCH_HINT, id="search-input")
            yield Static("", id="search-said", markup=False)
            yield Options(id="search-hits", markup=False)
            yield Static(words.SEARCH_KEYS, id="search-keys", markup=False)

    def on_mount(self) -> None:
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
        self._rows, self._marked = found.rows, set()
        hits = self.query_one(OptionList)
        hits.clear_options()
        hits.add_options(self._options())
        self._more, self._trouble = found.more, found.trouble
        self._read = found.search.read
        self._show_state()
        if self._rows:
            hits.focus()
            hits.action_first()

    def _options(self) -> list[Option]:
        counts = Counter(row.document for row in self._rows)
        options: list[Option] = []
        before: int | None = None
        for at, row in enumerate(self._rows):
            if row.document != before:
                number = f"  {counts[row.document]}"
                head = Content.assemble((visible(row.name), "bold"), (number, _MUTED))
                options.append(Option(head, disabled=True))
            before = row.document
            options.append(Option(self._line(at), id=str(at)))
        return options

    def _line(self, at: int) -> Content:
        """A hit in its context; what was found stands below the hit before."""
        row = self._rows[at]
        before, match, after = map(
            visible, (row.context.before, row.context.match, row.context.after)
        )
        room = max(cell_len(other.context.before) for other in self._rows)
        return Content.assemble(
            ("● " if at in self._marked else "  ", "bold $text-accent"),
            (f"{row.number:>4}  ", _MUTED),
            (" " * (room - cell_len(before)) + before, _MUTED if row.aside else ""),
            (match, "bold $text-warning"),
            (after, _MUTED if row.aside else ""),
        )

    def _say(self, sentence: str) -> None:
        self.query_one("#search-said", Static).update(Content(visible(sentence)))

    def _show_state(self) -> None:
        documents = len({row.document for row in self._rows})
        parts = [self._trouble or words.found(len(self._rows), documents, more=self._more)]
        if self._rows:
            parts.append(words.to_be_coded(len(self._marked), exact=self._exact))
        if self._read:  # first, as a long line is cut at its end
            parts.insert(0, words.not_indexed(self._read))
        self._say(" · ".join(parts))
        keys = words.HIT_KEYS if self._rows else words.SEARCH_KEYS
        self.query_one("#search-keys", Static).update(keys)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self.dismiss((self._typed, self._rows[int(event.option_id)]))

    def action_move(self, step: int) -> None:
        """Highlight the next or the previous hit."""
        hits = self.query_one(OptionList)
        hits.action_cursor_down() if step > 0 else hits.action_cursor_up()

    def action_mark(self) -> None:
        """Mark the hit, or not, and go on to the next."""
        hits = self.query_one(OptionList)
        if hits.highlighted is None:
            return
        id_ = hits.get_option_at_index(hits.highlighted).id
        if id_ is not None:
            self._marked ^= {int(id_)}
            hits.replace_option_prompt(id_, self._line(int(id_)))
            self._show_state()
            if int(id_) + 1 < len(self._rows):
                hits.action_cursor_down()

    def action_mark_all(self) -> None:
        """Mark every hit; none, if all are marked."""
        everything = set(range(len(self._rows)))
        changed = everything - self._marked or everything
        self._marked ^= changed
        hits = self.query_one(OptionList)
        for at in changed:
            hits.replace_option_prompt(str(at), self._line(at))
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
