"""Where undo leads, what it steps over, and what it never does twice."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from qda.coding.changes import Act, ApplyCode, MarkReviewed, RemoveCodings, WriteMemo
from qda.coding.desk import Desk
from qda.coding.reading import read_codings
from qda.coding.rows import keep_new
from qda.errors import QdaError
from qda.project.models import Review
from qda.project.store import Project
from tests.coding.desks import DOC, REDO, SPAN, UNDO, apply, codings, reviewed


def test_undo_of_a_memo_leads_to_where_it_stands(ada: Desk) -> None:
    coding = ApplyCode(DOC, *SPAN, "recruitment")
    ada.perform(Act((coding,)))
    for memo in (
        WriteMemo("span", "", "here", DOC, 30, 40),
        WriteMemo("coding", coding.coding, "why", DOC),
        WriteMemo("document", "", "all of it", DOC),
    ):
        ada.perform(Act((memo,)))
    places = [ada.perform(Act(UNDO)) for _ in range(3)]
    assert [(outcome.document, outcome.place) for outcome in places] == [
        (DOC, None),
        (DOC, SPAN[0]),
        (DOC, 30),
    ]


def test_undo_of_marks_leads_to_the_first_of_their_segments(ada: Desk) -> None:
    ada.perform(Act((MarkReviewed(DOC, (3, 2)),)))
    assert ada.perform(Act(UNDO)).place == SPAN[0]


def change_a_mark(desk: Desk, segment: int) -> None:
    """Something that is no act of the coder's changes what the coder's last act made."""
    with desk.project.write("", "merge", origin="merge") as act:
        row = act.session.scalars(select(Review).where(Review.segment == segment)).one()
        row.codebook_version += 1
        act.record("change", "review", row.id, {}, {})


def test_undo_steps_over_an_act_that_cannot_be_taken_back(ada: Desk) -> None:
    ada.perform(apply())
    ada.perform(Act((MarkReviewed(DOC, (5,)),)))
    change_a_mark(ada, 5)
    with pytest.raises(
        QdaError, match=r"“review segment 5 in T01” cannot be taken back: .*changed since"
    ):
        ada.perform(Act(UNDO))
    folder = ada.project.folder
    ada.project.close()
    with Project.open(folder) as again:
        assert Desk(again, "ada").perform(Act(UNDO)).words == "undo: put recruitment on T01 2"
        assert reviewed(again, "ada") == {5}
        assert codings(again) == []


def test_an_undo_that_was_refused_is_refused_when_it_is_tried_again(ada: Desk) -> None:
    ada.perform(apply())
    ada.perform(Act((MarkReviewed(DOC, (5,)),)))
    change_a_mark(ada, 5)
    undo = Act(UNDO)
    for _ in range(2):
        with pytest.raises(QdaError, match="changed since"):
            ada.perform(undo)
    assert len(codings(ada.project)) == 1


def test_redo_goes_past_an_undo_that_was_refused(ada: Desk) -> None:
    ada.perform(Act((MarkReviewed(DOC, (5,)),)))
    ada.perform(apply())
    ada.perform(Act(UNDO))
    change_a_mark(ada, 5)
    with pytest.raises(QdaError, match="changed since"):
        ada.perform(Act(UNDO))
    assert ada.perform(Act(REDO)).words == "redo: put recruitment on T01 2"
    with pytest.raises(QdaError, match="nothing to redo"):
        ada.perform(Act(REDO))


def test_undo_does_not_make_a_coding_twice(ada: Desk) -> None:
    first = ApplyCode(DOC, *SPAN, "recruitment")
    ada.perform(Act((first,)))
    ada.perform(Act((RemoveCodings((first.coding,)),)))
    with ada.project.write("ada", "import", origin="import") as act:
        twin = {"id": "twin", "document_id": DOC, "coder_id": 1, "layer": "independent"}
        where = {"start": SPAN[0], "end": SPAN[1], "code_id": 1, "created_at": ""}
        keep_new(act, "coding", [twin | where])
    with pytest.raises(QdaError, match="made again since"):
        ada.perform(Act(UNDO))
    with ada.project.read() as session:
        assert [row.id for row in read_codings(session, DOC, "ada")] == ["twin"]


def test_a_removal_and_the_same_coding_in_one_act_are_undone_together(ada: Desk) -> None:
    first, second = (ApplyCode(DOC, *SPAN, "recruitment") for _ in range(2))
    ada.perform(Act((first,)))
    ada.perform(Act((RemoveCodings((first.coding,)), second)))
    ada.perform(Act(UNDO))
    with ada.project.read() as session:
        assert [row.id for row in read_codings(session, DOC, "ada")] == [first.coding]
