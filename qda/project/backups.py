"""Copies of the database by SQLite's backup API: whole even while others write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from qda.errors import QdaError

DAILY_KEPT: Final = 10
_BUSY_S: Final = 20.0


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of the database in the project's `backups` folder."""

    path: Path
    size: int
    """Bytes."""


def backup_folder(database: Path) -> Path:
    """The folder of the copies, beside the database; made private if it is not there."""
    folder = database.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def backups(database: Path) -> list[Backup]:
    """The copies there are, newest first by the time they were made."""
    folder = database.parent / "backups"
    files = sorted(folder.glob("*.sqlite"), key=lambda file: file.stat().st_mtime, reverse=True)
    return [Backup(file, file.stat().st_size) for file in files]


def copy_database(source: Path, target: Path) -> Path:
    """Copy a database whole to a new file, private to its owner.

    Raises:
        QdaError: The source is no database, or the target cannot be written.
    """
    unfinished = target.with_name(target.name + ".part")
    try:
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        _copy_pages(source, unfinished)
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise QdaError(f"the copy could not be made ({error}).", path=target) from error
    return target


def _copy_pages(source: Path, target: Path) -> None:
    read_only = f"{source.resolve().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(read_only, uri=True, timeout=_BUSY_S)) as old,
        closing(sqlite3.connect(target, timeout=_BUSY_S)) as new,
    ):
        old.backup(new)


def backup_of_the_day(database: Path, today: date) -> Backup | None:
    """Copy the database if this day has no copy yet; keep the last ten days' copies."""
    target = database.parent / "backups" / f"day-{today.isoformat()}.sqlite"
    if target.exists():
        return None
    backup_folder(database)
    copy_database(database, target)
    days = sorted(target.parent.glob("day-*.sqlite"))
    for old in days[:-DAILY_KEPT]:
        old.unlink(missing_ok=True)
    return Backup(target, target.stat().st_size)


def copy_before_migration(database: Path, version: int) -> Path:
    """The copy made before the file is brought from ``version`` to a newer one."""
    return copy_database(database, backup_folder(database) / f"before-version-{version + 1}.sqlite")


def restore(backup: Path, database: Path, aside: Path) -> None:
    """Put a copy in the database's place; what was there is copied to ``aside`` first.

    The live file is overwritten through SQLite, so that programs that have it open see
    the restored state.

    Raises:
        QdaError: The copy is missing, damaged or no qda project.
    """
    if not backup.is_file():
        raise QdaError("there is no such backup.", path=backup)
    _refuse_damaged(backup)
    if database.exists():
        copy_database(database, aside)
        _copy_pages(backup, database)
    else:
        copy_database(backup, database)


def _refuse_damaged(backup: Path) -> None:
    from qda.project.connection import APPLICATION_ID

    try:
        with closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as file:
            application = file.execute("PRAGMA application_id").fetchone()[0]
            sound = file.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.Error as error:
        raise QdaError(f"the backup cannot be read ({error}).", path=backup) from error
    if application != APPLICATION_ID or sound != "ok":
        raise QdaError("the backup is damaged or is not a qda project.", path=backup)
