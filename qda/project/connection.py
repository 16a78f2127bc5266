"""How SQLite is opened: settings that survive power cuts and network drives, each read back."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from qda.errors import QdaError

APPLICATION_ID: Final = 0x71646131  # "qda1"
BUSY_MS: Final = 20_000

_SETTINGS: Final = (
    ("busy_timeout", BUSY_MS, BUSY_MS),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", 0, 0),
)


class NotSavedError(QdaError):
    """The store could not take a change now; what was asked may be tried again as it is."""


def connect_engine(path: Path) -> Engine:
    """An engine on the file: reads autocommit, every write transaction begins IMMEDIATE.

    Errors never print parameters, as those would be transcript text.
    """
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),  # a `?` in its name is no query
        hide_parameters=True,
        connect_args={"isolation_level": None, "check_same_thread": False},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _record: Any) -> None:
    for name, value, expected in _SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is not None and row[0] != expected:
            raise QdaError(f"SQLite did not accept the setting {name}={value}.")


def _begin(connection: Connection) -> None:
    """Writes take the lock at once; reads do not open a transaction, or a short shared one."""
    begin = connection.get_execution_options().get("qda_begin", "BEGIN IMMEDIATE")
    if begin:
        connection.exec_driver_sql(begin)


_SENTENCES: Final = (
    ("locked", "another program is writing to it; it will be tried again"),
    ("disk is full", "the disk is full; make room and it will be tried again"),
    ("disk I/O", "the disk or network drive does not answer; it will be tried again"),
    ("readonly", "the file is write-protected; make it writable"),
    ("unable to open", "the file cannot be opened; check that the folder is there and writable"),
    ("malformed", "the file is damaged; `qda restore` brings back the last backup"),
    ("not a database", "the file is not a qda project; `qda restore` brings back the last backup"),
)


def explain(error: DBAPIError | sqlite3.Error, path: Path) -> NotSavedError | None:
    """The user's sentence for what the disk or another program did, or None if it is our bug."""
    text = str(error.orig if isinstance(error, DBAPIError) else error)
    for sign, sentence in _SENTENCES:
        if sign in text:
            return NotSavedError(sentence, path=path)
    return None
