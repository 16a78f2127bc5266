"""What tests at a desk share: two coders' acts, and what the project then holds."""

from __future__ import annotations

from qda.coding.changes import Act, ApplyCode, Redo, Undo
from qda.coding.reading import read_codings, read_memos, read_reviewed
from qda.project.store import Project

DOC = 1
SPAN = (25, 54)
"""The second segment of T01: its informant's first sentence."""
Spans = list[tuple[int, int, str, str]]


def apply(code: str = "recruitment", span: tuple[int, int] = SPAN, document: int = DOC) -> Act:
    return Act((ApplyCode(document, *span, code),))


UNDO, REDO = (Undo(),), (Redo(),)


def codings(project: Project, coder: str | None = None) -> Spans:
    with project.read() as session:
        return [(r.start, r.end, r.code, r.coder) for r in read_codings(session, DOC, coder)]


def reviewed(project: Project, coder: str) -> frozenset[int]:
    with project.read() as session:
        return read_reviewed(session, DOC, coder)


def memos(project: Project, coder: str) -> list[str]:
    with project.read() as session:
        return [memo.text for memo in read_memos(session, DOC, coder)]
