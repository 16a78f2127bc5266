"""Flags and quotables at the desk."""

from __future__ import annotations

import pytest

from qda.coding.beside import MarkKind, PutMark, RemoveMarks
from qda.coding.changes import Act, Redo, Undo
from qda.coding.desk import Desk
from qda.coding.marks import read_marks
from qda.errors import QdaError
from qda.intake.store import remove_document
from qda.project.check import check_project
from qda.project.store import Project

SPAN = (25, 54)


def put(kind: MarkKind = "flag", span: tuple[int, int] = SPAN) -> PutMark:
    return PutMark(kind, 1, *span)


def marks(project: Project) -> list[tuple[str, int, int, str]]:
    with project.read() as session:
        return [(m.kind, m.start, m.end, m.coder) for m in read_marks(session, 1)]


def test_the_same_mark_again_is_no_change_and_the_other_kind_is(project: Project) -> None:
    ada = Desk(project, "ada")
    ada.perform(Act((put(),)))
    assert ada.perform(Act((put(),))).words == ""
    ada.perform(Act((put("quotable"),)))
    assert marks(project) == [("flag", *SPAN, "ada"), ("quotable", *SPAN, "ada")]


def test_undo_leads_to_the_place_of_the_mark_and_says_what_it_was(project: Project) -> None:
    ada = Desk(project, "ada")
    ada.perform(Act((put("quotable"),)))
    outcome = ada.perform(Act((Undo(),)))
    assert (outcome.words, outcome.document, outcome.place) == (
        "undo: mark as quotable at T01 2",
        1,
        SPAN[0],
    )
    assert marks(project) == []
    ada.perform(Act((Redo(),)))
    assert marks(project) == [("quotable", *SPAN, "ada")]


def test_another_coder_s_mark_cannot_be_taken_away(project: Project) -> None:
    change = put()
    Desk(project, "ada").perform(Act((change,)))
    with pytest.raises(QdaError, match="not yours"):
        Desk(project, "bo").perform(Act((RemoveMarks("flag", (change.mark,)),)))
    assert len(marks(project)) == 1


@pytest.mark.parametrize("span", [(-1, 5), (5, 5), (0, 100_000)])
def test_a_mark_outside_its_document_is_refused(project: Project, span: tuple[int, int]) -> None:
    with pytest.raises(QdaError, match="does not lie in the document"):
        Desk(project, "ada").perform(Act((put(span=span),)))


def test_a_document_with_a_flag_is_not_removed_until_it_is_taken_away(project: Project) -> None:
    ada = Desk(project, "ada")
    ada.perform(Act((put(),)))
    with pytest.raises(QdaError, match="flags or quotables"):
        remove_document(project, "T01", coder="ada")
    ada.perform(Act((Undo(),)))
    remove_document(project, "T01", coder="ada")
    assert not any(checked.problems for checked in check_project(project))
