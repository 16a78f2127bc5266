"""Reading a file of codings into the project: all of it, or nothing where a row has a mistake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from qda.cells import Mistakes, Row, Table, read_table, unguard
from qda.coding.codings_csv import COLUMNS, Ruler, read_rulers
from qda.coding.codings_new import New, Wanted, find_new, store_new
from qda.coding.names import known_codes
from qda.project.clock import stamp
from qda.project.models import INDEPENDENT
from qda.project.store import Project
from qda.text import normalise

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


class _Reader:
    """Reads the rows of a table against what the project has."""

    def __init__(self, session: Session, table: Table):
        self._table = table
        self._rulers = read_rulers(session)
        self._codes = known_codes(session)
        self._mistakes = Mistakes(table.path)
        self._notes: list[str] = []

    def read(self) -> tuple[list[Wanted], list[str]]:
        self._check_columns()
        self._mistakes.refuse()
        wanted = [self._row(row) for row in self._table.rows]
        self._mistakes.refuse()
        return [row for row in wanted if row is not None], self._notes

    def _check_columns(self) -> None:
        for name in NEEDED:
            if name not in self._table.columns:
                self._mistakes.add(1, f"the column “{name}” is missing.")
        for name in self._table.columns:
            if name not in COLUMNS:
                there = ", ".join(COLUMNS)
                self._mistakes.add(1, f"the column “{name}” is not known; there are: {there}.")

    def _row(self, row: Row) -> Wanted | None:
        before = len(self._mistakes)
        name = _name(row["document"])
        ruler = self._rulers.get(name)
        if ruler is None:
            hint = "`qda documents list` shows them"
            self._mistakes.add(row.line, f"there is no document named “{name}”; {hint}.")
        code = self._code(row)
        coder = _name(row["coder"])
        if not coder:
            self._mistakes.add(row.line, "the coder is missing; write who coded.")
        created = self._time(row)
        span = None if ruler is None else self._span(row, ruler)
        if span is None or ruler is None or len(self._mistakes) > before:
            return None
        return Wanted(row.line, ruler, *span, code, coder, _words(row["memo"]), created)

    def _code(self, row: Row) -> str | None:
        id_ = row["code"].strip()
        if not id_:
            if row["memo"]:
                self._mistakes.add(row.line, "a memo needs a code; this row has none.")
            return None
        if id_ not in self._codes:
            hint = "`qda codebook show` lists them"
            self._mistakes.add(row.line, f"there is no code “{id_}” in the codebook; {hint}.")
        return self._codes.get(id_)

    def _time(self, row: Row) -> str:
        text = row["created_at"].strip()
        if not text:
            return ""
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            form = "write it as 2026-11-23T09:30:00Z, or leave it empty"
            self._mistakes.add(row.line, f"created_at “{text}” is no time; {form}.")
            return ""
        return stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))

    def _span(self, row: Row, ruler: Ruler) -> tuple[int, int] | None:
        before = len(self._mistakes)
        segment = self._number(row, "segment")
        start, end = self._number(row, "start"), self._number(row, "end")
        if len(self._mistakes) > before:
            return None
        by_segment = None if segment is None else ruler.span(segment)
        if segment is not None and by_segment is None:
            there = f"it has {len(ruler.starts)}"
            self._mistakes.add(row.line, f"{ruler.name} has no segment {segment}; {there}.")
        if start is None and end is None:
            if segment is None:
                self._mistakes.add(
                    row.line, "the place is missing; write a segment, or start and end."
                )
            return by_segment
        if start is None or end is None:
            self._mistakes.add(row.line, "start and end belong together; one of them is missing.")
            return None
        if not 0 <= start < end <= ruler.length:
            where = f"does not lie in {ruler.name} (0–{ruler.length})"
            self._mistakes.add(row.line, f"the span {start}–{end} {where}.")
            return None
        if segment is not None and segment not in ruler.touched(start, end):
            self._notes.append(
                f"line {row.line}: {start}–{end} is not in segment {segment} of {ruler.name}; "
                f"start and end were taken."
            )
        return start, end

    def _number(self, row: Row, column: str) -> int | None:
        text = row[column].strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit()):
            self._mistakes.add(row.line, f"{column} “{text}” is no whole number.")
            return None
        return int(text)


@lru_cache(maxsize=1000)
def _name(cell: str) -> str:
    """The name in a cell; the same few stand in every row."""
    return normalise(unguard(cell)).strip()


def _words(cell: str) -> str:
    """A memo's words in the form in which the desk keeps them."""
    return normalise(unguard(cell))
