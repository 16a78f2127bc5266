"""Memos gathered, and linked to passages."""

from __future__ import annotations

import pytest

from qda.coding.changes import Act, ApplyCode, LinkMemo, Redo, Undo, UnlinkMemo, WriteMemo
from qda.coding.desk import Desk
from qda.coding.memos import MemoLine, list_memos, passage_text
from qda.coding.reading import read_linked
from qda.errors import QdaError
from qda.project.check import check_project
from qda.project.documents import left_by_coders
from qda.project.store import Project

T01, T02 = 1, 2
MEETING = (25, 54)  # T01, segment 2: Vi begynte med et åpent møte.
RANG = (127, 151)  # segment 7: Jeg ringte dem hver uke.


@pytest.fixture
def desk(project: Project) -> Desk:
    return Desk(project, "ada")


def memos(desk: Desk) -> list[MemoLine]:
    with desk.project.read() as session:
        return list_memos(session)


def write(desk: Desk, *changes: WriteMemo) -> list[str]:
    for change in changes:
        desk.perform(Act((change,)))
    return [change.memo for change in changes]


def test_every_memo_is_there_with_what_it_is_on_the_newest_first(desk: Desk) -> None:
    coding = ApplyCode(T01, *MEETING, "attrition")
    desk.perform(Act((coding,)))
    write(
        desk,
        WriteMemo("project", "", "\n First idea.\nMore."),
        WriteMemo("coding", coding.coding, "Why?", T01),
        WriteMemo("code", "recruitment", "Wide."),
        WriteMemo("span", "", "Here.", T01, *RANG),
    )
    Desk(desk.project, "bo").perform(Act((WriteMemo("document", "", "Long.", T02),)))
    found = memos(desk)
    assert [memo.kind for memo in found] == ["document", "span", "code", "coding", "project"]
    assert [memo.coder for memo in found] == ["bo", *["ada"] * 4]
    assert [memo.code for memo in found] == [None, None, "recruitment", "attrition", None]
    assert found[-1].first_line == "First idea."
    spans = [
        (one.passage.start, one.passage.first, one.passage.last) for one in found if one.passage
    ]
    assert spans == [(RANG[0], 7, 7), (MEETING[0], 2, 2)]


def test_a_memo_points_to_passages_and_each_link_is_undone(desk: Desk) -> None:
    (memo,) = write(desk, WriteMemo("project", "", "A thread."))
    for place in (MEETING, RANG):
        desk.perform(Act((LinkMemo(memo, T01, *place),)))
    (found,) = memos(desk)
    with desk.project.read() as session:
        words = [passage_text(session, link.passage) for link in found.links]
        assert words == ["Vi begynte med et åpent møte.", "Jeg ringte dem hver uke."]
        assert [row.text for row in read_linked(session, T01)] == ["A thread."] * 2
    outcome = desk.perform(Act((Undo(),)))
    assert (outcome.document, outcome.place) == (T01, RANG[0])
    assert len(memos(desk)[0].links) == 1
    desk.perform(Act((Redo(),)))
    desk.perform(Act((UnlinkMemo(found.links[0].id),)))
    assert [link.passage.first for link in memos(desk)[0].links] == [7]
    assert all(not checked.problems for checked in check_project(desk.project))


def test_the_same_link_again_is_no_change(desk: Desk) -> None:
    (memo,) = write(desk, WriteMemo("project", "", "A thread."))
    first = desk.perform(Act((LinkMemo(memo, T01, *RANG),)))
    assert first.words == "link a memo to a passage"
    assert desk.perform(Act((LinkMemo(memo, T01, *RANG),))).words == ""


def test_what_cannot_be_linked_is_refused(desk: Desk) -> None:
    (memo,) = write(desk, WriteMemo("project", "", "A thread."))
    link = LinkMemo(memo, T01, *RANG)
    desk.perform(Act((link,)))
    other = Desk(desk.project, "bo")
    with pytest.raises(QdaError, match="this link is not yours"):
        other.perform(Act((UnlinkMemo(link.link),)))
    with pytest.raises(QdaError, match="does not lie in the document"):
        desk.perform(Act((LinkMemo(memo, T01, 5, 9999),)))
    write(desk, WriteMemo("project", "", "", memo=memo))
    with pytest.raises(QdaError, match="the memo is there no more"):
        desk.perform(Act((LinkMemo(memo, T01, *MEETING),)))


def test_a_document_that_a_memo_points_to_is_not_removed(desk: Desk) -> None:
    (memo,) = write(desk, WriteMemo("project", "", "A thread."))
    desk.perform(Act((LinkMemo(memo, T02, 0, 14),)))
    with desk.project.read() as session:
        assert left_by_coders(session, T02) == ["links of memos"]
