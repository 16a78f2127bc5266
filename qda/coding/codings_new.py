"""What a file of codings has that the project has not, and storing it, many rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qda.coding.codings_csv import Ruler, coding_memos
from qda.coding.desk import current_codebook_version, keep_words, marked_again
from qda.coding.rows import Row, keep_changed, keep_new, rows_where
from qda.project.clock import new_id
from qda.project.events import Recorder
from qda.project.models import Code, Coder, Coding, Review

Place = tuple[int, str, int, int, str]
"""Document, coder, start, end and code: what can be coded once in a layer."""

Mark = tuple[int, str, int]
"""Document, coder and segment: what can be reviewed once in a layer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row of the file, without mistakes.

    Attributes:
        line: Where it stands.
        code: The code's id; None where segments were reviewed and not coded.
        created_at: When it was coded; '' for the time of the import.
    """

    line: int
    ruler: Ruler
    start: int
    end: int
    code: str | None
    coder: str
    memo: str
    created_at: str

    @property
    def place(self) -> Place | None:
        """What it codes, if it codes."""
        if self.code is None:
            return None
        return self.ruler.id, self.coder, self.start, self.end, self.code


@dataclass(frozen=True, slots=True)
class New:
    """What there was not.

    Attributes:
        codings: The first row of each new coding.
        marks: The new reviewed marks, in the order of the rows.
        memos: The words for codings that have none from their coder.
        ids: The codings that were there, by their place.
        coders: Those that are new.
        notes: What was left as it is.
    """

    codings: Mapping[Place, Wanted]
    marks: tuple[Mark, ...]
    memos: Mapping[Place, str]
    ids: Mapping[Place, str]
    coders: tuple[str, ...]
    notes: tuple[str, ...]


def find_new(session: Session, wanted: Sequence[Wanted], layer: str) -> New:
    """What of the rows the layer does not have."""
    there, reviewed = _live_codings(session, layer), _live_marks(session, layer)
    codings: dict[Place, Wanted] = {}
    marks: dict[Mark, None] = {}
    for row in wanted:
        if row.place in there:
            continue  # a mark that its coder took back since stays so
        if row.place is not None:
            codings.setdefault(row.place, row)
        for number in row.ruler.touched(row.start, row.end):
            mark = (row.ruler.id, row.coder, number)
            if mark not in reviewed:
                marks[mark] = None
    memos, notes = _new_memos(_stored_words(session, there, layer), wanted)
    known = set(session.scalars(select(Coder.name)))
    coders = tuple(dict.fromkeys(row.coder for row in wanted if row.coder not in known))
    return New(codings, tuple(marks), memos, there, coders, tuple(notes))


def _live_codings(session: Session, layer: str) -> dict[Place, str]:
    query = (
        select(Coding.document_id, Coder.name, Coding.start, Coding.end, Code.key, Coding.id)
        .join(Coder, Coder.id == Coding.coder_id)
        .join(Code, Code.id == Coding.code_id)
        .where(Coding.layer == layer, Coding.removed == 0)
    )
    return {(doc, who, a, b, code): id_ for doc, who, a, b, code, id_ in session.execute(query)}


def _live_marks(session: Session, layer: str) -> set[Mark]:
    query = (
        select(Review.document_id, Coder.name, Review.segment)
        .join(Coder, Coder.id == Review.coder_id)
        .where(Review.layer == layer, Review.removed == 0)
    )
    return {(document, coder, segment) for document, coder, segment in session.execute(query)}


def _stored_words(session: Session, there: Mapping[Place, str], layer: str) -> dict[Place, str]:
    coders = {name: id_ for id_, name in session.execute(select(Coder.id, Coder.name))}
    words = coding_memos(session, layer)
    found = {place: words.get((id_, coders[place[1]])) for place, id_ in there.items()}
    return {place: text for place, text in found.items() if text is not None}


def _new_memos(
    stored: Mapping[Place, str], wanted: Iterable[Wanted]
) -> tuple[dict[Place, str], list[str]]:
    memos: dict[Place, str] = {}
    notes = []
    for row in wanted:
        if row.place is None or not row.memo:
            continue
        words = stored.get(row.place) or memos.setdefault(row.place, row.memo)
        if words != row.memo:
            notes.append(f"line {row.line}: the coding has another memo already, which was kept.")
    return memos, notes


def store_new(act: Recorder, new: New, layer: str) -> None:
    """Store it, with an event for each thing."""
    ids = {**new.ids, **{place: new_id() for place in new.codings}}
    names = [place[1] for place in (*new.codings, *new.memos)] + [mark[1] for mark in new.marks]
    coders = {name: act.coder_id(name) for name in dict.fromkeys(names)}
    _store_codings(act, new.codings, ids, coders, layer)
    _store_marks(act, new.marks, coders, layer)
    _store_memos(act, new.memos, ids, coders, layer)


def _store_codings(
    act: Recorder,
    codings: Mapping[Place, Wanted],
    ids: Mapping[Place, str],
    coders: Mapping[str, int],
    layer: str,
) -> None:
    codes = {key: id_ for id_, key in act.session.execute(select(Code.id, Code.key))}
    rows = [
        {
            "id": ids[place],
            "document_id": place[0],
            "coder_id": coders[place[1]],
            "layer": layer,
            "start": place[2],
            "end": place[3],
            "code_id": codes[place[4]],
            "created_at": wanted.created_at or act.time,
        }
        for place, wanted in codings.items()
    ]
    keep_new(act, "coding", rows)


def _store_marks(
    act: Recorder, marks: Sequence[Mark], coders: Mapping[str, int], layer: str
) -> None:
    """Mark segments as reviewed; a mark that was taken back is revived."""
    version = current_codebook_version(act)
    there = _taken_back(act.session, coders, layer)
    known = [there[mark] for mark in marks if mark in there]
    keep_changed(act, "review", list(marked_again(known, version)))
    rows = [
        {
            "id": new_id(),
            "document_id": document,
            "coder_id": coders[coder],
            "layer": layer,
            "segment": segment,
            "codebook_version": version,
        }
        for document, coder, segment in marks
        if (document, coder, segment) not in there
    ]
    keep_new(act, "review", rows)


def _taken_back(session: Session, coders: Mapping[str, int], layer: str) -> dict[Mark, Row]:
    names = {id_: name for name, id_ in coders.items()}
    rows = rows_where(session, "review", Review.layer == layer, Review.removed == 1)
    return {
        (row["document_id"], names[row["coder_id"]], row["segment"]): row
        for row in rows
        if row["coder_id"] in names
    }


def _store_memos(
    act: Recorder,
    memos: Mapping[Place, str],
    ids: Mapping[Place, str],
    coders: Mapping[str, int],
    layer: str,
) -> None:
    rows = [
        {
            "id": new_id(),
            "coder_id": coders[place[1]],
            "layer": layer,
            "kind": "coding",
            "target": ids[place],
            "document_id": place[0],
            "start": None,  # as at the desk: its place is the coding's
            "end": None,
            "created_at": act.time,
            "text_version": 1,
        }
        for place in memos
    ]
    keep_new(act, "memo", rows)
    words = [
        {"memo_id": row["id"], "version": 1, "text": text}
        for row, text in zip(rows, memos.values(), strict=True)
    ]
    keep_words(act, words)
