"""Where a project lies in its folder, and its file opened plainly; imports nothing heavy."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote_from_bytes

if TYPE_CHECKING:
    import sqlite3

DATABASE: Final = "qda.sqlite"
CODEBOOK: Final = "codebook.yaml"


def open_plainly(database: Path, timeout: float) -> sqlite3.Connection:
    """A file that is there, writable where it can be: a crash may have left work to roll back.

    Args:
        database: The file; it is not made where it is missing.
        timeout: How many seconds to wait for another program's lock.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    import sqlite3

    return sqlite3.connect(_uri(database), uri=True, timeout=timeout)


def _uri(database: Path) -> str:
    """The file's URI; a share of a Windows server keeps its `//`, which `as_uri` would take."""
    path = database.absolute().as_posix()
    return f"file://{'' if path[0] == '/' else '/'}{quote_from_bytes(os.fsencode(path))}?mode=rw"


def lacks_document(database: Path, name: str) -> bool:
    """Whether the project surely has no document of a name; False where it cannot be read now."""
    import sqlite3

    try:
        with closing(open_plainly(database, timeout=0)) as file:
            query = "SELECT 1 FROM documents WHERE name = ?"
            return file.execute(query, (name,)).fetchone() is None
    except sqlite3.Error:
        return False
