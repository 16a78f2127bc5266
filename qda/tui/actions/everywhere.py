"""What can be asked for on every screen, and on every screen beside the coding screen."""

from __future__ import annotations

from typing import Final

from qda.tui.actions.action import EVERYWHERE, OTHERS, Action

SCREENS: Final = (
    ("overview", (", o", "f3"), "overview: documents, progress, codes"),
    ("codebook", (", c", "f4"), "codebook: add, move, merge, split, define"),
    ("cases", (", i", "f9"), "cases: informants and what is known of them"),
    ("revisit", (", r",), "revisit: what is to be read again for a code"),
    ("matrix", (", x", "f10"), "matrix: codes counted, down to the passages"),
    ("framework", (", f",), "framework: sum up each case under each code"),
    ("disagreements", (", d", "f12"), "disagreements: settle what two coders differ on"),
    ("memos", (", m", "f8"), "memos: all of them, and the journal"),
    ("quotations", (", q", "f7"), "quotations: choose, order, trim"),
)
"""The screens beside the coding screen: name, keys, words."""

_LISTS: Final = (
    ("down", ("j", "down"), "next line"),
    ("up", ("k", "up"), "previous line"),
    ("page_down", ("pagedown", "ctrl+d"), "page down"),
    ("page_up", ("pageup", "ctrl+u"), "page up"),
    ("top", ("g g", "home"), "first line"),
    ("bottom", ("G", "end"), "last line"),
)

EVERYWHERE_ACTIONS: Final[tuple[Action, ...]] = (
    *(
        Action(f"screen.{name}", keys, f"show('{name}')", words, "Screens", screen=EVERYWHERE)
        for name, keys, words in SCREENS
    ),
    Action(
        "screen.names",
        (", n",),
        "names",
        "pseudonyms: replace the document's names, before coding",
        "Screens",
        screen=EVERYWHERE,
    ),
    Action("app.tour", (", t",), "tour", "the tour: a minute", "Screens", screen=EVERYWHERE),
    Action("screen.last", (", ,",), "show_last", "the screen before", "Screens", screen=EVERYWHERE),
    Action(
        "screen.back",
        ("escape", "q"),
        "back",
        "back to the text",
        "Screens",
        "back",
        screen=OTHERS,
    ),
    *(
        Action(f"list.{m}", keys, f"move_row('{m}')", words, "In lists", screen=OTHERS)
        for m, keys, words in _LISTS
    ),
    Action("list.pane", ("tab", "f6"), "next_pane", "next pane", "In lists", screen=OTHERS),
    Action(
        "history.undo",
        ("u", "ctrl+z"),
        "undo",
        "undo",
        "History",
        "undo",
        screen=EVERYWHERE,
    ),
    Action("history.redo", ("ctrl+r", "ctrl+y"), "redo", "redo", "History", screen=EVERYWHERE),
    Action(
        "history.list",
        ("U",),
        "list_past",
        "the last ten acts as a list",
        "History",
        screen=EVERYWHERE,
    ),
    Action(
        "view.dark",
        ("f5",),
        "next_look",
        "the next look: dark, light, high contrast, the terminal's",
        "View",
        screen=EVERYWHERE,
    ),
    Action("app.help", ("?", "f1"), "help", "the keys", "App", "keys", screen=EVERYWHERE),
    Action(
        "app.palette",
        ("ctrl+p",),
        "palette",
        "find an action by its name",
        "App",
        screen=EVERYWHERE,
    ),
)
