"""What can be asked for on the quotations bench."""

from __future__ import annotations

from typing import Final

from qda.tui.actions.action import Action

QUOTATIONS: Final = "quotations"

_SHOW: Final = (
    ("passages", ("1",), "list('passages')", "the passages to choose from"),
    ("chosen", ("2",), "list('chosen')", "the chosen, by section and in order"),
    ("informants", ("3",), "list('informants')", "how often each informant is quoted"),
    ("only.code", ("f c",), "only_code", "of one code, its sub-codes with it"),
    ("only.case", ("f i",), "only_case", "of one informant"),
    ("only.value", ("f a",), "only_value", "of informants with a value of an attribute"),
    ("only.coder", ("f o",), "only_coder", "of another coder, or of all"),
    ("only.quotable", ("f q",), "only_quotable", "only what is marked as quotable, or all"),
    ("only.section", ("f s",), "only_section", "the chosen of one section"),
    ("only.all", ("f x",), "only_all", "all passages"),
)
_QUOTE: Final = (
    ("drop", ("x", "delete"), "drop", "choose it no more", "", ""),
    ("later", ("J",), "move_quotation(1)", "later in its section", "", ""),
    ("earlier", ("K",), "move_quotation(-1)", "earlier in its section", "", ""),
    ("cut", ("(", "d"), "cut", "cut the selected words: (...)", "cut", ""),
    ("mask", ("[", "m"), "mask", "mask the selected words: [sted]", "mask", ""),
    ("restore", (")", "r"), "restore", "show what was cut or masked here", "", ""),
    ("only_these", ("=",), "only_these", "quote only the selected words", "", ""),
    ("translate", ("t",), "translate", "a translation beside it", "translate", ""),
    ("quotable", ("!",), "quotable", "worth quoting, on or off", "", ""),
    ("copy", ("y",), "copy", "copy it with its source", "copy", ""),
    ("export", ("e",), "export", "write the chosen to a file", "export", ""),
)
_WORDS: Final = (
    ("select", ("v",), "select", "select words from here on", "drag"),
    ("word_next", ("l", "right"), "word('word_next')", "into the passage; next word", "click"),
    ("word_previous", ("h", "left"), "word('word_previous')", "previous word", "click"),
    ("extend_next", ("shift+right",), "extend('word_next')", "select one word more", "drag"),
    ("extend_back", ("shift+left",), "extend('word_previous')", "select one word back", "drag"),
    ("extend_down", ("shift+down",), "extend('row_down')", "select to the next row", "drag"),
    ("extend_up", ("shift+up",), "extend('row_up')", "select to the previous row", "drag"),
    ("sentence", ("s",), "select_unit('sentence')", "select the sentence", "three clicks"),
)

QUOTATION_ACTIONS: Final[tuple[Action, ...]] = (
    Action(
        "quotations.open",
        ("enter",),
        "open",
        "go to it in the interview; , , comes back",
        "Quotations",
        "go there",
        "click it twice",
        screen=QUOTATIONS,
    ),
    Action(
        "quotations.choose",
        ("c", "space"),
        "choose",
        "choose it for the section, or no more",
        "Quotations",
        "choose",
        screen=QUOTATIONS,
    ),
    Action(
        "quotations.choose_for",
        ("C",),
        "choose_for",
        "choose it for another section",
        "Quotations",
        screen=QUOTATIONS,
    ),
    *(
        Action(f"quotations.{id_}", keys, call, words, "Quotations", short, mouse, QUOTATIONS)
        for id_, keys, call, words, short, mouse in _QUOTE
    ),
    *(
        Action(f"quotations.{id_}", keys, call, words, "Which are shown", screen=QUOTATIONS)
        for id_, keys, call, words in _SHOW
    ),
    *(
        Action(
            f"quotations.{id_}", keys, call, words, "In the passage", "", mouse, screen=QUOTATIONS
        )
        for id_, keys, call, words, mouse in _WORDS
    ),
)
