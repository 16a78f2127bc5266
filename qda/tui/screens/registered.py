"""The screens beside the text, by name; each is imported when it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qda.tui.actions.action import Action
    from qda.tui.screens.beside import BesideScreen


def make_screen(name: str, actions: tuple[Action, ...]) -> BesideScreen:
    """A new screen.

    Raises:
        KeyError: There is no screen of this name.
    """
    match name:
        case "overview":
            from qda.tui.screens.overview import OverviewScreen

            return OverviewScreen(actions)
        case "codebook":
            from qda.tui.screens.codebook import CodebookScreen

            return CodebookScreen(actions)
        case "split":
            from qda.tui.screens.split import SplitScreen

            return SplitScreen(actions)
        case "cases":
            from qda.tui.screens.cases import CasesScreen

            return CasesScreen(actions)
        case "revisit":
            from qda.tui.screens.revisit import RevisitScreen

            return RevisitScreen(actions)
        case "memos":
            from qda.tui.screens.memos import MemosScreen

            return MemosScreen(actions)
        case "quotations":
            from qda.tui.screens.quotations import QuotationsScreen

            return QuotationsScreen(actions)
        case "matrix":
            from qda.tui.screens.matrix import MatrixScreen

            return MatrixScreen(actions)
        case "disagreements":
            from qda.tui.screens.disagreements import DisagreementsScreen

            return DisagreementsScreen(actions)
        case _:
            raise KeyError(name)
