"""How fast the whole coding screen is, through a real pseudo-terminal, store and all.

    python -m benchmarks.coding_screen [--words 100000] [--spans 5000] [--keys 60]

A project with one long interview is made, in a temporary folder or where `--project` says: making
one of 500,000 words and 5,000 codings takes minutes, as each coding goes the way of a coder's. The
app runs on a terminal of its own; a parent types and measures from the write of a key to the first
byte of the answer ("painted") and to the last byte before silence ("settled"). The same is done
with a bare Textual `Static` in the same run, so that the figures can be read as ratios. A code is
answered twice: painted as pending, then as made; its last byte comes after it is on disk.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.keys import sent
from benchmarks.transcript_widget import (
    Terminal,
    codings,
    interview,
    open_terminal,
    report,
    sizes,
    start,
)
from qda.codebook.apply import apply_codebook
from qda.coding.changes import Act, ApplyCode
from qda.coding.desk import Desk
from qda.intake import guess_roles, lay_segments, read
from qda.intake.store import store_transcript
from qda.intake.transcript import Segment, Transcript, Turn
from qda.language.sentences import segmenter
from qda.project.store import Project
from qda.tui.actions import ACTIONS
from qda.tui.actions.action import CODING, actions_of

RUN = "import sys; from pathlib import Path; from qda.tui.run import run; " + (
    "sys.exit(run(Path(sys.argv[1]), 'ada'))"
)
LEAVING = {"app.quit", "app.tour"}
"""The actions after which another app is there, or none."""
KEYS = (
    ("next word", "l"),
    ("extend by a word", "\x1b[1;2C"),
    ("next segment", "j"),
    ("page down", " "),
    ("reviewed, and on", "d"),
)


def make_project(folder: Path, words: int, spans: int, codes: int = 60) -> None:
    """A project with one invented interview and many codings of it."""
    sheet = interview(words)
    with Project.create(folder) as project:
        lines = [f"  - id: code{n}\n    pin: {n}\n" for n in range(10)]
        lines += [f"  - id: code{n}\n" for n in range(10, codes)]
        project.codebook_file.write_text("codes:\n" + "".join(lines), encoding="utf-8")
        apply_codebook(project, "ada")
        turns = tuple(Turn(t.start, t.end, t.speaker) for t in sheet.turns)
        segments = [
            Segment(n, s.start, s.end, s.turn) for n, s in enumerate(sheet.segments, start=1)
        ]
        transcript = Transcript("I01", sheet.text, turns)
        roles = guess_roles(transcript)
        store_transcript(
            project, transcript, segments, "benchmark", roles, coder="ada", file_name="I01.txt"
        )
        changes = (ApplyCode(1, s.start, s.end, s.code) for s in codings(sheet, spans, codes))
        desk = Desk(project, "ada")
        for batch in _in_batches(list(changes), 500):
            desk.perform(Act(tuple(batch)))


def _in_batches(changes: list[ApplyCode], size: int) -> list[list[ApplyCode]]:
    return [changes[at : at + size] for at in range(0, len(changes), size)]


def first_paint(folder: Path) -> tuple[Terminal, float, float]:
    """Start the app; milliseconds to the frame, and to the document at hand."""
    began = time.perf_counter()
    terminal = open_terminal(["-c", RUN, str(folder)])
    terminal.read_until(b"Codebook")
    frame = (time.perf_counter() - began) * 1000
    terminal.read_until(b"segment ")
    return terminal, frame, (time.perf_counter() - began) * 1000


def measure(folder: Path, keys: int) -> None:
    """Run both children and print the table."""
    bare = start(["--child", "bare"])
    echo = [bare.answer(bare.type("abcdefghij"[i % 10])) for i in range(keys)]
    base = statistics.median(echo)
    report("bare Static, key echo", echo, None)
    bare.end()
    starts = []
    for _ in range(5):
        app, frame, at_hand = first_paint(folder)
        starts.append((frame, at_hand))
        app.answer(lambda: None, quiet=0.5)
        app.end()
    report("bare Static, first paint", [bare_start() for _ in range(5)], base)
    report("first paint", [frame for frame, _ in starts], base)
    report("document at hand", [at_hand for _, at_hand in starts], base)

    app, _, _ = first_paint(folder)
    app.answer(lambda: None, quiet=2.5)
    for label, key in KEYS:
        both(label, app, [app.type(key)] * keys, base)
    digits = [app.type(str(number % 10)) for number in range(keys)]
    both("apply a code (settled: on disk)", app, digits, base, before=app.type("j"))
    both("undo (settled: on disk)", app, [app.type("u")] * (keys // 2), base)
    both("resize", app, [partial(app.resize, *size) for size in sizes(keys)], base)
    print(f"{'memory':<42}        {app.memory:7.0f} MB")
    app.end()


def every_key(folder: Path, times: int) -> None:
    """Press each key of the coding screen so often; to the first byte of its answer.

    What a key opens is closed again, not measured. A key that has nothing to say says nothing.
    """
    app, _, _ = first_paint(folder)
    app.answer(lambda: None, quiet=2.5)
    found = []
    for action in actions_of(CODING, ACTIONS):
        if action.id in LEAVING or action.mode or not action.keys:
            continue
        press = app.type("".join(map(sent, action.keys[0].split())))
        painted = []
        for _ in range(times):
            app.answer(app.type("jl"))
            app.answer(press, patience=0.25)
            painted.append(app.first)
            app.answer(app.type("\x1b"), quiet=0.12, patience=0.12)
        found.append((statistics.median(painted), max(painted), action))
    print(f"\nkey to paint, {times} times each; median and slowest in ms, slowest keys first")
    for median, slowest, action in sorted(found, key=lambda one: -one[0]):
        print(f"{median:7.1f} {slowest:7.1f}  {action.keys[0]:<12} {action.words}")
    slow = [action.id for median, slowest, action in found if median > 10 or slowest > 50]
    print(f"{len(found)} keys, {len(found) - len(slow)} under 10 ms median and 50 ms at worst")
    app.end()


def bare_start() -> float:
    """Milliseconds from the start of Python to the first paint of a bare Textual app."""
    began = time.perf_counter()
    terminal = open_terminal(["-m", "benchmarks.transcript_widget", "--child", "bare"])
    terminal.read_until(b"\x1b[?1049h")  # the alternate screen; what follows is the paint
    before = (time.perf_counter() - began) * 1000
    painted = terminal.answer(lambda: None, quiet=0.1)
    terminal.end()
    return before + painted


def both(
    label: str,
    app: Terminal,
    acts: Sequence[Callable[[], object]],
    base: float,
    before: Callable[[], object] | None = None,
) -> None:
    """Do acts and print both figures; something may be done before each, not measured."""
    painted, settled = [], []
    for act in acts:
        if before is not None:
            app.answer(before)
        settled.append(app.answer(act))
        painted.append(app.first)
    report(f"{label}: painted", painted, base)
    report(f"{'':>{len(label)}}  settled", settled, base)


def import_speed(folder: Path, words: int = 50_000) -> None:
    """Milliseconds to read, cut and store 1,000 words, spaCy loaded before."""
    cutter = segmenter("rules")
    list(cutter.split(["Ja. Nei."]))
    sheet = interview(words, seed=9)
    file = folder.with_name("I02.txt")
    lines = (f"{turn.speaker}: {sheet.text[turn.start : turn.end]}" for turn in sheet.turns)
    file.write_text("\n".join(lines), encoding="utf-8")
    with Project.create(folder) as project:
        began = time.perf_counter()
        transcript = read(file)
        segments = lay_segments(transcript, "sentence", cutter)
        roles = guess_roles(transcript)
        store_transcript(
            project, transcript, segments, "benchmark", roles, coder="ada", file_name=file.name
        )
        took = (time.perf_counter() - began) * 1000
    print(f"{'import, per 1,000 words':<42}        {took / words * 1000:7.1f} ms")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--spans", type=int, default=5_000)
    parser.add_argument("--keys", type=int, default=60)
    parser.add_argument("--every-key", type=int, default=0, metavar="TIMES")
    parser.add_argument("--project", type=Path, help="where the project is kept for another time")
    options = parser.parse_args()
    print(f"{options.words:,} words, {options.spans:,} codings, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.project or Path(temporary) / "study"
        if not folder.exists():
            make_project(folder, options.words, options.spans)
        import_speed(Path(temporary) / "import")
        measure(folder, options.keys)
        if options.every_key:
            every_key(folder, options.every_key)


if __name__ == "__main__":
    main()
