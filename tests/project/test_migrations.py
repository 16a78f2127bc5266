"""Bringing an older file to the newest version."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from qda.errors import QdaError
from qda.project.connection import connect_engine
from qda.project.migrations import STEPS, migrate
from qda.project.place import DATABASE
from qda.project.store import Project


def version(database: Path) -> int:
    with closing(sqlite3.connect(database)) as file:
        return int(file.execute("PRAGMA user_version").fetchone()[0])


def add_a_column(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE settings ADD COLUMN since TEXT")


def fail(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE half (id INTEGER)")
    raise RuntimeError


NEXT = max(STEPS) + 1


def test_a_new_file_has_the_newest_version(folder: Path) -> None:
    assert version(folder / DATABASE) == max(STEPS)


def test_the_copy_made_before_a_step_has_the_older_version(folder: Path) -> None:
    database = folder / DATABASE
    migrate(connect_engine(database), database, {**STEPS, NEXT: add_a_column})
    assert version(database) == NEXT
    assert version(folder / "backups" / f"before-version-{NEXT}.sqlite") == max(STEPS)


def test_a_step_that_fails_leaves_the_file_as_it_was(folder: Path) -> None:
    database = folder / DATABASE
    with pytest.raises(RuntimeError):
        migrate(connect_engine(database), database, {**STEPS, NEXT: fail})
    assert version(database) == max(STEPS)
    with closing(sqlite3.connect(database)) as file:
        assert not file.execute("SELECT * FROM sqlite_master WHERE name = 'half'").fetchall()
    Project.open(folder).close()


def test_a_file_of_a_newer_qda_is_refused_and_left_alone(folder: Path) -> None:
    database = folder / DATABASE
    with closing(sqlite3.connect(database)) as file:
        file.execute(f"PRAGMA user_version = {NEXT + 5}")
    before = database.read_bytes()
    with pytest.raises(QdaError, match="newer qda"):
        Project.open(folder)
    assert database.read_bytes() == before


def test_opening_the_newest_version_makes_no_copy(folder: Path) -> None:
    Project.open(folder).close()
    assert not list(folder.glob("backups/before-*"))
