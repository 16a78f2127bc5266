"""Time all language work on interviews of 5,000 words, and the memory it takes at most.

    nice -n 19 python -m benchmarks.language_work [--texts 100] [--segmenter rules|bundled]
        [--without-names]

The texts are sentences of the sample study in another order, with words varied. Files are read,
cut into sentences and stored as `qda import` does it, the words are indexed, and names are looked
for as `qda pseudonymise` does it. What was stored is not done again: the second row of each kind
says what a run after a break costs. The pipeline is loaded before.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.search import ENDINGS, SAMPLE, WORDS
from qda.analysis.search.index import make_index
from qda.intake.importing import Cutting, import_files
from qda.language.names import find_names
from qda.language.pipeline import load
from qda.project.documents import list_documents, read_document
from qda.project.store import Project


def main() -> None:
    """Print seconds of each kind of work, and megabytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=100)
    parser.add_argument("--without-names", action="store_true")
    parser.add_argument("--segmenter", choices=["rules", "bundled"], default="rules")
    args = parser.parse_args()
    load("bundled")  # so that it counts for nobody
    with tempfile.TemporaryDirectory() as place:
        files = write(Path(place) / "files", args.texts)
        with Project.create(Path(place) / "study") as project:
            for again in ("", " again"):
                cutting = Cutting("sentence", args.segmenter)
                with clock(f"import, {args.segmenter}{again}"):
                    for _ in import_files(project, files, cutting, coder="ada"):
                        pass
            for again in ("", " again"):
                with clock(f"word index{again}"):
                    for _ in make_index(project):
                        pass
            if args.without_names:
                return
            with clock("names"):
                name_all(project)


def write(folder: Path, number: int) -> list[Path]:
    """Interviews as files, two speakers in turn, each of about 5,000 words."""
    folder.mkdir()
    draw = random.Random(1)
    said = sorted({line for path in SAMPLE.glob("T*.txt") for line in _said(path)})
    paths = []
    for at in range(number):
        turns: list[str] = []
        words = 0
        while words < WORDS:
            sentences = draw.choices(said, k=draw.randint(1, 8))
            who = ("Intervjuer", "Informant")[len(turns) % 2]
            turns.append(f"{who}: " + " ".join(_varied(draw, one) for one in sentences))
            words += sum(len(one.split()) for one in sentences)
        paths.append(folder / f"D{at:04}.txt")
        paths[-1].write_text("\n\n".join(turns) + "\n", encoding="utf-8")
    return paths


def _said(path: Path) -> list[str]:
    """Stretches of speech from a sample interview, each of them a sentence or more."""
    lines = path.read_text(encoding="utf-8").splitlines()
    turns = (line.partition(": ")[2] for line in lines if ": " in line)
    return [one for turn in turns for one in re.split(r"(?<=[.?!]) (?=[A-ZÆØÅ])", turn) if one]


def _varied(draw: random.Random, sentence: str) -> str:
    """The sentence with an ending of our own on one word of ten, so that many forms differ."""
    return re.sub(
        r"[a-zæøå]{3,}\b(?![.])",
        lambda found: found[0] + (draw.choice(ENDINGS) if draw.random() < 0.1 else ""),
        sentence,
    )


def name_all(project: Project) -> None:
    """Look for names in every document, one document at a time."""
    with project.read() as session:
        documents = [info.id for info in list_documents(session)]
    for id_ in documents:
        with project.read(together=True) as session:
            document = read_document(session, id_)
        texts = [document.text[turn.start : turn.end] for turn in document.turns]
        for _ in find_names(texts, load("bundled")):
            pass


@contextmanager
def clock(what: str) -> Iterator[None]:
    """Print seconds on the clock, seconds of the processor, and memory at most so far."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:24} {wall:8.1f} s {cpu:8.1f} s of processor {most:6.0f} MB", flush=True)


if __name__ == "__main__":
    main()
