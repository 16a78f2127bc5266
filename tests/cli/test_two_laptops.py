"""`qda share`, `qda init --package`, `qda merge` and `qda rounds`, as two colleagues use them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

BOOK = "codes:\n  - id: attrition\n    label: {en: Attrition}\n"
TALK = "Int: Hvem kom?\nEva: Fjorten kom. Fem ble igjen. Vi ringte dem. Det gikk bra.\n"
CODED = "document,segment,code,coder\nA1,2,attrition,{0}\nA1,3,,{0}\n"


class Said(Protocol):
    code: int
    out: str
    err: str


class Shell(Protocol):
    folder: Path

    def __call__(self, *args: str | Path, typed: str = "") -> Said: ...

    def write(self, name: str, text: str) -> Path: ...


@pytest.fixture
def study(qda: Shell) -> Shell:
    """A project of its own in the folder `one`, in which Ada has coded."""
    (qda.folder / "one").mkdir()
    qda.write("one/codebook.yaml", BOOK)
    qda.write("one/A1.txt", TALK)
    qda.write("one/cases.csv", "case,documents,place\nEva,A1,town\n")
    qda.write("ada.csv", CODED.format("ada"))
    qda.write("bo.csv", CODED.format("bo"))
    for command in (
        "init one",
        "import one/A1.txt --segmenter rules --project one",
        "cases one/cases.csv --project one",
        "codings import ada.csv --project one",
    ):
        said = qda(*command.split(), "--coder", "ada")
        assert said.code == 0, said.err
    return qda


def done(qda: Shell, command: str, *args: str) -> str:
    said = qda(*command.split(), *args)
    assert (said.code, said.err) == (0, "")
    return said.out


def test_a_package_goes_out_and_its_coding_comes_back(study: Shell) -> None:
    said = done(study, "share r.qda --by place --project one --coder ada")
    assert "Drawn: 1 of 1 informants, seed 1." in said
    assert "town" in said
    done(study, "init two --package r.qda")
    done(study, "codings import bo.csv --project two --coder bo")
    dry = done(study, "merge two --dry-run --project one --coder ada")
    assert "Would come from two:" in dry
    assert "codings: 1 new" in dry
    assert "new coder: bo" not in done(study, "coders --project one")
    assert "1 new coder: bo" in done(study, "merge two --project one --coder ada")
    assert "Nothing in two is new here." in done(study, "merge two --project one --coder ada")
    assert "bo" in done(study, "coders --project one")
    assert "was taken back" in done(study, "merge --undo --project one --coder ada")
    assert "bo" not in done(study, "coders --project one")


def test_a_round_is_begun_listed_and_closed(study: Shell) -> None:
    assert "There are no rounds yet" in done(study, "rounds --project one")
    done(study, "rounds begin pilot --project one --coder ada --documents A1")
    assert "open" in done(study, "rounds --project one")
    assert "closed with 1 coding." in done(study, "rounds close pilot --project one --coder ada")
    assert "open" not in done(study, "rounds --project one")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("merge nowhere --project one", "no project or package here"),
        ("merge --project one", "name the project"),
        ("merge one --undo --project one", "nothing else"),
        ("share one/A1.txt --project one", "a file of this name already"),
        ("share r.qda --by age --project one", "no attribute “age”"),
        ("rounds close pilot --project one", "no round “pilot”"),
        ("init one --package r.qda", "a project here already"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(study: Shell, command: str, words: str) -> None:
    said = study(*command.split())
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert words in said.err


def test_disagreements_are_listed_and_settled_blind(study: Shell) -> None:
    study.write("bo.csv", "document,segment,code,coder\nA1,2,,bo\nA1,3,attrition,bo\n")
    done(study, "codings import bo.csv --project one --coder bo")
    said = done(study, "disagreements --project one --coders ada bo")
    assert "2 passages on which ada and bo differ." in said
    assert "Fjorten kom." in said
    decide = ("disagreements", "--project", "one", "--coder", "cy", "--decide", "--agreed")
    settled = study(*decide, "--coders", "ada", "bo", typed="2\nit fits\nq\n")
    assert settled.code == 0
    shown, told = settled.out.split("Decided.")
    assert "A: " in shown
    assert "ada" not in shown
    assert told.startswith((" A was ada, B was bo.", " A was bo, B was ada."))
    assert "1 passage decided, 1 left." in told
    listed = done(study, "disagreements --project one --coders ada bo")
    assert "2 passages on which" in listed
    assert "Settled by cy" in listed
    compared = done(study, "compare --project one --coders ada bo")
    figures, talked = compared.split("Share changed in discussion")
    assert "1 passage with 1 segment" in " ".join(talked.split())
    assert figures in study("compare", "--project", "one", "--coders", "ada", "bo").out
    again = (*decide[:4], "dee", "--decide", "--again", "--coders", "ada", "bo")
    overruled = study(*again, typed="0\n\nq\n")
    assert "1 passage decided, 1 left." in overruled.out
    listed = done(study, "disagreements --project one --coders ada bo")
    assert "Before, cy had accepted both. Why: it fits" in listed
    counted = done(study, "matrix --project one --layer consensus --format csv")
    assert counted.splitlines()[1].startswith("attrition,")
    assert (
        "there are: consensus, independent"
        in study("matrix", "--project", "one", "--layer", "nowhere").err
    )
