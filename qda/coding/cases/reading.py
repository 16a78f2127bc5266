"""The cases as a coder works on them: what is known of each, its documents, the memos on it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from qda.coding.memos import MemoLine, list_memos
from qda.coding.reading import Progress, read_progress
from qda.project.bands import Bands, list_bands
from qda.project.cases import (
    AttributeInfo,
    CaseInfo,
    documents_of_cases,
    list_attributes,
    list_cases,
    tie_places,
)
from qda.project.documents import DocumentInfo, list_documents


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """A document of a case, and how far the coder has read it."""

    info: DocumentInfo
    progress: Progress


@dataclass(frozen=True, slots=True)
class CasesRead:
    """All that the cases screen shows.

    Attributes:
        cases: In their order.
        attributes: In their order.
        bands: What is made of numbers.
        documents: Those of each case, in the project's order.
        memos: Those on each case, of everyone, the newest first.
        places: Everything a case can be tied to, as it is written.
    """

    cases: tuple[CaseInfo, ...]
    attributes: tuple[AttributeInfo, ...]
    bands: tuple[Bands, ...]
    documents: dict[str, tuple[CaseDocument, ...]]
    memos: dict[str, tuple[MemoLine, ...]]
    places: tuple[str, ...]


def read_cases(session: Session, coder: str) -> CasesRead:
    """Read the cases for one coder."""
    cases = list_cases(session)
    progress = read_progress(session, coder)
    documents = {info.id: info for info in list_documents(session)}
    memos = [memo for memo in list_memos(session) if memo.kind == "case"]
    return CasesRead(
        tuple(cases),
        tuple(list_attributes(session)),
        tuple(list_bands(session)),
        {
            name: tuple(
                CaseDocument(documents[id_], progress.get(id_, Progress(id_, 0, 0))) for id_ in ids
            )
            for name, ids in documents_of_cases(session).items()
        },
        {case.name: tuple(memo for memo in memos if memo.target == case.name) for case in cases},
        tuple(tie.written for ties in tie_places(session).values() for tie in ties.values()),
    )
