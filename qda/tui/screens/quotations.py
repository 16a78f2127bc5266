"""The quotations bench: passages to choose from, the chosen in order, each in its interview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.text import visible
from qda.tui import words_quotations as words
from qda.tui.bench import rows
from qda.tui.bench.base import ListName
from qda.tui.bench.choosing import Choosing
from qda.tui.bench.filtering import Filtering
from qda.tui.bench.passage import PassageView, Shown
from qda.tui.bench.printed import printed
from qda.tui.bench.trimming import Trimming
from qda.tui.bench.words_in import InPassage
from qda.tui.widgets.bars import KeyBar
from qda.tui.widgets.table import Table

if TYPE_CHECKING:
    from qda.bench.reading import Bench

TITLES: Final[dict[ListName, str]] = {
    "passages": words.PASSAGES,
    "chosen": words.CHOSEN,
    "informants": words.INFORMANTS,
}


class QuotationsScreen(InPassage, Trimming, Choosing, Filtering):
    """Where the quotations of a report are chosen, put in order and trimmed."""

    REGISTERED = "quotations"
    DEFAULT_CSS = """
    QuotationsScreen #bench { height: 1fr; }
    QuotationsScreen #quotations-list { width: 46%; }
    QuotationsScreen #beside { width: 1fr; border-left: vkey $foreground 12%; }
    QuotationsScreen PassageView { height: 1fr; border-top: solid $foreground 25%;
        border-title-color: $foreground 70%; }
    QuotationsScreen PassageView:focus { border-top: solid $primary; }
    QuotationsScreen #printed { height: auto; max-height: 45%; min-height: 3; padding: 0 1;
        border-top: solid $foreground 25%; border-title-color: $foreground 70%; }
    QuotationsScreen #printed:focus { border-top: solid $primary; }
    QuotationsScreen.-narrow #bench { layout: vertical; }
    QuotationsScreen.-narrow #quotations-list { width: 100%; height: 38%; }
    QuotationsScreen.-narrow #beside { border-left: none; }
    QuotationsScreen.-informants #quotations-list { width: 100%; height: 1fr; }
    QuotationsScreen.-informants #beside { display: none; }
    """

    def compose_body(self) -> ComposeResult:
        """The list, the passage in its interview, how it will be printed."""
        with Horizontal(id="bench"):
            yield Table(*rows.PASSAGE_COLUMNS, id="quotations-list")
            with Vertical(id="beside"):
                yield PassageView()
                with VerticalScroll(id="printed"):
                    yield Static(id="printed-words", markup=False)

    def on_mount(self) -> None:
        """The list has the keys first."""
        self.view.border_title = words.THE_PASSAGE
        self.query_one("#printed").border_title = words.PRINTED
        self.set_focus(self.table)

    def renew(self) -> None:
        """Read passages, chosen and informants."""
        reader, coder, wanted = self.reader, self.coder, self.wanted
        self.ask(lambda project: reader.read(project, coder, wanted), self._show)

    def _show(self, bench: Bench) -> None:
        self.bench = bench
        if self.section is None and bench.sections:
            self.section = bench.sections[0]
        self.show_list()

    def show_list(self) -> None:
        """Show the list that was asked for, as it has been read."""
        looks = self.home.work.looks
        match self.listed:
            case "passages":
                columns = rows.OF_A_CODE if self.wanted.code else rows.PASSAGE_COLUMNS
                self.table.show(rows.passage_rows(self.bench, looks), columns)
                self.table.mark(
                    passage.key
                    for passage in self.bench.passages
                    if self.bench.chosen_at(
                        passage.document, passage.quote.start, passage.quote.end
                    )
                )
            case "chosen":
                shown = rows.chosen_rows(self.bench, self.wanted.section)
                self.table.show(shown, rows.CHOSEN_COLUMNS)
            case _:
                self.table.show(rows.informant_rows(self.bench), rows.INFORMANT_COLUMNS)
        self.table.border_title = TITLES[self.listed]
        self.set_class(self.listed == "informants", "-informants")
        keys = ("quotations.open", "screen.back", "history.undo", "app.help")
        self.query_one(KeyBar).show_only(keys if self.listed == "informants" else ())
        count = sum(not row.heading for row in self.table.rows)
        self.head(Content(words.head(TITLES[self.listed], count, self._limits())))
        self.table.say_nothing(self.keyed(self._nothing()))
        self._show_passage()

    def _limits(self) -> list[str]:
        if self.listed == "passages":
            return rows.limits(self.wanted, self.bench, self.home.work.looks)
        if self.listed == "chosen" and self.wanted.section is not None:
            return [visible(self.wanted.section)]
        return []

    @on(Table.Highlighted)
    def _highlighted(self) -> None:
        self._show_passage()

    @on(Table.Chosen)
    def _row_chosen(self) -> None:
        self.action_open()

    def _show_passage(self) -> None:
        hand = self.at_hand()
        below = self.query_one("#printed-words", Static)
        if hand is None:
            below.update("")
            self.say("")
            return
        unchosen = self.keyed(words.not_chosen(self.section and visible(self.section)))
        below.update(printed(self.bench, hand.quote, hand.chosen, unchosen))
        self.with_sheet(hand.document, lambda sheet: self.view.show_passage(sheet, self._shown()))
        self.say_here()

    def _shown(self) -> Shown:
        hand = self.at_hand()
        assert hand is not None
        look = self.home.work.looks.get(hand.quote.code)
        letters, colour = (look.letters, look.colour) if look else ("“", None)
        cuts = hand.chosen.row.cuts if hand.chosen else ()
        place = (hand.document, hand.start, hand.end)
        return Shown(*place, hand.quote.code, letters, colour, cuts)

    def _nothing(self) -> str:
        if self.listed == "passages":
            return visible(self.bench.trouble) or words.NONE_HERE
        if self.listed == "chosen":
            return words.NONE_CHOSEN
        return "" if self.bench.informants else words.NO_INFORMANTS

    def action_list(self, name: str) -> None:
        """Show another list."""
        self.listed = cast("ListName", name)
        self.show_list()
        self.set_focus(self.table)

    def action_open(self) -> None:
        """Go to the passage in the text; from the informants, to their passages."""
        hand, row = self.at_hand(), self.table.current
        if self.listed == "informants" and row is not None:
            self.listed = "passages"
            self.limit(case=row.key)
        elif hand is not None:
            self.go_to(hand.document, hand.start)
