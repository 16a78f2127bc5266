"""Coding line by line, as a script and at a terminal: one process a run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pexpect
import pytest

from qda.coding.changes import Act, ApplyCode, Undo, words_of
from qda.coding.desk import Desk
from qda.coding.reading import read_codings, read_memos, read_place, read_reviewed
from qda.errors import QdaError
from qda.intake.store import remove_document
from qda.plain.commands import COMMANDS, perform_line, table
from qda.plain.completing import suggestions
from qda.plain.sitting import Sitting
from qda.project.connection import NotSavedError
from qda.project.documents import find_document
from qda.project.store import Project

DOCS = Path(__file__).parent.parent.parent / "docs" / "plain.md"


@dataclass(frozen=True)
class Said:
    code: int
    out: list[str]
    err: list[str]


def script(folder: Path, *lines: str, raw: bytes = b"", document: str = "T01") -> Said:
    done = subprocess.run(
        [sys.executable, "-m", "qda", "code", document, "--plain", "--coder", "ada"],
        cwd=folder,
        input=raw or "\n".join(lines).encode(),
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    return Said(done.returncode, out.splitlines(), err.splitlines())


def coded(folder: Path, document: str = "T01") -> list[tuple[str, int, int]]:
    with Project.open(folder) as project, project.read() as session:
        rows = read_codings(session, find_document(session, document).id, "ada")
        return [(row.code, row.start, row.end) for row in rows]


@pytest.fixture
def sitting(project: Project) -> Sitting:
    sitting = Sitting(project, "ada")
    sitting.begin("T01")
    return sitting


def said(sitting: Sitting, line: str) -> list[str]:
    return list(perform_line(sitting, line))


def test_a_script_codes_and_goes_on(folder: Path) -> None:
    ran = script(folder, "go 2", "code recruitment", "next")
    assert (ran.code, ran.err) == (0, [])
    assert ran.out == [
        "2: Eva: Vi begynte med et åpent møte.",
        "2: coded recruitment, 1 code here",
        "3: Det kom fjorten.",
    ]
    assert [code for code, _, _ in coded(folder)] == ["recruitment"]


def test_a_mistake_names_its_line_and_the_rest_goes_on(folder: Path) -> None:
    ran = script(folder, "go 2", "kode", "code nothing_like_it", "code attrition")
    assert ran.code == 2
    assert [line.partition(":")[0] for line in ran.err] == ["line 2", "line 3"]
    assert [code for code, _, _ in coded(folder)] == ["attrition"]


def test_a_script_is_not_asked_which_of_several_codes(folder: Path) -> None:
    ran = script(folder, "code t", "where")
    assert (ran.code, ran.out) == (2, ["1 of 7, T01, coder ada."])
    assert "recruitment, open_meeting, attrition; say more letters" in ran.err[0]
    assert coded(folder) == []


def test_a_line_that_is_not_utf8_is_left_out(folder: Path) -> None:
    ran = script(folder, raw=b"memo m\xf8te\nwhere\n")
    assert (ran.code, ran.out) == (2, ["1 of 7, T01, coder ada."])
    assert ran.err[0].startswith("line 1: ")


def test_nothing_in_the_output_commands_a_terminal(folder: Path) -> None:
    ran = script(folder, "memo a\x1b[2Jb", "memo", "help", "codes", "documents")
    assert ran.code == 0
    assert not re.search(r"[\x00-\x09\x0b-\x1f─-╿]", "".join(ran.out))


def test_one_starts_where_one_stopped(folder: Path) -> None:
    script(folder, "go 5")
    with Project.open(folder) as project, project.read() as session:
        assert read_place(session, "ada") is not None
    assert script(folder, "where").out == ["5 of 7, T01, coder ada."]


def test_plain_lines_need_no_screen(folder: Path) -> None:
    code = (
        "import sys, io\nsys.stdin = io.StringIO('where\\n')\n"
        "from pathlib import Path\nfrom qda.plain.console import run\n"
        "assert run(Path('.'), 'ada', 'T01', interactive=False) == 0\n"
        "assert not {'textual', 'rich', 'readline'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, timeout=120)


def test_a_code_over_several_segments_is_one_coding(sitting: Sitting) -> None:
    assert said(sitting, "code recruitment 2-4") == ["2-4: coded recruitment, 1 code here"]
    first, last = sitting.segment(2), sitting.segment(4)
    assert [(row.start, row.end) for row in sitting.codings] == [(first.start, last.end)]
    assert sitting.reviewed == {2, 3, 4}


def test_the_same_code_again_is_no_change(sitting: Sitting) -> None:
    said(sitting, "code recruitment")
    assert said(sitting, "code recruitment") == ["1: Coded with recruitment already."]
    assert len(sitting.codings) == 1


def test_a_code_is_removed_and_brought_back(sitting: Sitting) -> None:
    said(sitting, "code recruitment")
    assert said(sitting, "remove recr") == ["1: removed recruitment, 0 codes here"]
    assert said(sitting, "undo")[0] == "1: undo: take recruitment off T01 1"
    assert [row.code for row in sitting.codings] == ["recruitment"]
    said(sitting, "redo")
    assert sitting.codings == ()


def test_undo_leads_to_the_other_document(sitting: Sitting) -> None:
    said(sitting, "go 3")
    said(sitting, "code recruitment")
    said(sitting, "open T02")
    assert said(sitting, "undo")[0] == "3: undo: put recruitment on T01 3"


def test_done_reviews_and_goes_on(sitting: Sitting) -> None:
    assert said(sitting, "done")[0] == "1: reviewed"
    assert (sitting.number, sitting.reviewed) == (2, frozenset({1}))
    said(sitting, "4")
    assert said(sitting, "done to here") == ["1-4: reviewed"]
    assert (sitting.number, sitting.reviewed) == (4, frozenset({1, 2, 3, 4}))


def test_a_misspelt_done_to_here_reviews_nothing(sitting: Sitting) -> None:
    with pytest.raises(QdaError):
        said(sitting, "done to heer")
    assert sitting.reviewed == set()


def test_unreviewed_passes_the_interviewer_over(sitting: Sitting) -> None:
    said(sitting, "go 4")
    said(sitting, "unreviewed")
    assert sitting.number == 6


def test_a_memo_is_written_shown_and_taken_away(sitting: Sitting) -> None:
    assert said(sitting, "memo Et møte") == ["1: memo written"]
    assert said(sitting, "memo") == ["1: memo: Et møte"]
    assert said(sitting, "memo Et annet") == ["1: memo changed"]
    said(sitting, "memo -")
    with sitting.project.read() as session:
        assert read_memos(session, sitting.document.id, "ada") == []


def test_a_person_chooses_by_number(sitting: Sitting) -> None:
    shown: list[str] = []

    def second(names: Sequence[str]) -> int:
        shown.extend(names)
        return 1

    sitting.ask = second
    said(sitting, "code t")
    assert len(shown) > 1
    assert sitting.codings[0].code == shown[1].partition(",")[0]


@pytest.mark.parametrize("line", ["code recruitment", "undo", "memo Viktig"])
def test_a_failed_command_repeated_is_done_once(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    Desk(sitting.project, "ada").perform(Act((ApplyCode(sitting.document.id, 0, 5, "attrition"),)))
    Desk(sitting.project, "ada").perform(Act((ApplyCode(sitting.document.id, 0, 9, "attrition"),)))
    whole = Desk.perform

    def saved_but_not_heard_of(desk: Desk, act: Act) -> None:
        whole(desk, act)
        raise NotSavedError("the disk does not answer; it will be tried again")

    with monkeypatch.context() as patch:
        patch.setattr(Desk, "perform", saved_but_not_heard_of)
        with pytest.raises(QdaError, match=r"not saved: .*Give the same command again"):
            said(sitting, line)
    said(sitting, line)
    assert sitting.lost() is None
    made = sorted((row.code, row.end) for row in sitting.codings)
    both = [("attrition", 5), ("attrition", 9)]
    end = sitting.segment(1).end
    expected = {"code recruitment": [*both, ("recruitment", end)], "undo": both[:1]}
    assert made == expected.get(line, both)
    assert sitting.unsaved is None
    assert len(sitting.memos) == (line.startswith("memo"))


def test_what_the_disk_refused_is_named_at_the_end(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(desk: Desk, act: Act) -> None:
        raise NotSavedError("the disk is full; make room and it will be tried again")

    with monkeypatch.context() as patch:
        patch.setattr(Desk, "perform", refused)
        with pytest.raises(QdaError, match="the disk is full; make room"):
            said(sitting, "done")
    assert sitting.number == 1
    lost = sitting.lost()
    assert lost is not None
    assert words_of(lost) == "review segment 1"


def test_nothing_is_done_in_a_document_that_took_anothers_place(sitting: Sitting) -> None:
    with Project.open(sitting.project.folder) as other:
        remove_document(other, "T01", coder="bo")
    with pytest.raises(QdaError, match="removed T01"):
        said(sitting, "code recruitment")
    assert sitting.document.name == "T02"
    assert sitting.codings == ()


def test_what_another_process_did_is_seen(sitting: Sitting) -> None:
    with Project.open(sitting.project.folder) as other:
        Desk(other, "ada").perform(Act((ApplyCode(sitting.document.id, 0, 5, "attrition"),)))
    assert said(sitting, "codings") == ["1, “Hvord”: attrition"]
    Desk(sitting.project, "ada").perform(Act((Undo(),)))
    assert said(sitting, "codings") == ["1: No coding here."]


def test_find_lists_the_segments_that_hold_the_words(sitting: Sitting) -> None:
    assert said(sitting, "find FEM BLE") == ["1 segment found.", "6: Eva: Fem ble igjen."]


def test_completion_offers_commands_codes_and_documents(sitting: Sitting) -> None:
    assert suggestions(sitting, "", "prog") == ["progress"]
    assert suggestions(sitting, "code ", "rec") == ["recruitment"]
    assert suggestions(sitting, "o ", "T") == ["T01", "T02"]
    assert suggestions(sitting, "memo ", "rec") == []


def test_no_word_means_two_commands() -> None:
    words = [word for each in COMMANDS for word in (each.name, each.short) if word]
    assert len(set(words)) == len(words)


def test_the_documented_table_is_that_of_the_commands() -> None:
    text = DOCS.read_text(encoding="utf-8")
    documented = text.partition("<!-- commands -->\n")[2].partition("<!-- end of commands -->")[0]
    assert documented.strip() == table().strip(), "write qda.plain.commands.table() there"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")
def test_a_person_at_a_terminal_completes_chooses_and_leaves(folder: Path) -> None:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "qda", "code", "T01", "--plain", "--coder", "ada"],
        cwd=str(folder),
        env={**os.environ, "TERM": "dumb"},
        encoding="utf-8",
        timeout=60,
    )
    child.expect("1> ")
    child.sendline("")
    child.expect("2: Eva: Vi begynte")
    child.expect("2> ")
    child.send("code rec\t")
    child.expect("code recruitment")
    child.sendline("")
    child.expect("2: coded recruitment, 1 code here")
    child.expect("2> ")
    child.sendline("code t")
    child.expect("(?s)1: .*2: .*3: .*Which number. ")
    child.sendline("")
    child.expect("nothing was chosen")
    child.expect("2> ")
    child.sendline("nonsense")
    child.expect("there is no command")
    child.expect("2> ")
    child.sendline("quit")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    with Project.open(folder) as project, project.read() as session:
        assert read_reviewed(session, find_document(session, "T01").id, "ada") == {2}


def test_a_segment_is_flagged_found_and_unflagged(sitting: Sitting) -> None:
    assert said(sitting, "flag 4") == ["4: flagged"]
    assert said(sitting, "quotable 4-5") == ["4-5: quotable"]
    assert said(sitting, "flagged")[1] == "4: flagged, quotable"
    assert said(sitting, "flag") == ["4: no longer flagged"]
    assert said(sitting, "undo")[1:] == said(sitting, "read")
    with pytest.raises(QdaError, match="No more flags"):
        said(sitting, "flagged")
