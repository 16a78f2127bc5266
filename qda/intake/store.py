"""Laying a transcript down in the project: text, turns, speakers, segments, once and for all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.orm import Session

from qda.errors import QdaError
from qda.intake.transcript import Role, Segment, Transcript
from qda.project import models, word_index
from qda.project.clock import now
from qda.project.documents import find_document, forget_taken_back, left_by_coders
from qda.project.events import Recorder
from qda.project.store import Project
from qda.text import text_hash

_NO_ATTRIBUTE: Final = frozenset(
    ("invented", "note", "comment", "title", "subject", "author", "created", "keywords", "language")
)
"""What a file says of itself that nobody counts by, or that names who wrote it."""

_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of one transcript.

    Attributes:
        name: The document's name.
        segments: How many segments it has.
        there_already: The same text was in the project before, under this name.
    """

    name: str
    segments: int
    there_already: bool = False


def store_transcript(
    project: Project,
    transcript: Transcript,
    segments: Sequence[Segment],
    segmenter: str,
    roles: Mapping[str, Role],
    *,
    coder: str,
    file_name: str,
    name: str | None = None,
) -> Stored:
    """Store a transcript as a document; a text that is there already is recognised.

    Args:
        project: The open project.
        transcript: What the reader made of the file.
        segments: Its segments.
        segmenter: What laid them down, as ``sentence/rules-2``.
        roles: The role of each speaker.
        coder: Who imports.
        file_name: The file's name without its folder.
        name: The document's name, if not the transcript's; a text that is there already under
            another name is stored a second time only when it is named so.

    Raises:
        QdaError: Another text has the name.
    """
    digest = text_hash(transcript.text)
    with project.write(coder, f"import {name or transcript.name}", origin="import") as act:
        twin = find_same_text(act.session, digest, name)
        if twin is not None:
            return twin
        wanted = name or transcript.name
        refuse_taken_name(act.session, wanted)
        document = models.Document(
            key=_free_key(act.session, digest, wanted),
            name=wanted,
            position=_next_position(act.session),
            text=transcript.text,
            text_hash=digest,
            file_hash=transcript.file_hash,
            file_name=file_name,
            encoding=transcript.encoding or "",
            segmenter=segmenter,
            added_at=now(),
        )
        act.session.add(document)
        act.session.flush()
        _store_turns(act.session, document.id, transcript, roles)
        lay_down(act.session, document.id, segments)
        _store_metadata(act.session, document.id, transcript.metadata)
        state = {"name": wanted, "text_hash": digest, "segmenter": segmenter}
        act.record("add", "document", document.key, None, state)
    return Stored(wanted, len(segments))


def find_same_text(session: Session, digest: str, name: str | None) -> Stored | None:
    """The document with a text of this hash, under a name or under any."""
    query = select(models.Document.id, models.Document.name).order_by(models.Document.id)
    query = query.where(models.Document.text_hash == digest)
    if name is not None:
        query = query.where(models.Document.name == name)
    for document, there in session.execute(query.limit(1)):
        of_it = models.Segment.document_id == document
        segments = session.scalars(select(func.count()).where(of_it)).one()
        return Stored(there, segments, there_already=True)
    return None


def refuse_taken_name(session: Session, name: str) -> None:
    """Refuse a name that another document has.

    Raises:
        QdaError: The name is taken.
    """
    if session.scalar(select(models.Document.id).where(models.Document.name == name)):
        raise QdaError(
            f"another document is named “{name}” and has another text; rename the file, or the "
            f"document with `qda documents rename`, and import again."
        )


def _free_key(session: Session, digest: str, name: str) -> str:
    taken = session.scalar(select(models.Document.id).where(models.Document.key == digest))
    return f"{digest}:{name}" if taken else digest


def _next_position(session: Session) -> int:
    return (session.scalar(select(func.max(models.Document.position))) or 0) + 1


def _store_turns(
    session: Session, document: int, transcript: Transcript, roles: Mapping[str, Role]
) -> None:
    speakers: dict[str, models.Speaker] = {}
    for label in transcript.speakers:
        role = roles.get(label, "informant")
        speakers[label] = models.Speaker(document_id=document, label=label, role=role)
    session.add_all(speakers.values())
    session.flush()
    session.execute(
        insert(models.Turn),
        [
            {
                "document_id": document,
                "number": number,
                "start": turn.start,
                "end": turn.end,
                "speaker_id": speakers[turn.speaker].id,
                "time_start": turn.time_start,
                "time_end": turn.time_end,
            }
            for number, turn in enumerate(transcript.turns)
        ],
    )


def lay_down(session: Session, document: int, segments: Sequence[Segment]) -> None:
    """Store a document's segments."""
    session.execute(
        insert(models.Segment),
        [
            {
                "document_id": document,
                "number": segment.number,
                "start": segment.start,
                "end": segment.end,
                "turn": segment.turn,
            }
            for segment in segments
        ],
    )


def _store_metadata(session: Session, document: int, metadata: Sequence[tuple[str, str]]) -> None:
    for name, value in metadata:
        if name.lower() in _NO_ATTRIBUTE or not value.strip():
            continue
        attribute = document_attribute(session, name, value)
        row = models.Value(
            attribute_id=attribute.id, owner_id=document, position=0, value=value.strip()
        )
        session.merge(row)


def document_attribute(session: Session, name: str, value: str) -> models.Attribute:
    """The attribute of documents of a name, made with the type that a first value suggests."""
    query = select(models.Attribute).where(
        models.Attribute.owner == "document", models.Attribute.name == name
    )
    found = session.scalar(query)
    if found is not None:
        if found.kind != "text" and guess_kind(value) != found.kind:
            found.kind = "text"
        return found
    position = session.scalar(select(func.count()).where(models.Attribute.owner == "document"))
    attribute = models.Attribute(
        owner="document", name=name, kind=guess_kind(value), position=position or 0
    )
    session.add(attribute)
    session.flush()
    return attribute


def guess_kind(value: str) -> str:
    """number, date or text, by the look of one value."""
    if _NUMBER.fullmatch(value.strip()):
        return "number"
    return "date" if _DATE.fullmatch(value.strip()) else "text"


def rename_document(project: Project, old: str, new: str, *, coder: str) -> None:
    """Give a document another name; its text, codings and history stay with it.

    Raises:
        QdaError: There is no such document, or the new name is taken.
    """
    with project.write(coder, f"rename {old} to {new}", origin="setup") as act:
        document = find_document(act.session, old)
        refuse_taken_name(act.session, new)
        document.name = new
        act.record("rename", "document", document.key, {"name": old}, {"name": new})


@dataclass(frozen=True, slots=True)
class Removed:
    """What went with a document that was removed.

    Attributes:
        cases: The cases that were tied to it, each with the speaker (`case@speaker`) if to one.
        attributes: The attributes in which it had a value.
        traces: Why the file could not be written anew, so that traces of the text may be left in
            it; '' where it was.
    """

    cases: tuple[str, ...]
    attributes: tuple[str, ...]
    traces: str = ""


def remove_document(project: Project, name: str, *, coder: str) -> Removed:
    """Take an uncoded document out of the project; its file can be imported again.

    What coders applied and took back again goes with it: the history keeps that. So do its ties
    to cases, which the history names, and its values, of which it names the attributes.

    Raises:
        QdaError: There is no such document, or coders have left something in it.
    """
    with project.write(coder, f"remove {name}", origin="setup") as act:
        document = find_document(act.session, name)
        _refuse_touched(act, document, "removed")
        gone = _what_goes(act.session, document.id)
        taken_back = forget_taken_back(act.session, document.id)
        state = {
            "name": name,
            "text_hash": document.text_hash,
            "segmenter": document.segmenter,
            "cases": gone.cases,
            "attributes": gone.attributes,
            "taken_back": taken_back,
        }
        values = delete(models.Value).where(*_values_of(document.id))
        act.session.execute(values)
        word_index.forget_text(act.session, document.id)
        act.session.delete(document)
        act.record("remove", "document", document.key, state, None)
    return replace(gone, traces=project.rewrite() or "")


def _what_goes(session: Session, document: int) -> Removed:
    tie = models.CaseDocument
    cases = (
        select(models.Case.name, models.Speaker.label)
        .join(tie, tie.case_id == models.Case.id)
        .outerjoin(models.Speaker, models.Speaker.id == tie.speaker_id)
        .where(tie.document_id == document)
        .order_by(models.Case.position, models.Case.id, tie.id)
    )
    attributes = (
        select(models.Attribute.name)
        .where(
            models.Attribute.id.in_(select(models.Value.attribute_id).where(*_values_of(document)))
        )
        .order_by(models.Attribute.position, models.Attribute.id)
    )
    ties = (f"{case}@{label}" if label else case for case, label in session.execute(cases))
    return Removed(tuple(ties), tuple(session.scalars(attributes)))


def _values_of(document: int) -> tuple[ColumnElement[bool], ...]:
    owned = select(models.Attribute.id).where(models.Attribute.owner == "document")
    return models.Value.owner_id == document, models.Value.attribute_id.in_(owned)


def resegment_document(
    project: Project, name: str, segments: Sequence[Segment], segmenter: str, *, coder: str
) -> None:
    """Lay an uncoded document's segments down anew.

    Raises:
        QdaError: There is no such document, or coders have left something in it.
    """
    with project.write(coder, f"resegment {name}", origin="setup") as act:
        document = find_document(act.session, name)
        _refuse_touched(act, document, "segmented anew")
        forget_taken_back(act.session, document.id)  # its marks name segments by their numbers
        old = document.segmenter
        stale = delete(models.Segment).where(models.Segment.document_id == document.id)
        act.session.execute(stale)
        lay_down(act.session, document.id, segments)
        document.segmenter = segmenter
        act.record(
            "resegment", "document", document.key, {"segmenter": old}, {"segmenter": segmenter}
        )


def _refuse_touched(act: Recorder, document: models.Document, what: str) -> None:
    left = left_by_coders(act.session, document.id)
    if left:
        raise QdaError(
            f"the document “{document.name}” has {' and '.join(left)}, so it is not {what}; what "
            "coders did is never lost."
        )
