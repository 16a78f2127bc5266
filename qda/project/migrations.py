"""The schema's versions: small registered steps under SQLite's ``user_version``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection, Engine

from qda.errors import QdaError
from qda.project.backups import copy_before_migration
from qda.project.connection import APPLICATION_ID
from qda.project.models import Base

Step = Callable[[Connection], None]


def _create(connection: Connection) -> None:
    Base.metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _add_tables(connection: Connection) -> None:
    """Make the tables that the file has not; those it has stay as they are."""
    Base.metadata.create_all(connection)


STEPS: Final[Mapping[int, Step]] = MappingProxyType(
    {1: _create, 2: _add_tables, 3: _add_tables, 4: _add_tables}
)
"""Version -> the step that brings a file from the version before to it."""


def version_of(connection: Connection) -> int:
    """The schema version of an open file; 0 for an empty one."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(
    engine: Engine, path: Path, steps: Mapping[int, Step] = STEPS, *, copied: bool = False
) -> None:
    """Bring the file to the newest version, in one transaction, with a copy made before.

    Args:
        engine: What has it open.
        path: The file.
        steps: The step to each version.
        copied: What is open is but a copy of the file, in memory: no other is made.

    Raises:
        QdaError: The file was written by a newer qda, or is no qda project.
    """
    newest = max(steps)
    with engine.connect().execution_options(qda_begin="") as connection:
        # First, as another process may be making the project now.
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        found = version_of(connection)
        application = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
    _refuse_foreign(path, found, application, newest, empty=not tables)
    if found == newest:
        return
    if found and not copied:
        copy_before_migration(path, found)
    with engine.begin() as connection:
        # Another process may have migrated while this one waited for the lock.
        for number in range(version_of(connection) + 1, newest + 1):
            steps[number](connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def _refuse_foreign(path: Path, found: int, application: int, newest: int, empty: bool) -> None:
    ours = application == APPLICATION_ID or (empty and not found)
    if ours and found > newest:
        raise QdaError(
            f"the project was written by a newer qda (version {found} of the file, this qda "
            f"knows {newest}); install the newer qda to open it.",
            path=path,
        )
    if not ours:
        raise QdaError("this SQLite file is not a qda project.", path=path)
