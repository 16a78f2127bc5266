"""The app of pseudonyms: first the key list, then the names of one document after the other.

The project is opened for each step and closed again, so that the file can be written anew; nothing
is written before a document is finished.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from qda.errors import QdaError
from qda.intake.pseudonyms_key import KeyList
from qda.text import visible
from qda.tui import words_names as words
from qda.tui.keymap import BUILT_IN, Keymap, keys_file, read_keymap
from qda.tui.looking import LookingApp, wear_kept_look
from qda.tui.naming.asking import KeyListAsking, Left
from qda.tui.naming.screen import NamesScreen
from qda.tui.screens.asking import TellDialog
from qda.tui.style import CSS

if TYPE_CHECKING:
    from qda.intake.pseudonymising import Begun
    from qda.intake.pseudonyms import Words

REFUSED = 2
"""The exit code where something of the user's was wrong."""


class WaitingScreen(Screen[None]):
    """What is shown while names are looked for, or replaced."""

    DEFAULT_CSS = "WaitingScreen { align: center middle; & Static { width: auto; } }"

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(id="waiting", markup=False)

    def say(self, sentence: str) -> None:
        """Say what is waited for."""
        self.query_one("#waiting", Static).update(Content(visible(sentence)))


class NamingApp(LookingApp):
    """Going through the names of documents.

    Args:
        folder: The project's folder.
        coder: Who does it.
        documents: The documents' names, in turn.
        file: Where the key list lies or is made; None asks.
        language: The language of the pseudonyms.
        unencrypted: Whether a new key list is made without a passphrase, unasked.
        keymap: The keys in force.
    """

    TITLE = "qda"
    CSS = CSS

    def __init__(
        self,
        folder: Path,
        coder: str,
        documents: Sequence[str],
        file: Path | None = None,
        language: Words = "nb",
        *,
        unencrypted: bool = False,
        keymap: Keymap = BUILT_IN,
    ):
        super().__init__()
        self.folder = folder
        self.said: list[str] = []
        """What was done, and what is left to do by hand."""
        self._coder = coder
        self._documents = documents
        self._language = language
        self._actions = keymap.actions
        self._asking = KeyListAsking(self, folder, file, unencrypted=unencrypted)
        self._keys = KeyList()
        self._waiting = WaitingScreen()

    def get_default_screen(self) -> Screen[None]:
        """What is waited for lies under the rest."""
        return self._waiting

    def on_mount(self) -> None:
        """Begin once the frame is painted."""
        self.begin_look()
        self.call_after_refresh(self.go_through)

    @work
    async def go_through(self) -> None:
        """Ask for the key list, and go through the documents; then end."""
        document = self._documents[0]
        try:
            self._keys = await self._asking.ask()
            for document in self._documents:
                await self._one(document)
        except Left:
            self.said.append(words.unchanged(document))
            self.exit()
        except QdaError as error:
            await self.push_screen_wait(TellDialog(words.TOLD, str(error)))
            self.said.append(str(error))
            self.exit(return_code=REFUSED)
        else:
            self.exit()

    async def _one(self, document: str) -> None:
        """Go through one document; what is refused at the end can be mended, nothing is lost.

        Raises:
            Left: The person left without finishing.
        """
        self._waiting.say(words.LOOKING.format(document))
        begun = await asyncio.to_thread(self._begin, document)
        while True:
            screen = NamesScreen(self._actions, begun, self._summary)
            await self.push_screen_wait(screen)
            if not screen.finished:
                raise Left
            if not begun.naming.decided:
                self.said.append(words.unchanged(document))
                return
            self._waiting.say(words.REPLACING.format(document))
            try:
                told = await asyncio.to_thread(self._finish, begun)
            except QdaError as error:
                await self.push_screen_wait(TellDialog(words.TOLD, str(error)))
                continue
            self.said += told
            await self.push_screen_wait(TellDialog(words.DONE, "\n\n".join(told)))
            return

    def _begin(self, document: str) -> Begun:
        from qda.intake.pseudonymising import begin
        from qda.project.store import Project

        with Project.open(self.folder) as project:
            return begin(project, document, self._keys, self._language)

    def _finish(self, begun: Begun) -> list[str]:
        """Write the key list and replace the names; what is to be said."""
        from qda.analysis.search.index import make_index
        from qda.intake.pseudonymising import finish, remains
        from qda.project.store import Project

        with Project.open(self.folder) as project:
            self._keys, done = finish(project, begun, self._keys, self._asking.file, self._coder)
            with suppress(QdaError):  # the names are replaced; a search says what is not indexed
                for _ in make_index(project):
                    pass
            before = begun.draft.document.name
            first = words.done(before, done.name, done.places, len(done.copies))
            return [first, *remains(begun, done, self.folder)]

    def _summary(self, begun: Begun) -> str:
        from qda.intake.pseudonymising import original_of

        naming = begun.naming
        if not naming.decided:
            return words.NOTHING_TEXT
        return words.summary(
            len(naming.decided),
            sum(one.count for one in naming.decided),
            len(naming.choices) - len(naming.decided),
            str(self._asking.file),
            sealed=self._keys.passphrase is not None,
            original=str(original_of(begun, self.folder) or ""),
        )

    async def action_quit(self) -> None:
        """Textual's own key for quitting leaves by the same door as ours, and never in between."""
        if isinstance(self.screen, NamesScreen):
            self.screen.action_leave()
        elif isinstance(self.screen, TellDialog):
            self.screen.action_close()
        elif self.screen is not self._waiting and not self._asked_over_names:
            self.exit()

    @property
    def _asked_over_names(self) -> bool:
        """Whether something is asked over the names, whose decisions must not be lost."""
        return any(isinstance(screen, NamesScreen) for screen in self.screen_stack)


def run_naming(
    folder: Path,
    coder: str,
    documents: Sequence[str],
    file: Path | None = None,
    language: Words = "nb",
    *,
    unencrypted: bool = False,
) -> int:
    """Go through the names of documents in the terminal.

    Returns:
        The exit code: 0; 1 for a mistake in the program; 2 where something was refused.
    """
    keymap = read_keymap(keys_file())
    make = partial(NamingApp, unencrypted=unencrypted, keymap=keymap)
    app = make(folder, coder, documents, file, language)
    wear_kept_look(app)
    app.run()
    for sentence in app.said:
        print(visible(sentence))  # noqa: T201 (the screen is gone)
    return app.return_code or 0
