"""Jumps to the next and previous passage on which coders differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.text import visible
from qda.tui import words_disagreements as words
from qda.tui.coding.jumping import Jumping, Spot
from qda.tui.differing import Between, Differing, read_differing

if TYPE_CHECKING:
    from qda.project.store import Project


class DifferingJumps(Jumping):
    """The actions that go to where two coders differ."""

    between = Between()
    """Whose coding is compared, as it was chosen on the screen of disagreements."""

    def action_difference(self, step: int) -> None:
        """Go to the next or previous passage on which the two coders differ."""
        between = self.between

        def read(project: Project) -> Differing:
            return read_differing(project, between)

        self.keeper.ask(read, lambda found: self._go_to_difference(found, step))

    def _go_to_difference(self, found: Differing, step: int) -> None:
        here = self.work.document
        if found.trouble:
            self.notify(visible(found.trouble), timeout=5, markup=False)
            return
        at = (p.found.start for p in found.passages if here and p.document == here.id)
        if not self._jump(map(Spot, at), step):
            self.notify(words.NO_MORE, timeout=3)
