"""A day at the keys: random ones, seeded, through a real pseudo-terminal, resized at any time.

    python -m benchmarks.long_session [--keys 14400] [--seed 1] [--words 20000]

14,400 keys are eight hours of one key every two seconds. They come as fast as the app takes them,
in bursts, and are drawn from the keys of every screen, with words typed into whatever asks. When
the app is quit it is started again. At the end of each sitting what it showed is held against the
disk. Ends with 1 where the program had a mistake, where a coding that was shown as made is not on
disk (or the other way round), or where the project is not whole. Memory is that of the app's
process, early in a sitting and at its end.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.coding_screen import make_project
from benchmarks.keys import sent
from benchmarks.transcript_widget import Terminal, open_terminal
from qda.coding.reading import read_codings
from qda.project.check import check_project
from qda.project.store import Project
from qda.tui.actions import ACTIONS

SITTING: Final = """
import json, sys
from pathlib import Path
from qda.tui.app import QdaApp

class Sitting(QdaApp):
    def exit(self, *args, **kwargs):  # after it the widgets are gone
        self.page = self.coding.view.page
        super().exit(*args, **kwargs)

app = Sitting(Path(sys.argv[1]), "ada")
app.run()
app.keeper.close()
work = app.coding.work
own = [s for s in app.page.stripes.spans if s.coder == "ada"]
# An end that is just being moved is not kept by leaving: the coding is as it was before.
spans = [(s.id, "made" if app.coding.is_in_hand(s.id) else s.state) for s in own]
shown = {
    "document": work.document.id if work.document else None,
    "spans": spans,
    "unsaved": len(app.keeper.unsaved),
    "failed": bool(app.return_code),
}
Path(sys.argv[2]).write_text(json.dumps(shown))
"""

NOT_PRESSED: Final = {"app.tour", "app.palette", "app.quit"}
"""The tour has a project of its own, the palette leads to every theme; quitting is kept rare."""
SETTLE_S: Final = 60.0
"""How long the app may take to answer before it counts as stuck."""


@dataclass
class Day:
    """What came of it.

    Attributes:
        keys: How many were pressed.
        sittings: How often the app was started.
        faults: What went wrong, in words.
        early: Resident memory in MB early in each sitting, and `late` at its end.
    """

    keys: int = 0
    sittings: int = 0
    faults: list[str] = field(default_factory=list)
    early: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)


def presses() -> list[str]:
    """What to type for every action of the registry, each way it can be asked for."""
    return [
        "".join(map(sent, keys.split()))
        for action in ACTIONS
        if action.id not in NOT_PRESSED
        for keys in action.keys
        if keys
        != "ctrl+z"  # pressed while the app is quitting, it stops the process, as in any shell
    ]


def bursts(dice: random.Random) -> Iterator[str]:
    """Endless typing: one to six keys at a time, now and then words, often a code."""
    known = presses()
    moves = [sent(key) for key in ["j", "k", "l", "h", "space", "d"]]
    while True:
        kind = dice.random()
        if kind < 0.001:
            yield "q"
        elif kind < 0.35:
            yield "".join(dice.choices(moves, k=dice.randint(1, 6)))
        elif kind < 0.55:
            yield dice.choice("1234567890.x")
        elif kind < 0.62:
            yield dice.choice(["ja", "kode", "møte 3", "æøå", "code1"]) + dice.choice(
                ["\r", "\x1b"]
            )
        else:
            yield "".join(dice.choices(known, k=dice.randint(1, 3)))


def live(folder: Path, keys: int, seed: int) -> Day:
    """Press so many keys, in as many sittings as that takes."""
    dice, day = random.Random(seed), Day()
    typing = bursts(dice)
    while day.keys < keys and len(day.faults) < 5:
        day.sittings += 1
        sit(folder, keys, dice, typing, day)
    return day


def sit(folder: Path, keys: int, dice: random.Random, typing: Iterator[str], day: Day) -> None:
    """One sitting: from opening the project to quitting it."""
    answer = folder / "shown.json"
    answer.unlink(missing_ok=True)
    terminal = open_terminal(["-c", SITTING, str(folder), str(answer)])
    terminal.read_until(b"segment ")
    begun, early = day.keys, 0.0
    ended = False
    while not ended and day.keys < keys:
        if dice.random() < 0.03:
            terminal.resize(dice.randint(30, 220), dice.randint(8, 60))
        burst = next(typing)
        day.keys += len(burst)
        ended = not press(terminal, burst)
        if not early and day.keys - begun > min(1500, keys // 4):
            early = terminal.memory
    if not ended:
        late = terminal.memory
        if early:
            day.early.append(early)
            day.late.append(late)
        leave(terminal, day)
    os.waitpid(terminal.pid, 0)
    day.faults += compare(folder, answer)


def press(terminal: Terminal, burst: str) -> bool:
    """Type; False once the app has ended."""
    try:
        os.write(terminal.handle, burst.encode())
    except OSError:
        return False
    terminal.answer(lambda: None, quiet=0.004)
    try:
        return os.waitid(os.P_PID, terminal.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    except ChildProcessError:
        return False


def leave(terminal: Terminal, day: Day) -> None:
    """Quit as a person would; a program that does not end is a fault, and is killed."""
    until = time.monotonic() + SETTLE_S
    while time.monotonic() < until:
        for burst in ("\x1b", "\x1b", "\x1b", "q"):
            if not press(terminal, burst):
                return
            terminal.answer(lambda: None, quiet=0.15)
    day.faults.append("it did not quit")
    os.kill(terminal.pid, signal.SIGKILL)


def compare(folder: Path, answer: Path) -> list[str]:
    """What is shown against what is on disk, and whether the project is whole."""
    if not answer.exists():
        return ["a sitting ended without a word"]
    shown = json.loads(answer.read_text())
    faults = ["the program had a mistake"] if shown["failed"] else []
    faults += [f"{shown['unsaved']} acts were not saved"] if shown["unsaved"] else []
    with Project.open(folder) as project:
        faults += [problem for checked in check_project(project) for problem in checked.problems]
        if shown["document"] is not None:
            with project.read() as session:
                there = {row.id for row in read_codings(session, shown["document"], "ada")}
            made = {id_ for id_, state in shown["spans"] if state == "made"}
            faults += [f"{len(made - there)} codings shown are not on disk"] * bool(made - there)
            faults += [f"{len(there - made)} codings on disk are not shown"] * bool(there - made)
    return faults


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=14_400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words", type=int, default=20_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        home, folder = Path(temporary) / "home", Path(temporary) / "study"
        for name in ("CONFIG", "DATA", "STATE"):
            os.environ[f"XDG_{name}_HOME"] = str(home)
        make_project(folder, options.words, options.words // 20)
        day = live(folder, options.keys, options.seed)
        log = home / "qda" / "log" / "qda.log"
        if log.exists():
            day.faults.append("mistakes in the program:\n" + log.read_text())
    print(f"{day.keys:,} keys in {day.sittings} sittings; {len(day.faults)} faults")
    for early, late in zip(day.early, day.late, strict=True):
        print(f"memory: {early:.0f} MB early, {late:.0f} MB at the end")
    for fault in day.faults:
        print(f"  {fault}")
    return 1 if day.faults else 0


if __name__ == "__main__":
    sys.exit(main())
