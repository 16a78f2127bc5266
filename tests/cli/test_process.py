"""The main path of a study as a user runs it: one process a command, no terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pexpect
import pytest

TALK = "Int: Hvem kom?\nEva: Fjorten kom. Fem ble igjen.\n"
BOOK = "codes:\n  - id: attrition\n    label: {nb: Frafall, en: Attrition}\n"
HEAVY = {"sqlalchemy", "spacy", "numpy", "scipy", "textual", "docx", "lxml", "ruamel", "rich"}


class Said(Protocol):
    code: int
    out: str
    err: str


class Process(Protocol):
    folder: Path

    def __call__(self, *args: str) -> Said: ...


def test_a_study_from_nothing_to_codings_in_a_file(process: Process) -> None:
    (process.folder / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    (process.folder / "A1.txt").write_text(TALK, encoding="utf-8")
    (process.folder / "cases.csv").write_text("case,documents,age:number\nEva,A1,54\n")
    (process.folder / "in.csv").write_text("document,segment,code,coder\nA1,3,attrition,bo\n")
    for command in (
        "init",
        "codebook check",
        "import A1.txt --segmenter rules",
        "cases cases.csv",
        "codings import in.csv",
        "coders --main bo",
        "check",
    ):
        said = process(*command.split())
        assert (said.code, said.err) == (0, ""), command
    assert process("codings", "export", "out.csv").code == 0
    row = (process.folder / "out.csv").read_text(encoding="utf-8").splitlines()[1]
    assert row.startswith("A1,3,23,37,attrition,bo,,20")
    assert (process.folder / "codebook.yaml").read_text(encoding="utf-8") == BOOK


def test_a_users_mistake_is_one_sentence_and_exit_code_2(process: Process) -> None:
    said = process("check")
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert "`qda init` makes one" in said.err


def test_the_coding_screen_needs_a_terminal(process: Process) -> None:
    process("init")
    said = process()
    assert said.code == 2
    assert "needs a terminal" in said.err


def test_the_overview_and_the_version_import_nothing_heavy(process: Process) -> None:
    for option in ("--help", "--version"):
        script = (
            "import sys\n"
            f"sys.argv = ['qda', {option!r}]\n"
            "import qda.cli\n"
            "try:\n    qda.cli.main()\n"
            "except SystemExit as end:\n    assert not end.code\n"
            f"print('heavy:', sorted({HEAVY!r} & set(sys.modules)))\n"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
        assert done.stdout.decode().endswith("heavy: []\n")


def test_looking_for_the_project_before_the_screen_opens_imports_no_database(
    process: Process,
) -> None:
    process("init")
    script = (
        "import sys\n"
        "import qda.cli.code as code, qda.cli.common\n"
        "code.on_terminal = lambda: True\n"
        "class App:\n"
        "    def run(folder, coder, document):\n"
        f"        print(coder, sorted({HEAVY - {'textual'}!r} & set(sys.modules)))\n"
        "        return 0\n"
        "sys.modules['qda.tui.run'] = App\n"
        "code.open_screen(None, 'bo', None)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=process.folder, capture_output=True, check=True
    )
    assert done.stdout.decode() == "bo []\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
def test_a_person_is_asked_once_for_their_name_and_it_is_remembered(process: Process) -> None:
    process("init")
    (process.folder / "A1.txt").write_text(TALK, encoding="utf-8")
    for number, command in enumerate(["import A1.txt --segmenter rules", "documents rename A1 B1"]):
        child = pexpect.spawn(
            sys.executable,
            ["-m", "qda", *command.split()],
            cwd=str(process.folder),
            env=os.environ,
            encoding="utf-8",
            timeout=60,
        )
        if number == 0:
            child.expect("Your name as a coder: ")
            child.sendline("Åse Berg")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0
    history = process("history", "--coder", "Åse Berg")
    assert "rename A1 to B1" in history.out


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
def test_applying_the_codebook_asks_on_a_terminal(process: Process) -> None:
    process("init")
    (process.folder / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    for answer, code in (("n", 130), ("y", 0)):
        child = pexpect.spawn(
            sys.executable,
            ["-m", "qda", "codebook", "apply", "--coder", "bo"],
            cwd=str(process.folder),
            encoding="utf-8",
            timeout=60,
        )
        child.expect("new code attrition")
        child.expect("Apply this")
        child.sendline(answer)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == code


def test_a_console_without_a_character_shows_another_in_its_place(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    process("init")
    for label in ("Frafall", "Frafallet"):
        book = BOOK.replace("Frafall", label)
        (process.folder / "codebook.yaml").write_text(book, encoding="utf-8")
        monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
        said = process("codebook", "apply", "--yes")
        assert (said.code, said.err) == (0, "")
    assert "Frafall ? Attrition / Frafallet" in said.out


def test_looking_for_a_document_before_the_screen_opens_imports_no_sqlalchemy(
    process: Process,
) -> None:
    process("init")
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from qda.project.place import lacks_document\n"
        "print(lacks_document(Path('qda.sqlite'), 'T99'), 'sqlalchemy' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=process.folder, capture_output=True, check=True
    )
    assert done.stdout.decode().split() == ["True", "False"]
