"""The last acts as a list."""

from __future__ import annotations

from qda.tui import words
from qda.tui.coding.reports import Reports
from qda.tui.reports import Past, Report
from qda.tui.screens.past import PastDialog


class Remembering(Reports):
    """The action that lists what was done last."""

    def action_list_past(self) -> None:
        """Ask for the last acts; they are shown when those just made are saved."""
        self.keeper.list_past()

    def take_report(self, report: Report) -> None:
        """Show the last acts, or what the keeper did else."""
        if isinstance(report, Past):
            self.app.push_screen(PastDialog(report.acts, self.keyed(words.UNDO_BY_KEY)))
        else:
            super().take_report(report)
