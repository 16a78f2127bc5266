"""Jumps to the next and previous passage on which coders differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.comparing.differing import Between, Differing, read_differing
from qda.text import visible
from qda.tui import words_disagreements as words
from qda.tui.coding.jumping import Jumping, Spot
from qda.tui.coding.reports import Reports
from qda.tui.reports import ChangedElsewhere, Report, Saved

if TYPE_CHECKING:
    from qda.project.store import Project


class DifferingJumps(Jumping, Reports):
    """The actions that go to where two coders differ."""

    between = Between()
    """Whose coding is compared, as it was chosen on the screen of disagreements."""
    _known: tuple[Between, Differing] | None = None
    """What was found between whom; comparing takes a while, and holds until something changes."""

    def take_report(self, report: Report) -> None:
        """What was found holds no longer once something was saved, here or elsewhere."""
        if isinstance(report, Saved | ChangedElsewhere):
            self._known = None
        super().take_report(report)

    def action_difference(self, step: int) -> None:
        """Go to the next or previous passage on which the two coders differ."""
        between = self.between
        if self._known is not None and self._known[0] == between:
            self._go_to_difference(self._known[1], step)
            return

        def read(project: Project) -> Differing:
            return read_differing(project, between)

        def go(found: Differing) -> None:
            self._known = between, found
            self._go_to_difference(found, step)

        self.keeper.ask(read, go)

    def _go_to_difference(self, found: Differing, step: int) -> None:
        here = self.work.document
        if found.trouble:
            self.notify(visible(found.trouble), timeout=5, markup=False)
            return
        at = (p.found.start for p in found.passages if here and p.document == here.id)
        if not self._jump(map(Spot, at), step):
            self.notify(words.NO_MORE, timeout=3)
