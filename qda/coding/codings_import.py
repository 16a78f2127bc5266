"""Reading a file of codings into the project: all of it, or nothing where a row has a mistake."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from qda.cells import Row, Table, read_table
from qda.coding.codings_csv import COLUMNS
from qda.coding.codings_new import New, Wanted, find_new, store_new
from qda.coding.csv_rows import RowReader, words_in
from qda.project.models import INDEPENDENT
from qda.project.store import Project

NEEDED: Final = ("document", "code", "coder")


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file of codings brought, or would bring.

    Attributes:
        rows: How many rows it has.
        codings: How many codings are new.
        reviewed: How many reviewed marks are new.
        memos: How many memos on codings are new.
        coders: The coders that are new.
        notes: What the user should know: disagreements, and what was left as it is.
    """

    rows: int
    codings: int
    reviewed: int
    memos: int
    coders: tuple[str, ...]
    notes: tuple[str, ...]


def import_codings(
    project: Project, path: Path, *, coder: str, layer: str = INDEPENDENT, dry_run: bool = False
) -> Imported:
    """Bring a file's codings, reviewed marks and memos into a layer.

    What is there already is no change: a coding that is there leaves the marks of its segments as
    they are, and a memo that is there stays. A coding or a mark that was taken away and stands in
    the file comes again. The import is one act, which undo does not take back. `codings_csv` says
    what a file cannot carry.

    Args:
        project: The open project.
        path: The CSV file.
        coder: Who imports; the rows say who coded.
        layer: The layer.
        dry_run: Say what would come, and change nothing.

    Raises:
        MistakesError: Rows have mistakes; nothing was changed.
        QdaError: The file cannot be read.
    """
    table = read_table(path)
    if dry_run:
        with project.read(together=True) as session:
            return _read(session, table, layer)[1]
    with project.write(coder, f"import codings from {path.name}", origin="import") as act:
        new, said = _read(act.session, table, layer)
        store_new(act, new, layer)
    return said


def _read(session: Session, table: Table, layer: str) -> tuple[New, Imported]:
    wanted, notes = _Reader(session, table).read()
    new = find_new(session, wanted, layer)
    said = Imported(
        rows=len(table.rows),
        codings=len(new.codings),
        reviewed=len(new.marks),
        memos=len(new.memos),
        coders=new.coders,
        notes=(*notes, *new.notes),
    )
    return new, said


class _Reader(RowReader):
    """Reads the rows of a table of codings."""

    def __init__(self, session: Session, table: Table):
        super().__init__(session, table, COLUMNS, NEEDED)

    def read(self) -> tuple[list[Wanted], list[str]]:
        wanted = [self._row(row) for row in self.table.rows]
        self.mistakes.refuse()
        return [row for row in wanted if row is not None], self.notes

    def _row(self, row: Row) -> Wanted | None:
        before = len(self.mistakes)
        ruler = self.document(row)
        code = self._code_or_none(row)
        coder, created = self.coder(row), self.time(row)
        span = None if ruler is None else self.span(row, ruler)
        if span is None or ruler is None or len(self.mistakes) > before:
            return None
        return Wanted(row.line, ruler, *span, code, coder, words_in(row["memo"]), created)

    def _code_or_none(self, row: Row) -> str | None:
        if row["code"].strip():
            return self.code(row, "code")
        if row["memo"]:
            self.mistakes.add(row.line, "a memo needs a code; this row has none.")
        return None
