"""What a terminal sends for the keys of the registry."""

from __future__ import annotations

from typing import Final

SPECIAL: Final = {
    "down": "\x1b[B",
    "up": "\x1b[A",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "delete": "\x1b[3~",
    "shift+right": "\x1b[1;2C",
    "shift+left": "\x1b[1;2D",
    "shift+down": "\x1b[1;2B",
    "shift+up": "\x1b[1;2A",
    "ctrl+home": "\x1b[1;5H",
    "ctrl+end": "\x1b[1;5F",
    "escape": "\x1b",
    "enter": "\r",
    "tab": "\t",
    "space": " ",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    **{f"f{n}": f"\x1b[{code}~" for n, code in zip((5, 6, 7, 8), (15, 17, 18, 19), strict=True)},
    **{f"f{n}": f"\x1b[{code}~" for n, code in zip((9, 10, 12), (20, 21, 24), strict=True)},
}
"""What a terminal sends for keys that are no characters."""


def sent(key: str) -> str:
    """What a terminal sends for a key of the registry."""
    if key.startswith("ctrl+") and len(key) == 6:
        return chr(ord(key[-1]) - 96)
    return SPECIAL.get(key, key)
