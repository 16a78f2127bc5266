"""What rows of codings and of memos have in common: a document, a place in it, a coder, a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy.orm import Session

from qda.cells import Mistakes, Row, Table, unguard
from qda.coding.codings_csv import Ruler, read_rulers
from qda.coding.names import known_codes
from qda.project.clock import stamp
from qda.text import normalise


class RowReader:
    """Reads the rows of a table against what the project has, and collects their mistakes.

    Args:
        session: Reads the project, all in one state.
        table: The file.
        columns: The columns there may be.
        needed: Those there must be.
    """

    def __init__(
        self, session: Session, table: Table, columns: Sequence[str], needed: Sequence[str]
    ):
        self.table = table
        self.mistakes = Mistakes(table.path)
        self.notes: list[str] = []
        self._rulers = read_rulers(session)
        self._codes = known_codes(session)
        for name in needed:
            if name not in table.columns:
                self.mistakes.add(1, f"the column “{name}” is missing.")
        for name in table.columns:
            if name not in columns:
                there = ", ".join(columns)
                self.mistakes.add(1, f"the column “{name}” is not known; there are: {there}.")
        self.mistakes.refuse()

    def document(self, row: Row) -> Ruler | None:
        """The document that a row names."""
        name = name_in(row["document"])
        ruler = self._rulers.get(name)
        if ruler is None:
            hint = "`qda documents list` shows them"
            self.mistakes.add(row.line, f"there is no document named “{name}”; {hint}.")
        return ruler

    def coder(self, row: Row) -> str:
        """Who a row is of."""
        coder = name_in(row["coder"])
        if not coder:
            self.mistakes.add(row.line, "the coder is missing; write who coded.")
        return coder

    def code(self, row: Row, column: str) -> str | None:
        """The id that a code has now."""
        id_ = row[column].strip()
        if id_ not in self._codes:
            hint = "`qda codebook show` lists them"
            self.mistakes.add(row.line, f"there is no code “{id_}” in the codebook; {hint}.")
        return self._codes.get(id_)

    def time(self, row: Row, column: str = "created_at") -> str:
        """When it was made; '' where the row does not say."""
        text = row[column].strip()
        if not text:
            return ""
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            form = "write it as 2026-11-23T09:30:00Z, or leave it empty"
            self.mistakes.add(row.line, f"{column} “{text}” is no time; {form}.")
            return ""
        return stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))

    def span(self, row: Row, ruler: Ruler) -> tuple[int, int] | None:
        """The place of a row: its start and end, else its segment."""
        before = len(self.mistakes)
        segment = self._number(row, "segment")
        start, end = self._number(row, "start"), self._number(row, "end")
        if len(self.mistakes) > before:
            return None
        by_segment = None if segment is None else ruler.span(segment)
        if segment is not None and by_segment is None:
            there = f"it has {len(ruler.starts)}"
            self.mistakes.add(row.line, f"{ruler.name} has no segment {segment}; {there}.")
        if start is None and end is None:
            if segment is None:
                self.mistakes.add(
                    row.line, "the place is missing; write a segment, or start and end."
                )
            return by_segment
        if start is None or end is None:
            self.mistakes.add(row.line, "start and end belong together; one of them is missing.")
            return None
        if not 0 <= start < end <= ruler.length:
            where = f"does not lie in {ruler.name} (0–{ruler.length})"
            self.mistakes.add(row.line, f"the span {start}–{end} {where}.")
            return None
        if segment is not None and segment not in ruler.touched(start, end):
            self.notes.append(
                f"line {row.line}: {start}–{end} is not in segment {segment} of {ruler.name}; "
                f"start and end were taken."
            )
        return start, end

    def _number(self, row: Row, column: str) -> int | None:
        text = row[column].strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit()):
            self.mistakes.add(row.line, f"{column} “{text}” is no whole number.")
            return None
        return int(text)


@lru_cache(maxsize=1000)
def name_in(cell: str) -> str:
    """The name in a cell; the same few stand in every row."""
    return normalise(unguard(cell)).strip()


def words_in(cell: str) -> str:
    """Words in a cell, in the form in which the desk keeps them."""
    return normalise(unguard(cell))
