"""What can be asked for on the codebook screen, and while a code is split."""

from __future__ import annotations

from typing import Final

from qda.tui.actions.action import Action

_CODES: Final = (
    ("add", ("a",), "add(False)", "a new code after it", "new"),
    ("add_below", ("A",), "add(True)", "a new sub-code", "sub-code"),
    ("rename", ("r",), "write('label')", "its label", "rename"),
    ("id", ("I",), "new_id", "its id; the old one is remembered", ""),
    ("definition", ("d",), "write('definition')", "its definition", "definition"),
    ("include", ("i",), "write('include')", "when it is used", ""),
    ("exclude", ("e",), "write('exclude')", "when it is not used", ""),
    ("examples", ("E",), "write_examples", "its examples", ""),
    ("base", ("b",), "write_base", "whom it was asked of", ""),
    ("language", ("l",), "next_language", "write in the next language", ""),
    ("up", ("K",), "shift(-1)", "one place up", ""),
    ("down", ("J",), "shift(1)", "one place down", ""),
    ("indent", (">",), "indent", "under the code above", ""),
    ("outdent", ("<",), "outdent", "out from under its code", ""),
    ("move", ("m",), "move_under", "under a code you choose", "move"),
    ("merge", ("M",), "merge", "into another code, with all its codings", "merge"),
    ("split", ("s",), "split", "deal its codings out to other codes", "split"),
    ("colour", ("c",), "colour", "its colour", ""),
    ("retire", ("t",), "retire", "retire it, or bring it back", "retire"),
    ("delete", ("x", "delete"), "delete", "delete it; codings go with it", ""),
    ("uses", ("enter",), "uses", "its uses in the text", "uses"),
)

_SPLIT: Final = (
    ("new", ("n",), "new_target", "a new code to deal to", "new"),
    ("add", ("a",), "add_target", "one that is there to deal to", "add"),
    ("text", ("enter",), "open", "see it in the text", "text"),
    ("skip", ("space",), "move_row('down')", "pass it by: it stays", ""),
    ("others", ("w",), "others", "other coders' codings too, or no more", "others"),
)

CODEBOOK_ACTIONS: Final[tuple[Action, ...]] = (
    *(
        Action(
            f"codebook.{name}",
            keys,
            call,
            words,
            "Codebook",
            short,
            "click it twice" if name == "uses" else "",
            screen="codebook",
        )
        for name, keys, call, words, short in _CODES
    ),
    *(
        Action(
            f"codebook.pin.{n}",
            (str(n),),
            f"pin({n})",
            f"pin it to {n}, or no more",
            "Codebook",
            screen="codebook",
        )
        for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)
    ),
    *(
        Action(
            f"split.deal.{n}",
            (str(n),),
            f"deal({n})",
            f"it goes to code {n}",
            "Splitting a code",
            screen="split",
        )
        for n in range(1, 10)
    ),
    *(
        Action(f"split.{name}", keys, call, words, "Splitting a code", short, screen="split")
        for name, keys, call, words, short in _SPLIT
    ),
)
