"""The one registry of actions: bindings, footer, help, palette and documentation come from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Action:
    """Something a coder can ask for on the coding screen.

    Attributes:
        id: Its name, also in a user's own key map.
        keys: Key presses, each a key or, with spaces between, a sequence of keys.
        call: The screen's action, with its argument.
        words: What it does, in a few words.
        group: The heading it stands under in the help.
        short: Its name in the footer; '' leaves it out there.
    """

    id: str
    keys: tuple[str, ...]
    call: str
    words: str
    group: str
    short: str = ""

    @property
    def single_keys(self) -> tuple[str, ...]:
        """The presses of one key."""
        return tuple(key for key in self.keys if " " not in key)

    @property
    def sequences(self) -> Iterator[tuple[str, ...]]:
        """The presses of several keys in turn."""
        return (tuple(key.split()) for key in self.keys if " " in key)


_MOVES: Final = (
    ("segment_next", ("j", "down"), "next segment"),
    ("segment_previous", ("k", "up"), "previous segment"),
    ("word_next", ("l", "right"), "next word"),
    ("word_previous", ("h", "left"), "previous word"),
    ("sentence_next", (")",), "next sentence"),
    ("sentence_previous", ("(",), "previous sentence"),
    ("speaker_next", ("}", "g t"), "turn of another speaker"),
    ("speaker_previous", ("{", "g T"), "turn of another speaker, before"),
    ("page_down", ("space", "pagedown"), "page down"),
    ("page_up", ("b", "pageup"), "page up"),
    ("half_page_down", ("ctrl+d",), "half a page down"),
    ("half_page_up", ("ctrl+u",), "half a page up"),
    ("row_start", ("home",), "start of the row"),
    ("row_end", ("end",), "end of the row"),
    ("top", ("g g", "ctrl+home"), "top of the document"),
    ("bottom", ("G", "ctrl+end"), "bottom of the document"),
)

_EXTENDS: Final = (
    ("word_next", "shift+right", "to the next word"),
    ("word_previous", "shift+left", "to the previous word"),
    ("row_down", "shift+down", "to the next row"),
    ("row_up", "shift+up", "to the previous row"),
)

ACTIONS: Final[tuple[Action, ...]] = (
    *(Action(f"move.{m}", keys, f"move('{m}')", words, "Move") for m, keys, words in _MOVES),
    Action("document.next", ("J",), "step_document(1)", "next document", "Move"),
    Action("document.previous", ("K",), "step_document(-1)", "previous document", "Move"),
    Action("document.choose", ("f3", "g o"), "choose_document", "choose a document", "Move"),
    Action("go.segment", ("ctrl+g",), "go_to_segment", "go to a segment by number", "Move"),
    Action("go.unreviewed", ("] u", "g u"), "unreviewed(1)", "next segment not reviewed", "Move"),
    Action(
        "go.unreviewed_before", ("[ u", "g U"), "unreviewed(-1)", "previous not reviewed", "Move"
    ),
    *(Action(f"extend.{m}", (key,), f"extend('{m}')", w, "Select") for m, key, w in _EXTENDS),
    Action("select.toggle", ("v",), "toggle_selecting", "select from here on", "Select", "select"),
    Action("select.sentence", ("s",), "select('sentence')", "select the sentence", "Select"),
    Action(
        "select.segment", ("V",), "select('segment')", "select the segment, then one more", "Select"
    ),
    Action("select.grow", ("=", "+"), "widen", "wider: word, sentence, segment, turn", "Select"),
    Action("select.shrink", ("-",), "narrow", "narrower again", "Select"),
    Action("select.none", ("escape",), "clear", "no selection", "Select"),
    Action("code.pick", ("enter", "c"), "pick", "choose a code", "Code", "code"),
    *(
        Action(f"code.pin.{n}", (str(n),), f"pin({n})", f"pinned code {n} on or off", "Code")
        for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)
    ),
    Action("code.repeat", (".",), "repeat", "the last code again", "Code", "again"),
    Action("code.remove", ("x", "delete"), "remove", "remove the coding", "Code", "remove"),
    Action("code.cycle", ("o",), "cycle", "the next of the codings here", "Code"),
    Action("note.memo", ("m",), "memo", "memo on the coding or the segment", "Note", "memo"),
    Action("note.document", ("M",), "memo_document", "memo on the document", "Note"),
    Action("review.next", ("d",), "review", "reviewed, and on to the next", "Review", "reviewed"),
    Action("review.here", ("D",), "review_to_here", "all up to here reviewed", "Review"),
    Action("review.undo", ("g x",), "unreview", "not reviewed after all", "Review"),
    Action("history.undo", ("u", "ctrl+z"), "undo", "undo", "History", "undo"),
    Action("history.redo", ("ctrl+r", "ctrl+y"), "redo", "redo", "History"),
    Action("view.codebook", ("f2",), "toggle_codebook", "codebook on or off", "View"),
    Action("view.zen", ("z",), "zen", "the text only", "View"),
    Action("view.stripes", ("w",), "stripes", "stripes on or off", "View"),
    Action("view.coders", ("g c",), "toggle_coders", "all coders or only me", "View"),
    Action("view.pane", ("f6",), "next_pane", "next pane", "View"),
    Action("view.dark", ("f5",), "toggle_dark", "dark or light", "View"),
    Action("copy.quotation", ("y",), "copy", "copy the quotation with its source", "Copy"),
    Action("app.help", ("question_mark", "f1"), "help", "the keys", "App", "keys"),
    Action("app.quit", ("q", "ctrl+q"), "quit", "quit", "App", "quit"),
)

DISPLAY: Final = {
    "question_mark": "?",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "shift+down": "⇧↓",
    "shift+up": "⇧↑",
    "shift+left": "⇧←",
    "shift+right": "⇧→",
}
"""Keys whose sign in help and footer is not their name."""

_NAMES: Final = {
    ")": "right_parenthesis",
    "(": "left_parenthesis",
    "}": "right_curly_bracket",
    "{": "left_curly_bracket",
    "=": "equals_sign",
    "+": "plus",
    "-": "minus",
    ".": "full_stop",
    "]": "right_square_bracket",
    "[": "left_square_bracket",
}


def textual_key(key: str) -> str:
    """The name under which Textual sends a key."""
    return _NAMES.get(key, key)


def show_key(key: str) -> str:
    """A key, or a sequence of keys, as help and documentation print it."""
    return "".join(DISPLAY.get(part, part) for part in key.split())


def bindings() -> list[Binding]:
    """Textual's bindings for all actions of one key."""
    return [
        Binding(
            ",".join(map(textual_key, action.single_keys)),
            action.call,
            action.short or action.words,
            show=bool(action.short),
            key_display=show_key(action.single_keys[0]),
            id=action.id,
        )
        for action in ACTIONS
        if action.single_keys
    ]


def sequences() -> dict[tuple[str, ...], Action]:
    """The actions reached by several keys in turn."""
    return {
        tuple(map(textual_key, sequence)): action
        for action in ACTIONS
        for sequence in action.sequences
    }
