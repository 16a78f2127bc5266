"""Settling what two coders differ on: a layer of its own, undoable, the originals untouched."""

from __future__ import annotations

import pytest

from qda.analysis.load import load
from qda.coding.changes import (
    Act,
    ApplyCode,
    Choice,
    Decide,
    MarkReviewed,
    SettleAgreed,
    Undo,
    WriteMemo,
)
from qda.coding.desk import Desk
from qda.coding.disagreeing import blind_order, read_decisions, read_sides
from qda.coding.pieces import common, cut, joined, without
from qda.coding.reading import read_codings, read_reviewed
from qda.errors import QdaError
from qda.project.store import Project

SECOND, THIRD = (25, 54), (55, 69)
BOTH = ("ada", "bo")


@pytest.fixture
def coded(project: Project) -> Project:
    """Both applied recruitment in segment 2; Ada also attrition there, Bo open_meeting."""
    for coder, own in (("ada", "attrition"), ("bo", "open_meeting")):
        mine = ApplyCode(1, *SECOND, own)
        memo = WriteMemo("coding", mine.coding, f"{coder} thought so", document=1)
        changes = (ApplyCode(1, *SECOND, "recruitment"), mine, memo, MarkReviewed(1, (2, 3)))
        Desk(project, coder).perform(Act(changes))
    return project


def layer(project: Project, name: str) -> set[tuple[int, int, str, str]]:
    with project.read() as session:
        return {
            (row.start, row.end, row.code, row.coder)
            for row in read_codings(session, 1, None, name)
        }


def decide(
    project: Project,
    choice: Choice,
    reason: str = "",
    by: str = "cy",
    span: tuple[int, int] = SECOND,
) -> None:
    change = Decide(1, *span, ("bo", "ada"), choice, reason)
    Desk(project, by, "consensus").perform(Act((change,)))


@pytest.mark.parametrize(
    ("choice", "codes"),
    [
        ("first", {"recruitment", "open_meeting"}),
        ("second", {"recruitment", "attrition"}),
        ("both", {"recruitment", "open_meeting", "attrition"}),
        ("neither", {"recruitment"}),
    ],
)
def test_the_accepted_codes_go_into_the_consensus_and_what_both_agree_on(
    coded: Project, choice: Choice, codes: set[str]
) -> None:
    before = layer(coded, "independent")
    decide(coded, choice)
    assert layer(coded, "consensus") == {(*SECOND, code, "cy") for code in codes}
    assert layer(coded, "independent") == before
    with coded.read() as session:
        assert read_reviewed(session, 1, "cy", "consensus") == {2}
        assert read_reviewed(session, 1, "cy") == set()


def test_a_decision_says_who_decided_what_in_which_order_it_was_shown_and_why(
    coded: Project,
) -> None:
    decide(coded, "first", "the room is the subject")
    with coded.read() as session:
        (found,) = read_decisions(session)
    assert (found.by, found.shown, found.choice) == ("cy", ("bo", "ada"), "first")
    assert (found.reason, found.start, found.end) == ("the room is the subject", *SECOND)


def test_undo_takes_a_decision_back_whole(coded: Project) -> None:
    decide(coded, "both", "why")
    Desk(coded, "cy", "consensus").perform(Act((Undo(),)))
    assert layer(coded, "consensus") == set()
    with coded.read() as session:
        assert read_decisions(session) == []
        assert read_reviewed(session, 1, "cy", "consensus") == set()


def test_deciding_again_takes_the_place_of_the_earlier_decision(coded: Project) -> None:
    decide(coded, "both")
    decide(coded, "neither")
    assert layer(coded, "consensus") == {(*SECOND, "recruitment", "cy")}
    with coded.read() as session:
        assert [one.choice for one in read_decisions(session)] == ["neither"]


def test_another_person_may_overrule_a_decision_and_undo_gives_it_back(coded: Project) -> None:
    decide(coded, "both", "cy thought so")
    before = layer(coded, "consensus")
    decide(coded, "first", "ada thought so", by="ada")
    assert layer(coded, "consensus") == {
        (*SECOND, code, "ada") for code in ("recruitment", "open_meeting")
    }
    with coded.read() as session:
        (made,) = read_decisions(session)
        (old,) = made.history
    assert (made.by, made.reason, made.accepted) == ("ada", "ada thought so", ("bo",))
    assert (old.by, old.reason, old.choice) == ("cy", "cy thought so", "both")
    Desk(coded, "ada", "consensus").perform(Act((Undo(),)))
    assert layer(coded, "consensus") == before
    with coded.read() as session:
        (again,) = read_decisions(session)
    assert (again.by, again.choice, list(again.history)) == ("cy", "both", [])


def test_the_history_of_a_decision_has_what_it_replaced_and_nothing_undone(coded: Project) -> None:
    decide(coded, "both")
    decide(coded, "first", by="ada")
    Desk(coded, "ada", "consensus").perform(Act((Undo(),)))
    decide(coded, "second", by="bo")
    decide(coded, "neither", by="ada")
    with coded.read() as session:
        (made,) = read_decisions(session)
    assert [(one.by, one.choice) for one in made.history] == [("bo", "second"), ("cy", "both")]


def test_who_was_overruled_cannot_undo_what_stands_no_more(coded: Project) -> None:
    decide(coded, "both")
    decide(coded, "neither", by="ada")
    with pytest.raises(QdaError, match="changed since"):
        Desk(coded, "cy", "consensus").perform(Act((Undo(),)))
    assert layer(coded, "consensus") == {(*SECOND, "recruitment", "ada")}


def test_the_consensus_is_counted_as_one_whoever_wrote_which_part(coded: Project) -> None:
    decide(coded, "both")
    Desk(coded, "cy", "consensus").perform(Act((SettleAgreed(1, BOTH),)))
    decide(coded, "first", by="ada", span=THIRD)
    decide(coded, "first", by="ada")
    found = load(coded, layer="consensus")
    assert found.coders == ("ada and cy",)
    codes = [found.codes[code].id for code in found.codings.code.tolist()]
    assert sorted(codes) == ["open_meeting", "recruitment"]
    assert len(found.marks.segment) == len(set(found.marks.segment.tolist())) == 2


def test_decisions_are_made_in_the_consensus_layer_only(coded: Project) -> None:
    change = Decide(1, *SECOND, BOTH, "both")
    with pytest.raises(QdaError, match="consensus layer"):
        Desk(coded, "cy").perform(Act((change,)))


def test_codings_are_cut_to_the_passage(coded: Project) -> None:
    Desk(coded, "ada").perform(Act((ApplyCode(1, SECOND[0], THIRD[1], "attrition"),)))
    decide(coded, "second", span=THIRD)
    assert layer(coded, "consensus") == {(*THIRD, "attrition", "cy")}


def test_each_side_is_shown_with_its_boundaries_and_memos(coded: Project) -> None:
    with coded.read() as session:
        ada, bo = read_sides(session, 1, SECOND, BOTH)
    assert [row.code for row in ada.codings] == ["attrition", "recruitment"]
    assert list(bo.memos.values()) == ["bo thought so"]
    assert {row.coder for row in bo.codings} == {"bo"}


def test_what_is_agreed_is_taken_over_once_and_not_where_a_decision_stands(
    coded: Project,
) -> None:
    for coder in BOTH:
        Desk(coded, coder).perform(Act((ApplyCode(1, *THIRD, "attrition"),)))
    decide(coded, "neither")
    settle = SettleAgreed(1, BOTH)
    for _ in range(2):
        Desk(coded, "cy", "consensus").perform(Act((settle,)))
    assert layer(coded, "consensus") == {
        (*SECOND, "recruitment", "cy"),
        (*THIRD, "attrition", "cy"),
    }


def test_the_order_is_drawn_and_has_both() -> None:
    orders = {blind_order(BOTH) for _ in range(60)}
    assert orders == {("ada", "bo"), ("bo", "ada")}


def test_pieces_are_cut_joined_and_taken_away() -> None:
    assert common([(0, 5)], [(3, 9)]) == [(3, 5)]
    assert common([(0, 2)], [(4, 6)]) == [(0, 2), (4, 6)]
    assert cut([(0, 5), (8, 12)], (3, 9)) == [(3, 5), (8, 9)]
    assert joined([(4, 6), (0, 3), (9, 10)]) == [(0, 6), (9, 10)]
    assert without((0, 10), [(2, 4), (9, 12)]) == [(0, 2), (4, 9)]
