"""What all tables share: STRICT columns, row numbers that are never given again."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import REAL, Integer, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

INDEPENDENT: Final = "independent"
"""The layer of a coder's own, independent coding."""
CONSENSUS: Final = "consensus"
"""The layer of what coders settled on."""


class Base(DeclarativeBase):
    """Every table is STRICT: a column holds what its type says, or the write fails."""

    metadata = MetaData()
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's)
        str: Text,
        int: Integer,
        bool: Integer,
        float: REAL,
        bytes: LargeBinary,
    }
    __table_args__: Any = {"sqlite_strict": True}  # noqa: RUF012 (SQLAlchemy's)


def strict(*constraints: Any, rowid: bool = True, lasting: bool = False) -> tuple[Any, ...]:
    """A table's options; the numbers of lasting rows are never given to another row.

    Programs hold these numbers while others remove and add rows.
    """
    options = {"sqlite_strict": True, "sqlite_with_rowid": rowid, "sqlite_autoincrement": lasting}
    return (*constraints, options)
