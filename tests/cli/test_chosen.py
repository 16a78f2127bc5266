"""`qda quotes --chosen`: the quotations of a report, as they were chosen and trimmed."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Protocol

import pytest

from qda.coding.beside import ChooseQuotation, TranslateQuotation, TrimQuotation
from qda.coding.changes import Act
from qda.coding.desk import Desk
from qda.project.store import Project
from qda.trimming import Cut


class Said(Protocol):
    code: int
    out: str
    err: str


class Shell(Protocol):
    folder: Path

    def __call__(self, *args: str | Path) -> Said: ...
    def write(self, name: str, text: str) -> Path: ...


@pytest.fixture
def chosen(qda: Shell) -> Shell:
    """Two quotations of Eva in T01 for one section, the first trimmed; one of T02 for another."""
    first = ChooseQuotation(1, 25, 54, "Portvakt")
    with Project.open(qda.folder) as project:
        ada = Desk(project, "ada")
        ada.perform(Act((first, ChooseQuotation(1, 55, 71, "Portvakt"))))
        ada.perform(Act((ChooseQuotation(2, 16, 39, "Roller"),)))
        cuts = (Cut(28, 39), Cut(43, 53, "samling"))
        ada.perform(Act((TrimQuotation(first.quotation, 25, 54, cuts),)))
        ada.perform(Act((TranslateQuotation(first.quotation, "We (...) a [gathering]."),)))
    qda.write("c.csv", "case,documents,sector\nEva,T01,hospital\nNils,T02,county\n")
    assert qda("cases", "c.csv").code == 0
    return qda


def table(said: Said) -> list[dict[str, str]]:
    assert said.code == 0, said.err
    return list(csv.DictReader(io.StringIO(said.out)))


def test_they_come_by_section_and_in_order_as_trimmed_with_their_source(chosen: Shell) -> None:
    rows = table(chosen("quotes", "--chosen", "--names", "--format", "csv"))
    assert [(row["section"], row["position"]) for row in rows] == [
        ("Portvakt", "1"),
        ("Portvakt", "2"),
        ("Roller", "1"),
    ]
    assert rows[0]["text"] == "Vi (...) et [samling]."
    assert rows[0]["translation"] == "We (...) a [gathering]."
    assert (rows[0]["document"], rows[0]["case"], rows[0]["coder"]) == ("T01", "Eva", "ada")


def test_one_section_as_markdown_names_nobody_unless_asked(chosen: Shell) -> None:
    text = chosen("quotes", "--section", "Portvakt").out
    assert "## Portvakt" in text
    assert "> We (...) a [gathering]." in text.replace("\\", "")
    assert "Roller" not in text
    assert "T01" not in text
    assert "Eva" not in text
    assert "T01, 2" in chosen("quotes", "--section", "Portvakt", "--names").out


def test_the_same_project_gives_the_same_bytes(chosen: Shell) -> None:
    assert chosen("quotes", "--chosen").out == chosen("quotes", "--chosen").out


def test_a_section_without_quotations_is_a_mistake(chosen: Shell) -> None:
    said = chosen("quotes", "--section", "Portvakten")
    assert (said.code, said.out) == (2, "")
    assert "no quotation is chosen for a section “Portvakten”" in said.err


def test_what_narrows_passages_does_not_go_with_the_chosen(chosen: Shell) -> None:
    said = chosen("quotes", "--chosen", "--where", "sector=hospital")
    assert said.code == 2
    assert "--section NAME" in said.err


def test_memos_go_out_and_in_again(chosen: Shell) -> None:
    chosen.write("in.csv", "kind,document,segment,coder,text\nflag,T01,2,ada,\nspan,T01,3,ada,hm\n")
    assert "new: 1 mark, 1 memo" in chosen("memos", "import", "in.csv").out
    assert chosen("memos", "export", "out.csv").code == 0
    assert "new: 0 marks, 0 memos" in chosen("memos", "import", "out.csv").out
