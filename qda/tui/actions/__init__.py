"""The one registry of actions: bindings, footer, help, palette and documentation come from it."""

from __future__ import annotations

from typing import Final

from qda.tui.actions.action import Action
from qda.tui.actions.cases import CASES_ACTIONS
from qda.tui.actions.codebook import CODEBOOK_ACTIONS
from qda.tui.actions.coding import CODING_ACTIONS
from qda.tui.actions.disagreements import DISAGREEMENT_ACTIONS
from qda.tui.actions.everywhere import EVERYWHERE_ACTIONS
from qda.tui.actions.framework import FRAMEWORK_ACTIONS
from qda.tui.actions.matrix import MATRIX_ACTIONS
from qda.tui.actions.memos import MEMO_ACTIONS
from qda.tui.actions.names import NAMES_ACTIONS
from qda.tui.actions.overview import OVERVIEW_ACTIONS
from qda.tui.actions.quotations import QUOTATION_ACTIONS
from qda.tui.actions.revisit import REVISIT_ACTIONS

__all__ = ["ACTIONS", "Action"]

ACTIONS: Final[tuple[Action, ...]] = (
    *CODING_ACTIONS,
    *EVERYWHERE_ACTIONS,
    *OVERVIEW_ACTIONS,
    *CODEBOOK_ACTIONS,
    *CASES_ACTIONS,
    *REVISIT_ACTIONS,
    *MATRIX_ACTIONS,
    *FRAMEWORK_ACTIONS,
    *DISAGREEMENT_ACTIONS,
    *MEMO_ACTIONS,
    *QUOTATION_ACTIONS,
    *NAMES_ACTIONS,
)
