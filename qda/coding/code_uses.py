"""The uses of codes: how many there are, and each with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from qda.codebook.read import codebook_in, read_text
from qda.codebook.stored import read_stored
from qda.codebook.tree import Codebook
from qda.errors import QdaError
from qda.project.models import (
    INDEPENDENT,
    Code,
    Coder,
    Coding,
    Document,
    Memo,
    MemoText,
    Speaker,
    Turn,
)
from qda.project.store import Project

AROUND: Final = 400
"""How many characters before and after a use are read with it."""


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How often a code itself is used: live codings of the coder, of all, and their documents.

    Attributes:
        since: The version of the codebook since which it is there.
    """

    mine: int
    all: int
    documents: int
    since: int


@dataclass(frozen=True, slots=True)
class CodesRead:
    """The codebook with what is known of its codes.

    Attributes:
        codebook: All codes that are stored.
        listed: The ids of those that `codebook.yaml` lists.
        counts: By the code's id.
    """

    codebook: Codebook
    listed: frozenset[str]
    counts: dict[str, CodeCount]


@dataclass(frozen=True, slots=True)
class CodeUse:
    """A coding of a code, with the text around it."""

    coding: str
    document: int
    name: str
    start: int
    before: str
    text: str
    after: str
    speaker: str
    coder: str
    memo: str


def read_codes(project: Project, coder: str) -> CodesRead:
    """The codebook, and how often each code is used by a coder and by all."""
    with project.read(together=True) as session:
        codebook = read_stored(session)
        query = (
            select(
                Code.key,
                func.count(Coding.id).filter(Coder.name == coder),
                func.count(Coding.id),
                func.count(Coding.document_id.distinct()),
                Code.since,
            )
            .outerjoin(Coding, and_(Coding.code_id == Code.id, Coding.removed == 0))
            .outerjoin(Coder, Coder.id == Coding.coder_id)
            .group_by(Code.key)
        )
        counts = {row[0]: CodeCount(*row[1:]) for row in session.execute(query)}
    return CodesRead(codebook, _listed(project, codebook), counts)


def _listed(project: Project, stored: Codebook) -> frozenset[str]:
    """What the file lists; all that is stored where it cannot be read or is not yet applied."""
    try:
        ids = {code.id for code in codebook_in(read_text(project.codebook_file))}
    except QdaError:
        ids = set()
    in_use = {code.id for code in stored if not code.retired}
    known = {code.id for code in stored}
    return frozenset((ids & known) | in_use)


def read_uses(session: Session, code: str, coder: str) -> list[CodeUse]:
    """The live codings of a code, each with the text around it: the coder's own come first."""
    start = func.max(Coding.start - AROUND, 0)
    query = (
        select(
            Coding.id,
            Document.id,
            Document.name,
            Coding.start,
            func.substr(Document.text, start + 1, Coding.start - start),
            func.substr(Document.text, Coding.start + 1, Coding.end - Coding.start),
            func.substr(Document.text, Coding.end + 1, AROUND),
            func.coalesce(Speaker.label, ""),
            Coder.name,
        )
        .join(Code, Code.id == Coding.code_id)
        .join(Document, Document.id == Coding.document_id)
        .join(Coder, Coder.id == Coding.coder_id)
        .outerjoin(
            Turn,
            and_(
                Turn.document_id == Document.id,
                Turn.start <= Coding.start,
                Turn.end > Coding.start,
            ),
        )
        .outerjoin(Speaker, Speaker.id == Turn.speaker_id)
        .where(Code.key == code, Coding.removed == 0, Coding.layer == INDEPENDENT)
        .order_by(Coder.name != coder, Document.position, Coding.start, Coding.end, Coder.name)
    )
    memos = _memos(session, code)
    return [
        CodeUse(coding, document, name, at, before, text, after, speaker, by, memos.get(coding, ""))
        for coding, document, name, at, before, text, after, speaker, by in session.execute(query)
    ]


def _memos(session: Session, code: str) -> dict[str, str]:
    """The live memos on the codings of a code, by the coding; several are put together."""
    query = (
        select(Memo.target, MemoText.text)
        .join(MemoText, and_(MemoText.memo_id == Memo.id, MemoText.version == Memo.text_version))
        .join(Coding, Coding.id == Memo.target)
        .join(Code, Code.id == Coding.code_id)
        .where(Memo.kind == "coding", Memo.removed == 0, Code.key == code)
        .order_by(Memo.created_at, Memo.id)
    )
    found: dict[str, str] = {}
    for target, text in session.execute(query):
        found[target] = f"{found[target]}\n{text}" if target in found else text
    return found
