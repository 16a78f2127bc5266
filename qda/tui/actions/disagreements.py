"""What can be asked for where two coders' disagreements are settled."""

from __future__ import annotations

from typing import Final

from qda.tui.actions.action import Action

_ACTIONS: Final = (
    ("a", ("a",), "accept('first')", "accept what A has", "A", ""),
    ("b", ("b",), "accept('second')", "accept what B has", "B", ""),
    ("both", ("2",), "accept('both')", "accept both", "both", ""),
    ("neither", ("0",), "accept('neither')", "accept neither", "neither", ""),
    ("rule", ("r",), "rule", "write a rule into a code's definition", "rule", ""),
    ("next", ("n",), "undecided(1)", "next passage not settled", "next", ""),
    ("previous", ("N",), "undecided(-1)", "previous passage not settled", "", ""),
    ("open", ("enter",), "open", "go to it in the text", "", "click it twice"),
    ("coders", ("c",), "coders", "choose the two coders", "coders", ""),
    ("round", ("o",), "round", "choose the round", "round", ""),
    ("agreed", ("t",), "agreed", "take over what both agree on", "", ""),
    ("scroll_down", ("J",), "scroll_passage(1)", "the passage down", "", "wheel"),
    ("scroll_up", ("K",), "scroll_passage(-1)", "the passage up", "", "wheel"),
)

DISAGREEMENT_ACTIONS: Final[tuple[Action, ...]] = tuple(
    Action(
        f"disagreements.{name}", keys, call, words, "Disagreements", short, mouse, "disagreements"
    )
    for name, keys, call, words, short, mouse in _ACTIONS
)
