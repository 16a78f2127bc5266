"""Project files in memory: a colleague's is read, and a package built, without a file beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from qda.errors import QdaError
from qda.project.connection import explain
from qda.project.migrations import migrate
from qda.project.place import DATABASE, open_plainly

_BUSY_S: Final = 20.0


@contextmanager
def open_other(path: Path) -> Iterator[Session]:
    """A colleague's project or package, as it is now; its file is not changed.

    Args:
        path: The project's folder, or a database file.

    Raises:
        QdaError: There is none, it is damaged, or a newer qda wrote it.
    """
    database = path / DATABASE if path.is_dir() else path
    if not database.is_file():
        raise QdaError("there is no project or package here.", path=path)
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as memory:
        try:
            with closing(open_plainly(database, _BUSY_S)) as file:
                file.backup(memory, pages=-1)
        except sqlite3.Error as error:
            raise explain(error, database) or error from error
        with _session(memory, database) as session:
            yield session


@contextmanager
def build_file() -> Iterator[tuple[Session, sqlite3.Connection]]:
    """An empty project in memory; its connection gives the bytes of the file."""
    with (
        closing(sqlite3.connect(":memory:", check_same_thread=False)) as memory,
        _session(memory, Path(DATABASE)) as session,
    ):
        yield session, memory


@contextmanager
def _session(memory: sqlite3.Connection, path: Path) -> Iterator[Session]:
    memory.isolation_level = None  # SQLAlchemy says when a transaction begins
    memory.execute("PRAGMA trusted_schema = OFF")
    engine = create_engine(
        "sqlite://", creator=lambda: memory, poolclass=StaticPool, hide_parameters=True
    )
    migrate(engine, path, copied=True)
    with Session(engine, expire_on_commit=False) as session:
        yield session
