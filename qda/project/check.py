"""Is the project whole? What SQLite can say of the file, and what must hold among its rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import and_, func, or_, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from qda.project.models import (
    Coding,
    Document,
    Mark,
    Memo,
    MemoLink,
    Quotation,
    Review,
    Revisit,
    Segment,
    SummaryReference,
    Turn,
)
from qda.project.store import Project
from qda.project.word_index import list_unused_words
from qda.text import text_hash

_MOST_SHOWN: Final = 20
"""Of one kind of problem, so that a torn file does not fill the screen."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was checked.

    Attributes:
        what: In words.
        problems: A sentence for each thing that is wrong; never transcript text.
    """

    what: str
    problems: tuple[str, ...]


def check_project(project: Project) -> list[Checked]:
    """Check the file and, where it is sound, what is in it; nothing is changed."""
    done: list[Checked] = []
    with project.read(together=True) as session:
        for what, look in _CHECKS:
            done.append(Checked(what, _first(look(session))))
            if look is _file and done[-1].problems:
                break  # what a torn file says of its rows means nothing
    return done


def _first(problems: Iterator[str]) -> tuple[str, ...]:
    found = list(problems)
    rest = len(found) - _MOST_SHOWN
    return tuple(found[:_MOST_SHOWN] + ([f"and {rest} more like it"] if rest > 0 else []))


def _file(session: Session) -> Iterator[str]:
    try:
        rows = list(session.scalars(text("PRAGMA integrity_check")))
    except DBAPIError as error:
        rows = [str(error.orig)]
    yield from (f"SQLite says: {row}" for row in rows if row != "ok")


def _references(session: Session) -> Iterator[str]:
    for table, row, parent, _ in session.execute(text("PRAGMA foreign_key_check")):
        yield f"row {row} of {table} points to a row of {parent} that is not there"


def _texts(session: Session) -> Iterator[str]:
    query = select(Document.name, Document.text, Document.text_hash).execution_options(yield_per=1)
    for name, content, digest in session.execute(query):
        if text_hash(content) != digest:
            yield f"the text of {name} is not the one that was imported"


def _turns(session: Session) -> Iterator[str]:
    query = (
        select(Document.name, Turn.number)
        .join(Document)
        .where(or_(Turn.start < 0, Turn.start > Turn.end, Turn.end > func.length(Document.text)))
    )
    for name, number in session.execute(query):
        yield f"turn {number + 1} of {name} does not lie in the text"


def _segments(session: Session) -> Iterator[str]:
    its_turn = and_(Turn.document_id == Segment.document_id, Turn.number == Segment.turn)
    query = (
        select(Document.name, Segment.number)
        .join(Document, Document.id == Segment.document_id)
        .outerjoin(Turn, its_turn)
        .where(
            or_(
                Turn.number.is_(None),
                Segment.start < Turn.start,
                Segment.end > Turn.end,
                Segment.start >= Segment.end,
            )
        )
    )
    for name, number in session.execute(query):
        yield f"segment {number} of {name} does not lie in its turn"


def _codings(session: Session) -> Iterator[str]:
    query = (
        select(Document.name, Coding.id, Coding.start, Coding.end)
        .join(Document, Document.id == Coding.document_id)
        .where(Coding.end > func.length(Document.text))
    )
    for name, coding, start, end in session.execute(query):
        yield f"coding {coding} ({start}–{end}) does not lie in the text of {name}"


def _reviews(session: Session) -> Iterator[str]:
    for mark, what in ((Review, "reviewed"), (Revisit, "read again")):
        its = and_(Segment.document_id == mark.document_id, Segment.number == mark.segment)
        query = (
            select(Document.name, mark.segment)
            .join(Document, Document.id == mark.document_id)
            .outerjoin(Segment, its)
            .where(Segment.number.is_(None))
        )
        for name, number in session.execute(query):
            yield f"segment {number} of {name} is marked as {what} and is not there"


def _memos(session: Session) -> Iterator[str]:
    query = (
        select(Document.name, Memo.id)
        .join(Document, Document.id == Memo.document_id)
        .where(
            Memo.start.is_not(None),
            or_(Memo.start < 0, Memo.start > Memo.end, Memo.end > func.length(Document.text)),
        )
    )
    for name, memo in session.execute(query):
        yield f"memo {memo} does not lie in the text of {name}"


def _words(session: Session) -> Iterator[str]:
    unused = len(list_unused_words(session))
    if unused:
        yield f"{unused} words are in no text any more; `qda index --anew` takes them out"


def _links(session: Session) -> Iterator[str]:
    query = (
        select(Document.name, MemoLink.memo_id)
        .join(Document, Document.id == MemoLink.document_id)
        .where(MemoLink.end > func.length(Document.text))
    )
    for name, memo in session.execute(query):
        yield f"a link of memo {memo} does not lie in the text of {name}"


def _marks(session: Session) -> Iterator[str]:
    query = (
        select(Document.name, Mark.kind, Mark.id)
        .join(Document, Document.id == Mark.document_id)
        .where(Mark.end > func.length(Document.text))
    )
    for name, kind, mark in session.execute(query):
        yield f"{kind} {mark} does not lie in the text of {name}"


def _summaries(session: Session) -> Iterator[str]:
    query = (
        select(Document.name, SummaryReference.summary_id)
        .join(Document, Document.id == SummaryReference.document_id)
        .where(SummaryReference.end > func.length(Document.text))
    )
    for name, summary in session.execute(query):
        yield f"a reference of summary {summary} does not lie in the text of {name}"


def _quotations(session: Session) -> Iterator[str]:
    query = (
        select(Document.name, Quotation.id, Quotation.start, Quotation.end, Quotation.cuts)
        .join(Document, Document.id == Quotation.document_id)
        .add_columns(func.length(Document.text))
    )
    for name, quotation, start, end, cuts, length in session.execute(query):
        inside = all(start <= low < high <= end for low, high, _ in json.loads(cuts))
        if end > length or not inside:
            yield f"quotation {quotation} or a cut in it does not lie in the text of {name}"


_CHECKS: Final[tuple[tuple[str, Callable[[Session], Iterator[str]]], ...]] = (
    ("the database file is sound", _file),
    ("every reference leads somewhere", _references),
    ("every document's text is the one that was imported", _texts),
    ("every turn lies in its document", _turns),
    ("every segment lies in its turn", _segments),
    ("every coding lies in its document", _codings),
    ("every reviewed segment is there", _reviews),
    ("every memo on a span lies in its document", _memos),
    ("every link of a memo lies in its document", _links),
    ("every word of the word index is in a text", _words),
    ("every flag and quotable lies in its document", _marks),
    ("every quotation lies in its document", _quotations),
    ("every passage that a summary cites lies in its document", _summaries),
)
