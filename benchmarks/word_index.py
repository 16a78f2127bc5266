"""Time the word index: 1,000 interviews of 5,000 words, asked as the command line and the list do.

    nice -n 19 python -m benchmarks.word_index [--texts 1000] [--folder DIR]

Each query is asked as first thing of a newly opened project; *list* is what the coding screen
does until it has up to 1,000 hits with context and segment. The first search for inflected forms
of a process loads the dictionary, unless the word itself is in the project.
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
from qda.analysis.search.query import Words, parse
from qda.intake.segments import lay_segments
from qda.intake.store import store_transcript
from qda.intake.transcript import Transcript, Turn
from qda.language.sentences import RuleSegmenter
from qda.project.documents import list_documents
from qda.project.store import Project
from qda.tui.searching import Search

QUERIES = ('"gruppe"', '"det er"', '"zeppelin"', "gruppe", "vi gå", "det", "*gruppe*", "*e*")
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
        "sentence/rules-1",
        {"I": "interviewer", "B": "informant"},
        coder="ada",
        file_name=f"{name}.txt",
    )


def size(folder: Path) -> float:
    """Megabytes of the database."""
    return (folder / "qda.sqlite").stat().st_size / 1e6


def ask_all(folder: Path) -> None:
    """Print hits and milliseconds of each query."""
    print(f"{'query':12} {'hits':>9} {'places ms':>10} {'list ms':>9}")
    for typed in QUERIES:
        hits, places = timed(folder, partial(ask, typed=typed))
        _, listed = timed(folder, partial(ask_as_screen, typed=typed))
        print(f"{typed:12} {hits:9,} {places:10.0f} {listed:9.0f}")


def timed(
    folder: Path, does: Callable[[Project, list[int]], int], times: int = 5
) -> tuple[int, float]:
    """What it gives, and the median of its milliseconds."""
    took, found = [], 0
    for _ in range(times):
        with Project.open(folder) as project:
            with project.read() as session:  # as the screen has before a search
                documents = [info.id for info in list_documents(session)]
            begun = time.perf_counter()
            found = does(project, documents)
            took.append(time.perf_counter() - begun)
    return found, 1000 * statistics.median(took)


def ask(project: Project, _documents: list[int], typed: str) -> int:
    """Every hit in every document."""
    query = parse(typed)
    assert isinstance(query, Words)
    with project.read(together=True) as session:
        return sum(map(len, look_up(session, query).values()))


def ask_as_screen(project: Project, documents: list[int], typed: str) -> int:
    """The list over all documents."""
    search = Search(typed, documents, everywhere=True)
    while (found := search.go_on(project)) is None:
        pass
    return len(found.rows)


if __name__ == "__main__":
    main()
