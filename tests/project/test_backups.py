"""Copies of the database, and putting one back."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from qda.errors import QdaError
from qda.project.backups import backup_of_the_day, backups, copy_database, new_name, restore
from qda.project.documents import list_documents
from qda.project.place import DATABASE
from qda.project.store import Project

DAY = date(2026, 11, 23)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "backups").iterdir())


def documents(folder: Path) -> list[str]:
    with Project.open(folder) as project, project.read() as session:
        return [document.name for document in list_documents(session)]


def test_the_first_change_of_a_day_makes_a_copy(project: Project) -> None:
    project.set_setting("colour", "blue")
    project.set_setting("colour", "green")
    assert len(names(project.folder)) == 1
    with closing(sqlite3.connect(backups(project.database)[0].path)) as copy:
        assert not copy.execute("SELECT * FROM settings WHERE name = 'colour'").fetchall()


def test_an_empty_project_is_not_copied(tmp_path: Path) -> None:
    with Project.create(tmp_path / "new") as project:
        project.set_setting("colour", "blue")
        assert backups(project.database) == []


def test_a_day_has_one_copy_and_the_last_ten_days_are_kept(folder: Path) -> None:
    for back in range(13):
        backup_of_the_day(folder / DATABASE, DAY + timedelta(days=back))
        assert backup_of_the_day(folder / DATABASE, DAY + timedelta(days=back)) is None
    expected = [f"day-{DAY + timedelta(days=back)}.sqlite" for back in range(3, 13)]
    assert names(folder) == expected


def test_a_copy_is_for_its_owner_only(folder: Path) -> None:
    copy = backup_of_the_day(folder / DATABASE, DAY)
    assert copy is not None
    assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600


def test_restoring_brings_back_what_was_and_sets_aside_what_is(project: Project) -> None:
    copy = copy_database(project.database, project.folder / "copy.sqlite")
    project.set_setting("colour", "blue")
    aside = project.folder / "aside.sqlite"
    restore(copy, project.database, aside)
    assert project.setting("colour") is None
    with closing(sqlite3.connect(aside)) as old:
        row = old.execute("SELECT value FROM settings WHERE name = 'colour'").fetchone()
    assert row == ("blue",)


def test_a_lost_database_is_restored(folder: Path) -> None:
    copy = copy_database(folder / DATABASE, folder / "copy.sqlite")
    (folder / DATABASE).unlink()
    restore(copy, folder / DATABASE, folder / "aside.sqlite")
    assert documents(folder) == ["T01", "T02"]


def test_a_damaged_database_is_restored(folder: Path) -> None:
    database = folder / DATABASE
    copy = copy_database(database, folder / "copy.sqlite")
    database.write_bytes(b"torn" * 5000)
    restore(copy, database, folder / "aside.sqlite")
    assert (folder / "aside.sqlite").read_bytes() == b"torn" * 5000
    assert documents(folder) == ["T01", "T02"]


@pytest.mark.parametrize("content", [b"", b"no database" * 1000])
def test_what_is_no_backup_is_refused_and_the_project_is_left_alone(
    folder: Path, content: bytes
) -> None:
    other = folder / "other.sqlite"
    other.write_bytes(content)
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(QdaError, match="backup"):
        restore(other, folder / DATABASE, folder / "aside.sqlite")
    assert (folder / DATABASE).read_bytes() == before


def test_a_missing_backup_is_said(folder: Path) -> None:
    with pytest.raises(QdaError, match="no such backup"):
        restore(folder / "nowhere.sqlite", folder / DATABASE, folder / "aside.sqlite")


def test_a_copy_that_cannot_be_made_does_not_stop_the_coding(project: Project) -> None:
    (project.folder / "backups").write_text("a file where the folder should be")
    project.set_setting("colour", "blue")
    assert project.setting("colour") == "blue"
    assert project.backup_problem is not None


def test_a_copy_that_fails_leaves_nothing_half_made(folder: Path) -> None:
    (folder / "torn.sqlite").write_bytes(b"torn" * 5000)
    with pytest.raises(QdaError, match="could not be made"):
        copy_database(folder / "torn.sqlite", folder / "copy.sqlite")
    assert not list(folder.glob("copy*"))


def test_a_journal_left_by_a_crash_is_not_played_into_the_restored_file(folder: Path) -> None:
    copy = copy_database(folder / DATABASE, folder / "copy.sqlite")
    (folder / DATABASE).write_bytes(b"torn" * 5000)
    journal = folder / f"{DATABASE}-journal"
    journal.write_bytes(b"the journal of the torn file")
    restore(copy, folder / DATABASE, folder / "aside.sqlite")
    assert not journal.exists()


def test_two_copies_of_one_second_have_two_names(folder: Path) -> None:
    first = copy_database(folder / DATABASE, new_name(folder / DATABASE, "copy"))
    second = new_name(folder / DATABASE, "copy")
    assert first != second
    assert not second.exists()


def test_a_copy_is_given_up_when_another_program_keeps_the_file_to_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qda.project.backups._BUSY_S", 0.1)
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(QdaError, match="locked"):
            copy_database(folder / DATABASE, folder / "copy.sqlite")
    assert not list(folder.glob("copy*"))


@pytest.mark.parametrize("name", ["Hva?", "a#b", "%41b", "50% ferdig"])
def test_a_folder_of_any_name_is_copied_and_restored(
    folder: Path, tmp_path: Path, name: str
) -> None:
    there = folder.rename(tmp_path / name)
    copy = copy_database(there / DATABASE, there / "copy.sqlite")
    restore(copy, there / DATABASE, there / "aside.sqlite")
    assert documents(there) == ["T01", "T02"]
