"""`qda export` writes what a recipe lists, and nothing that would not change."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from qda.coding.changes import Act, ApplyCode
from qda.coding.desk import Desk
from qda.project.store import Project


class Said(Protocol):
    code: int
    out: str
    err: str


class Shell(Protocol):
    folder: Path

    def __call__(self, *args: str | Path) -> Said: ...
    def write(self, name: str, text: str) -> Path: ...


RECIPE = """\
coder: ada
exports:
  - matrix: m.csv
    code: [recruitment]
  - quotes: deep/q.md
    code: recruitment
    question: true
"""


@pytest.fixture
def coded(qda: Shell) -> Shell:
    apply(qda, "ada")
    apply(qda, "bo")
    qda.write("exports.yaml", RECIPE)
    return qda


def apply(qda: Shell, coder: str, document: int = 1) -> None:
    with Project.open(qda.folder) as project:
        Desk(project, coder).perform(Act((ApplyCode(document, 25, 40, "recruitment"),)))


def exports(qda: Shell) -> dict[str, bytes]:
    folder = qda.folder / "exports"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


def test_all_are_written_with_their_own_and_the_common_options(coded: Shell) -> None:
    assert coded("export").code == 0
    found = exports(coded)
    assert set(found) == {"m.csv", "m.provenance.txt", "deep/q.md"}
    assert found["m.csv"].decode().splitlines()[-1].startswith("recruitment,")
    assert b"coder:       ada" in found["m.provenance.txt"]
    assert b"Hvordan kom dere i gang?" in found["deep/q.md"]


def test_only_what_changed_is_written_again(coded: Shell) -> None:
    coded("export")
    before = (coded.folder / "exports" / "m.csv").stat().st_ino
    assert "m.csv is as it was" in coded("export").out
    assert (coded.folder / "exports" / "m.csv").stat().st_ino == before
    apply(coded, "ada", document=2)
    assert "m.csv was written" in coded("export").out


def test_one_export_is_written_alone(coded: Shell) -> None:
    assert coded("export", "m.csv").code == 0
    assert set(exports(coded)) == {"m.csv", "m.provenance.txt"}
    assert "there is no export “x.csv”" in coded("export", "x.csv").err


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("code: [recruitment]", "colour: red", 4),
        ("code: [recruitment]", "unit: pages", 3),
        ("code: [recruitment]", "by: moon", 3),
        ("code: [recruitment]", "output: ../m.csv", 4),
        ("coder: ada", "couleur: ada", 1),
        ("question: true", "question: maybe", 7),
        ("coder: ada", "coder: cy", 3),
        ("m.csv", "m.pdf", 3),
    ],
)
def test_a_mistake_is_one_sentence_with_its_line(
    coded: Shell, old: str, new: str, line: int
) -> None:
    coded.write("exports.yaml", RECIPE.replace(old, new))
    said = coded("export")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert said.err.startswith(f"exports.yaml:{line}: ")


def test_a_mistake_in_the_last_export_leaves_the_first_unwritten(coded: Shell) -> None:
    coded.write("exports.yaml", RECIPE.replace("question", "answer"))
    assert coded("export").code == 2
    assert not exports(coded)
