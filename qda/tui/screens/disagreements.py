"""What two coders differ on: who takes what for what, and passage by passage, settled blind."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.comparing.differing import Between, Differing, Laid, lay_out, read_differing
from qda.text import visible
from qda.tui import words_disagreements as words
from qda.tui.screens.asking import Choice, ChoiceDialog
from qda.tui.screens.definition import defined, laid_out, title
from qda.tui.screens.settling import Settling
from qda.tui.sides import code_name, pair_of, side_of
from qda.tui.widgets.table import Column, Row, Table

if TYPE_CHECKING:
    from qda.analysis.comparison.disagreements import Disagreement, Mixed
    from qda.comparing.differing import Passage
    from qda.project.store import Project

_ALL: Final = ""
"""The key of the line of all passages."""


class DisagreementsScreen(Settling):
    """Passages on which two coders differ; A and B stay nameless until one is settled."""

    REGISTERED = "disagreements"
    DEFAULT_CSS = """
    DisagreementsScreen #differing { layout: grid; grid-size: 2 1; grid-columns: 2fr 3fr; }
    DisagreementsScreen #differing-lists { layout: grid; grid-size: 1 2; grid-rows: 1fr 2fr; }
    DisagreementsScreen.-narrow #differing { grid-size: 1 2; grid-columns: 1fr; grid-rows: 6 1fr; }
    DisagreementsScreen.-narrow #differing-lists { grid-size: 2 1; grid-rows: 1fr;
                                                   grid-columns: 2fr 3fr; }
    DisagreementsScreen #passage {
        border-top: solid $foreground 25%; border-left: vkey $foreground 12%;
        border-title-color: $foreground 70%; scrollbar-size-vertical: 1;
    }
    DisagreementsScreen.-narrow #passage { border-left: none; }
    DisagreementsScreen #passage Static { padding: 0 1; height: auto; }
    DisagreementsScreen #passage-sides { height: auto; }
    DisagreementsScreen #passage-sides Static { width: 1fr; }
    DisagreementsScreen #passage-codes { margin-top: 1; }
    DisagreementsScreen #passage-foot { margin-top: 1; color: $foreground 60%; }
    """
    _mixed: tuple[Mixed, ...] = ()
    _next_of = ""
    """The passage just settled, after which the next one not settled is to come."""

    def compose_body(self) -> ComposeResult:
        """What is taken for what; the passages; the one at hand."""
        with Container(id="differing"):
            with Container(id="differing-lists"):
                yield Table(
                    Column("", 7),
                    Column(words.CODES),
                    Column(words.LEFT, 4, right=True),
                    id="differing-mixed",
                )
                yield Table(
                    Column(words.PLACE, 12),
                    Column(words.CODES),
                    Column("", 1),
                    id="differing-passages",
                )
            with VerticalScroll(id="passage", can_focus=False):
                yield Static(id="passage-decision", markup=False)
                with Horizontal(id="passage-sides"):
                    yield Static(id="passage-a", markup=False)
                    yield Static(id="passage-b", markup=False)
                yield Static(id="passage-codes", markup=False)
                yield Static(id="passage-foot", markup=False)

    def on_mount(self) -> None:
        """The passages have the keys first."""
        super().on_mount()
        self._mixed_table.border_title = words.MIXED
        self._passages.border_title = words.PASSAGES
        self.query_one("#passage-foot", Static).update(words.INDEPENDENT_ONLY)
        self._passages.focus()

    @property
    def _mixed_table(self) -> Table:
        return self.query_one("#differing-mixed", Table)

    @property
    def _passages(self) -> Table:
        return self.query_one("#differing-passages", Table)

    # Reading and listing

    def renew(self) -> None:
        """Compare again."""
        between = self.home.between

        def read(project: Project) -> tuple[Differing, tuple[Mixed, ...]]:
            from qda.analysis.comparison.disagreements import mixed_up

            found = read_differing(project, between)
            return found, mixed_up(passage.found for passage in found.passages)

        if not self.found.passages:
            self.say(words.WAITING)
        self.ask(read, self._take)

    def _take(self, answer: tuple[Differing, tuple[Mixed, ...]]) -> None:
        before = {one.key for one in self.found.passages if one.settled}
        self.found, self._mixed = answer
        self.home.between = self.found.between
        opened = [p.key for p in self.found.passages if p.key in before and not p.settled]
        self._mixed_table.show(self._mixed_rows())
        self._list()
        if opened:
            self._passages.go_to(opened[0])
        elif self._next_of:
            self._go_undecided(1, self._next_of)
        self._next_of = ""

    def _list(self) -> None:
        """The passages of what is chosen above, and how far they have come."""
        self._passages.show(map(self._passage_row, self._listed))
        coders, round_ = self.found.between.coders, self.found.between.round or ""
        names = [visible(coder) for coder in coders]
        self.head(Content(words.head(names, visible(round_), *_counts(self.found.passages))))
        self._say_where()
        if self.passage is None:
            self._show_passage(None)

    @property
    def _listed(self) -> list[Passage]:
        mixed = self._chosen_mixed
        if mixed is None:
            return list(self.found.passages)
        return [passage for passage in self.found.passages if passage.found in mixed.passages]

    @property
    def _chosen_mixed(self) -> Mixed | None:
        row = self._mixed_table.current
        return next((one for one in self._mixed if row and _key(one) == row.key), None)

    def _mixed_rows(self) -> list[Row]:
        looks = self.home.work.looks
        settled = {passage.found for passage in self.found.passages if passage.settled}
        all_ = tuple(passage.found for passage in self.found.passages)
        rows = [Row(_ALL, (Content(""), Content(words.ALL), _left(all_, settled)))]
        for one in self._mixed:
            left = _left(one.passages, settled)
            rows.append(Row(_key(one), (*pair_of(one.one, one.other, looks), left)))
        return rows

    def _passage_row(self, passage: Passage) -> Row:
        found, book = passage.found, self.home.work.codebook
        in_order = [code.id for code in book if any(code.id in own for own in found.applied)]
        names = Content(", ").join([code_name(code, self.home.work.looks) for code in in_order])
        place = Content(f"{visible(found.document)} {found.first}")
        return Row(passage.key, (place, names, Content(words.sign(passage))))

    def _say_where(self) -> None:
        if self.found.trouble:
            self.say(visible(self.found.trouble))
        elif not self.found.passages:
            self.say(words.NO_DIFFERENCES)
        else:
            done, all_ = _counts(self._listed)
            self.say(words.ALL_SETTLED if done == all_ else words.where(done, all_))

    @on(Table.Highlighted, "#differing-mixed")
    def _on_other_codes(self) -> None:
        self._list()

    @on(Table.Highlighted, "#differing-passages")
    def _on_other_passage(self) -> None:
        self._read_passage()

    # The passage at hand

    @property
    def passage(self) -> Passage | None:
        """The passage under the cursor."""
        row = self._passages.current
        return next((one for one in self.found.passages if row and one.key == row.key), None)

    def _read_passage(self) -> None:
        passage = self.passage
        if passage is None:
            return
        shown, layer = self.order(passage), self.found.layer

        def read(project: Project) -> Laid:
            return lay_out(project, passage, shown, layer)

        self.ask(read, self._show_passage)

    def _show_passage(self, laid: Laid | None) -> None:
        """Show a passage, unless the cursor has gone on since it was asked for."""
        passage = self.passage
        parts = [self.query_one(f"#passage-{part}", Static) for part in ("a", "b")]
        decision = self.query_one("#passage-decision", Static)
        codes = self.query_one("#passage-codes", Static)
        box = self.query_one("#passage")
        if laid is None or passage is None:
            box.border_title = ""
            for part in (*parts, decision, codes):
                part.update("")
            return
        if laid.key != passage.key:
            return
        found, looks = passage.found, self.home.work.looks
        where = f"{visible(found.document)}, {words.segments(found.first, found.last)}"
        box.border_title = Content(where)
        said = words.settled(passage)
        decision.display = bool(said)
        decision.update(Content(visible(said)))
        for letter, side, part in zip("AB", laid.sides, parts, strict=True):
            name = side.coder if passage.decisions else ""
            part.update(side_of(letter, name, side, laid, passage, looks))
        codes.update(self._definitions(found))

    def _definitions(self, found: Disagreement) -> Content:
        """What the codes in dispute mean."""
        looks, blocks = self.home.work.looks, []
        for code in self.home.work.codebook:
            if any(code.id in own for own in found.applied):
                said = laid_out(defined(code))
                meaning = said if said.plain else Content(words.NO_DEFINITION)
                blocks.append(Content.assemble(title(looks[code.id]), "\n", meaning))
        return Content("\n\n").join(blocks)

    def action_scroll_passage(self, step: int) -> None:
        """Scroll the passage."""
        self.query_one("#passage").scroll_relative(y=step * 3, animate=False)

    # Going on

    def settled(self, key: str) -> None:
        """The next passage not settled comes once this one is known to be."""
        self._next_of = key

    def action_undecided(self, step: int) -> None:
        """Go to the next or previous passage that is not settled."""
        passage = self.passage
        if passage is not None and not self._go_undecided(step, passage.key):
            self.notify(words.ALL_SETTLED, timeout=3)

    def _go_undecided(self, step: int, key: str) -> bool:
        """Go to the nearest not settled beyond one, around the end; False where there is none."""
        listed = self._listed[::step]
        keys = [passage.key for passage in listed]
        at = keys.index(key) + 1 if key in keys else 0
        for passage in (*listed[at:], *listed[:at]):
            if not passage.settled:
                self._passages.go_to(passage.key)
                return True
        return False

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """From what is taken for what to its passages; from a passage into the text."""
        passage = self.passage
        if self.focused is self._mixed_table:
            self._passages.focus()
        elif passage is not None:
            self.go_to(passage.document, passage.found.start)

    @work
    async def action_coders(self) -> None:
        """Choose the two whose coding is compared."""
        pairs = list(combinations(self.found.coders, 2))
        choices = [Choice(str(at), " and ".join(pair)) for at, pair in enumerate(pairs)]
        there = self.found.between.coders
        current = str(pairs.index(there)) if there in pairs else None
        if not pairs:
            self.notify(visible(self.found.trouble), timeout=4, markup=False)
            return
        chosen = await self.app.push_screen_wait(ChoiceDialog(words.WHICH_CODERS, choices, current))
        if chosen is not None:
            self._compare(Between(pairs[int(chosen)], self.found.between.round))

    @work
    async def action_round(self) -> None:
        """Choose the round, or none."""
        if not self.found.rounds:
            self.notify(words.NO_ROUNDS, timeout=4)
            return
        choices = [Choice("", words.NO_ROUND), *(Choice(one, one) for one in self.found.rounds)]
        current = self.found.between.round
        chosen = await self.app.push_screen_wait(ChoiceDialog(words.WHICH_ROUND, choices, current))
        if chosen is not None:
            self._compare(Between(self.found.between.coders, chosen))

    def _compare(self, between: Between) -> None:
        self._orders.clear()
        self.home.between = between
        self.renew()


def _key(mixed: Mixed) -> str:
    return f"{mixed.one} {mixed.other or ''}"


def _counts(passages: tuple[Passage, ...] | list[Passage]) -> tuple[int, int]:
    return sum(passage.settled for passage in passages), len(passages)


def _left(passages: tuple[Disagreement, ...], settled: set[Disagreement]) -> Content:
    """How many are left; a tick where none is."""
    return Content(str(sum(one not in settled for one in passages) or "✓"))
