"""Asking where the key list lies and for its passphrase, until it is open or newly made."""

from __future__ import annotations

import asyncio
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qda.errors import QdaError
from qda.intake.pseudonyms_key import (
    PASSPHRASE,
    KeyList,
    is_sealed,
    read_key,
    refuse_inside,
    refuse_short,
    suggested_place,
    write_key,
)
from qda.text import visible
from qda.tui import words_names as words
from qda.tui.screens.asking import Choice, ChoiceDialog, LineDialog

if TYPE_CHECKING:
    from textual.app import App


class Left(Exception):  # noqa: N818 (it is no error)
    """The person left; nothing more is to be done."""


class KeyListAsking:
    """Opens the key list, or makes it, by asking a person.

    Args:
        app: The app that asks.
        folder: The project's folder.
        file: Where the list lies or is to lie; None asks.
        unencrypted: Whether a new one is made without a passphrase, unasked.
    """

    def __init__(self, app: App[None], folder: Path, file: Path | None, *, unencrypted: bool):
        self.file = file if file is not None else suggested_place(folder)
        """Where the list lies, once it has been asked."""
        self._app = app
        self._folder = folder
        self._given = file is not None
        self._unencrypted = unencrypted

    async def ask(self) -> KeyList:
        """The list that is there, or a new one.

        Raises:
            Left: The person left.
            QdaError: The place that was named on the command line cannot be used.
        """
        while True:
            if not self._given:
                typed = await self._line(words.KEY_WHERE, str(self.file), words.KEY_HINT)
                self.file = Path(typed).expanduser() if typed else self.file
            try:
                refuse_inside(self.file, self._folder)
                return await (self._open() if self.file.exists() else self._make())
            except QdaError as error:
                if self._given:
                    raise
                self._complain(error)

    async def _open(self) -> KeyList:
        """Open the list; a wrong passphrase is asked for again."""
        if not is_sealed(self.file):
            return read_key(self.file, str)
        given = os.environ.get(PASSPHRASE)
        if given is not None:
            return read_key(self.file, lambda: given)
        while True:
            typed = await self._line(words.KEY_OPENS_BY, hidden=True)
            try:
                return await asyncio.to_thread(read_key, self.file, partial(str, typed))
            except QdaError as error:
                self._complain(error)

    async def _make(self) -> KeyList:
        """Make a new list now, so that a place that cannot be written is known before the work."""
        passphrase = None if self._unencrypted else await self._new_passphrase()
        keys = KeyList(passphrase=passphrase)
        if not self._given:
            try:
                self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise QdaError(
                    f"the folder cannot be made ({error.strerror}).", path=self.file.parent
                ) from error
        await asyncio.to_thread(write_key, self.file, keys)
        return keys

    async def _new_passphrase(self) -> str | None:
        """A new passphrase, typed twice; None for a list that is not encrypted."""
        given = os.environ.get(PASSPHRASE)
        if given is not None:
            refuse_short(given)
            return given
        while True:
            typed = await self._line(words.NEW_KEY_OPENS_BY, hint=words.NEW_HINT, hidden=True)
            if not typed:
                if await self._wants_it_bare():
                    return None
                continue
            try:
                refuse_short(typed)
                if await self._line(words.AGAIN, hidden=True) == typed:
                    return typed
                self._app.notify(words.NOT_SAME, severity="warning")
            except QdaError as error:
                self._complain(error)

    async def _wants_it_bare(self) -> bool:
        """Whether the list is to be readable by anybody; one `enter` too many does not say so."""
        choices = [Choice("no", words.BARE_NO), Choice("yes", words.BARE_YES)]
        return await self._app.push_screen_wait(ChoiceDialog(words.BARE, choices)) == "yes"

    async def _line(
        self, title: str, text: str = "", hint: str = "", *, hidden: bool = False
    ) -> str:
        dialog = LineDialog(title, text, hint, hidden=hidden)
        typed = await self._app.push_screen_wait(dialog)
        if typed is None:
            raise Left
        return typed

    def _complain(self, error: QdaError) -> None:
        self._app.notify(visible(str(error)), severity="warning", markup=False)
