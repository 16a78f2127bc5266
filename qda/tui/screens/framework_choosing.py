"""What of the framework matrix can be chosen, asked for in small dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from qda.errors import QdaError
from qda.text import visible
from qda.tui import words_framework as words
from qda.tui.screens.asking import Choice, ChoiceDialog, LineDialog
from qda.tui.screens.beside import BesideScreen
from qda.tui.screens.seeking import SeekDialog

if TYPE_CHECKING:
    from qda.codebook.condition import Condition


class FrameworkChoosing(BesideScreen):
    """The actions that change what is shown; each reads anew."""

    _code = ""
    """The code that is a column with all under it; '' for the top of the tree."""
    _level = 1
    _where: tuple[Condition, ...] = ()
    _whose = ""
    """Whose summaries; '' for the coder's own."""
    _coders: tuple[str, ...] = ()

    @property
    def whose(self) -> str:
        """Whose summaries are shown."""
        return self._whose or self.coder

    @property
    def _columns(self) -> tuple[str, ...]:
        """The ids of the codes that are columns; none for the top of the tree."""
        book = self.home.work.codebook
        if self._code not in book:
            return ()
        return (self._code, *(code.id for code in book.descendants(self._code)))

    @property
    def _shown(self) -> str:
        """Which codes are columns, in words."""
        look = self.home.work.looks.get(self._code)
        return look.name if look else words.LEVELS[self._level - 1]

    @work
    async def action_codes(self) -> None:
        """Choose a code to be a column, with all under it, or the top of the tree."""
        looks = self.home.work.looks.values()
        choices = [Choice("", words.TOP), *(Choice(one.id, one.path) for one in looks)]
        code = await self.app.push_screen_wait(SeekDialog(words.CODES_TITLE, choices, self._code))
        if code is not None:
            self._code = code
            self.renew()

    def action_level(self) -> None:
        """Show the codes at the top, two levels, or three, in turn."""
        self._code, self._level = "", self._level % len(words.LEVELS) + 1
        self.renew()

    @work
    async def action_coder(self) -> None:
        """Choose whose summaries are shown; another's can only be read."""
        choices = [Choice(name, name) for name in dict.fromkeys((self.coder, *self._coders))]
        dialog = ChoiceDialog(words.CODER_TITLE, choices, self._whose or self.coder)
        whose = await self.app.push_screen_wait(dialog)
        if whose is not None:
            self.keep()
            self._whose = "" if whose == self.coder else whose
            self.renew()

    @work
    async def action_filter(self) -> None:
        """Show only cases whose attributes have a value."""
        from qda.codebook.condition import parse_condition

        there = ", ".join(map(str, self._where))
        typed = await self.app.push_screen_wait(LineDialog(words.FILTER_TITLE, there))
        if typed is None:
            return
        try:
            parts = [part.strip() for part in typed.split(",") if part.strip()]
            where = tuple(map(parse_condition, parts))
        except QdaError as error:
            self.say_error(error)
        else:
            self._where = where
            self.renew()

    def say_error(self, error: QdaError) -> None:
        """Say what cannot be."""
        self.notify(visible(error.message), severity="error", timeout=8, markup=False)
