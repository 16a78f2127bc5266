"""On a real terminal: keys and new sizes from the first moment, and nothing obeyed."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of POSIX", allow_module_level=True)

APP = """
from textual.app import App
from qda.tui.transcript.motion import MOTIONS
from qda.tui.transcript.sheet import Segment, Sheet, Span, Turn
from qda.tui.transcript.view import TranscriptView

line = "Ord \\x1b]52;c;aGVp\\x07 og \\u202e\\x1b[31m mer, 日本 og e\\u0301n til."
text = "\\n".join([line] * 300)
step = len(line) + 1
places = [(n * step, n * step + len(line)) for n in range(300)]
sheet = Sheet(
    text,
    tuple(Segment(a, b, n) for n, (a, b) in enumerate(places)),
    tuple(Turn(a, b, "\\x1b[2JKari") for a, b in places),
)
KEYS = dict(zip("abcdefghijklmnop", MOTIONS))

class Reader(App):
    def compose(self):
        self.view = TranscriptView()
        self.view.show(sheet, [Span("1", 0, 90, "x", "\\x1b[")])
        yield self.view

    def on_key(self, event):
        if event.key == "q":
            self.exit()
        elif event.key in KEYS:
            self.view.move(KEYS[event.key], extend=event.key in "bd")
        elif event.key == "z":
            self.view.put_span(Span("2", *self.view.target(), "y", "Yy", state="pending"))

Reader().run()
"""


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_keys_and_sizes_from_the_first_moment_end_in_order(
    seed: int, tmp_path: Path, open_terminal: Callable[..., Any]
) -> None:
    dice = random.Random(seed)
    script = tmp_path / "app.py"
    script.write_text(APP, encoding="utf-8")
    terminal = open_terminal(str(script))
    for _ in range(15):
        terminal.type("".join(dice.choices("abcdefghijklmnopz", k=8)))
        terminal.resize(dice.randint(5, 60), dice.randint(20, 200))
    terminal.read_until("␛".encode())
    terminal.type("q")
    terminal.read_until(None)
    assert terminal.status() == 0
    for obeyed in (b"\x1b]52", b"aGVp\x07", b"\x1b[2JKari", "\u202e".encode()):
        assert obeyed not in terminal.written
