"""What all screens share: keys from the registry, keys in turn, help, and the way to each other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.binding import BindingsMap
from textual.screen import Screen

from qda.coding.changes import MemoKind, WriteMemo
from qda.errors import QdaError
from qda.project.clock import new_id
from qda.text import visible
from qda.tui import words_memos
from qda.tui.actions.action import Action, actions_of, bindings, with_keys
from qda.tui.memos import MemoFilter
from qda.tui.screens.dialogs import HelpDialog, MemoDialog
from qda.tui.sequences import SequencePanel, Sequences
from qda.tui.themes import next_look

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from qda.coding.memos import MemoLine
    from qda.project.store import Project
    from qda.tui.app import QdaApp


class KeyedScreen(Sequences, Screen[None]):
    """A screen whose keys are those of the registry for it.

    Args:
        actions: Every action of the registry, with the keys in force.
    """

    REGISTERED: ClassVar[str]
    """Its name in the registry."""

    def __init__(self, actions: tuple[Action, ...]):
        super().__init__()
        self.actions = actions_of(self.REGISTERED, actions)
        """What can be asked for here."""
        # The keys are a user's own, so they are no constant of the class, where Textual wants them.
        keys = BindingsMap(bindings(self.actions)).key_to_bindings
        self._bindings = BindingsMap.from_keys({**self._bindings.key_to_bindings, **keys})

    @property
    def qda(self) -> QdaApp:
        """The app."""
        return cast("QdaApp", self.app)

    @property
    def sequence_panel(self) -> SequencePanel:
        """The panel of what may follow a first key."""
        return self.query_one(SequencePanel)

    def keyed(self, sentence: str) -> str:
        """A sentence that names keys by their actions, with the keys in force."""
        return with_keys(sentence, self.actions)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something for a while; see `keyed`. An error may begin in small letters."""
        said = self.keyed(message) if severity == "information" else begun_large(message)
        super().notify(said, title=title, severity=severity, timeout=timeout, markup=markup)

    def run_sequence(self, action: Action) -> None:
        """Do what several keys in turn ask for, after what the keys before them asked for.

        Bindings are looked up on the app's queue, behind this screen's; so this waits there too.
        """
        self.app.call_later(self.run_action, action.call)

    def miss_sequence(self, sentence: str) -> None:
        """Say that the keys pressed mean nothing."""
        self.notify(visible(sentence), timeout=2, markup=False)

    def action_show(self, name: str) -> None:
        """Go to another screen."""
        self.qda.show(name)

    def action_show_last(self) -> None:
        """Go back to the screen that was left for the text."""
        self.qda.show_last()

    def action_tour(self) -> None:
        """Take the tour; the project is there again after it."""
        from qda.tui.run import run_tour

        self.qda.leave(partial(run_tour, self.qda.coder))

    def action_names(self) -> None:
        """Go through the names of the document at hand; the project is there again after it."""
        document = self.qda.coding.work.document
        if document is not None:
            self.leave_for_names(document.name)

    def leave_for_names(self, document: str) -> None:
        """Leave for the names of a document, unless it has been coded."""

        def answer(refused: str) -> None:
            if refused:
                self.notify(visible(refused), severity="warning", markup=False)
                return
            from qda.tui.naming.app import run_naming

            self.qda.leave(partial(run_naming, self.qda.folder, self.qda.coder, (document,)))

        self.qda.keeper.ask(partial(why_not_renamed, name=document), answer)

    def action_journal(self) -> None:
        """Show the journal."""
        self.qda.show_memos(MemoFilter(kind="project"))

    @work
    async def action_new_entry(self) -> None:
        """Write an entry in the journal."""
        await self.write_memo("project", "", words_memos.ENTRY)

    async def write_memo(
        self, kind: MemoKind, target: str, title: str, there: MemoLine | None = None
    ) -> None:
        """Ask for the words of a memo that is on no document, and keep them.

        Args:
            kind: What it is on.
            target: The key of that thing.
            title: What the dialog is called.
            there: The memo that is written on; None for a new one.
        """
        old = there.text if there else ""
        text = await self.app.push_screen_wait(MemoDialog(title, old))
        if text is not None and text != old:
            memo = there.id if there else new_id()
            self.qda.coding.perform(WriteMemo(kind, target, text, memo=memo))

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self.focus_next()

    def action_next_look(self) -> None:
        """Go on to the next look: dark, light, much contrast, the terminal's own colours."""
        self.qda.look(next_look(self.app.theme))

    def action_palette(self) -> None:
        """Find an action by its name."""
        self.app.action_command_palette()

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpDialog(self.actions), self._asked_in_help)

    def _asked_in_help(self, call: str | None) -> None:
        if call is not None:
            self.call_later(self.run_action, call)


def begun_large(sentence: str) -> str:
    """A sentence with a capital letter, unless it begins with a file, a key or another name."""
    first = sentence.split(" ", 1)[0]
    return sentence[:1].upper() + sentence[1:] if first.isalpha() and len(first) > 1 else sentence


def why_not_renamed(project: Project, name: str) -> str:
    """Why the names of a document cannot be replaced any more; '' where they can."""
    from qda.intake.pseudonyms_store import read_draft

    try:
        read_draft(project, name)
    except QdaError as error:
        return str(error)
    return ""


def each_action(screen: KeyedScreen) -> Callable[[Action], Callable[[], None]]:
    """Turn an action of the registry into a call, for the command palette."""

    def caller(action: Action) -> Callable[[], None]:
        def call() -> None:
            screen.call_later(screen.run_action, action.call)

        return call

    return caller
