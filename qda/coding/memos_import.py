"""Reading a file of flags, quotables and memos: all of it, or nothing where a row has a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.cells import Row, Table, read_table
from qda.coding.csv_rows import RowReader, name_in, words_in
from qda.coding.desk import keep_words
from qda.coding.memos_csv import COLUMNS, KINDS, MARKS, Noted, read_noted
from qda.coding.rows import keep_new
from qda.project.clock import new_id
from qda.project.events import Recorder
from qda.project.models import INDEPENDENT, Case, Coder, Document
from qda.project.store import Project

NEEDED: Final = ("kind", "coder")


@dataclass(frozen=True, slots=True)
class ImportedMemos:
    """What a file of memos brought, or would bring.

    Attributes:
        rows: How many rows it has.
        marks: How many flags and quotables are new.
        memos: How many memos are new.
        coders: The coders that are new.
        notes: What the user should know: disagreements, and what was left as it is.
    """

    rows: int
    marks: int
    memos: int
    coders: tuple[str, ...]
    notes: tuple[str, ...]


def import_memos(
    project: Project, path: Path, *, coder: str, dry_run: bool = False
) -> ImportedMemos:
    """Bring a file's flags, quotables and memos.

    What is there already is no change. A memo of the same coder on the same thing and of the same
    time that has other words by now is kept as it is, and this is said; one of another time comes
    beside it. The import is one act, which undo does not take back.

    Args:
        project: The open project.
        path: The CSV file.
        coder: Who imports; the rows say who wrote.
        dry_run: Say what would come, and change nothing.

    Raises:
        MistakesError: Rows have mistakes; nothing was changed.
        QdaError: The file cannot be read.
    """
    table = read_table(path)
    if dry_run:
        with project.read(together=True) as session:
            return _read(session, table)[1]
    with project.write(coder, f"import memos from {path.name}", origin="import") as act:
        new, said = _read(act.session, table)
        _store(act, new)
    return said


def _read(session: Session, table: Table) -> tuple[list[Noted], ImportedMemos]:
    reader = _Reader(session, table)
    new, kept = _find_new(read_noted(session), reader.read())
    known = set(session.scalars(select(Coder.name)))
    said = ImportedMemos(
        rows=len(table.rows),
        marks=sum(noted.kind in MARKS for noted in new),
        memos=sum(noted.kind not in MARKS for noted in new),
        coders=tuple(dict.fromkeys(noted.coder for noted in new if noted.coder not in known)),
        notes=(*reader.notes, *kept),
    )
    return new, said


def _find_new(
    there: Iterable[Noted], wanted: Iterable[tuple[int, Noted]]
) -> tuple[list[Noted], list[str]]:
    """What of the rows there is not yet, and what is said of those left out."""
    known = list(there)
    texts = {(noted.thing, noted.text) for noted in known}
    times = {(noted.thing, noted.created_at) for noted in known}
    new, kept = [], []
    for line, noted in wanted:
        if (noted.thing, noted.text) in texts:
            continue
        if (noted.thing, noted.created_at) in times:
            kept.append(f"line {line}: this memo has other words by now, which were kept.")
            continue
        texts.add((noted.thing, noted.text))
        new.append(noted)
    return new, kept


class _Reader(RowReader):
    """Reads the rows of a table of memos."""

    def __init__(self, session: Session, table: Table):
        super().__init__(session, table, COLUMNS, NEEDED)
        self._cases = set(session.scalars(select(Case.name)))

    def read(self) -> list[tuple[int, Noted]]:
        """The rows, each with its line."""
        wanted = [(row.line, self._row(row)) for row in self.table.rows]
        self.mistakes.refuse()
        return [(line, noted) for line, noted in wanted if noted is not None]

    def _row(self, row: Row) -> Noted | None:
        before = len(self.mistakes)
        kind = row["kind"].strip()
        if kind not in KINDS:
            there = ", ".join(KINDS)
            elsewhere = "; memos on codings stand with the codings" if kind == "coding" else ""
            self.mistakes.add(row.line, f"kind “{kind}” is none of {there}{elsewhere}.")
            return None
        text = words_in(row["text"])
        if kind in MARKS and text:
            self.mistakes.add(row.line, f"a {kind} has no text; write a memo of kind span.")
        if kind not in MARKS and not text:
            self.mistakes.add(row.line, "the memo has no text.")
        document, start, end = self._place(row, kind)
        target = self._target(row, kind)
        coder, created = self.coder(row), self.time(row)
        if len(self.mistakes) > before:
            return None
        return Noted(document, start, end, kind, target, coder, created, text)

    def _place(self, row: Row, kind: str) -> tuple[str, int, int]:
        if kind not in (*MARKS, "span", "document"):
            return "", -1, -1
        ruler = self.document(row)
        span = None
        if ruler is not None and kind != "document":
            span = self.span(row, ruler)
        return (ruler.name if ruler else "", *(span or (-1, -1)))

    def _target(self, row: Row, kind: str) -> str:
        if kind == "code":
            return self.code(row, "target") or ""
        if kind != "case":
            return ""
        name = name_in(row["target"])
        if name not in self._cases:
            self.mistakes.add(row.line, f"there is no case “{name}”; `qda cases` shows them.")
        return name


def _store(act: Recorder, new: Sequence[Noted]) -> None:
    """Store marks and memos, with an event for each."""
    query = select(Document.id, Document.key, Document.name)
    coders = {noted.coder: act.coder_id(noted.coder) for noted in new}
    documents = {name: (id_, key) for id_, key, name in act.session.execute(query)}
    marks, memos, words = [], [], []
    for noted in new:
        id_, key = documents.get(noted.document, (None, ""))
        row = {
            "id": new_id(),
            "kind": noted.kind,
            "document_id": id_,
            "coder_id": coders[noted.coder],
            "layer": INDEPENDENT,
            "start": noted.start if noted.start >= 0 else None,
            "end": noted.end if noted.start >= 0 else None,
            "created_at": noted.created_at or act.time,
        }
        if noted.kind in MARKS:
            marks.append(row)
            continue
        target = key if noted.kind == "document" else noted.target
        memos.append({**row, "target": target, "text_version": 1})
        words.append({"memo_id": row["id"], "version": 1, "text": noted.text})
    keep_new(act, "mark", marks)
    keep_new(act, "memo", memos)
    keep_words(act, words)
