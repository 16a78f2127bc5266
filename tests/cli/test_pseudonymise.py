"""`qda pseudonymise`: nothing that is stored holds a name afterwards, and the list knows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qda.coding.beside import WriteSummary
from qda.coding.changes import Act, WriteMemo
from qda.coding.desk import Desk
from qda.coding.memos import list_memos
from qda.project.cases import list_cases
from qda.project.check import check_project
from qda.project.documents import find_document, read_document
from qda.project.store import Project
from qda.project.summaries import read_summaries

Shell = Any

SECRETS = ("Kari", "Nordmann", "Lillehammer", "Gjøvik", "911 23 456", "kari.n@example.no")
TALK = (
    "Intervjuer: Hvem er du?\n\n"
    "Kari: Jeg heter Kari Nordmann og bor i Lillehammer. Karis mann er fra Gjøvik.\n\n"
    "Intervjuer: Hvordan når vi deg?\n\n"
    "Kari: Ring 911 23 456, eller skriv til kari.n@example.no. Vi er gjøvikfolk.\n"
)
ALL = "rest yes\ndone\nrest yes\ndone\n"


@pytest.fixture
def study(qda: Shell) -> Shell:
    """A project with one interview that is full of names, and a backup of it."""
    qda.write("Kari_Nordmann.txt", TALK)
    assert qda("import", "Kari_Nordmann.txt", "--coder", "ada").code == 0
    qda.write("c.csv", "case,documents,town,age:number\nKari N,Kari_Nordmann@Kari,Gjøvik,51\n")
    assert qda("cases", "c.csv", "--coder", "ada").code == 0
    for name in ("Kari_Nordmann.txt", "c.csv"):
        (qda.folder / name).unlink()
    assert qda("backup").code == 0
    return qda


def stored(folder: Path) -> bytes:
    """Every byte of the database and of its backups."""
    files = sorted([folder / "qda.sqlite", *(folder / "backups").glob("*")])
    return b"".join(file.read_bytes() for file in files)


def key(study: Shell) -> Path:
    return Path(study.folder.parent / "key.json")


def run(study: Shell, *options: str, typed: str = ALL, document: str = "Kari_Nordmann") -> Any:
    words = ("pseudonymise", document, "--key", key(study), "--coder", "ada", *options)
    return study(*words, typed=typed)


def test_what_is_stored_afterwards_holds_none_of_the_names(study: Shell) -> None:
    noted = (
        WriteMemo("case", "Kari N", "Reads a lot."),
        WriteSummary("Kari N", "recruitment", "Reads a lot."),
    )
    with Project.open(study.folder) as project:
        Desk(project, "ada").perform(Act(noted))
    assert [name for name in SECRETS if name.encode() in stored(study.folder)] == list(SECRETS)
    said = run(study, "--unencrypted")
    assert said.code == 0
    assert [name for name in SECRETS if name.encode() in stored(study.folder)] == []
    assert "1 backup held the names and went" in said.out
    with Project.open(study.folder) as project, project.read(together=True) as session:
        (case,) = [one.name for one in list_cases(session)]
        assert [memo.target for memo in list_memos(session)] == [case]
        assert [summary.case for summary in read_summaries(session)] == [case]


def test_turns_and_segments_are_where_they_were(study: Shell) -> None:
    run(study, "--unencrypted")
    with Project.open(study.folder) as project:
        assert not any(one.problems for one in check_project(project))
        with project.read() as session:
            document = read_document(session, find_document(session, "[Person 1]").id)
    said = [document.text[turn.start : turn.end] for turn in document.turns]
    assert said[1] == "Jeg heter [Person 1] og bor i [Sted 1]. [Person 1]s mann er fra [Sted 2]."
    assert [turn.speaker for turn in document.turns][:2] == ["Intervjuer", "[Person 1]"]
    segments = [document.text[one.start : one.end] for one in document.segments]
    assert segments[2] == "[Person 1]s mann er fra [Sted 2]."
    assert segments[-1] == "Vi er [Sted 2]folk."


def test_the_names_are_found_again_by_search_only_as_pseudonyms(study: Shell) -> None:
    run(study, "--unencrypted")
    assert study("search", "Gjøvik").out == "Nothing was found.\n"
    assert study("search", '"person 1"').lines[-1].startswith("2 hits")


def test_the_key_list_says_who_is_who(study: Shell) -> None:
    run(study, "--unencrypted")
    names = {
        one["pseudonym"]: one["names"] for one in json.loads(key(study).read_bytes())["entries"]
    }
    assert "Kari Nordmann" in names["[Person 1]"]
    assert "Gjøvik" in names["[Sted 2]"]
    shown = study("pseudonymise", "--show-key", "--key", key(study))
    assert "Kari Nordmann" in shown.out
    assert key(study).stat().st_mode & 0o077 == 0


def test_an_encrypted_key_list_holds_no_name_and_opens_by_its_passphrase_only(
    study: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QDA_PASSPHRASE", "en lang setning")
    assert run(study).code == 0
    assert not any(name.encode() in key(study).read_bytes() for name in SECRETS)
    show = ("pseudonymise", "--show-key", "--key", key(study))
    assert "Lillehammer" in study(*show).out
    monkeypatch.setenv("QDA_PASSPHRASE", "en annen setning")
    said = study(*show)
    assert said.code == 2 and "passphrase is wrong" in said.err


def test_a_name_has_the_same_pseudonym_in_the_next_document(study: Shell) -> None:
    run(study, "--unencrypted")
    study.write("x.txt", "Int: Hvor?\n\nPer: Jeg kom fra Gjøvik, og så dro vi til Hamar.\n")
    study("import", "x.txt", "--coder", "ada")
    said = run(study, typed="list\n" + ALL, document="x")
    assert "Gjøvik → [Sted 2]" in said.out
    assert "Hamar → [" in said.out and "Hamar → [Sted 2]" not in said.out


def test_leaving_changes_nothing_in_the_project(study: Shell) -> None:
    before = (study.folder / "qda.sqlite").read_bytes()
    said = run(study, "--unencrypted", typed="y\nquit\n")
    assert "was not changed" in said.out
    assert (study.folder / "qda.sqlite").read_bytes() == before
    assert json.loads(key(study).read_bytes())["entries"] == []


def test_the_end_of_a_script_before_done_changes_nothing(study: Shell) -> None:
    before = (study.folder / "qda.sqlite").read_bytes()
    run(study, "--unencrypted", typed="rest yes\n")
    assert (study.folder / "qda.sqlite").read_bytes() == before


@pytest.mark.parametrize("place", ["key.json", "corpus/key.json", "../study/key.json"])
def test_a_key_list_in_the_projects_folder_is_refused(study: Shell, place: str) -> None:
    said = study("pseudonymise", "Kari_Nordmann", "--key", place, "--unencrypted", "--coder", "a")
    assert said.code == 2 and "outside" in said.err
    assert not (study.folder / place).exists()


def test_a_document_with_codings_is_refused(study: Shell) -> None:
    study.write(
        "k.csv",
        "document,segment,start,end,code,coder,memo,created_at\n"
        "Kari_Nordmann,2,,,recruitment,ada,,\n",
    )
    assert study("codings", "import", "k.csv", "--coder", "ada").code == 0
    said = run(study, "--unencrypted")
    assert said.code == 2 and "before coding" in said.err


def test_other_documents_that_hold_the_names_are_told_of(study: Shell) -> None:
    study.write("x.txt", "Int: Hvor?\n\nPer: Jeg kom fra Gjøvik.\n")
    study("import", "x.txt", "--coder", "ada")
    assert "documents: x" in run(study, "--unencrypted").err


def test_nobody_to_ask_for_a_passphrase_is_said_before_the_work(study: Shell) -> None:
    said = run(study)
    assert said.code == 2 and "QDA_PASSPHRASE" in said.err
    assert not key(study).exists()


def test_two_speakers_are_not_made_one(study: Shell) -> None:
    study.write("y.txt", "Nils: Vi kom fra byen.\n\nTrude: Ja.\n\nNils: Ja.\n\nTrude: Nei.\n")
    study("import", "y.txt", "--coder", "ada")
    said = run(study, "--unencrypted", typed="= [venn]\n= [venn]\nrest yes\ndone\n", document="y")
    assert said.code == 2 and "two speakers" in said.err


def test_a_line_that_is_not_understood_is_told_and_the_rest_goes_on(study: Shell) -> None:
    said = run(study, "--unencrypted", typed="yess\ndone\n" + ALL)
    assert "line 1: there is no command" in said.err
    assert "line 2:" in said.err and "not decided" in said.err
    assert said.code == 0
