"""Time a matrix from the file: 1,000 documents x 100 codes x 1,000,000 codings, all reviewed.

    nice -n 19 python benchmarks/matrix.py [--documents 1000] [--codings 1000] [--runs 5]

Beside codings, segments and documents, in the same run and through the same driver, stand bare
queries that give the same numbers, parents too; that they do is checked. The matrix says more:
noughts apart from what was not read, bases, totals and where it all comes from. The other units,
codes against codes, and writing the matrix in each format are only reported. Each figure is the
median of the runs, by the clock and by the processor, which other programs disturb less.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from qda.analysis.load import load
from qda.analysis.matrix import Matrix, matrix
from qda.analysis.options import UNITS, WITHINS, Unit
from qda.errors import QdaError
from qda.exports.formats.registry import FORMATS
from qda.exports.write import matrix_bytes
from qda.project.store import Project

Took = tuple[float, float]
"""Milliseconds by the clock and of the processor."""

CODER = "ada"
CODES, UNDER_ONE = 100, 10
TURNS, SENTENCES = 65, 5
SENTENCE = "Det kom fjorten på det åpne møtet, og fem av dem ble igjen da vi begynte med gruppa. "
WHEN = "2026-11-23T09:30:00.000Z"

UNDER = (
    "WITH RECURSIVE under (code, above) AS (SELECT id, id FROM codes UNION ALL "
    "SELECT code, parent_id FROM under JOIN codes ON id = above WHERE parent_id NOT NULL) "
    "SELECT above, document_id, {what} FROM codings JOIN under ON code = code_id "
    "WHERE coder_id = 1 AND layer = 'independent' AND removed = 0 GROUP BY above, document_id"
)
BARE: dict[Unit, str] = {
    "codings": UNDER.format(what="count(*)"),
    # Every coding here is of one segment, so its start tells which, and no join is needed.
    "segments": UNDER.format(what="count(DISTINCT start)"),
    "documents": UNDER.format(what="count(DISTINCT document_id)"),
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--codings", type=int, default=1000, help="in each document")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "study") as project:
        fill(project.database, given.documents, given.codings)
        show(project, given.runs)


def show(project: Project, runs: int) -> None:
    """Time each unit and its bare query in turn, so that they share the weather."""
    with project.read() as session:
        cursor = session.connection().connection.cursor()
        for unit, query in BARE.items():
            bare = partial(lambda query: cursor.execute(query).fetchall(), query)
            check(count(project, unit=unit), bare())
            steps = {f"bare query of {unit}": bare, unit: partial(count, project, unit=unit)}
            took = together(steps, runs)
            say(took)
            (wall, processor), (own_wall, own_processor) = took.values()
            times = f"{own_wall / wall:9.2f}    {own_processor / processor:9.2f}"
            print(f"{'  times the bare query':40} {times}")
    say(together({"reading the file, of that": partial(load, project)}, runs))
    for unit in (unit for unit in UNITS if unit not in BARE):
        say(together({unit: partial(count, project, unit=unit)}, runs))
    for within in WITHINS:
        step = partial(count, project, by="code", within=within)
        say(together({f"code by code, within {within}": step}, 1))
    found = count(project)
    for kind in FORMATS:
        try:
            say(together({f"written as {kind}": partial(matrix_bytes, found, kind)}, 1))
        except QdaError as error:  # a table too wide for it
            print(f"written as {kind}: {error.message}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{'most memory':40} {peak / (1024**2 if sys.platform == 'darwin' else 1024):9.0f} MB")


def count(project: Project, **options: object) -> Matrix:
    """All that `qda matrix` does between opening the project and printing."""
    return matrix(load(project), **options)


def check(found: Matrix, bare: list[tuple[int, int, int]]) -> None:
    """See that the bare query gives the same numbers."""
    numbers = {(f"code_{code}", f"D{document:04}"): number for code, document, number in bare}
    cells = found.cells.counts.tolist()
    ours = {
        (row.id, heading): number
        for row, numbers_of in zip(found.rows, cells, strict=True)
        for heading, number in zip(found.columns, numbers_of, strict=True)
        if number
    }
    assert ours == numbers


def say(took: Mapping[str, Took]) -> None:
    """Print a line a step."""
    for name, (wall, processor) in took.items():
        print(f"{name:40} {wall:9.1f} ms {processor:9.1f} ms of the processor")


def together(steps: Mapping[str, Callable[[], object]], runs: int) -> dict[str, Took]:
    """The median times of each step, in turn, after one run that is not counted."""
    times: dict[str, list[Took]] = {name: [] for name in steps}
    for run in range(runs + 1):
        for name, step in steps.items():
            begin = time.perf_counter(), time.process_time()
            step()
            end = time.perf_counter(), time.process_time()
            if run:
                times[name].append((1000 * (end[0] - begin[0]), 1000 * (end[1] - begin[1])))
    return {name: medians(own) for name, own in times.items()}


def medians(times: list[Took]) -> Took:
    """The median of each of the two times."""
    wall, processor = zip(*times, strict=True)
    return statistics.median(wall), statistics.median(processor)


def fill(database: Path, documents: int, coded: int) -> None:
    """Put an invented project into a new file, past the functions that would check it."""
    source = random.Random(1)
    with closing(sqlite3.connect(database)) as file, file:
        file.execute("INSERT INTO coders VALUES (1, ?)", (CODER,))
        file.execute("INSERT INTO codebook_versions VALUES (1, 'hash', '[]', '', ?)", (WHEN,))
        insert(file, "codes", "id, key, parent_id, position, label, since", codes())
        for document in range(1, documents + 1):
            add_document(file, document, coded, source)


def codes() -> Iterable[tuple[object, ...]]:
    """A tree of two levels."""
    for row in range(1, CODES + 1):
        top = (row - 1) // UNDER_ONE * UNDER_ONE + 1
        place = (row - 1) // UNDER_ONE if row == top else row - top - 1
        yield row, f"code_{row}", None if row == top else top, place, "{}", 1


def add_document(
    file: sqlite3.Connection, document: int, coded: int, source: random.Random
) -> None:
    """One interview: its text, two speakers in turn, a case, codings, every segment reviewed."""
    turn_text = SENTENCE * SENTENCES
    text = "\n".join(turn_text[:-1] for _ in range(TURNS))
    file.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, '', '', '', 'utf-8', 'sentence/rules-2', ?)",
        (document, f"key{document}", f"D{document:04}", document, text, WHEN),
    )
    voices = (2 * document - 1, 2 * document)
    roles = zip(voices, ("Int", "Inf"), ("interviewer", "informant"), strict=True)
    insert(file, "speakers", "id, document_id, label, role", [(v, document, *r) for v, *r in roles])
    size = len(turn_text)
    turns = [
        (document, turn, turn * size, (turn + 1) * size - 1, voices[turn % 2])
        for turn in range(TURNS)
    ]
    insert(file, "turns", 'document_id, number, start, "end", speaker_id', turns)
    length = len(SENTENCE)
    segments = [
        (document, at + 1, at * length, (at + 1) * length - 1, at // SENTENCES)
        for at in range(TURNS * SENTENCES)
    ]
    insert(file, "segments", 'document_id, number, start, "end", turn', segments)
    insert(file, "cases", "id, name, position", [(document, f"I{document:04}", document)])
    ties = [(document, document, document)]
    insert(file, "case_documents", "id, case_id, document_id", ties)
    columns = 'id, document_id, coder_id, layer, start, "end", code_id, created_at'
    codings = [
        (new_id(document, at), document, 1, "independent", start, start + length - 1, code, WHEN)
        for at, (start, code) in enumerate(places(segments, coded, source))
    ]
    insert(file, "codings", columns, codings)
    columns = "id, document_id, coder_id, layer, segment, codebook_version"
    marks = [
        (new_id(document, number), document, 1, "independent", number, 1)
        for _, number, *_ in segments
    ]
    insert(file, "reviews", columns, marks)


def places(
    segments: Sequence[tuple[int, ...]], coded: int, source: random.Random
) -> list[tuple[int, int]]:
    """Where a document is coded: the start of a segment and a code, no pair twice."""
    every = source.sample(range(len(segments) * CODES), coded)
    return [(segments[at // CODES][2], at % CODES + 1) for at in every]


def new_id(document: int, number: int) -> str:
    """As long as a uuid7, and in order."""
    return f"{document:018x}{number:018x}"


def insert(
    file: sqlite3.Connection, table: str, columns: str, rows: Iterable[tuple[object, ...]]
) -> None:
    """Insert many rows."""
    marks = ", ".join("?" * (columns.count(",") + 1))
    file.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


if __name__ == "__main__":
    main()
