"""What can be asked for on the revisit list."""

from __future__ import annotations

from typing import Final

from qda.tui.actions.action import Action

_GROUP: Final = "Reading again"

REVISIT_ACTIONS: Final[tuple[Action, ...]] = (
    Action(
        "revisit.open",
        ("enter",),
        "open",
        "read the document again for the code",
        _GROUP,
        "read again",
        "click it twice",
        screen="revisit",
    ),
    Action(
        "revisit.mark",
        ("space",),
        "mark",
        "mark the code, to read for several at once",
        _GROUP,
        "mark",
        screen="revisit",
    ),
    Action(
        "revisit.done",
        ("d",),
        "done",
        "all of the document is read again for the code",
        _GROUP,
        "done",
        screen="revisit",
    ),
    Action(
        "revisit.waive",
        ("x",),
        "waive",
        "the code's new words need no reading again",
        _GROUP,
        "needs none",
        screen="revisit",
    ),
)
