"""Who speaks in a document: changing roles, and making one speaker of two labels.

The text is not touched: a role says what is counted, so it may change after coding has begun.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast, get_args

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from qda.errors import QdaError
from qda.project.documents import Role, find_document
from qda.project.models import CaseDocument, Document, Speaker, Turn
from qda.project.store import Project

ROLES = cast("tuple[Role, ...]", get_args(Role))


@dataclass(frozen=True, slots=True)
class SpeakerInfo:
    """One voice of a document, with how many turns it has."""

    label: str
    role: Role
    turns: int


def list_speakers(session: Session, document: str) -> list[SpeakerInfo]:
    """The speakers of a document, in the order in which they first speak.

    Raises:
        QdaError: There is no such document.
    """
    found = find_document(session, document)
    query = (
        select(Speaker.label, Speaker.role, func.count())
        .join(Turn, Turn.speaker_id == Speaker.id)
        .where(Speaker.document_id == found.id)
        .group_by(Speaker.id)
        .order_by(func.min(Turn.number))
    )
    return [SpeakerInfo(label, cast("Role", role), n) for label, role, n in session.execute(query)]


def set_role(project: Project, document: str, label: str, role: Role, *, coder: str) -> None:
    """Give a speaker a role; the same again is no change.

    Raises:
        QdaError: There is no such document or speaker.
    """
    with project.write(coder, f"{label} in {document} is {role}", origin="setup") as act:
        found = find_document(act.session, document)
        speaker = _speaker(act.session, found, label)
        before = speaker.role
        if before != role:
            speaker.role = role
            key = _key(found, label)
            act.record("change", "speaker", key, {"role": before}, {"role": role})


def merge_speakers(project: Project, document: str, label: str, into: str, *, coder: str) -> None:
    """Give all turns of one speaker, and the cases tied to it, to another one.

    Raises:
        QdaError: There is no such document or speaker, or the two are the same.
    """
    if label == into:
        raise QdaError(f"“{label}” cannot be merged into itself.")
    with project.write(coder, f"merge {label} into {into} in {document}", origin="setup") as act:
        found = find_document(act.session, document)
        old, new = _speaker(act.session, found, label), _speaker(act.session, found, into)
        turns = select(Turn.number).where(Turn.speaker_id == old.id).order_by(Turn.number)
        before = {"role": old.role, "turns": list(act.session.scalars(turns))}
        act.session.execute(update(Turn).where(Turn.speaker_id == old.id).values(speaker_id=new.id))
        _move_ties(act.session, old.id, new.id)
        act.session.delete(old)
        act.record("merge", "speaker", _key(found, label), before, {"into": into})


def _move_ties(session: Session, old: int, new: int) -> None:
    cases = select(CaseDocument.case_id).where(CaseDocument.speaker_id == new)
    twice = CaseDocument.case_id.in_(cases.scalar_subquery())
    session.execute(delete(CaseDocument).where(CaseDocument.speaker_id == old, twice))
    session.execute(
        update(CaseDocument).where(CaseDocument.speaker_id == old).values(speaker_id=new)
    )


def _speaker(session: Session, document: Document, label: str) -> Speaker:
    query = select(Speaker).where(Speaker.document_id == document.id, Speaker.label == label)
    found = session.scalar(query)
    if found is None:
        raise QdaError(
            f"nobody is called “{label}” in {document.name}; `qda speakers {document.name}` shows "
            "them."
        )
    return found


def _key(document: Document, label: str) -> str:
    return f"{document.key}@{label}"
