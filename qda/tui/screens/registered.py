"""The screens beside the text, by name; each is imported when it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from qda.tui.actions.action import Action
    from qda.tui.screens.beside import BesideScreen

SCREENS: Final = {
    "overview": ("overview", "OverviewScreen"),
    "codebook": ("codebook", "CodebookScreen"),
    "split": ("split", "SplitScreen"),
    "cases": ("cases", "CasesScreen"),
    "revisit": ("revisit", "RevisitScreen"),
    "memos": ("memos", "MemosScreen"),
    "quotations": ("quotations", "QuotationsScreen"),
    "matrix": ("matrix", "MatrixScreen"),
    "framework": ("framework", "FrameworkScreen"),
    "disagreements": ("disagreements", "DisagreementsScreen"),
}
"""Of each screen its module here, and its class."""


def make_screen(name: str, actions: tuple[Action, ...]) -> BesideScreen:
    """A new screen.

    Raises:
        KeyError: There is no screen of this name.
    """
    module, screen = SCREENS[name]
    made = getattr(import_module(f"qda.tui.screens.{module}"), screen)
    return cast("Callable[[tuple[Action, ...]], BesideScreen]", made)(actions)
