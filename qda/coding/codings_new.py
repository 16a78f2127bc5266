"""What a file of codings has that the project has not, and storing it, many rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from qda.coding.codings_csv import Ruler, coding_memos
from qda.coding.desk import current_codebook_version
from qda.coding.rows import record_change
from qda.project.clock import new_id
from qda.project.events import Recorder
from qda.project.models import Code, Coder, Coding, Memo, MemoText, Review

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
        keys: The key of each document of the rows.
        coders: Those that are new.
        notes: What was left as it is.
    """

    codings: Mapping[Place, Wanted]
    marks: tuple[Mark, ...]
    memos: Mapping[Place, str]
    ids: Mapping[Place, str]
    keys: Mapping[int, str]
    coders: tuple[str, ...]
    notes: tuple[str, ...]


def find_new(session: Session, wanted: Sequence[Wanted], layer: str) -> New:
    """What of the rows the layer does not have."""
    there, reviewed = _live_codings(session, layer), _live_marks(session, layer)
    codings: dict[Place, Wanted] = {}
    marks: dict[Mark, None] = {}
    for row in wanted:
        if row.place is not None and row.place not in there:
            codings.setdefault(row.place, row)
        for number in row.ruler.touched(row.start, row.end):
            mark = (row.ruler.id, row.coder, number)
            if mark not in reviewed:
                marks[mark] = None
    memos, notes = _new_memos(_stored_words(session, there, layer), wanted)
    known = set(session.scalars(select(Coder.name)))
    coders = tuple(dict.fromkeys(row.coder for row in wanted if row.coder not in known))
    keys = {row.ruler.id: row.ruler.key for row in wanted}
    return New(codings, tuple(marks), memos, there, keys, coders, tuple(notes))


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


def keep_new(act: Recorder, new: New, layer: str) -> None:
    """Store it, with an event for each thing."""
    ids = {**new.ids, **{place: new_id() for place in new.codings}}
    coders = [place[1] for place in (*new.codings, *new.memos)] + [mark[1] for mark in new.marks]
    bulk = _Bulk(act, layer, new.keys, {name: act.coder_id(name) for name in dict.fromkeys(coders)})
    bulk.keep_codings(new.codings, ids)
    bulk.keep_marks(new.marks)
    bulk.keep_memos(new.memos, ids)


@dataclass(frozen=True, slots=True)
class _Bulk:
    """Stores many rows of one layer, in one go."""

    act: Recorder
    layer: str
    keys: Mapping[int, str]
    coders: Mapping[str, int]

    def keep_codings(self, codings: Mapping[Place, Wanted], ids: Mapping[Place, str]) -> None:
        codes = {key: id_ for id_, key in self.act.session.execute(select(Code.id, Code.key))}
        rows = []
        for place, wanted in codings.items():
            document, coder, start, end, code = place
            what = {"start": start, "end": end, "created_at": wanted.created_at or self.act.time}
            of = {"id": ids[place], "code_id": codes[code]}
            rows.append(self._row(document, coder, what | of))
        self._keep(
            "coding",
            Coding,
            rows,
            [{"start": p[2], "end": p[3], "code": p[4]} for p in codings],
        )

    def keep_marks(self, marks: Sequence[Mark]) -> None:
        """Mark segments as reviewed; a mark that was taken back is revived."""
        version = current_codebook_version(self.act)
        taken_back = self._taken_back(set(marks))
        for review in taken_back.values():
            record_change(self.act, review, "revive", removed=False, codebook_version=version)
        fresh = [mark for mark in marks if mark not in taken_back]
        states = [{"segment": mark[2], "codebook_version": version} for mark in fresh]
        rows = [
            self._row(document, coder, {"id": new_id(), **state})
            for (document, coder, _), state in zip(fresh, states, strict=True)
        ]
        self._keep("review", Review, rows, states)

    def _taken_back(self, marks: set[Mark]) -> dict[Mark, Review]:
        names = {id_: name for name, id_ in self.coders.items()}
        query = select(Review).where(Review.layer == self.layer, Review.removed == 1)
        rows = {
            (review.document_id, names.get(review.coder_id, ""), review.segment): review
            for review in self.act.session.scalars(query)
        }
        return {mark: review for mark, review in rows.items() if mark in marks}

    def keep_memos(self, memos: Mapping[Place, str], ids: Mapping[Place, str]) -> None:
        rows, states = [], []
        for place in memos:
            document, coder, start, end, _ = place
            states.append({"kind": "coding", "target": ids[place], "text_version": 1})
            where = {"start": start, "end": end, "created_at": self.act.time}
            rows.append(self._row(document, coder, {"id": new_id(), **where, **states[-1]}))
        self._keep("memo", Memo, rows, states)
        words = [
            {"memo_id": row["id"], "version": 1, "text": text}
            for row, text in zip(rows, memos.values(), strict=True)
        ]
        if words:
            self.act.session.connection().execute(insert(MemoText), words)

    def _row(self, document: int, coder: str, what: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "document_id": document,
            "coder_id": self.coders[coder],
            "layer": self.layer,
            "removed": False,
            "version": 1,
            **what,
        }

    def _keep(
        self,
        kind: str,
        table: type[Coding | Review | Memo],
        rows: Sequence[dict[str, Any]],
        states: Sequence[Mapping[str, Any]],
    ) -> None:
        """Store rows, and the events that say what each is."""
        if not rows:
            return
        self.act.session.connection().execute(insert(table), rows)
        names = {id_: name for name, id_ in self.coders.items()}
        self.act.record_new(
            kind,
            (
                (
                    row["id"],
                    {
                        "document": self.keys[row["document_id"]],
                        "coder": names[row["coder_id"]],
                        "layer": self.layer,
                        "removed": False,
                        **state,
                    },
                )
                for row, state in zip(rows, states, strict=True)
            ),
        )
