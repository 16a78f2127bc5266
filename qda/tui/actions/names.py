"""What can be asked for where a document's names are gone through."""

from __future__ import annotations

from typing import Final

from qda.tui.actions.action import Action

_ACTIONS: Final = (
    ("confirm", ("enter", "space"), "confirm", "replace it as shown", "replace", "click it twice"),
    ("leave_be", ("x", "delete"), "leave_be", "leave it as it is: it names nobody", "leave be", ""),
    ("change", ("c", "e"), "change", "let other words stand for it", "change", ""),
    ("add", ("a",), "add", "a name that was missed", "add", ""),
    ("same", ("=",), "same", "the same person or place as another name", "same as", ""),
    ("kind", ("t",), "kind", "what it names, with a pseudonym of its own", "kind", ""),
    ("confirm_kind", ("A",), "decide_kind(True)", "replace all of this kind", "all of kind", ""),
    ("leave_kind", ("X",), "decide_kind(False)", "leave all of this kind as they are", "", ""),
    ("next", ("n",), "undecided(1)", "next that is not decided", "", ""),
    ("previous", ("N",), "undecided(-1)", "previous that is not decided", "", ""),
    ("scroll_down", ("J",), "scroll_contexts(1)", "its places down", "", "wheel"),
    ("scroll_up", ("K",), "scroll_contexts(-1)", "its places up", "", "wheel"),
    ("undo", ("u", "ctrl+z"), "undo", "take back what was decided last", "undo", ""),
    ("finish", ("s",), "finish", "replace the names in the project", "finish", ""),
    ("leave", ("escape", "q"), "leave", "leave; nothing is changed", "leave", ""),
)

NAMES_ACTIONS: Final[tuple[Action, ...]] = tuple(
    Action(f"names.{name}", keys, call, words, "Pseudonyms", short, mouse, "names")
    for name, keys, call, words, short, mouse in _ACTIONS
)
