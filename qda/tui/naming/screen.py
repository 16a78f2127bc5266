"""The names of a document, each to be replaced, changed or left, with its places in the text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qda.errors import QdaError
from qda.intake.naming import Choice
from qda.text import visible
from qda.tui import words_names as words
from qda.tui.naming.rows import COLUMNS, contexts, heading_of, in_order, rows
from qda.tui.screens.asking import Choice as Option
from qda.tui.screens.asking import ChoiceDialog, LineDialog, YesDialog
from qda.tui.screens.keyed import KeyedScreen
from qda.tui.sequences import SequencePanel
from qda.tui.style import BREAKPOINTS
from qda.tui.widgets.bars import KeyBar, StatusLine
from qda.tui.widgets.table import Motion, Table

if TYPE_CHECKING:
    from qda.intake.pseudonymising import Begun
    from qda.language.numbers import Kind
    from qda.tui.actions.action import Action


class NamesScreen(KeyedScreen):
    """The names of one document; nothing is written here.

    Args:
        actions: Every action of the registry, with the keys in force.
        begun: The document and its names.
        summary: Says what finishing will write, and where.
    """

    REGISTERED = "names"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    DEFAULT_CSS = """
    NamesScreen { layers: base above; }
    NamesScreen > #head {
        height: 1; padding: 0 1; background: $foreground 9%; text-style: bold;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    NamesScreen #sides { layout: horizontal; height: 1fr; }
    NamesScreen #names { width: 1fr; }
    NamesScreen #contexts {
        width: 1fr; padding: 0 1; border-top: solid $foreground 25%;
        border-left: vkey $foreground 12%; border-title-color: $foreground 70%;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        &:focus { border-top: solid $primary; border-title-color: $foreground; }
    }
    NamesScreen.-narrow #sides { layout: vertical; }
    NamesScreen.-narrow #names { height: 3fr; width: 100%; }
    NamesScreen.-narrow #contexts { height: 2fr; width: 100%; border-left: none; }
    """

    def __init__(self, actions: tuple[Action, ...], begun: Begun, summary: Callable[[Begun], str]):
        super().__init__(actions)
        self.begun = begun
        self.finished = False
        """Whether the names are to be replaced, now that the screen is left."""
        self._naming = begun.naming
        self._summary = summary
        self._past: list[list[Choice]] = []

    def compose(self) -> ComposeResult:
        """The names, their places, what is to be said, the keys."""
        yield Static(id="head", markup=False)
        with Container(id="sides"):
            yield Table(*COLUMNS, id="names")
            with VerticalScroll(id="contexts"):
                yield Static(id="places", markup=False)
        yield StatusLine()
        yield KeyBar(self.actions)
        yield SequencePanel()

    def on_mount(self) -> None:
        """The names have the keys."""
        self.query_one("#contexts").border_title = words.CONTEXTS
        self._table.border_title = words.NAMES
        self._table.focus()
        self._say(words.MISSED if self._naming.choices else words.NO_NAMES)
        self._show()

    # What is shown

    @property
    def _table(self) -> Table:
        return self.query_one("#names", Table)

    def _say(self, sentence: str) -> None:
        self.query_one(StatusLine).show_place(visible(self.keyed(sentence)))

    def _show(self) -> None:
        """Show how things stand."""
        choices = self._naming.choices
        decided = len(choices) - self._naming.undecided
        head = words.head(self.begun.draft.document.name, decided, len(choices))
        self.query_one("#head", Static).update(Content(visible(head)))
        self._table.show(rows(choices))
        self._show_places()

    @on(Table.Highlighted)
    def _show_places(self) -> None:
        choice = self._current
        width = self.query_one("#contexts").scrollable_content_region.width
        content = contexts(self.begun, choice, width) if choice else Content("")
        self.query_one("#places", Static).update(content)

    def on_resize(self) -> None:
        """Lay the places out for the room there is."""
        self.call_after_refresh(self._show_places)

    # The name at hand

    @property
    def _current(self) -> Choice | None:
        row = self._table.current
        return self._choice(row.key) if row else None

    def _choice(self, name: str) -> Choice | None:
        return next((one for one in self._naming.choices if one.proposal.name == name), None)

    def _stand(self, choice: Choice) -> None:
        """Let the naming ask about this one; by its name, as other things may have changed."""
        names = [one.proposal.name for one in self._naming.choices]
        self._naming.at = names.index(choice.proposal.name)

    def _do(self, change: Callable[[], object]) -> bool:
        """Do something to the choices that can be undone; whether it could be done."""
        before = list(self._naming.choices)
        self._say(words.MISSED)
        try:
            change()
        except QdaError as error:
            self._naming.choices = before
            self.notify(visible(str(error)), severity="warning", markup=False)
            return False
        self._past.append(before)
        self._show()
        return True

    def _decide(self, replaced: bool) -> None:
        choice = self._current
        if choice is not None:
            self._stand(choice)
            if self._do(partial(self._naming.decide, replaced)):
                self.action_undecided(1)

    # The verbs

    @on(Table.Chosen)
    def _chosen(self) -> None:
        self.action_confirm()

    def action_confirm(self) -> None:
        """Replace the name as shown."""
        self._decide(replaced=True)

    def action_leave_be(self) -> None:
        """Leave the name as it is."""
        self._decide(replaced=False)

    def action_decide_kind(self, replaced: bool) -> None:
        """Say the same to all of this kind to which nothing was said."""
        choice = self._current
        if choice is None:
            return
        title = heading_of(choice)
        if self._do(
            lambda: self._naming.decide_all(lambda one: heading_of(one) == title, replaced)
        ):
            self.action_undecided(1)

    def action_undecided(self, step: int) -> None:
        """Go to the next that is not decided, or the one before; from the top after the last."""
        order, current = in_order(self._naming.choices), self._current
        at = order.index(current) if current is not None else 0
        others = [*order[at + 1 :], *order[:at]][::step]
        found = next((choice for choice in others if choice.replaced is None), None)
        if found is not None:
            self._table.go_to(found.proposal.name)
        elif not self._naming.undecided:
            self._say(words.NONE_LEFT)

    def action_undo(self) -> None:
        """Take back what was decided last."""
        if not self._past:
            self._say(words.NOTHING_UNDONE)
            return
        now, before = self._naming.choices, self._past.pop()
        self._naming.choices = before
        self._show()
        changed = [one for one in before if one not in now]
        if changed:
            self._table.go_to(changed[0].proposal.name)

    @work
    async def action_change(self) -> None:
        """Let other words stand for the name, and for those joined with it."""
        choice = self._current
        if choice is None:
            return
        one = choice.proposal
        title = words.change(one.name, len(self._naming.alike(choice)))
        typed = await self.app.push_screen_wait(LineDialog(title, one.replacement))
        if typed is None:
            return

        def change() -> None:
            self._stand(choice)
            self._naming.reword_alike(typed)
            self._naming.decide(replaced=True)

        if self._do(change):
            self.action_undecided(1)

    @work
    async def action_same(self) -> None:
        """Join the name with another: the same pseudonym stands for both."""
        choice = self._current
        if choice is None:
            return
        others = [one for one in self._naming.to_join() if one is not choice]
        options = [
            Option(one.proposal.name, one.proposal.name, one.proposal.replacement)
            for one in in_order(others)
        ]
        if not options:
            self._say(words.NOTHING_TO_JOIN)
            return
        dialog = ChoiceDialog(words.same_as(choice.proposal.name), options)
        name = await self.app.push_screen_wait(dialog)
        if name is None:
            return

        def change() -> None:
            self._stand(choice)
            self._naming.join(name)
            self._naming.decide(replaced=True)

        if self._do(change):
            self.action_undecided(1)

    @work
    async def action_kind(self) -> None:
        """Say what the name names; it gets a pseudonym of its own."""
        choice = self._current
        kind = await self._ask_kind(choice.proposal.kind) if choice else None
        if choice is None or kind is None:
            return

        def change() -> None:
            self._stand(choice)
            self._naming.set_kind(kind)

        self._do(change)

    async def _ask_kind(self, now: Kind) -> Kind | None:
        options = [Option(kind, name) for kind, name in words.ONE_KIND.items()]
        chosen = await self.app.push_screen_wait(ChoiceDialog(words.WHICH_KIND, options, now))
        return next((kind for kind in words.ONE_KIND if kind == chosen), None)

    @work
    async def action_add(self) -> None:
        """Add a name that was missed, in all its places; it is to be replaced."""
        typed = await self.app.push_screen_wait(LineDialog(words.ADD, hint=words.ADD_HINT))
        kind = await self._ask_kind("person") if typed else None
        if not typed or kind is None:
            return

        def change() -> None:
            one = self._naming.add(typed, kind)
            self._naming.decide(replaced=True)
            self._say(words.added(one.name, one.count, one.replacement))

        if self._do(change):
            self._table.go_to(self._past_name())

    def _past_name(self) -> str:
        """The name that the last change has added."""
        before = {one.proposal.name for one in self._past[-1]}
        new = (one.proposal.name for one in self._naming.choices)
        return next((name for name in new if name not in before), "")

    def action_scroll_contexts(self, step: int) -> None:
        """Scroll the places of the name."""
        self.query_one("#contexts").scroll_relative(y=step * 3, animate=False)

    def action_move_row(self, motion: Motion) -> None:
        """Move in the list of names."""
        self._table.move(motion)

    # The end

    @work
    async def action_finish(self) -> None:
        """Ask for the last time, once all is decided, and leave the screen for replacing."""
        before = list(self._naming.choices)
        if not self._naming.undecided and (found := self._naming.look_inside()):
            self._past.append(before)
            self._show()
            self.action_undecided(1)
            self._say(words.found_inside(found))
            return
        if self._naming.undecided:
            self.action_undecided(1)
            self._say(words.not_decided(self._naming.undecided))
            return
        title = words.sure(self.begun.draft.document.name)
        if not self._naming.decided:
            title = words.NOTHING
        yes = await self.app.push_screen_wait(YesDialog(title, self._summary(self.begun)))
        if yes and self.is_current:  # a key pressed twice has asked twice
            self.finished = True
            self.dismiss(None)

    @work
    async def action_leave(self) -> None:
        """Leave without changing anything; asks if something was decided."""
        dialog = YesDialog(words.LEAVE, words.LEAVE_TEXT)
        said = any(one.replaced is not None or one.changed for one in self._naming.choices)
        if (not said or await self.app.push_screen_wait(dialog)) and self.is_current:
            self.dismiss(None)
