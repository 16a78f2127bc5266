"""Taking a document out of the project, and cutting it anew: what goes and what stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from qda.coding.changes import Act, ApplyCode, Change, MarkReviewed, Redo, Undo, WriteMemo
from qda.coding.desk import Desk
from qda.errors import QdaError
from qda.intake.cases import store_cases
from qda.intake.document_values import set_value
from qda.intake.store import Removed, remove_document, resegment_document
from qda.intake.transcript import Segment
from qda.project.cases import list_cases
from qda.project.check import check_project
from qda.project.documents import list_documents
from qda.project.events import load
from qda.project.models import Event
from qda.project.store import Project

APPLY = ApplyCode(1, 25, 54, "recruitment")
WHOLE = [Segment(1, 0, 23, 0)]


def names(project: Project) -> list[str]:
    with project.read() as session:
        return [document.name for document in list_documents(session)]


def state_in_history(project: Project) -> dict[str, object]:
    with project.read() as session:
        query = select(Event.before).where(Event.kind == "document", Event.verb == "remove")
        return load(session.scalars(query).one()) or {}


def do(project: Project, *changes: Change) -> None:
    Desk(project, "ada").perform(Act(changes))


def tie(project: Project, cases: str) -> None:
    path = Path(project.folder / "cases.csv")
    path.write_text(f"case,documents\n{cases}", encoding="utf-8")
    store_cases(project, path, coder="ada")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (APPLY, "has codings and reviewed marks, so"),
        (MarkReviewed(1, (1,)), "has reviewed marks, so"),
        (WriteMemo("document", "", "hm", 1), "has memos, so"),
    ],
)
def test_a_document_in_which_a_coder_left_something_stays(
    project: Project, change: Change, what: str
) -> None:
    do(project, change)
    with pytest.raises(QdaError, match=f"{what} it is not removed"):
        remove_document(project, "T01", coder="ada")
    with pytest.raises(QdaError, match=f"{what} it is not segmented anew"):
        resegment_document(project, "T01", WHOLE, "turn", coder="ada")
    assert names(project) == ["T01", "T02"]


def test_a_memo_that_was_removed_keeps_its_document_as_its_words_are_nowhere_else(
    project: Project,
) -> None:
    do(project, WriteMemo("document", "", "hm", 1, memo="m"))
    do(project, WriteMemo("document", "", "", 1, memo="m"))
    with pytest.raises(QdaError, match="memos that were removed and can be brought back"):
        remove_document(project, "T01", coder="ada")


def test_a_document_whose_codings_were_all_undone_is_removed_and_the_history_tells_of_them(
    project: Project,
) -> None:
    do(project, APPLY)
    do(project, Undo())
    remove_document(project, "T01", coder="ada")
    assert names(project) == ["T02"]
    assert state_in_history(project)["taken_back"] == {
        "codings": 1,
        "reviewed": 1,
        "revisited": 0,
        "marks": 0,
    }
    with project.read() as session:
        verbs = session.scalars(select(Event.verb).where(Event.key == APPLY.coding))
        assert verbs.all() == ["add", "remove"]


def test_redo_does_not_bring_marks_back_into_a_document_that_was_cut_anew(
    project: Project,
) -> None:
    do(project, MarkReviewed(1, (5,)))
    do(project, Undo())
    resegment_document(project, "T01", WHOLE, "turn", coder="ada")
    with pytest.raises(QdaError, match="cannot be done again"):
        do(project, Redo())
    assert not [check for check in check_project(project) if check.problems]


def test_removing_says_and_records_which_cases_and_values_went(project: Project) -> None:
    tie(project, "Nils,T02@Nils\nAlle,T02;T01\n")
    set_value(project, "T02", "year", "2026", coder="ada")
    gone = remove_document(project, "T02", coder="ada")
    assert gone == Removed(("Nils@Nils", "Alle"), ("year",))
    state = state_in_history(project)
    assert (state["cases"], state["attributes"]) == (["Nils@Nils", "Alle"], ["year"])
    with project.read() as session:
        assert {case.name: case.documents for case in list_cases(session)} == {
            "Nils": (),
            "Alle": ("T01",),
        }
