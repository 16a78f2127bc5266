"""How fast the transcript widget answers keys, through a real pseudo-terminal.

    python benchmarks/transcript_widget.py [--words 100000] [--keys 60]

A child process runs the widget on an invented interview; the parent types, and measures from
the write of a key to the last byte that the child answers with. The same is done with a bare
Textual `Static` that shows the key, so that the figures can be read as a ratio on any machine.
Memory is the child's peak resident size, less that of the bare app.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import random
import resource
import select
import signal
import statistics
import struct
import sys
import termios
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App, ComposeResult
from textual.widgets import Static

from qda.tui.transcript.sheet import Segment, Sheet, Span, Turn
from qda.tui.transcript.view import TranscriptView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual import events

COLUMNS, LINES = 120, 40
QUIET = 0.030
"""Seconds without a byte that end an answer; not counted in it."""

TALK = """ja nei og så var det ikke noe vi hadde tenkt på men da sa hun at prosjektet måtte videre
uansett hva ledelsen ville for oss på kontoret var arbeidet viktigere enn planen alle spurte hvem
som bestemte egentlig kollegaene mine lærte etter hvert å skrive ned hvordan ting ble gjort"""


def interview(words: int, seed: int = 1) -> Sheet:
    """An invented interview: turns of about 39 words in sentences of about 13."""
    dice, words_known = random.Random(seed), TALK.split()
    parts: list[str] = []
    segments: list[Segment] = []
    turns: list[Turn] = []
    at = count = 0
    while count < words:
        start = at
        for _ in range(dice.randint(1, 5)):
            length = dice.randint(4, 22)
            sentence = " ".join(dice.choices(words_known, k=length)).capitalize() + "."
            segments.append(Segment(at, at + len(sentence), len(turns)))
            parts.append(sentence + " ")
            at, count = at + len(sentence) + 1, count + length
        speaker, role = ("INT", "interviewer") if len(turns) % 2 == 0 else ("KARI", "informant")
        turns.append(Turn(start, at - 1, speaker, role))  # type: ignore[arg-type]  # a literal
    return Sheet("".join(parts)[:-1], tuple(segments), tuple(turns))


def codings(sheet: Sheet, number: int, codes: int = 60, seed: int = 2) -> list[Span]:
    """Overlapping codings of one to five segments."""
    dice = random.Random(seed)
    spans = []
    for index in range(number):
        first = dice.randrange(len(sheet.segments) - 5)
        last = first + dice.choice((0, 0, 0, 1, 2, 4))
        code = dice.randrange(codes)
        start, end = sheet.segments[first].start, sheet.segments[last].end
        spans.append(Span(str(index), start, end, f"code{code}", "Ab", "#5C90FF"))
    return spans


MOTIONS = {
    "l": "word_next",
    "j": "segment_next",
    "space": "page_down",
    "G": "bottom",
    "g": "top",
}


class Bare(App[None]):
    """The least that Textual can do about a key: show it."""

    def compose(self) -> ComposeResult:
        """One line of text."""
        yield Static("")

    def on_key(self, event: events.Key) -> None:
        """Show the key, or end."""
        if event.key == "q":
            self.exit()
        self.query_one(Static).update(repr(event))


class Coding(App[None]):
    """The transcript widget alone on the screen."""

    def __init__(self, words: int, spans: int):
        super().__init__()
        self.interview = interview(words)
        self.codings = codings(self.interview, spans)
        self.fresh = 0
        self.shown_in = 0.0

    def compose(self) -> ComposeResult:
        """The widget under test."""
        yield TranscriptView()

    def on_mount(self) -> None:
        """Show the interview before the first layout, as a screen that resumes would."""
        view = self.query_one(TranscriptView)
        view.focus()
        before = time.perf_counter()
        view.show(self.interview, self.codings)
        self.shown_in = time.perf_counter() - before

    def on_key(self, event: events.Key) -> None:
        """Move, select, code or end."""
        view = self.query_one(TranscriptView)
        if event.key in MOTIONS:
            view.move(MOTIONS[event.key])
        elif event.key == "L":
            view.move("word_next", extend=True)
        elif event.key == "c":
            self.fresh += 1
            view.put_span(Span(f"new{self.fresh}", *view.target(), "code1", "Ne", "#FFE200"))
        elif event.key == "q":
            self.exit()


def child(kind: str, words: int, spans: int) -> None:
    """Run an app in this process; it prints its peak of memory when it ends."""
    app = Bare() if kind == "bare" else Coding(words, spans)
    app.run()
    if isinstance(app, Coding):
        print(f"RESULT show, called at mount: {app.shown_in * 1000:.0f} ms")
    print(f"RESULT peak={resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}")


@dataclass
class Terminal:
    """A child on its own pseudo-terminal."""

    pid: int
    handle: int
    first: float = 0.0
    """Milliseconds from the last act to the first byte of its answer: the paint of the key."""

    def resize(self, columns: int, lines: int) -> None:
        """Tell the child that its window has another size."""
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, size)
        os.kill(self.pid, signal.SIGWINCH)

    def answer(
        self, act: Callable[[], object], quiet: float = QUIET, patience: float = 2.0
    ) -> float:
        """Milliseconds from an act to the last byte before silence; 0 where none comes in time."""
        began = last = time.perf_counter()
        self.first = 0.0
        act()
        wait = patience
        while select.select([self.handle], [], [], wait)[0]:
            if not self.read():
                break
            last = time.perf_counter()
            self.first = self.first or (last - began) * 1000
            wait = quiet
        return (last - began) * 1000

    def read(self) -> bytes:
        """What the child has written; nothing once it has ended."""
        try:
            return os.read(self.handle, 1 << 16)
        except OSError:
            return b""

    def read_until(self, sign: bytes) -> float:
        """Milliseconds until the child has written a sign."""
        began = time.perf_counter()
        out = b""
        while sign not in out:
            block = self.read()
            if not block:
                raise RuntimeError("the child ended early")
            out = out[-200:] + block
        return (time.perf_counter() - began) * 1000

    @property
    def memory(self) -> float:
        """Resident memory of the child, in MB."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def type(self, key: str) -> Callable[[], object]:
        """The act of typing a key."""
        return lambda: os.write(self.handle, key.encode())

    def end(self) -> str:
        """Type q and return what the child printed last."""
        os.write(self.handle, b"q")
        out = b""
        while block := self.read():
            out += block
        os.waitpid(self.pid, 0)
        return out.decode(errors="replace")


def open_terminal(arguments: list[str]) -> Terminal:
    """Start Python with these arguments on a pseudo-terminal of its own."""
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TEXTUAL_ANIMATIONS": "none",
    }
    pid, handle = pty.fork()
    if pid == 0:
        os.execve(sys.executable, [sys.executable, *arguments], environment)
    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    return Terminal(pid, handle)


def start(arguments: list[str]) -> Terminal:
    """Start a child of this file and wait for a quiet screen."""
    terminal = open_terminal([__file__, *arguments])
    terminal.answer(lambda: None, quiet=0.8)
    return terminal


def report(label: str, times: list[float], bare: float | None) -> None:
    """Print the median and the 99th percentile, in ms and as a ratio to the bare app."""
    median = statistics.median(times)
    high = sorted(times)[min(len(times) - 1, round(0.99 * len(times)))]
    ratio = "" if bare is None else f"   {median / bare:5.2f} x bare"
    print(f"{label:<42} median {median:7.1f} ms   p99 {high:7.1f} ms{ratio}")


def sizes(keys: int) -> Iterator[tuple[int, int]]:
    """Window sizes that change the width each time."""
    for index in range(max(4, keys // 6)):
        yield (COLUMNS - 30, LINES) if index % 2 == 0 else (COLUMNS, LINES)


def measure(words: int, spans: int, keys: int) -> None:
    """Run both children and print the table."""
    bare = start(["--child", "bare"])
    echo = [bare.answer(bare.type("abcdefghij"[i % 10])) for i in range(keys)]
    base = statistics.median(echo)
    report("bare Static, key echo", echo, None)
    bare_peak = bare.end().rsplit("peak=", 1)[1].split()[0]

    view = start(["--child", "coding", "--words", str(words), "--spans", str(spans)])
    for label, key in (
        ("next word", "l"),
        ("extend by a word", "L"),
        ("next segment", "j"),
        ("apply a code", "c"),
        ("page down", " "),
    ):
        report(label, [view.answer(view.type(key)) for _ in range(keys)], base)
    ends = [view.answer(view.type("Gg"[i % 2])) for i in range(keys // 2)]
    report("bottom and top", ends, base)
    report("resize", [view.answer(partial(view.resize, *size)) for size in sizes(keys)], base)
    out = view.end()
    for line in (line for line in out.splitlines() if "RESULT" in line):
        print(line.partition("RESULT ")[2].strip())
    peak = out.rsplit("peak=", 1)[1].split()[0]
    print(f"memory above the bare app: {int(peak) - int(bare_peak)} MB")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--spans", type=int, default=5_000)
    parser.add_argument("--keys", type=int, default=60)
    parser.add_argument("--child", choices=("bare", "coding"))
    options = parser.parse_args()
    if options.child:
        child(options.child, options.words, options.spans)
    else:
        measure(options.words, options.spans, options.keys)


if __name__ == "__main__":
    main()
