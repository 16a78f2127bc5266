"""Keys in turn: each goes to the screen that the keys before it have led to."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

from textual import events
from textual.app import App
from textual.dom import DOMNode

PATIENCE_S: Final = 1.0
"""After that long a key goes on though the one before it has not come to the end of its way."""


class InTurnApp(App[None]):
    """An app that hands a key on when what the key before it asked for is done.

    Textual hands keys on as they come. Of several that come at once, after a machine hung or
    over a slow line, the later ones would be for the screen that the first is about to cover.
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys_waiting: deque[events.Key] = deque()
        self._on_its_way: events.Key | None = None

    @property
    def keys_wait(self) -> bool:
        """Whether there are keys that have not yet done what they ask for."""
        return bool(self._keys_waiting) or self._on_its_way is not None

    async def on_event(self, event: events.Event) -> None:
        """Let keys wait for each other, and all else pass."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._keys_waiting.append(event)
        if len(self._keys_waiting) == 1:  # the first of them calls the others
            await self.hand_on()

    async def hand_on(self) -> None:
        """Hand the next key on, unless one is on its way or the screen that is to take it is."""
        if not self._keys_waiting:
            return
        if self._on_its_way is not None or not getattr(self.screen, "takes_keys", True):
            self.set_timer(PATIENCE_S, lambda first=self._keys_waiting[0]: self._insist(first))
            return
        key = self._on_its_way = self._keys_waiting.popleft()
        first = self.focused or self.screen
        await super().on_event(key)
        self._follow(key, first)

    def _follow(self, key: events.Key, node: DOMNode | None) -> None:
        """Go behind a key through the queues of all that it may rise through, up to the app's."""
        if node is None or node is self:
            # A dialog that was asked for in a task of its own is opened in the loop's next round.
            asyncio.get_running_loop().call_soon(self.call_later, self._arrived, key)
        else:
            node.call_later(self._follow, key, node.parent)

    async def _arrived(self, key: events.Key) -> None:
        if key is self._on_its_way:
            self._on_its_way = None
            await self.hand_on()

    async def _insist(self, key: events.Key) -> None:
        """Wait no more for the key before this one: what it rose through has been closed."""
        if self._keys_waiting and self._keys_waiting[0] is key:
            self._on_its_way = None
            await self.hand_on()
