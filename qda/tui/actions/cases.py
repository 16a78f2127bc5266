"""What can be asked for on the cases screen."""

from __future__ import annotations

from typing import Final

from qda.tui.actions.action import Action

_ACTIONS: Final = (
    ("right", ("l", "right"), "column(1)", "next column", "", "click a cell"),
    ("left", ("h", "left"), "column(-1)", "previous column", "", "click a cell"),
    (
        "edit",
        ("enter", "e"),
        "edit",
        "change the value, or open the document",
        "change",
        "click it twice",
    ),
    (
        "unknown",
        ("x", "delete"),
        "unknown",
        "unknown; on a name: take the case away",
        "unknown",
        "",
    ),
    ("inapplicable", ("-",), "inapplicable", "does not apply (n.a.)", "n.a.", ""),
    ("new", ("n",), "new_case", "new case", "new", ""),
    ("attribute", ("a",), "new_attribute", "new attribute", "attribute", ""),
    ("rename", ("r",), "rename", "rename the case or the attribute", "", ""),
    ("tie", ("t",), "tie", "tie to documents and speakers", "tie", ""),
    ("bands", ("b",), "bands", "bands of the numbers in this column", "bands", ""),
    ("remove", ("X",), "remove_attribute", "take the attribute or the bands away", "", ""),
    ("memo", ("m",), "memo", "memo on the case", "memo", ""),
    ("read", ("o",), "read", "read its documents; g i goes to the next of them", "read", ""),
)

CASES_ACTIONS: Final[tuple[Action, ...]] = tuple(
    Action(f"cases.{name}", keys, call, words, "Cases", short, mouse, "cases")
    for name, keys, call, words, short, mouse in _ACTIONS
)
