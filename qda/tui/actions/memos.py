"""What can be asked for on the memos screen, and of memos everywhere."""

from __future__ import annotations

from typing import Final

from qda.tui.actions.action import CODING, EVERYWHERE, Action

_ACTIONS: Final = (
    ("open", ("enter", "o"), "open", "go to what it is on, or to the passage linked", "go"),
    ("new", ("n",), "new", "new memo: in the journal, on a code, on a case", "new"),
    ("edit", ("e",), "edit", "write on", "edit"),
    ("remove", ("x", "delete"), "remove", "take the memo, or the link, away", "remove"),
    ("kind", ("f",), "choose_kind", "only memos of a kind", "kind"),
    ("code", ("c",), "choose_code", "only memos on a code and its codings", "code"),
    ("coder", ("w",), "choose_coder", "whose memos: yours, another coder's, all", "whose"),
    ("words", ("/",), "choose_words", "only memos with some words", "find"),
    ("all", ("a",), "show_all", "all of your memos again", "all"),
)

MEMO_ACTIONS: Final[tuple[Action, ...]] = (
    *(
        Action(f"memos.{name}", keys, call, words, "Memos", short, "", "memos")
        for name, keys, call, words, short in _ACTIONS
    ),
    Action("journal.show", (", j",), "journal", "the journal", "Screens", screen=EVERYWHERE),
    Action(
        "journal.write", ("g j",), "new_entry", "write in the journal", "Note", screen=EVERYWHERE
    ),
    Action("note.link", ("g l",), "link", "link the selection to a memo", "Note", screen=CODING),
    Action("note.code", ("g n",), "memo_code", "memo on the code in focus", "Note", screen=CODING),
)
