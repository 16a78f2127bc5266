"""Flags, quotables and memos as a file: out, in, and in again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qda.cells import MistakesError
from qda.coding.beside import PutMark, RemoveMarks
from qda.coding.changes import Act, Change, WriteMemo
from qda.coding.desk import Desk
from qda.coding.memos_csv import COLUMNS, export_memos
from qda.coding.memos_import import import_memos
from qda.project.models import Case
from qda.project.store import Project

SPAN = (25, 54)
Fresh = Callable[[], Project]


def do(project: Project, *changes: Change, coder: str = "ada") -> None:
    Desk(project, coder).perform(Act(changes))


def exported(project: Project) -> str:
    with project.read(together=True) as session:
        return export_memos(session).decode()


def write(folder: Path, *rows: str) -> Path:
    path = folder / "memos.csv"
    path.write_text("\n".join((",".join(COLUMNS), *rows)) + "\n", encoding="utf-8")
    return path


def add_case(project: Project) -> None:
    with project.write("ada", "cases", origin="setup") as act:
        act.session.add(Case(name="I01", position=0))
        act.record("add", "case", "I01", None, {})


def fill(project: Project) -> None:
    add_case(project)
    do(project, PutMark("flag", 1, *SPAN), PutMark("quotable", 1, 25, 35))
    do(project, WriteMemo("span", "", "=lurt å sjekke", 1, *SPAN))
    do(project, WriteMemo("document", "", "to linjer\nher", 1), coder="bo")
    do(project, WriteMemo("project", "", "dagbok"), WriteMemo("code", "attrition", "uklar"))
    do(project, WriteMemo("case", "I01", "snakker lavt"))


def test_another_project_gets_all_of_it_and_the_same_file_again_changes_nothing(
    fresh_project: Fresh, tmp_path: Path
) -> None:
    source, target = fresh_project(), fresh_project()
    fill(source)
    add_case(target)
    path = tmp_path / "memos.csv"
    path.write_text(exported(source), encoding="utf-8")
    first = import_memos(target, path, coder="cy")
    assert (first.marks, first.memos, first.coders) == (2, 5, ("ada", "bo"))
    assert exported(target) == exported(source)
    again = import_memos(target, path, coder="cy")
    assert (again.marks, again.memos, again.notes) == (0, 0, ())
    assert exported(target) == exported(source)


def test_a_dry_run_changes_nothing(project: Project, tmp_path: Path) -> None:
    path = write(tmp_path, "flag,,T01,2,,,ada,,")
    assert import_memos(project, path, coder="ada", dry_run=True).marks == 1
    assert exported(project) == ",".join(COLUMNS) + "\n"


def test_a_memo_that_was_rewritten_since_is_kept_and_one_of_another_time_comes_beside(
    project: Project, tmp_path: Path
) -> None:
    memo = WriteMemo("span", "", "først", 1, *SPAN)
    do(project, memo)
    old = exported(project)
    do(project, WriteMemo("span", "", "så", 1, *SPAN, memo.memo))
    path = tmp_path / "memos.csv"
    path.write_text(old, encoding="utf-8")
    assert "other words" in import_memos(project, path, coder="ada").notes[0]
    path.write_text(old.rsplit(",", 1)[0] + ",2020-01-02T03:04:05Z\n")
    assert import_memos(project, path, coder="ada").memos == 1


def test_a_flag_that_was_taken_away_comes_again(project: Project, tmp_path: Path) -> None:
    flag = PutMark("flag", 1, *SPAN)
    do(project, flag)
    path = tmp_path / "memos.csv"
    path.write_text(exported(project), encoding="utf-8")
    do(project, RemoveMarks("flag", (flag.mark,)))
    assert import_memos(project, path, coder="ada").marks == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("flagg,,T01,2,,,ada,,", "kind “flagg” is none of"),
        ("coding,,T01,2,,,ada,x,", "stand with the codings"),
        ("flag,,T09,2,,,ada,,", "no document named “T09”"),
        ("flag,,T01,,,,ada,,", "the place is missing"),
        ("flag,,T01,2,,,ada,hei,", "a flag has no text"),
        ("span,,T01,2,,,ada,,", "the memo has no text"),
        ("code,nope,,,,,ada,hei,", "no code “nope”"),
        ("case,I09,,,,,ada,hei,", "no case “I09”"),
        ("project,,,,,,,hei,", "the coder is missing"),
        ("project,,,,,,ada,hei,i går", "is no time"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_nothing_is_taken_over(
    project: Project, tmp_path: Path, row: str, said: str
) -> None:
    path = write(tmp_path, "flag,,T01,2,,,ada,,", row)
    with pytest.raises(MistakesError) as caught:
        import_memos(project, path, coder="ada")
    assert said in str(caught.value)
    assert caught.value.line == 3
    assert exported(project) == ",".join(COLUMNS) + "\n"
