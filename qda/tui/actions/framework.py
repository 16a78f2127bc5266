"""What can be asked for on the screen of the framework matrix."""

from __future__ import annotations

from typing import Final

from qda.tui.actions.action import Action

_ACTIONS: Final = (
    ("right", ("l", "right"), "column(1)", "next code", "", "click a cell"),
    ("left", ("h", "left"), "column(-1)", "previous code", "", "click a cell"),
    (
        "open",
        ("enter",),
        "open",
        "the cell: its passages and its summary; from a passage into the text",
        "open",
        "click it twice",
    ),
    ("edit", ("e",), "edit", "write the summary", "write", ""),
    ("refer", ("r", "ctrl+l"), "refer", "cite the passage at hand in the summary", "cite", ""),
    ("follow", ("ctrl+o",), "follow", "from [1] in the summary into the text", "to the text", ""),
    ("keep", ("ctrl+s",), "back", "keep the summary, back to the matrix", "keep", ""),
    ("codes", ("b",), "codes", "choose which codes are columns", "codes", ""),
    ("level", ("v",), "level", "the top codes, two levels, three", "level", ""),
    ("filter", ("f",), "filter", "only cases whose attributes have a value", "only", ""),
    ("coder", ("c",), "coder", "choose whose summaries", "coder", ""),
    ("copy", ("y",), "copy", "copy the matrix", "", ""),
    ("write", ("w",), "write", "the matrix as it will be written, and write it", "file", ""),
)

FRAMEWORK_ACTIONS: Final[tuple[Action, ...]] = tuple(
    Action(f"framework.{name}", keys, call, words, "Framework", short, mouse, "framework")
    for name, keys, call, words, short, mouse in _ACTIONS
)
