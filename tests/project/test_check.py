"""Finding what is wrong in a project."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from qda.coding.changes import Act, ApplyCode, WriteMemo
from qda.coding.desk import Desk
from qda.project.check import check_project
from qda.project.store import Project


def problems(project: Project) -> list[str]:
    return [problem for checked in check_project(project) for problem in checked.problems]


@pytest.fixture
def coded(project: Project) -> Project:
    """T01 has a coding and a memo, in turns, segments and reviewed marks that fit."""
    changes = (
        ApplyCode(1, 25, 54, "recruitment", coding="c1"),
        WriteMemo("span", "", "a note", document=1, start=25, end=30, memo="m1"),
    )
    Desk(project, "ada").perform(Act(changes))
    return project


def damage(project: Project, statement: str) -> None:
    """Do to the file what no part of qda would do."""
    with closing(sqlite3.connect(project.database)) as file, file:
        file.execute(statement)


def test_a_whole_project_has_no_problems(coded: Project) -> None:
    assert problems(coded) == []


def test_what_was_checked_is_said(coded: Project) -> None:
    assert "every coding lies in its document" in [checked.what for checked in check_project(coded)]


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE documents SET text = 'X' || substr(text, 2) WHERE id = 1", "the text of T01 is"),
        ("UPDATE turns SET end = 999 WHERE number = 3", "turn 4 of T01 does not lie in the text"),
        ("UPDATE segments SET end = 999 WHERE number = 7", "segment 7 of T01 does not lie in its"),
        ("UPDATE segments SET turn = 55 WHERE number = 7", "segment 7 of T01 does not lie in its"),
        ("UPDATE codings SET end = 999", "coding c1 (25–999) does not lie in the text of T01"),
        ("DELETE FROM segments WHERE number = 2", "segment 2 of T01 is marked as reviewed"),
        ("UPDATE memos SET end = 999", "memo m1 does not lie in the text of T01"),
        ("DELETE FROM codes WHERE id = 1", "row 1 of codings points to a row of codes"),
    ],
)
def test_each_kind_of_damage_is_found_and_named(
    coded: Project, statement: str, problem: str
) -> None:
    damage(coded, statement)
    assert any(found.startswith(problem) for found in problems(coded)), problems(coded)


def test_a_torn_page_is_found(coded: Project) -> None:
    coded.close()
    content = bytearray(coded.database.read_bytes())
    query = "SELECT rootpage FROM sqlite_master WHERE name = 'events'"
    with closing(sqlite3.connect(coded.database)) as file:
        root = file.execute(query).fetchone()[0]
        size = file.execute("PRAGMA page_size").fetchone()[0]
    content[(root - 1) * size + 8 : (root - 1) * size + 40] = b"\xff" * 32
    coded.database.write_bytes(content)
    assert any("SQLite says" in problem for problem in problems(coded))


def test_a_thousand_problems_of_one_kind_do_not_fill_the_screen(coded: Project) -> None:
    damage(
        coded,
        "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 1099) "
        "INSERT INTO reviews SELECT i, 1, 1, 'independent', i, 1, 0, 1 FROM n",
    )
    found = problems(coded)
    assert len(found) == 21
    assert found[-1] == "and 980 more like it"
