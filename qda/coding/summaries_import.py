"""Reading a file of summaries: all of it, or nothing where a row has a mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.cells import Row, Table, read_table
from qda.citing import kept, numbered
from qda.coding.beside import Cited, WriteSummary
from qda.coding.csv_rows import RowReader, name_in, words_in
from qda.coding.summaries_csv import COLUMNS, SEPARATOR
from qda.coding.summing import write_summary
from qda.project.models import Case
from qda.project.store import Project
from qda.project.summaries import SummaryRow, read_summaries

NEEDED: Final = ("case", "code", "coder", "text")
_PLACE: Final = re.compile(r"(.+):(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class ImportedSummaries:
    """What a file of summaries brought, or would bring.

    Attributes:
        rows: How many rows it has.
        new: How many summaries are new.
        replaced: How many took the place of other words.
        notes: What the user should know: what was left as it is.
    """

    rows: int
    new: int
    replaced: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A row as it is to be written; its text as it is read, its references in their order."""

    line: int
    coder: str
    change: WriteSummary
    text: str
    written_at: str

    @property
    def cell(self) -> tuple[str, str, str]:
        """Whose summary of what it is."""
        return self.change.case, self.change.code, self.coder

    def is_there(self, row: SummaryRow) -> bool:
        """Whether a summary has these words and cites these places."""
        own = [(one.document, one.start, one.end) for one in self.change.cited]
        there = [(one.document, one.start, one.end) for one in row.references]
        return (self.text, own) == (row.text, there)


def import_summaries(
    project: Project, path: Path, *, coder: str, replace: bool = False, dry_run: bool = False
) -> ImportedSummaries:
    """Bring a file's summaries.

    What is there already is no change. The import is one act, which undo does not take back;
    words that are replaced stay as an earlier version.

    Args:
        project: The open project.
        path: The CSV file.
        coder: Who imports; the rows say who wrote.
        replace: Whether words take the place of others that the cell has; else these are kept,
            and this is said.
        dry_run: Say what would come, and change nothing.

    Raises:
        MistakesError: Rows have mistakes; nothing was changed.
        QdaError: The file cannot be read.
    """
    table = read_table(path)
    if dry_run:
        with project.read(together=True) as session:
            return _sorted_out(session, table, replace)[1]
    with project.write(coder, f"import summaries from {path.name}", origin="import") as act:
        wanted, said = _sorted_out(act.session, table, replace)
        for one in wanted:
            write_summary(act, one.change, one.coder, one.written_at)
    return said


def _sorted_out(
    session: Session, table: Table, replace: bool
) -> tuple[list[_Wanted], ImportedSummaries]:
    """What of the rows is to be written, and what is said of them."""
    there = {(row.case, row.code, row.coder): row for row in read_summaries(session)}
    new, others, notes = [], [], []
    for one in _Reader(session, table).read():
        row = there.get(one.cell)
        if row is None:
            new.append(one)
        elif not one.is_there(row) and replace:
            others.append(one)
        elif not one.is_there(row):
            notes.append(f"line {one.line}: this cell has other words, which were kept.")
    said = ImportedSummaries(len(table.rows), len(new), len(others), tuple(notes))
    return [*new, *others], said


class _Reader(RowReader):
    """Reads the rows of a table of summaries."""

    def __init__(self, session: Session, table: Table):
        super().__init__(session, table, COLUMNS, NEEDED)
        self._cases = set(session.scalars(select(Case.name)))
        self._cells: set[tuple[str, str, str]] = set()

    def read(self) -> list[_Wanted]:
        """The rows."""
        wanted = [self._row(row) for row in self.table.rows]
        self.mistakes.refuse()
        return [one for one in wanted if one is not None]

    def _row(self, row: Row) -> _Wanted | None:
        before = len(self.mistakes)
        case, code, coder = name_in(row["case"]), self.code(row, "code") or "", self.coder(row)
        text = words_in(row["text"]).strip()
        if case not in self._cases:
            self.mistakes.add(row.line, f"there is no case “{case}”; `qda cases` shows them.")
        if not text:
            self.mistakes.add(row.line, "the summary has no text.")
        if (case, code, coder) in self._cells:
            self.mistakes.add(row.line, f"{coder} has a summary of this cell further up.")
        self._cells.add((case, code, coder))
        cited, at = self._cited(row), self.time(row, "written_at")
        if len(self.mistakes) > before:
            return None
        by_id = {one.id: one for one in cited}
        words = kept(text, [*by_id])
        read, ids = numbered(words, by_id)  # as it will be read once it is kept
        change = WriteSummary(case, code, words, tuple(by_id[id_] for id_ in ids))
        return _Wanted(row.line, coder, change, read, at)

    def _cited(self, row: Row) -> tuple[Cited, ...]:
        parts = [part.strip() for part in words_in(row["references"]).split(SEPARATOR)]
        found = [self._place(row.line, part) for part in parts if part]
        return tuple(one for one in found if one is not None)

    def _place(self, line: int, written: str) -> Cited | None:
        place = _PLACE.fullmatch(written)
        ruler = None if place is None else self._rulers.get(place[1])
        if place is None or ruler is None:
            form = "write it as `document:start-end`, by the name of a document that there is"
            self.mistakes.add(line, f"the reference “{written}” leads nowhere; {form}.")
            return None
        start, end = int(place[2]), int(place[3])
        if not start < end <= ruler.length:
            self.mistakes.add(line, f"the reference “{written}” does not lie in the document.")
            return None
        return Cited(ruler.id, start, end)
