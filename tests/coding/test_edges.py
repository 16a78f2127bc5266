"""Moving the ends of a coding, as the store has it."""

from __future__ import annotations

import pytest

from qda.coding.changes import Act, ApplyCode, MoveEdge, RemoveCodings, Undo, WriteMemo
from qda.coding.desk import Desk
from qda.coding.reading import read_codings, read_memos
from qda.errors import QdaError
from qda.project.store import Project

DOC = 1


@pytest.fixture
def ada(project: Project) -> Desk:
    desk = Desk(project, "ada")
    desk.perform(Act((ApplyCode(DOC, 25, 40, "recruitment", "c1"),)))
    return desk


def codings(project: Project) -> set[tuple[str, int, int]]:
    with project.read() as session:
        return {(row.id, row.start, row.end) for row in read_codings(session, DOC, None)}


def test_the_act_is_said_in_words_and_led_to(ada: Desk) -> None:
    outcome = ada.perform(Act((MoveEdge("c1", 28, 40),)))
    assert (outcome.words, outcome.document, outcome.place) == ("move the end of a coding", DOC, 28)


def test_the_same_act_again_changes_nothing_more(ada: Desk) -> None:
    act = Act((MoveEdge("c1", 28, 44),))
    ada.perform(act)
    ada.perform(Act((Undo(),)))
    ada.perform(act)
    assert codings(ada.project) == {("c1", 25, 40)}


def test_ends_as_they_are_leave_no_act(ada: Desk) -> None:
    assert ada.perform(Act((MoveEdge("c1", 25, 40),))).words == ""


def test_ends_moved_onto_a_coding_made_meanwhile_are_refused(ada: Desk) -> None:
    ada.perform(Act((MoveEdge("c1", 25, 44),)))
    ada.perform(Act((ApplyCode(DOC, 25, 40, "recruitment", "c2"),)))
    with pytest.raises(QdaError, match="coded just this"):
        ada.perform(Act((MoveEdge("c1", 25, 40),)))
    assert codings(ada.project) == {("c1", 25, 44), ("c2", 25, 40)}


@pytest.mark.parametrize("span", [(40, 40), (44, 40), (-1, 40), (25, 9999)])
def test_ends_outside_the_document_or_turned_round_are_refused(
    ada: Desk, span: tuple[int, int]
) -> None:
    with pytest.raises(QdaError, match="does not lie in the document"):
        ada.perform(Act((MoveEdge("c1", *span),)))
    assert codings(ada.project) == {("c1", 25, 40)}


def test_another_coders_and_a_removed_coding_are_left_alone(ada: Desk) -> None:
    with pytest.raises(QdaError, match="not yours"):
        Desk(ada.project, "bo").perform(Act((MoveEdge("c1", 25, 44),)))
    ada.perform(Act((RemoveCodings(("c1",)),)))
    with pytest.raises(QdaError, match="has been removed"):
        ada.perform(Act((MoveEdge("c1", 25, 44),)))
    assert codings(ada.project) == set()


def test_memos_stay_on_a_coding_whose_end_moves(ada: Desk) -> None:
    ada.perform(Act((WriteMemo("coding", "c1", "why", DOC),)))
    ada.perform(Act((MoveEdge("c1", 25, 44),)))
    with ada.project.read() as session:
        assert [memo.target for memo in read_memos(session, DOC, "ada")] == ["c1"]
