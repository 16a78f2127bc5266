"""What all dialogs share: they answer once."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

from qda.tui.inturn import InTurnApp

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """A screen over another that asks or tells.

    Keys pressed in one burst can answer twice before the first answer has closed it, and closing
    it again would close what lies below.

    Attributes:
        takes_keys: Whether its parts are there and one of them has the focus.
    """

    takes_keys = False

    @property
    def is_open(self) -> bool:
        """Whether it is on top, so that it can still be answered."""
        return self.app.screen is self

    def on_mount(self) -> None:
        """Begin, unless a key of the same burst has closed it before it was laid out."""
        if self.is_open:
            self.begin()

    def on_screen_resume(self) -> None:
        """Take keys from now on: once what Textual does at this event, the focus, is done."""
        self.call_later(self._take_keys)

    async def _take_keys(self) -> None:
        self.takes_keys = True
        if isinstance(self.app, InTurnApp):
            await self.app.hand_on()

    def begin(self) -> None:
        """What is done once its parts are there."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Answer and close; what comes after the first answer is dropped."""
        return super().dismiss(result) if self.is_open else AwaitComplete()
