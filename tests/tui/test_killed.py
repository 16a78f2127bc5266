"""Killed at any moment: what the screen showed as made is on disk, and the project opens.

A helper process imports the app once and forks it onto a pseudo-terminal for each run, so that
fifty runs take seconds. What the terminal had received at the kill is laid out by a terminal
emulator and read as a coder would read it.
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyte
import pytest

from qda.coding.reading import read_codings
from qda.intake.store import store_transcript
from qda.intake.transcript import Segment, Transcript, Turn
from qda.project.check import check_project
from qda.project.documents import find_document
from qda.project.store import Project

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of POSIX", allow_module_level=True)

RUNS = 50
COLUMNS, LINES = 100, 40
SEGMENTS = 28
LETTERS = {"R": "recruitment", "A": "open_meeting", "Å": "open_meeting"}

RUNNER = """
import base64, fcntl, json, os, pty, random, select, signal, struct, sys, termios, time
from pathlib import Path
import sqlalchemy.orm, qda.coding.desk, qda.coding.marks, qda.coding.reading
import qda.codebook.stored, qda.tui.app, qda.tui.coding.screen, qda.tui.keeper
from qda.project.store import Project
from qda.tui import fetch
from qda.tui.run import run

MADE = "╺".encode()

def one_run(folder, dice):
    pid, terminal = pty.fork()
    if pid == 0:
        run(folder, "ada")
        os._exit(0)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    received = bytearray()

    def read(seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([terminal], [], [], left)[0]:
                try:
                    received.extend(os.read(terminal, 1 << 16))
                except OSError:
                    return

    while b"segment 1 of" not in received:
        read(0.02)
    os.write(terminal, b"1j")
    if dice.random() < 0.5:  # however slow the machine is, some runs show what they made
        while MADE not in received:
            read(0.02)
    for _ in range(dice.randint(2, 10)):
        os.write(terminal, dice.choice([b"1j", b"2j", b"12j", b"dj", b"1j2j"]))
        read(dice.choice([0.0, 0.003, 0.01, 0.03, 0.08]))
    read(dice.uniform(0.0, 0.15))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    read(0.01)
    os.close(terminal)
    return base64.b64encode(received).decode()

with Project.open(Path(sys.argv[1])) as project, project.read(together=True) as session:
    opened = fetch.opened(session, "ada", None)  # what is made once a process is made before
    fetch.loaded(session, opened.first, "ada", everyone=False)
    fetch.figures(session, "ada")

dice = random.Random(20)
print(json.dumps([one_run(Path(folder), dice) for folder in sys.argv[1:]]))
"""


@pytest.fixture
def studies(study: Path, tmp_path: Path) -> list[Path]:
    """Copies of a project whose one document of short segments fits on the screen."""
    lines = [f"Avsnitt {n:02} er her." for n in range(1, SEGMENTS + 1)]
    starts = [n * (len(lines[0]) + 1) for n in range(SEGMENTS)]
    text = "\n".join(lines)
    segments = [Segment(n + 1, at, at + len(lines[n]), 0) for n, at in enumerate(starts)]
    transcript = Transcript("A00", text, (Turn(0, len(text), "Eva"),))
    with Project.open(study) as project:
        store_transcript(
            project,
            transcript,
            segments,
            "paragraph/none",
            {"Eva": "informant"},
            coder="ada",
            file_name="A00.txt",
        )
        with project.write("ada", "put it first", origin="setup") as act:
            find_document(act.session, "A00").position = 0
    return [Path(shutil.copytree(study, tmp_path / f"run{n}")) for n in range(RUNS)]


def made_on(received: bytes) -> set[tuple[int, str]]:
    """The codings that a terminal shows as made, as segment and code."""
    screen = pyte.Screen(COLUMNS, LINES)
    pyte.ByteStream(screen).feed(received)
    found = set()
    for line in screen.display:
        row = re.search(r"Avsnitt (\d+) er her\.(.*)", line)
        if row:
            stripes = re.findall(r"╺(\w+)", row[2])
            found |= {(int(row[1]), LETTERS[letters[0]]) for letters in stripes}
    return found


def on_disk(folder: Path) -> set[tuple[int, str]]:
    """The codings in the database, by segment and code, once the project is found sound."""
    with Project.open(folder) as project:
        assert not any(checked.problems for checked in check_project(project))
        with project.read() as session:
            rows = read_codings(session, find_document(session, "A00").id, "ada")
    step = len("Avsnitt 01 er her.") + 1
    return {(row.start // step + 1, row.code) for row in rows}


def test_fifty_kills_lose_nothing_that_was_shown_as_made(studies: list[Path]) -> None:
    command = [sys.executable, "-c", RUNNER, *map(str, studies)]
    answer = subprocess.run(command, capture_output=True, check=True, text=True, timeout=300)
    shown = [made_on(base64.b64decode(run)) for run in json.loads(answer.stdout)]
    kept = [on_disk(folder) for folder in studies]
    assert sum(map(bool, shown)) > RUNS // 4  # the runs did show codings
    assert [made - disk for made, disk in zip(shown, kept, strict=True)] == [set()] * RUNS
