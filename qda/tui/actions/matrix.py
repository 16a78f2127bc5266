"""What can be asked for on the matrix screen."""

from __future__ import annotations

from typing import Final

from qda.tui.actions.action import Action

_ACTIONS: Final = (
    ("right", ("l", "right"), "column(1)", "next column", "", "click a cell"),
    ("left", ("h", "left"), "column(-1)", "previous column", "", "click a cell"),
    (
        "open",
        ("enter",),
        "open",
        "passages of the cell, cases with and without it; from there into the text",
        "open",
        "click it twice",
    ),
    ("columns", ("b",), "columns", "choose what the columns are", "by", ""),
    ("cross", ("B",), "cross", "cross the columns with others", "", ""),
    ("unit", ("n",), "unit", "choose what counts; for codes: in what they meet", "counts", ""),
    ("show", ("s",), "show_as", "numbers, “4 of 9”, percentages of row, column, all", "show", ""),
    ("per_words", ("p",), "per_words", "per 1,000 words, or not", "", ""),
    ("level", ("v",), "level", "all codes, the top ones, two levels", "level", ""),
    ("any", ("a",), "any_code", "a row of what any code holds", "", ""),
    ("filter", ("f",), "filter", "only where attributes have a value", "only", ""),
    ("having", ("F",), "having", "only where codes are, or are not", "", ""),
    ("read", ("d",), "read_only", "only documents read to the end, or all", "", ""),
    ("coder", ("c",), "coder", "choose whose coding", "coder", ""),
    ("heat", ("z",), "heat", "heat on or off", "", ""),
    ("revisit", ("r",), "revisit", "what is to be read again for the code", "", ""),
    ("notes", ("i",), "notes", "all notes: where the figures come from", "notes", ""),
    ("copy", ("y",), "copy", "copy the matrix", "", ""),
    ("write", ("w",), "write", "the matrix as it will be written, and write it", "write", ""),
)

MATRIX_ACTIONS: Final[tuple[Action, ...]] = tuple(
    Action(f"matrix.{name}", keys, call, words, "Matrix", short, mouse, "matrix")
    for name, keys, call, words, short, mouse in _ACTIONS
)
