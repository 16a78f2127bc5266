"""What each command says and does."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Protocol

import click
import pytest

from qda.cli.group import COMMANDS
from qda.coding.changes import Act, ApplyCode, LinkMemo, WriteMemo
from qda.coding.desk import Desk
from qda.project.store import Project

TALK = "Int: Hvem kom?\nEva: Fjorten kom. Fem ble igjen.\n"
BOOK = "codes:\n  - id: recruitment\n  - id: attrition\n"


class Said(Protocol):
    code: int
    out: str
    err: str
    lines: list[str]


class Shell(Protocol):
    folder: Path
    patch: pytest.MonkeyPatch

    def __call__(self, *args: str | Path, typed: str = "") -> Said: ...
    def write(self, name: str, text: str) -> Path: ...


def code(
    folder: Path, coder: str = "ada", key: str = "recruitment", span: tuple[int, int] = (25, 54)
) -> None:
    with Project.open(folder) as project:
        Desk(project, coder).perform(Act((ApplyCode(1, *span, key),)))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_commands_help_begins_as_in_the_overview(name: str) -> None:
    module = "importing" if name == "import" else name
    command: click.Command = importlib.import_module(f"qda.cli.{module}").command
    assert (command.help or "").split("\n")[0] == COMMANDS[name]


# the project and the coder


def test_the_project_is_found_from_a_folder_within(qda: Shell) -> None:
    qda.patch.chdir(qda.folder / "corpus")
    assert qda("coders").code == 0


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_project_can_be_named_before_and_after_the_command(
    qda: Shell, tmp_path: Path, place: str
) -> None:
    qda.patch.chdir(tmp_path)
    option = ("--project", qda.folder)
    said = qda(*option, "check") if place == "before" else qda("check", *option)
    assert said.code == 0


@pytest.mark.parametrize(
    "words", ["init sub", "init --project sub", "--project sub init", "--project sub init --name X"]
)
def test_a_project_is_made_in_the_folder_named(qda: Shell, tmp_path: Path, words: str) -> None:
    (tmp_path / "place").mkdir()
    qda.patch.chdir(tmp_path / "place")
    assert qda(*words.split()).code == 0
    assert [path.name for path in (tmp_path / "place").iterdir()] == ["sub"]
    assert (tmp_path / "place" / "sub" / "qda.sqlite").is_file()


def test_a_folder_named_twice_for_a_new_project_is_refused(qda: Shell) -> None:
    said = qda("--project", "a", "init", "b")
    assert (said.code, "named twice" in said.err) == (2, True)
    assert not (qda.folder / "a").exists()
    assert not (qda.folder / "b").exists()


@pytest.mark.parametrize("words", [["code", "T99"], ["--project", ".", "code", "T99"]])
def test_a_document_to_code_that_is_not_there_is_said_before_the_screen_opens(
    qda: Shell, words: list[str]
) -> None:
    said = qda(*words)
    assert (said.code, said.out) == (2, "")
    assert "no document named “T99”; `qda documents list`" in said.err


def test_a_folder_named_without_a_project_is_not_searched_above(qda: Shell) -> None:
    said = qda("check", "--project", "corpus")
    assert said.code == 2
    assert said.err.startswith("corpus: there is no project here")


def test_the_coder_is_the_one_named_else_the_login(qda: Shell) -> None:
    qda.patch.setenv("LOGNAME", "kari")
    qda("documents", "rename", "T01", "A")
    qda("documents", "rename", "A", "B", "--coder", "bo")
    qda("--coder", "cy", "documents", "rename", "B", "C")
    said = qda("history")
    coders = [line.split()[2] for line in said.lines[-3:]]
    assert coders == ["kari", "bo", "cy"]


def test_an_empty_name_is_refused(qda: Shell) -> None:
    assert "name is empty" in qda("documents", "rename", "T01", "A", "--coder", " ").err


def test_a_remembered_name_is_used(qda: Shell, home: Path) -> None:
    (home / "config" / "qda").mkdir(parents=True)
    (home / "config" / "qda" / "settings.toml").write_text('coder = "Åse"\n', encoding="utf-8")
    qda("documents", "rename", "T01", "A")
    assert " Åse " in qda("history").lines[-1]


def test_settings_that_cannot_be_read_are_said(qda: Shell, home: Path) -> None:
    (home / "config" / "qda").mkdir(parents=True)
    (home / "config" / "qda" / "settings.toml").write_text("coder = Åse\n", encoding="utf-8")
    said = qda("documents", "rename", "T01", "A")
    assert (said.code, "your settings cannot be read" in said.err) == (2, True)


def test_a_bug_is_a_sentence_and_a_log_without_what_was_in_it(qda: Shell, home: Path) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("hun sa fjorten")

    qda.patch.setattr("qda.project.check.check_project", fail)
    said = qda("check")
    log = (home / "state" / "qda" / "log" / "qda.log").read_text(encoding="utf-8")
    assert said.code == 1
    assert "a mistake in the program" in said.err
    assert "Traceback" not in said.err
    assert "RuntimeError" in log
    assert "fjorten" not in log + said.err


def test_an_unknown_command_is_said(qda: Shell) -> None:
    said = qda("cood")
    assert (said.code, "No such command" in said.err) == (2, True)


# init and codebook


def test_init_writes_a_codebook_to_begin_with_and_applies_it(qda: Shell, tmp_path: Path) -> None:
    said = qda("init", tmp_path / "new")
    assert said.code == 0
    assert (tmp_path / "new" / "codebook.yaml").exists()
    assert "support" in qda("codebook", "show", "--project", tmp_path / "new").out


def test_init_makes_nothing_where_the_codebook_has_mistakes(qda: Shell, tmp_path: Path) -> None:
    place = tmp_path / "new"
    place.mkdir()
    (place / "codebook.yaml").write_text("codes:\n  - id: Ä B\n", encoding="utf-8")
    said = qda("init", place)
    assert said.code == 2
    assert "codebook.yaml:2:" in said.err
    assert [file.name for file in place.iterdir()] == ["codebook.yaml"]


def test_init_in_a_project_is_refused(qda: Shell) -> None:
    assert "a project here already" in qda("init").err


def test_check_names_every_mistake_with_its_line(qda: Shell) -> None:
    qda.write("codebook.yaml", "codes:\n  - id: a\n  - id: a\n    pin: x\n")
    said = qda("codebook", "check")
    assert said.code == 2
    assert [line.split(":")[1] for line in said.err.splitlines()] == ["3", "4"]


def test_check_works_before_there_is_a_project(qda: Shell, tmp_path: Path) -> None:
    (tmp_path / "codebook.yaml").write_text(BOOK)
    qda.patch.chdir(tmp_path)
    assert qda("codebook", "check").out == "codebook.yaml: 2 codes, no mistakes.\n"


def test_apply_without_a_terminal_shows_the_changes_and_needs_yes(qda: Shell) -> None:
    qda.write("codebook.yaml", BOOK)
    said = qda("codebook", "apply")
    assert said.code == 2
    assert "open_meeting is taken out; it was never used" in said.out
    assert "--yes" in said.err
    assert "open_meeting" in qda("codebook", "show").out
    assert qda("codebook", "apply", "--yes").code == 0
    assert "open_meeting" not in qda("codebook", "show").out
    assert "nothing to change" in qda("codebook", "apply").out


def test_a_code_in_use_that_the_file_no_longer_lists_is_retired(qda: Shell) -> None:
    code(qda.folder, "ada", "open_meeting")
    qda.write("codebook.yaml", BOOK)
    assert "open_meeting is retired; its codings stay" in qda("codebook", "apply", "--yes").out
    assert "(open_meeting)" in qda("codebook", "show").out


def test_show_counts_codings_with_those_of_sub_codes(qda: Shell) -> None:
    qda.write(
        "codebook.yaml",
        "codes:\n  - id: top\n    label: {nb: Topp, en: Top}\n"
        "    children:\n      - id: recruitment\n",
    )
    qda("codebook", "apply", "--yes")
    for coder in ("ada", "bo"):
        code(qda.folder, coder)
    lines = qda("codebook", "show", "--lang", "nb").lines
    assert [line.split() for line in lines[:3]] == [
        ["code", "label", "codings"],
        ["top", "Topp", "2"],
        ["·", "recruitment", "2"],
    ]
    counted = qda("codebook", "show", "--counts", "--lang", "en").lines
    assert [line.split() for line in counted[:2]] == [
        ["code", "label", "ada", "bo"],
        ["top", "Top", "1", "1"],
    ]


# import, documents, speakers, cases


def test_import_says_encoding_speakers_roles_and_segments(qda: Shell) -> None:
    qda.write("A1.txt", TALK)
    said = qda("import", "A1.txt", "--segmenter", "rules")
    assert said.lines == [
        "A1: UTF-8, 3 segments by sentence/rules-2",
        "  speakers (role, turns): Int interviewer 1; Eva informant 1",
        "1 document came in.",
    ]
    assert qda("import", "A1.txt").out == "A1.txt is there already, as A1.\n"


def test_import_names_a_bad_file_takes_the_others_and_ends_with_2(qda: Shell) -> None:
    qda.write("A1.txt", TALK)
    qda.write("A0.xyz", "?")
    said = qda("import", "A0.xyz", "A1.txt", "--segmenter", "rules")
    assert said.code == 2
    assert said.err.startswith("A0.xyz: Files of this kind cannot be imported")
    assert said.lines[-1] == "1 document came in; 1 file did not."
    assert "A1" in qda("documents").out + qda("documents", "list").out


def test_import_of_a_pattern_that_is_none_is_said(qda: Shell) -> None:
    qda.write("A1.txt", TALK)
    assert "no regular expression" in qda("import", "A1.txt", "--speaker", "(").err


def test_a_name_is_for_one_file(qda: Shell) -> None:
    for name in ("A1", "A2"):
        qda.write(f"{name}.txt", TALK)
    assert "for one file" in qda("import", "A1.txt", "A2.txt", "--name", "X").err


def test_documents_are_listed_with_segments_and_codings(qda: Shell) -> None:
    code(qda.folder)
    lines = [line.split() for line in qda("documents", "list").lines]
    assert lines == [
        ["document", "segments", "codings", "segmenter"],
        ["T01", "7", "1", "sentence/rules-2"],
        ["T02", "4", "0", "sentence/rules-2"],
    ]


def test_a_coded_document_is_neither_removed_nor_cut_anew(qda: Shell) -> None:
    code(qda.folder)
    for command in ("remove", "resegment"):
        said = qda("documents", command, "T01")
        assert (said.code, "has codings" in said.err) == (2, True)
    assert qda("documents", "remove", "T02").code == 0
    assert [line.split()[0] for line in qda("documents", "list").lines] == ["document", "T01"]


def test_what_goes_with_a_removed_document_is_said(qda: Shell) -> None:
    qda("cases", qda.write("cases.csv", "case,documents\nNils,T02@Nils\n"))
    qda("documents", "set", "T02", "year=2026")
    lines = qda("documents", "remove", "T02").lines
    assert lines[0] == "T02 was removed."
    assert lines[1].startswith("It is no longer tied to: Nils@Nils; `qda cases FILE.csv`")
    assert lines[2] == "Its values went with it: year."


def test_a_documents_value_is_set_and_listed(qda: Shell) -> None:
    assert qda("documents", "set", "T01", "year=2026").out == "T01: year is 2026.\n"
    assert "2026" in qda("documents", "list", "--attributes").out
    assert "ATTRIBUTE=VALUE" in qda("documents", "set", "T01", "year").err


def test_speakers_are_merged_and_given_roles(qda: Shell) -> None:
    said = qda("speakers", "T02", "--merge", "Unn=Nils", "--role", "Nils=other")
    assert [line.split() for line in said.lines[1:]] == [
        ["Int", "interviewer", "1"],
        ["Nils", "other", "2"],
    ]
    assert "is no role" in qda("speakers", "T02", "--role", "Nils=boss").err


def test_cases_are_read_and_shown(qda: Shell) -> None:
    qda.write("c.csv", "case,documents,age:number\nEva,T01@Eva,54\nNils,T02,n.a.\n")
    assert qda("cases", "c.csv").lines[-1] == "2 cases in the file: 2 new, 0 changed."
    assert [line.split() for line in qda("cases").lines] == [
        ["case", "documents", "age"],
        ["Eva", "T01@Eva", "54"],
        ["Nils", "T02", "n.a."],
    ]


def test_bands_are_made_shown_counted_by_and_left_out_of_the_file(qda: Shell) -> None:
    text = "case,documents,age:number\nEva,T01@Eva,54\nNils,T02@Nils,38\n"
    qda("cases", qda.write("c.csv", text))
    assert qda("cases", "--bands", "age_band=age:20,40,60").lines == [
        "age_band: under 20, 20-39, 40-59, 60+."
    ]
    assert [line.split()[-1] for line in qda("cases").lines] == ["age_band", "40-59", "20-39"]
    assert qda("cases", "--export", "again.csv").code == 0
    assert (qda.folder / "again.csv").read_text(encoding="utf-8") == text
    assert qda("cases", "--bands", "age_band=age:").lines == ["There is no age_band any more."]
    assert qda("cases", "--bands", "age_band").code == 2


def test_the_journal_is_printed_with_its_passages(qda: Shell) -> None:
    assert qda("journal").lines == ["The journal is empty; `g j` writes in it while coding."]
    entry = WriteMemo("project", "", "A thread.")
    with Project.open(qda.folder) as project:
        for change in (entry, LinkMemo(entry.memo, 1, 25, 54), WriteMemo("document", "", "No.", 1)):
            Desk(project, "ada").perform(Act((change,)))
    lines = qda("journal").lines
    assert lines[0] == "# Journal of study"
    assert lines[-4:] == ["A thread.", "", "> Vi begynte med et åpent møte.", "> (T01, 2)"]
    assert qda("journal", "--coder", "bo").lines[0].startswith("The journal is empty")
    assert qda("journal", "-o", "j.md").code == 0
    assert (qda.folder / "j.md").read_text(encoding="utf-8").splitlines() == lines


def test_every_mistake_in_cases_is_a_line(qda: Shell) -> None:
    qda.write("c.csv", "case,documents,age:number\nEva,T09,old\n")
    said = qda("cases", "c.csv")
    assert said.code == 2
    assert [line.split(": ")[0] for line in said.err.splitlines()] == ["c.csv:2", "c.csv:2"]


# coders and codings


def test_the_main_coder_is_the_one_named(qda: Shell) -> None:
    for coder in ("ada", "bo"):
        code(qda.folder, coder)
    assert "main" in qda("coders").lines[1]
    assert "main" in qda("coders", "--main", "bo").lines[2]
    assert "there is no coder “cy”" in qda("coders", "--main", "cy").err


def test_codings_go_out_and_in(qda: Shell) -> None:
    code(qda.folder, "bo")
    assert qda("codings", "export", "out.csv").code == 0
    text = (qda.folder / "out.csv").read_text(encoding="utf-8").replace(",bo,", ",cy,")
    qda.write("in.csv", text)
    said = qda("codings", "import", "in.csv", "--dry-run")
    assert said.out == "1 row: would be new: 1 coding, 1 reviewed mark, 1 coder (cy).\n"
    assert len(qda("coders").lines) == 2
    assert qda("codings", "import", "in.csv").code == 0
    assert len(qda("coders").lines) == 3


def test_what_a_transcript_could_do_to_the_terminal_is_shown_and_not_done(qda: Shell) -> None:
    qda("documents", "set", "T01", "place=\x1b]52;c;aGk=\x07")
    assert "\x1b" not in qda("documents", "list", "--attributes").out


# history, check, backup, restore


def test_history_shows_the_last_acts_of_a_coder(qda: Shell) -> None:
    code(qda.folder, "ada")
    code(qda.folder, "bo")
    said = qda("history", "--coder", "bo")
    assert len(said.lines) == 2
    assert re.search(r"  bo +coder +put recruitment on T01 \S+ +3$", said.lines[1])
    assert len(qda("history", "--last", "1").lines) == 2


def test_check_says_what_was_checked(qda: Shell) -> None:
    said = qda("check")
    assert said.code == 0
    assert all(line.startswith("ok ") for line in said.lines)


def test_a_restored_backup_brings_back_what_was(qda: Shell) -> None:
    assert qda("backup").code == 0
    code(qda.folder)
    assert qda("restore", "latest").code == 0
    assert qda("coders").out == "Nobody has coded yet.\n"
    aside = next((qda.folder / "backups").glob("before-restore-*.sqlite"))
    assert qda("restore", aside).code == 0
    assert "ada" in qda("coders").out


def test_a_lost_database_is_restored(qda: Shell) -> None:
    qda("backup")
    (qda.folder / "qda.sqlite").unlink()
    assert qda("restore", "latest").code == 0
    assert qda("check").code == 0


def test_a_backup_never_overwrites_a_file(qda: Shell) -> None:
    path = qda.write("kept.txt", "mine")
    said = qda("backup", path)
    assert (said.code, "already" in said.err) == (2, True)
    assert (qda.folder / path).read_text() == "mine"


def test_restoring_without_a_backup_says_so(qda: Shell) -> None:
    assert "no backup yet" in qda("restore", "latest").err
