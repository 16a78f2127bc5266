"""`qda revisit`: what was read before a code came."""

from __future__ import annotations

from typing import Any

from qda.coding.changes import Act, MarkReviewed, MarkRevisited
from qda.coding.desk import Desk
from qda.project.store import Project

Shell = Any
FIRST = "codes:\n  - id: recruitment\n    label: Recruitment\n"
TRUST = "  - id: trust\n    label: Trust\n"


def test_codes_and_then_documents_to_read_again_are_listed(qda: Shell) -> None:
    qda.write("codebook.yaml", FIRST)
    qda("codebook", "apply", "--yes", "--coder", "ada")
    with Project.open(qda.folder) as project:
        desk = Desk(project, "ada")
        desk.perform(Act((MarkReviewed(1, tuple(range(1, 8))),)))
        assert qda("revisit", "--coder", "ada").lines == ["Nothing is to be read again."]
        qda.write("codebook.yaml", FIRST + TRUST)
        qda("codebook", "apply", "--yes", "--coder", "ada")
        desk.perform(Act((MarkRevisited(1, (2, 3), ("trust",)),)))
    head, line = qda("revisit", "--coder", "ada").lines
    assert head.split() == ["code", "why", "documents", "segments"]
    assert line.split() == ["trust", "new", "in", "version", "3", "1", "3"]
    said = qda("revisit", "--code", "trust", "--coder", "ada").lines
    assert [row.split()[0] for row in said[2:4]] == ["T01", "T02"]
    assert said[2].split()[-2:] == ["3", "2"]
    assert said[-1] == "3 segments in 1 document to read again."


def test_a_coder_without_work_and_an_unknown_code_are_said(qda: Shell) -> None:
    assert "has reviewed nothing" in qda("revisit", "--code", "trust", "--coder", "bo").out
    with Project.open(qda.folder) as project:
        Desk(project, "ada").perform(Act((MarkReviewed(1, (2,)),)))
    refused = qda("revisit", "--code", "nothing", "--coder", "ada")
    assert refused.code == 2
    assert "no code “nothing” is in use" in refused.err
