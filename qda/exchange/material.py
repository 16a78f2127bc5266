"""Documents and cases brought from one file into another, text and segments as they are stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from qda.project.events import Recorder
from qda.project.models import (
    Attribute,
    Band,
    Case,
    CaseDocument,
    Document,
    Segment,
    Speaker,
    Turn,
    Value,
)

Numbers = Mapping[int, int]
"""Rows of the other file, each with its row in this one."""


class Bringing:
    """Brings material from another file into the act of this one.

    Attributes:
        documents: The documents that are in both files.
        fresh: Of these, by their rows in the other file, those that were brought.
    """

    def __init__(self, source: Session, act: Recorder, documents: Numbers):
        self.documents = dict(documents)
        self.fresh: set[int] = set()
        self._source = source
        self._act = act
        self._speakers = _speakers_there(source, act.session, documents)
        self._attributes: dict[int, int] = {}

    def bring_documents(self, rows: Sequence[int]) -> None:
        """Bring documents, by their rows in the other file: text, speakers, turns, segments."""
        position = self._act.session.scalar(select(func.max(Document.position))) or 0
        for at, row in enumerate(rows, 1):
            self._bring_document(row, position + at)

    def _bring_document(self, row: int, position: int) -> None:
        session = self._act.session
        there = self._source.get_one(Document, row)
        columns = _columns(there, "id", "key", "position")
        taken = select(Document.id).where(Document.key == there.text_hash)
        key = f"{there.text_hash}:{there.name}" if session.scalar(taken) else there.text_hash
        document = Document(**columns, key=key, position=position)
        session.add(document)
        session.flush()
        self.documents[row] = document.id
        self.fresh.add(row)
        for speaker in self._source.scalars(select(Speaker).where(Speaker.document_id == row)):
            mine = Speaker(document_id=document.id, label=speaker.label, role=speaker.role)
            session.add(mine)
            session.flush()
            self._speakers[speaker.id] = mine.id
        self._bring_rows(Turn, row, document.id)
        self._bring_rows(Segment, row, document.id)
        self._bring_values("document", row, document.id)
        state = {"name": there.name, "text_hash": key, "segmenter": there.segmenter}
        self._act.record("add", "document", key, None, state)

    def _bring_rows(self, table: type[Turn] | type[Segment], row: int, document: int) -> None:
        query = select(table.__table__).where(table.document_id == row)
        rows = []
        for found in self._source.execute(query).mappings():
            mine = {**found, "document_id": document}
            if "speaker_id" in mine:
                mine["speaker_id"] = self._speakers[mine["speaker_id"]]
            rows.append(mine)
        if rows:
            self._act.session.execute(insert(table), rows)

    def bring_cases(self) -> tuple[str, ...]:
        """Bring the cases that speak in the documents; of those there are, their new documents.

        Returns:
            The names of the cases that are new.
        """
        session = self._act.session
        mine = dict(session.execute(select(Case.name, Case.id)).all())
        tied = select(CaseDocument.case_id).where(CaseDocument.document_id.in_(self.documents))
        query = select(Case).where(Case.id.in_(tied)).order_by(Case.position, Case.name)
        new = []
        for case in self._source.scalars(query):
            here = mine.get(case.name)
            if here is None:
                here = self._new_case(case)
                new.append(case.name)
                self._tie(case.id, here, self.documents)
            else:
                self._tie(case.id, here, self.fresh)
        return tuple(new)

    def _new_case(self, there: Case) -> int:
        session = self._act.session
        position = session.scalar(select(func.max(Case.position)))
        case = Case(name=there.name, position=0 if position is None else position + 1)
        session.add(case)
        session.flush()
        self._bring_values("case", there.id, case.id)
        self._act.record("add", "case", there.name, None, {})
        return case.id

    def _tie(self, there: int, here: int, documents: Collection[int]) -> None:
        query = select(CaseDocument).where(CaseDocument.case_id == there).order_by(CaseDocument.id)
        for tie in self._source.scalars(query):
            if tie.document_id in documents:
                self._act.session.add(
                    CaseDocument(
                        case_id=here,
                        document_id=self.documents[tie.document_id],
                        speaker_id=self._speakers.get(tie.speaker_id or 0),
                    )
                )

    def _bring_values(self, owner: str, there: int, here: int) -> None:
        query = (
            select(Value, Attribute)
            .join(Attribute, Attribute.id == Value.attribute_id)
            .where(Attribute.owner == owner, Value.owner_id == there)
            .order_by(Attribute.position, Value.position)
        )
        for value, attribute in self._source.execute(query):
            self._act.session.add(
                Value(
                    attribute_id=self._attribute(attribute),
                    owner_id=here,
                    position=value.position,
                    value=value.value,
                )
            )

    def _attribute(self, there: Attribute) -> int:
        if there.id not in self._attributes:
            session = self._act.session
            of_name = Attribute.owner == there.owner, Attribute.name == there.name
            mine = session.scalar(select(Attribute).where(*of_name))
            if mine is None:
                mine = Attribute(**_columns(there, "id"))
                session.add(mine)
                session.flush()
                state = {"owner": there.owner, "kind": there.kind}
                self._act.record("add", "attribute", there.name, None, state)
                self._bring_bands(there.id, mine.id)
            self._attributes[there.id] = mine.id
        return self._attributes[there.id]

    def _bring_bands(self, there: int, here: int) -> None:
        for band in self._source.scalars(select(Band).where(Band.attribute_id == there)):
            taken = select(Band.id).where(Band.name == band.name)
            if self._act.session.scalar(taken) is None:
                mine = Band(name=band.name, attribute_id=here, limits=band.limits)
                self._act.session.add(mine)


def _columns(row: Document | Attribute, *but: str) -> dict[str, Any]:
    names = (column.name for column in row.__table__.columns)
    return {name: getattr(row, name) for name in names if name not in but}


def _speakers_there(source: Session, session: Session, documents: Numbers) -> dict[int, int]:
    """The speakers of documents that are in both files, by document and label."""
    mine = {
        (speaker.document_id, speaker.label): speaker.id
        for speaker in session.scalars(select(Speaker))
    }
    found = {}
    for speaker in source.scalars(select(Speaker)):
        here = mine.get((documents.get(speaker.document_id, 0), speaker.label))
        if here is not None:
            found[speaker.id] = here
    return found
