"""What can be asked for on the overview."""

from __future__ import annotations

from typing import Final

from qda.tui.actions.action import Action

OVERVIEW_ACTIONS: Final[tuple[Action, ...]] = (
    Action(
        "overview.open",
        ("enter",),
        "open",
        "open the document, or see the code's uses",
        "Overview",
        "open",
        "click it twice",
        screen="overview",
    ),
)
