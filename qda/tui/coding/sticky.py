"""A code that sticks: each selection gets it as soon as it is made."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.timer import Timer

from qda.tui import words
from qda.tui.coding.moving import Moving

CLICKS_END_AFTER_S: Final = 0.5
"""How long to wait whether a further click makes a word a sentence, and that a segment."""


class Sticky(Moving):
    """The actions of the mode in which selections are coded as they are made.

    A selection is made when the mouse lets go, when `s` or `V` selects, and when `v` ends one.
    """

    sticky: str | None = None
    _clicks: Timer | None = None

    def mode_words(self) -> str:
        """Which code sticks."""
        look = self.work.looks.get(self.sticky) if self.sticky else None
        mode = super().mode_words()
        return " · ".join(filter(None, (words.sticking(look.name) if look else "", mode)))

    def action_stick(self) -> None:
        """The last code sticks, or sticks no more."""
        if self.sticky is not None:
            self.sticky = None
        elif self.work.recent:
            self.sticky = self.work.recent[0]
            self._code_selection()
        else:
            self.notify(words.NO_LAST_CODE, timeout=3)
        self._show_here()

    def action_clear(self) -> None:
        """Select nothing, and end the mode."""
        self.sticky = None
        super().action_clear()

    def action_toggle_selecting(self) -> None:
        """Begin a selection, or end it: then it is made."""
        if self.sticky is not None and self.view.selection is not None:
            self._code_selection()
        else:
            super().action_toggle_selecting()

    def action_select(self, unit: str) -> None:
        """Select the sentence or the segment: it is made at once."""
        super().action_select(unit)
        self._code_selection()

    def on_mouse_up(self) -> None:
        """A drag has ended."""
        self._code_selection()

    def on_click(self, event: events.Click) -> None:
        """Several clicks select a unit; a further one may still make it larger."""
        if event.chain > 1 and self.sticky is not None:
            if self._clicks is not None:
                self._clicks.stop()
            self._clicks = self.set_timer(CLICKS_END_AFTER_S, self._code_selection)

    def _code_selection(self) -> None:
        """Code what is selected with the code that sticks."""
        if self.sticky is None or self.view.selection is None:
            return
        look = self.work.looks.get(self.sticky)
        target = self._target()
        if look is None or look.retired:
            self.sticky = None
        elif target is not None:
            self._apply(look.id, target)
            self._after_act()
