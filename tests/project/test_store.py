"""The store: how the file is opened, and what it says when it cannot be used."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from qda.coding.changes import Act, ApplyCode
from qda.coding.desk import Desk
from qda.coding.reading import read_codings
from qda.errors import QdaError
from qda.intake.store import remove_document, store_transcript
from qda.intake.transcript import Segment, Transcript, Turn
from qda.project.connection import NotSavedError
from qda.project.documents import find_document, read_document
from qda.project.models import Setting
from qda.project.place import DATABASE
from qda.project.store import Project

SETTINGS = {
    "busy_timeout": 20_000,
    "journal_mode": "truncate",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "temp_store": 2,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
}


def raw(folder: Path) -> closing[sqlite3.Connection]:
    """The file as any other program would open it."""
    return closing(sqlite3.connect(folder / DATABASE, timeout=0, isolation_level=None))


def code_once(project: Project, start: int = 0, act: str = "an act") -> None:
    change = ApplyCode(1, start, start + 5, "recruitment", coding=f"coding {start}")
    Desk(project, "ada").perform(Act((change,), id=act))


def count_codings(folder: Path) -> int:
    with raw(folder) as file:
        return int(file.execute("SELECT count(*) FROM codings WHERE removed = 0").fetchone()[0])


@pytest.mark.parametrize("name", SETTINGS)
def test_each_setting_holds_when_read_back(project: Project, name: str) -> None:
    with project.read() as session:
        found = session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()
    assert found is None or found == SETTINGS[name]


def test_a_project_and_what_is_in_it_are_for_their_owner_only(tmp_path: Path) -> None:
    with Project.create(tmp_path / "mine") as project:
        modes = {
            path.name: stat.S_IMODE(path.stat().st_mode)
            for path in (project.folder, project.database, project.folder / "corpus")
        }
    assert modes == {"mine": 0o700, DATABASE: 0o600, "corpus": 0o700}


def test_a_column_holds_what_its_type_says(project: Project) -> None:
    with pytest.raises(Exception, match="cannot store TEXT"), project.write("ada", "x") as act:
        act.session.execute(text("UPDATE codes SET position = 'first'"))


def test_what_was_done_before_an_error_is_not_there_after_it(project: Project) -> None:
    with pytest.raises(RuntimeError), project.write("ada", "half an act") as act:
        act.session.add(Setting(name="half", value="done"))
        act.session.flush()
        raise RuntimeError
    assert project.setting("half") is None


def test_a_setting_is_stored_and_the_same_again_is_no_change(project: Project) -> None:
    for _ in range(2):
        project.set_setting("main_coder", "bo")
    assert project.setting("main_coder") == "bo"
    with raw(project.folder) as file:
        assert (
            file.execute("SELECT count(*) FROM events WHERE key = 'main_coder'").fetchone()[0] == 1
        )


def test_a_second_project_in_the_same_folder_is_refused(folder: Path) -> None:
    with pytest.raises(QdaError, match="a project here already"):
        Project.create(folder)


def test_a_folder_without_a_project_is_said(tmp_path: Path) -> None:
    with pytest.raises(QdaError, match="qda init"):
        Project.open(tmp_path)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_text("not a database at all, but long enough to be read" * 50)
    with pytest.raises(QdaError, match="not a qda project"):
        Project.open(tmp_path)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    with raw(tmp_path) as file:
        file.execute("PRAGMA user_version = 1")
        file.execute("CREATE TABLE theirs (id)")
    with pytest.raises(QdaError, match="not a qda project"):
        Project.open(tmp_path)


def test_a_locked_file_is_said_and_coding_goes_on_once_it_is_free(project: Project) -> None:
    with project.read() as session:
        session.connection().exec_driver_sql("PRAGMA busy_timeout = 0")
    with raw(project.folder) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotSavedError, match="another program is writing"):
            code_once(project)
        other.execute("ROLLBACK")
    code_once(project)
    assert count_codings(project.folder) == 1


def test_a_full_disk_is_said_and_coding_goes_on_once_there_is_room(project: Project) -> None:
    code_once(project)
    with project.read() as session:
        full = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {full}")
    saved = 1
    with pytest.raises(NotSavedError, match="the disk is full"):
        for saved in range(1, 1000):
            code_once(project, start=saved % 90, act=f"act {saved}")
            Desk(project, "ada", layer=f"pass {saved}").perform(
                Act((ApplyCode(1, 0, 5, "recruitment"),))
            )
    with project.read() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1000000")
    before = count_codings(project.folder)
    Desk(project, "bo").perform(Act((ApplyCode(1, 0, 5, "recruitment"),)))
    assert count_codings(project.folder) == before + 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_write_protected_file_is_said(project: Project) -> None:
    project.close()
    project.database.chmod(0o400)
    with pytest.raises(NotSavedError, match="write-protected"):
        code_once(project)


def test_a_file_opened_for_reading_only_is_said(project: Project) -> None:
    with project.read() as session:
        session.connection().exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(NotSavedError, match="write-protected"):
        code_once(project)


def test_an_error_of_ours_prints_no_transcript(project: Project) -> None:
    with pytest.raises(Exception, match="UNIQUE") as caught, project.write("ada", "twice") as act:
        act.session.add(Setting(name="name", value="hun sa fjorten"))
    assert "fjorten" not in str(caught.value)


def test_another_process_commit_changes_the_data_version(project: Project) -> None:
    before = project.data_version()
    assert project.data_version() == before
    with Project.open(project.folder) as other:
        code_once(other)
    assert project.data_version() != before


def test_reads_that_belong_together_see_one_state(project: Project) -> None:
    with project.read(together=True) as session:
        assert read_codings(session, 1, None) == []
        with raw(project.folder) as other, pytest.raises(sqlite3.OperationalError):
            other.execute("UPDATE settings SET value = 'other'")
        assert read_codings(session, 1, None) == []


def _code_many(folder: Path, coder: str, times: int, errors: Any) -> None:
    try:
        with Project.open(folder) as project:
            desk = Desk(project, coder)
            for start in range(times):
                desk.perform(Act((ApplyCode(1, start, start + 3, "recruitment"),)))
    except Exception as error:
        errors.put(repr(error))
        raise


def test_two_processes_that_write_at_once_lose_nothing(folder: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    errors = spawn.Queue()
    workers = [
        spawn.Process(target=_code_many, args=(folder, coder, 60, errors))
        for coder in ("ada", "bo")
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert errors.empty()
    assert count_codings(folder) == 120


def test_a_read_modify_write_from_two_connections_counts_both(project: Project) -> None:
    with Project.open(project.folder) as other:
        for turn, door in enumerate((project, other) * 20):
            with door.write("ada", f"count {turn}") as act:
                row = act.session.merge(Setting(name="counter", value="0")) if not turn else None
                row = row or act.session.get_one(Setting, "counter", populate_existing=True)
                row.value = str(int(row.value) + 1)
                act.record("change", "setting", "counter", None, {})
    assert project.setting("counter") == "40"


def test_an_act_that_was_killed_before_its_end_leaves_nothing(
    folder: Path, fresh_project: Callable[[], Project]
) -> None:
    spawn = multiprocessing.get_context("spawn")
    worker = spawn.Process(target=_die_in_the_middle, args=(folder,))
    worker.start()
    worker.join()
    assert worker.exitcode == 9
    with Project.open(folder) as project:
        assert project.setting("half") is None
        code_once(project)


def _die_in_the_middle(folder: Path) -> None:
    with Project.open(folder) as project, project.write("ada", "half") as act:
        act.session.add(Setting(name="half", value="done"))
        act.session.flush()
        os._exit(9)


@pytest.mark.parametrize("name", ["Hva?", "a#b", "%41b", "50% ferdig", "x&y=1"])
def test_a_folder_of_any_name_holds_its_own_project(tmp_path: Path, name: str) -> None:
    with Project.create(tmp_path / name) as project:
        project.set_setting("colour", "blue")
    with Project.open(tmp_path / name) as again:
        assert again.setting("colour") == "blue"
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name / DATABASE).stat().st_size > 0


def test_another_programs_database_without_a_version_is_left_alone(tmp_path: Path) -> None:
    with raw(tmp_path) as file:
        file.execute("CREATE TABLE theirs (id)")
    with pytest.raises(QdaError, match="not a qda project"):
        Project.open(tmp_path)
    with raw(tmp_path) as file:
        assert file.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]


def test_the_number_of_a_removed_document_is_never_given_to_another(project: Project) -> None:
    with project.read() as session:
        gone = find_document(session, "T02").id
    remove_document(project, "T02", coder="bo")
    text = "Noe helt annet."
    transcript = Transcript("T03", text, (Turn(0, len(text), "Q"),))
    segments = [Segment(1, 0, len(text), 0)]
    store_transcript(
        project, transcript, segments, "turn", {"Q": "informant"}, coder="bo", file_name="T03.txt"
    )
    with project.read() as session:
        assert find_document(session, "T03").id > gone
    with pytest.raises(QdaError, match="there no more"):
        Desk(project, "ada").perform(Act((ApplyCode(gone, 0, 5, "recruitment"),)))


@pytest.mark.parametrize("table", ["documents", "codes", "coders", "cases", "speakers"])
def test_row_numbers_that_programs_hold_are_not_used_again(project: Project, table: str) -> None:
    with raw(project.folder) as file:
        query = "SELECT sql FROM sqlite_master WHERE name = ?"
        assert "AUTOINCREMENT" in file.execute(query, (table,)).fetchone()[0]


def test_a_document_that_is_gone_is_said_when_read(project: Project) -> None:
    with project.read() as session, pytest.raises(QdaError, match="there no more"):
        read_document(session, 77)
