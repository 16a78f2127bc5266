"""Time the word index: 1,000 interviews of 5,000 words, asked as the command line and the list do.

    nice -n 19 python -m benchmarks.word_index [--texts 1000] [--folder DIR]

Each query is asked as first thing of a newly opened project. *first* is what the coding screen
does until it lists hits, each with context and segment, *list* until it has up to 1,000. *cpu* is
time of the processor, which others on the machine lengthen less. The first search for inflected
forms of a process loads the dictionary, unless the word itself is in the project.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.search import invented
from qda.analysis.search.index import look_up, make_index
from qda.analysis.search.query import Pattern, parse
from qda.intake.segments import lay_segments
from qda.intake.store import store_transcript
from qda.intake.transcript import Transcript, Turn
from qda.language.sentences import RuleSegmenter
from qda.project.documents import list_documents
from qda.project.store import Project
from qda.tui.searching import Search

QUERIES = (
    '"gruppe"',
    '"det er"',
    '"zeppelin"',
    "gruppe",
    "vi gå",
    "det",
    "*gruppe*",
    "*e*",
    "gå OR buss",
)
WORDS_IN_TURN = 80


def main() -> None:
    """Print seconds and sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--folder", type=Path, help="A project to ask, made where it is missing.")
    args = parser.parse_args()
    folder = args.folder or Path(tempfile.mkdtemp()) / "study"
    try:
        if not folder.exists():
            make(folder, args.texts)
        ask_all(folder)
    finally:
        if args.folder is None:
            shutil.rmtree(folder.parent)


def make(folder: Path, texts: int) -> None:
    """A project of invented interviews, two voices in turn."""
    with Project.create(folder) as project:
        begun = time.perf_counter()
        for number, text in enumerate(invented(texts)):
            store(project, f"D{number:04}", text.split(" "))
        print(f"stored   {time.perf_counter() - begun:7.1f} s {size(folder):6.1f} MB")
        begun = time.perf_counter()
        for _ in make_index(project):
            pass
        print(f"indexed  {time.perf_counter() - begun:7.1f} s {size(folder):6.1f} MB")


def store(project: Project, name: str, words: list[str]) -> None:
    """One interview."""
    parts, turns, at = [], [], 0
    for begin in range(0, len(words), WORDS_IN_TURN):
        parts.append(" ".join(words[begin : begin + WORDS_IN_TURN]))
        turns.append(Turn(at, at + len(parts[-1]), "IB"[begin // WORDS_IN_TURN % 2]))
        at += len(parts[-1]) + 1
    transcript = Transcript(name, "\n".join(parts), tuple(turns))
    segments = lay_segments(transcript, "sentence", RuleSegmenter())
    store_transcript(
        project,
        transcript,
        segments,
        "sentence/rules-2",
        {"I": "interviewer", "B": "informant"},
        coder="ada",
        file_name=f"{name}.txt",
    )


def size(folder: Path) -> float:
    """Megabytes of the database."""
    return (folder / "qda.sqlite").stat().st_size / 1e6


def ask_all(folder: Path) -> None:
    """Print hits and milliseconds of each query."""
    heads = [f"{what} {unit}" for what in ("places", "first", "list") for unit in ("ms", "cpu")]
    print(f"{'query':14} {'hits':>9} " + " ".join(f"{head:>10}" for head in heads))
    for typed in QUERIES:
        hits, *places = timed(folder, partial(ask, typed=typed))
        _, *first = timed(folder, partial(ask_as_screen, typed=typed, first=True))
        _, *listed = timed(folder, partial(ask_as_screen, typed=typed, first=False))
        times = " ".join(f"{took:10.0f}" for took in (*places, *first, *listed))
        print(f"{typed:14} {hits:9,} {times}", flush=True)


def timed(
    folder: Path, does: Callable[[Project, list[int]], int], times: int = 5
) -> tuple[int, float, float]:
    """What it gives, and the median of its milliseconds on the clock and of the processor."""
    took, used, found = [], [], 0
    for _ in range(times):
        with Project.open(folder) as project:
            with project.read() as session:  # as the screen has before a search
                documents = [info.id for info in list_documents(session)]
            begun, cpu = time.perf_counter(), time.thread_time()
            found = does(project, documents)
            took.append(time.perf_counter() - begun)
            used.append(time.thread_time() - cpu)
    return found, 1000 * statistics.median(took), 1000 * statistics.median(used)


def ask(project: Project, _documents: list[int], typed: str) -> int:
    """Every hit in every document."""
    query = parse(typed)
    assert not isinstance(query, Pattern)
    with project.read(together=True) as session:
        return sum(map(len, look_up(session, query).values()))


def ask_as_screen(project: Project, documents: list[int], typed: str, *, first: bool) -> int:
    """The list over all documents, or what is listed of it first."""
    search = Search(typed, documents, everywhere=True)
    while (found := search.go_on(project)) is None or (found.going_on and not first):
        pass
    return len(found.rows)


if __name__ == "__main__":
    main()
