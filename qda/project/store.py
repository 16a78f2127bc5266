"""A project: one folder with `codebook.yaml`, `corpus/`, `exports/` and one database file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from qda.errors import QdaError
from qda.project.backups import backup_of_the_day
from qda.project.clock import new_id
from qda.project.connection import connect_engine, explain
from qda.project.events import Origin, Recorder
from qda.project.migrations import migrate
from qda.project.models import Document, Setting
from qda.project.place import CODEBOOK, DATABASE


class Project:
    """An open project. Safe to use from several threads; several processes may have it open.

    Attributes:
        folder: The project's folder.
        database: Its database file.
        backup_problem: Why the day's copy could not be made, if it could not; coding goes on.
    """

    def __init__(self, folder: Path, engine: Engine):
        self.folder = folder
        self.database = folder / DATABASE
        self.backup_problem: str | None = None
        self._engine = engine
        self._watch: Connection | None = None
        self._copied: date | None = None

    @classmethod
    def create(cls, folder: Path, name: str | None = None) -> Self:
        """Make the folder and the database, private to their owner, where they are not there.

        Args:
            folder: The project's folder.
            name: What exports call the project. Without one they do not: a folder may be called
                anything on another machine, where the same files must give the same bytes.

        Raises:
            QdaError: The folder cannot be made, or holds a project already.
        """
        database = folder / DATABASE
        if database.exists():
            raise QdaError("there is a project here already.", path=database)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for inside in ("corpus", "exports"):
                (folder / inside).mkdir(mode=0o700, exist_ok=True)
            database.touch(mode=0o600)
        except OSError as error:
            raise QdaError(
                f"no project can be made here ({error.strerror}).", path=folder
            ) from error
        project = cls._opened(folder)
        if name is not None:
            project.set_setting("name", name)
        return project

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the project in a folder, bringing an older file to the newest version.

        Raises:
            QdaError: There is no project, it is damaged, or a newer qda wrote it.
        """
        if not (folder / DATABASE).is_file():
            raise QdaError(
                "there is no project here; `qda init` makes one, `--project DIR` names another.",
                path=folder,
            )
        return cls._opened(folder)

    @classmethod
    def _opened(cls, folder: Path) -> Self:
        database = folder / DATABASE
        engine = connect_engine(database)
        with _sentences(database):
            migrate(engine, database)
        return cls(folder, engine)

    def close(self) -> None:
        """Close every connection; the project can be opened again."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def codebook_file(self) -> Path:
        """The codebook in its form to read and edit."""
        return self.folder / CODEBOOK

    @contextmanager
    def read(self, *, together: bool = False) -> Iterator[Session]:
        """Read without holding a transaction open; ``together`` makes several reads one state.

        Raises:
            NotSavedError: The file cannot be read now.
        """
        begin = "BEGIN" if together else ""
        with (
            _sentences(self.database),
            self._engine.connect().execution_options(qda_begin=begin) as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            yield session

    @contextmanager
    def write(
        self, coder: str, act: str, *, origin: Origin = "coder", batch: str | None = None
    ) -> Iterator[Recorder]:
        """One short transaction whose changes and events are on disk together, or not at all.

        Args:
            coder: Who does it; '' for the program itself.
            act: What is done, for people and without transcript text.
            origin: Which kind of act; only a coder's own are taken back by undo.
            batch: The id of the act, where a retry must not do it twice.

        Raises:
            NotSavedError: The disk, the lock or the rights did not allow it now. Whether the
                change is on disk is unknown: try again with the same ids.
        """
        with _sentences(self.database):
            self._copy_of_the_day()
            with Session(self._engine) as session, session.begin():
                recorder = Recorder(session, batch or new_id(), coder, act, origin)
                yield recorder
                recorder.finish()

    def _copy_of_the_day(self) -> None:
        today = datetime.now().astimezone().date()
        if self._copied == today:
            return
        with self.read() as session:
            if not session.scalar(select(func.count()).select_from(Document)):
                return
        self._copied = today
        try:
            backup_of_the_day(self.database, today)
            self.backup_problem = None
        except (QdaError, OSError) as error:
            self.backup_problem = str(error)

    def rewrite(self) -> str | None:
        """Write the file anew, so that no trace is left in it of what was deleted.

        SQLite overwrites what it deletes, but not the copies that it left behind where it moved
        rows between pages before; a test finds them.

        Returns:
            Why it could not be done now, in a sentence; None where it was.
        """
        try:
            with _sentences(self.database), self._engine.connect() as connection:
                connection.execution_options(qda_begin="").exec_driver_sql("VACUUM")
        except QdaError as error:
            return str(error)
        return None

    def setting(self, name: str) -> str | None:
        """One choice of the project, or None."""
        with self.read() as session:
            return session.scalar(select(Setting.value).where(Setting.name == name))

    def set_setting(self, name: str, value: str, coder: str = "") -> None:
        """Store one choice of the project; the same again is no change."""
        with self.write(coder, f"set {name}", origin="setup") as act:
            old = act.session.get(Setting, name)
            if old is not None and old.value == value:
                return
            before = None if old is None else {"value": old.value}
            act.session.merge(Setting(name=name, value=value))
            act.record("change", "setting", name, before, {"value": value})

    def data_version(self) -> int:
        """A number that changes when another connection, of this or another process, commits."""
        with _sentences(self.database):
            if self._watch is None:
                self._watch = self._engine.connect().execution_options(qda_begin="")
            return int(self._watch.exec_driver_sql("PRAGMA data_version").scalar_one())


@contextmanager
def _sentences(database: Path) -> Iterator[None]:
    """Say what the disk or another program did in a sentence; let our own bugs through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        sentence = explain(error, database)
        if sentence is None:
            raise
        raise sentence from error
