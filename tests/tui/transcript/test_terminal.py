"""On a real terminal: keys and new sizes from the first moment, and nothing obeyed."""

from __future__ import annotations

import os
import random
import select
import struct
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of POSIX", allow_module_level=True)

import fcntl
import pty
import termios

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


class Terminal:
    """An app on a pseudo-terminal of its own."""

    def __init__(self, script: Path) -> None:
        environment = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, str(script)], environment)
        self.written = b""

    def type(self, keys: str) -> None:
        os.write(self.handle, keys.encode())

    def resize(self, lines: int, columns: int) -> None:
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, size)

    def read_until(self, sign: bytes | None) -> None:
        """Read until a sign is written, or until the app has ended."""
        while sign is None or sign not in self.written:
            assert select.select([self.handle], [], [], 30)[0], "the app fell silent"
            try:
                self.written += os.read(self.handle, 1 << 16)
            except OSError:
                assert sign is None, "the app ended early"
                return

    def status(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_keys_and_sizes_from_the_first_moment_end_in_order(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    script = tmp_path / "app.py"
    script.write_text(APP, encoding="utf-8")
    terminal = Terminal(script)
    for _ in range(15):
        terminal.type("".join(dice.choices("abcdefghijklmnopz", k=8)))
        terminal.resize(dice.randint(5, 60), dice.randint(20, 200))
    terminal.read_until("␛".encode())
    terminal.type("q")
    terminal.read_until(None)
    assert terminal.status() == 0
    for obeyed in (b"\x1b]52", b"aGVp\x07", b"\x1b[2JKari", "\u202e".encode()):
        assert obeyed not in terminal.written
