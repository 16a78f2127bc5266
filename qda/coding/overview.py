"""The project at a glance: how far each document is read, how often each code is used, today."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qda.coding.reading import list_coders, read_place, read_progress
from qda.project.documents import DocumentInfo, list_documents
from qda.project.models import INDEPENDENT, Batch, Case, CaseDocument, Code, Coder, Coding, Event


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document as the overview lists it.

    Attributes:
        cases: The names of those who speak in it.
        segments: Its informants' segments.
        reviewed: How many of them each coder has marked as reviewed.
        codings: How many live codings each coder has in it.
    """

    info: DocumentInfo
    cases: tuple[str, ...]
    segments: int
    reviewed: dict[str, int]
    codings: dict[str, int]


@dataclass(frozen=True, slots=True)
class CodeUse:
    """How often a code itself has been used by a coder: live codings, and in how many documents."""

    codings: int
    documents: int


@dataclass(frozen=True, slots=True)
class Today:
    """What a coder has done since midnight: codings made, segments marked, memos written."""

    codings: int
    segments: int
    memos: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The project at a glance, for one coder.

    Attributes:
        coders: Everyone who has coded or read something, the coder first.
        documents: In the project's order.
        codes: By the code's id; only codes that are used.
        place: The row of the document where the coder stopped.
    """

    coders: tuple[str, ...]
    documents: tuple[DocumentLine, ...]
    codes: dict[str, CodeUse]
    today: Today
    place: int | None


def read_overview(session: Session, coder: str, midnight: str) -> Overview:
    """Read the project at a glance.

    Args:
        session: An open session.
        coder: For whom.
        midnight: When the coder's day began, in UTC as `qda.project.clock.now` writes it.
    """
    others = [name for name, _ in list_coders(session) if name != coder]
    progress = {name: read_progress(session, name) for name in (coder, *others)}
    codings = _codings(session)
    at_work = [
        name
        for name in others
        if any(p.reviewed for p in progress[name].values()) or name in codings
    ]
    cases = _cases(session)
    lines = [
        DocumentLine(
            info,
            tuple(cases.get(info.id, ())),
            progress[coder][info.id].segments if info.id in progress[coder] else 0,
            {n: progress[n][info.id].reviewed for n in progress if info.id in progress[n]},
            {n: found[info.id] for n, found in codings.items() if info.id in found},
        )
        for info in list_documents(session)
    ]
    place = read_place(session, coder)
    return Overview(
        (coder, *at_work),
        tuple(lines),
        _uses(session, coder),
        _today(session, coder, midnight),
        place.document if place else None,
    )


def _codings(session: Session) -> dict[str, dict[int, int]]:
    """Live codings by coder and document."""
    query = (
        select(Coder.name, Coding.document_id, func.count())
        .join(Coder, Coder.id == Coding.coder_id)
        .where(Coding.layer == INDEPENDENT, Coding.removed == 0)
        .group_by(Coder.name, Coding.document_id)
    )
    found: dict[str, dict[int, int]] = {}
    for name, document, count in session.execute(query):
        found.setdefault(name, {})[document] = count
    return found


def _cases(session: Session) -> dict[int, list[str]]:
    query = (
        select(CaseDocument.document_id, Case.name)
        .join(Case, Case.id == CaseDocument.case_id)
        .order_by(Case.position)
    )
    found: dict[int, list[str]] = {}
    for document, name in session.execute(query):
        if name not in found.setdefault(document, []):
            found[document].append(name)
    return found


def _uses(session: Session, coder: str) -> dict[str, CodeUse]:
    query = (
        select(Code.key, func.count(), func.count(Coding.document_id.distinct()))
        .join(Coding, Coding.code_id == Code.id)
        .join(Coder, Coder.id == Coding.coder_id)
        .where(Coding.layer == INDEPENDENT, Coding.removed == 0, Coder.name == coder)
        .group_by(Code.key)
    )
    return {key: CodeUse(count, documents) for key, count, documents in session.execute(query)}


def _today(session: Session, coder: str, midnight: str) -> Today:
    """Counts the history, so what was taken back the same day is counted as done."""
    query = (
        select(Event.kind, func.count(Event.key.distinct()))
        .join(Batch, Batch.id == Event.batch_id)
        .where(
            Batch.coder == coder,
            Batch.origin == "coder",
            Batch.time >= midnight,
            Batch.inverts == None,  # noqa: E711
            Event.verb.in_(("add", "revive", "change")),
        )
        .group_by(Event.kind)
    )
    done: dict[str, int] = dict(session.execute(query).all())
    return Today(done.get("coding", 0), done.get("review", 0), done.get("memo", 0))
