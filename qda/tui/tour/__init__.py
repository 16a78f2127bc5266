"""The tour's interview as the coding screen has it: what it says of keys is of those in force."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files

from qda.tui.actions.action import Action
from qda.tui.keys import show_key


def interview(actions: Iterable[Action]) -> str:
    """The interview, with the keys in force.

    Raises:
        KeyError: It speaks of an action that there is not.
    """
    keys = {action.id: show_key(action.keys[0]) if action.keys else "–" for action in actions}
    text = files(__package__).joinpath("interview.txt").read_text(encoding="utf-8")
    return re.sub(r"\{([\w.]+)\}", lambda found: keys[found[1]], text)
