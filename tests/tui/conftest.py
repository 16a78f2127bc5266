"""Driving the app by keys: a batch of keys, then everything settled."""

from __future__ import annotations

import os
import select
import shutil
import signal
import struct
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyte
import pytest
from textual.events import Key
from textual.pilot import Pilot

from qda.codebook.apply import apply_codebook
from qda.coding.reading import CodingRow, read_codings, read_reviewed
from qda.project.documents import find_document
from qda.project.store import Project
from qda.tui.app import QdaApp
from qda.tui.keymap import BUILT_IN, Keymap

QUIET = 5
"""Rounds without work after which all is done: a report may ask, and its answer show a notice."""
NAMED = {"enter": "\r", "tab": "\t", "full_stop": ".", "question_mark": "?", "space": " "}


@dataclass
class Driver:
    """A coder at the keys of a running app."""

    app: QdaApp
    pilot: Pilot[None]

    async def keys(self, *keys: str) -> None:
        """Press keys, all at once, and wait until everything they caused is done."""
        for key in keys:
            self.app.post_message(Key(key, NAMED.get(key, key if len(key) == 1 else None)))
        await self.settle()

    async def settle(self) -> None:
        """Wait until the keeper has nothing to do and what it told has led to nothing more."""
        quiet = 0
        for _ in range(4000):
            await self.pilot.pause(0)
            done = self.app.keeper.idle and not (self.app.is_running and self.app.keys_wait)
            quiet = quiet + 1 if done else 0
            if quiet == QUIET:
                return
            if not quiet:
                await self.pilot.pause(0.005)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that other processes or timers bring about."""
        for _ in range(1000):
            if holds():
                return
            await self.pilot.pause(0.01)
        raise AssertionError("it never came to hold")

    @property
    def screen(self) -> str:
        """What is on the screen, as text."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    @property
    def title(self) -> str:
        return str(self.app.coding.view.border_title)

    @property
    def stripes(self) -> list[tuple[str, str]]:
        """The codings shown, as code and state."""
        spans = self.app.coding.view.page.stripes.spans
        return sorted((span.code, span.state) for span in spans)


CODEBOOK = """codes:
  - id: recruitment
    label: {nb: Rekruttering, en: Recruitment}
    pin: 1
    children:
      - id: open_meeting
        label: {nb: Åpent møte, en: Open meeting}
        pin: 2
  - id: attrition
    label: {nb: Avskalling, en: Attrition}
    pin: 3
"""


@pytest.fixture(scope="session")
def study_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study") / "study"
    shutil.copytree(template, folder)
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    with Project.open(folder) as project:
        apply_codebook(project, "ada")
    shutil.rmtree(folder / "backups", ignore_errors=True)
    return folder


@pytest.fixture
def study(study_template: Path, tmp_path: Path) -> Path:
    """Two documents, and three codes with Norwegian labels on the digits 1 to 3."""
    return Path(shutil.copytree(study_template, tmp_path / "study"))


Drive = Callable[..., AbstractAsyncContextManager[Driver]]


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Drive:
    """Runs the app on a project: `async with drive(folder, "ada") as coder`."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)

    @asynccontextmanager
    async def driven(
        folder: Path,
        coder: str = "ada",
        document: str | None = None,
        size: tuple[int, int] = (120, 40),
        keymap: Keymap = BUILT_IN,
        wear: Callable[[QdaApp], None] | None = None,
    ) -> AsyncIterator[Driver]:
        app = QdaApp(folder, coder, document, keymap)
        if wear is not None:
            wear(app)
        async with app.run_test(size=size, notifications=True) as pilot:
            driver = Driver(app, pilot)
            await driver.until(lambda: app.keeper.idle)
            await driver.settle()
            yield driver
        app.keeper.close()

    return driven


def on_disk(folder: Path, coder: str, document: str = "T01") -> list[CodingRow]:
    """The codings of a coder as another process reads them."""
    with Project.open(folder) as project, project.read() as session:
        return read_codings(session, find_document(session, document).id, coder)


def reviewed_on_disk(folder: Path, coder: str, document: str = "T01") -> set[int]:
    with Project.open(folder) as project, project.read() as session:
        return set(read_reviewed(session, find_document(session, document).id, coder))


@pytest.fixture
def disk() -> Callable[[Path, str], list[CodingRow]]:
    return on_disk


@pytest.fixture
def reviewed() -> Callable[..., set[int]]:
    return reviewed_on_disk


class Terminal:
    """A Python program on a pseudo-terminal of its own, and all that it wrote there."""

    def __init__(
        self,
        *arguments: str,
        lines: int = 40,
        columns: int = 100,
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        import pty

        still = {"TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
        environment = {**os.environ, **still, **environment}
        for size in ("COLUMNS", "LINES"):  # test runners set them, and they would win
            environment.pop(size, None)
        self.columns, self.lines = columns, lines
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, *arguments], environment)
        self.resize(lines, columns)
        self.written = b""

    def type(self, keys: str) -> None:
        os.write(self.handle, keys.encode())

    def resize(self, lines: int, columns: int) -> None:
        import fcntl
        import termios

        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, size)

    def read_until(self, sign: bytes | None) -> None:
        """Read until a sign is written, or until the program has ended."""
        while sign is None or sign not in self.written:
            assert select.select([self.handle], [], [], 30)[0], "the program fell silent"
            try:
                self.written += os.read(self.handle, 1 << 16)
            except OSError:
                assert sign is None, "the program ended early"
                return

    def screen(self) -> list[str]:
        """The screen as a terminal emulator lays it out, once the program pauses."""
        while select.select([self.handle], [], [], 0.5)[0]:
            self.written += os.read(self.handle, 1 << 16)
        screen = pyte.Screen(self.columns, self.lines)
        pyte.ByteStream(screen).feed(self.written)
        return list(screen.display)

    def status(self) -> int:
        """The exit code, once the program has ended."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture
def open_terminal() -> Iterator[Callable[..., Terminal]]:
    """Opens terminals; what still runs at the end is killed."""
    opened: list[Terminal] = []

    def opening(*arguments: str, **about: Any) -> Terminal:
        opened.append(Terminal(*arguments, **about))
        return opened[-1]

    yield opening
    for terminal in opened:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(terminal.pid, signal.SIGKILL)
            os.waitpid(terminal.pid, 0)
        os.close(terminal.handle)
