"""The word index as the project keeps it: its different words, and the words of each text.

It is made from the texts alone, so it is no part of the history and may be dropped and made anew.
What it holds of a text goes with the text: words that no other text has are deleted too, and
SQLite overwrites what is deleted (`secure_delete`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

_COLUMN: Final = (
    "SELECT document_id, {} FROM indexed_texts "
    "WHERE document_id IN (SELECT value FROM json_each(?))"
)


class Form(NamedTuple):
    """A different word of the project: its row, itself in lower case, its dictionary form.

    A tuple, as ten thousand of them are made for one search.
    """

    id: int
    word: str
    lemma: str


@dataclass(frozen=True, slots=True)
class TextRow:
    """What the index holds of one text; see `qda.project.models.IndexedText`."""

    document: int
    text_hash: str
    words: bytes
    starts: bytes


def _all(session: Session, query: str, *given: object) -> list[Any]:
    """Rows past SQLAlchemy's own, which take several times as long."""
    cursor = session.connection().connection.cursor()
    cursor.execute(query, given)
    return list(cursor.fetchall())


def list_missing(session: Session, maker: str) -> list[int]:
    """The documents, in the project's order, that this maker has not indexed as they are."""
    # A key begins with the hash of the text, and stands before the text in its row: reading the
    # hash itself would read every text.
    query = (
        "SELECT documents.id FROM documents LEFT JOIN indexed_texts ON document_id = documents.id "
        "AND maker = ? AND indexed_texts.text_hash = substr(key, 1, 64) WHERE document_id IS NULL "
        "ORDER BY position, documents.id"
    )
    return [row for (row,) in _all(session, query, maker)]


def list_names(session: Session) -> dict[int, str]:
    """The name of each document."""
    return dict(_all(session, "SELECT id, name FROM documents"))


def drop_other_makers(session: Session, maker: str) -> None:
    """Drop all of the index where any of it is another maker's, as they share the words."""
    if _all(session, "SELECT 1 FROM indexed_texts WHERE maker <> ? LIMIT 1", maker):
        drop(session)


def drop(session: Session) -> None:
    """Drop the whole index."""
    for table in ("indexed_texts", "indexed_words"):
        _all(session, f"DELETE FROM {table}")  # noqa: S608 (our words)


def number_words(session: Session, words: Collection[str]) -> dict[str, int]:
    """The row of each of these words that is in the index."""
    query = "SELECT word, id FROM indexed_words WHERE word IN (SELECT value FROM json_each(?))"
    return dict(_all(session, query, json.dumps(list(words))))


def add_words(session: Session, lemmas: Iterable[tuple[str, str]]) -> None:
    """Add words with their dictionary forms."""
    cursor = session.connection().connection.cursor()
    cursor.executemany("INSERT INTO indexed_words (word, lemma) VALUES (?, ?)", list(lemmas))


def add_texts(session: Session, maker: str, texts: Iterable[TextRow]) -> None:
    """Add the words of texts, in the place of what was there of these documents."""
    cursor = session.connection().connection.cursor()
    cursor.executemany(
        "INSERT OR REPLACE INTO indexed_texts (document_id, text_hash, maker, words, starts) "
        "VALUES (?, ?, ?, ?, ?)",
        [(text.document, text.text_hash, maker, text.words, text.starts) for text in texts],
    )


def find_forms(session: Session, words: Sequence[str]) -> list[Form]:
    """Those of these words that are in the index."""
    marks = ", ".join("?" * len(words))
    query = f"SELECT id, word, lemma FROM indexed_words WHERE word IN ({marks})"  # noqa: S608 (question marks)
    return list(map(Form._make, _all(session, query, *words)))


def find_inflected(session: Session, lemmas: Sequence[str]) -> list[Form]:
    """The words that are one of these, or have one of these as dictionary form."""
    marks = ", ".join("?" * len(lemmas))
    query = (
        f"SELECT id, word, lemma FROM indexed_words WHERE word IN ({marks}) OR lemma IN ({marks})"  # noqa: S608 (question marks)
    )
    return list(map(Form._make, _all(session, query, *lemmas, *lemmas)))


def find_with(session: Session, piece: str) -> list[Form]:
    """The words that hold a piece, or whose dictionary form does; every word if it is empty."""
    query = (
        "SELECT id, word, lemma FROM indexed_words "
        "WHERE ? = '' OR instr(word, ?) OR instr(lemma, ?)"
    )
    return list(map(Form._make, _all(session, query, piece, piece, piece)))


def find_lemma(session: Session, word: str) -> str | None:
    """The dictionary form of a word that is in the index; None where it is not."""
    found = _all(session, "SELECT lemma FROM indexed_words WHERE word = ?", word)
    return str(found[0][0]) if found else None


def highest_number(session: Session) -> int:
    """The highest row of a word; 0 where there is none."""
    ((highest,),) = _all(session, "SELECT coalesce(max(id), 0) FROM indexed_words")
    return int(highest)


def list_indexed(session: Session, maker: str) -> list[int]:
    """The documents, in the project's order, that this maker has indexed."""
    query = (
        "SELECT documents.id FROM documents JOIN indexed_texts ON document_id = documents.id "
        "WHERE maker = ? ORDER BY position, documents.id"
    )
    return [row for (row,) in _all(session, query, maker)]


def read_words(session: Session, documents: Sequence[int]) -> dict[int, bytes]:
    """The words of documents."""
    return dict(_all(session, _COLUMN.format("words"), json.dumps(documents)))


def read_starts(session: Session, documents: Sequence[int]) -> dict[int, bytes]:
    """Where the words of documents begin."""
    return dict(_all(session, _COLUMN.format("starts"), json.dumps(documents)))


def forget_text(session: Session, document: int) -> None:
    """Delete what the index holds of a document, and the words that no other has."""
    _all(session, "DELETE FROM indexed_texts WHERE document_id = ?", document)
    drop_unused_words(session)


def drop_unused_words(session: Session) -> None:
    """Delete the words that no text has."""
    unused = list_unused_words(session)
    cursor = session.connection().connection.cursor()
    cursor.executemany("DELETE FROM indexed_words WHERE id = ?", [(row,) for row in unused])


def list_unused_words(session: Session) -> list[int]:
    """The rows of the words that no text has."""
    import numpy as np

    used = np.zeros(highest_number(session) + 1, dtype=np.bool_)
    for (words,) in _all(session, "SELECT words FROM indexed_texts"):
        used[np.frombuffer(words, "<u4")] = True
    return [row for (row,) in _all(session, "SELECT id FROM indexed_words") if not used[row]]
