"""Copies of the database by SQLite's backup API: whole even while others write."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, count
from pathlib import Path
from time import monotonic
from typing import Final

from qda.errors import QdaError
from qda.project.place import open_plainly

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


def new_name(database: Path, kind: str) -> Path:
    """A free name for a copy made now, as `copy-2026-11-23-093000.sqlite`."""
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    folder = backup_folder(database)
    names = (f"{kind}-{stamp}{more}.sqlite" for more in chain([""], map("-{}".format, count(2))))
    return next(folder / name for name in names if not (folder / name).exists())


def copy_database(source: Path, target: Path) -> Path:
    """Copy a database whole to a new file, private to its owner.

    Raises:
        QdaError: The source is no database, or the target cannot be written.
    """
    # Two programs may copy at once, each to a file of its own.
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
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
    with (
        closing(_opened(source)) as old,
        closing(sqlite3.connect(target, timeout=_BUSY_S)) as new,
    ):
        # All pages in one step: what takes time is then waiting for a lock and nothing else.
        old.backup(new, pages=-1, progress=_Patience())


class _Patience:
    """Ends a copy that waits for another program's lock: Python would wait for ever."""

    def __init__(self) -> None:
        self._until = monotonic() + _BUSY_S

    def __call__(self, status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and monotonic() >= self._until:
            raise sqlite3.OperationalError("database is locked")


def _opened(database: Path) -> sqlite3.Connection:
    return open_plainly(database, timeout=_BUSY_S)


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
    the restored state. A file that SQLite cannot read any more is moved aside as it is.

    Raises:
        QdaError: The copy is missing, damaged or no qda project, or the disk refuses.
    """
    if not backup.is_file():
        raise QdaError("there is no such backup.", path=backup)
    _refuse_damaged(backup)
    if database.exists() and _readable(database):
        copy_database(database, aside)
        try:
            _copy_pages(backup, database)
        except sqlite3.Error as error:
            raise QdaError(f"it could not be restored ({error}).", path=database) from error
    else:
        _move_aside(database, aside)
        copy_database(backup, database)


def _readable(database: Path) -> bool:
    """Whether SQLite takes the file for a database; a lock or a full disk is no damage."""
    try:
        with closing(_opened(database)) as file:
            file.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error as error:
        return error.sqlite_errorcode not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
    return True


def _move_aside(database: Path, aside: Path) -> None:
    """Move the file and its journal, which would be played back into the restored one."""
    try:
        for ending in ("", "-journal"):
            old = database.with_name(database.name + ending)
            if old.exists():
                old.replace(aside.with_name(aside.name + ending))
    except OSError as error:
        raise QdaError(f"it could not be moved aside ({error.strerror}).", path=database) from error


def _refuse_damaged(backup: Path) -> None:
    from qda.project.connection import APPLICATION_ID

    try:
        with closing(_opened(backup)) as file:
            application = file.execute("PRAGMA application_id").fetchone()[0]
            sound = file.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.Error as error:
        raise QdaError(f"the backup cannot be read ({error}).", path=backup) from error
    if application != APPLICATION_ID or sound != "ok":
        raise QdaError("the backup is damaged or is not a qda project.", path=backup)
