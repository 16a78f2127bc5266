"""Keys: their names, their signs, and which of them every terminal sends."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from textual.keys import KEY_NAME_REPLACEMENTS

DISPLAY: Final = {
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

_ARROWS: Final = "up|down|left|right|home|end"
_SENT: Final = re.compile(
    rf"space|enter|escape|tab|shift\+tab|backspace|delete|insert|pageup|pagedown|{_ARROWS}"
    rf"|(?:shift|ctrl)\+(?:{_ARROWS})|f(?:[1-9]|1[0-2])|ctrl\+[a-z]"
)
"""Named keys that old terminals send, too."""

_SAME: Final = {
    "ctrl+i": "terminals send the same for it as for tab",
    "ctrl+m": "terminals send the same for it as for enter",
    "ctrl+j": "terminals send the same for it as for a new line",
    "ctrl+h": "terminals send the same for it as for backspace",
    "ctrl+q": "it always quits",
}


def _textual_name(character: str) -> str:
    name = re.sub(r"[ -]", "_", unicodedata.name(character, character).lower())
    return KEY_NAME_REPLACEMENTS.get(name, name)


_CHARACTERS: Final = {
    _textual_name(chr(code)): chr(code)
    for code in range(0x21, 0x100)
    if chr(code).isprintable() and not chr(code).isalnum()
}
"""Characters by the names under which Textual sends them."""


def textual_key(key: str) -> str:
    """The name under which Textual sends a key: `left_parenthesis` for `(`."""
    if len(key) != 1 or key.isalnum():
        return key
    return _textual_name(key)


def show_key(key: str) -> str:
    """A key, or a sequence of keys, as help and documentation print it: `]u`, `g u`."""
    parts = [_sign(part) for part in key.split()]
    close = len(parts[0]) == 1 and not parts[0].isalnum() if parts else True
    return ("" if close else " ").join(parts)


def _sign(key: str) -> str:
    return DISPLAY.get(key) or _CHARACTERS.get(key, key)


def clean_key(key: str) -> str:
    """A key or a sequence as a person writes it, in the registry's way of writing."""
    lower = (part if len(part) == 1 else part.lower() for part in key.split())
    return " ".join(_CHARACTERS.get(part, part) for part in lower)


def trouble_with(key: str) -> str:
    """Why a key or a sequence of keys cannot be used, in a few words; '' where it can."""
    parts = key.split()
    if not parts:
        return "it is empty; the space bar is “space”"
    if len(parts) > 1 and "escape" in parts:
        return "escape ends a sequence of keys"
    return next(filter(None, map(_trouble_with_one, parts)), "")


def _trouble_with_one(key: str) -> str:
    if len(key) == 1:
        return "" if key.isprintable() else "it is no key"
    if key in _SAME:
        return _SAME[key]
    if _SENT.fullmatch(key):
        return ""
    if found := re.fullmatch(r"shift\+([a-z])", key):
        return f"write it as {found[1].upper()}"
    if re.fullmatch(r"(?:(?:ctrl|shift|alt|super|meta|cmd)\+)+\S+", key):
        return "not every terminal sends it"
    return "there is no such key"
