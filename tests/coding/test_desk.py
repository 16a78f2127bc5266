"""Coding at the desk: what a coder does, takes back and does again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event, func, select

from qda.coding.changes import Act, ApplyCode, MarkReviewed, RemoveCodings, WriteMemo
from qda.coding.desk import Desk
from qda.coding.reading import read_codings, recent_acts
from qda.errors import QdaError
from qda.project.events import load
from qda.project.models import Batch, Coding, Document, Event, MemoText
from qda.project.store import Project
from tests.coding.desks import DOC, REDO, SPAN, UNDO, apply, codings, memos, reviewed


def test_a_code_is_there_with_coder_and_span_when_the_act_returns(ada: Desk) -> None:
    outcome = ada.perform(apply())
    assert codings(ada.project) == [(*SPAN, "recruitment", "ada")]
    assert (outcome.words, outcome.document) == ("apply recruitment", DOC)
    assert outcome.place == SPAN[0]


def test_applying_a_code_reviews_the_segments_it_touches(ada: Desk) -> None:
    ada.perform(apply(span=(SPAN[0] + 3, SPAN[1] + 5)))
    assert reviewed(ada.project, "ada") == {2, 3}


def test_the_same_coding_again_is_no_change(ada: Desk) -> None:
    ada.perform(apply())
    assert ada.perform(apply()).words == ""
    assert len(codings(ada.project)) == 1


def test_two_coders_may_code_the_same_span_alike(ada: Desk, bo: Desk) -> None:
    ada.perform(apply())
    bo.perform(apply())
    assert [coder for *_, coder in codings(ada.project)] == ["ada", "bo"]


def test_two_layers_of_one_coder_stay_apart(ada: Desk) -> None:
    ada.perform(apply())
    Desk(ada.project, "ada", layer="consensus").perform(apply("attrition"))
    assert codings(ada.project) == [(*SPAN, "recruitment", "ada")]


def test_removing_leaves_a_tombstone(ada: Desk) -> None:
    act = apply()
    ada.perform(act)
    change = act.changes[0]
    assert isinstance(change, ApplyCode)
    ada.perform(Act((RemoveCodings((change.coding,)),)))
    assert codings(ada.project) == []
    with ada.project.read() as session:
        coding = session.get_one(Coding, change.coding)
        assert (coding.removed, coding.version) == (True, 2)


def test_undoing_a_removal_revives_the_same_coding(ada: Desk) -> None:
    first = ApplyCode(DOC, *SPAN, "recruitment")
    ada.perform(Act((first,)))
    ada.perform(Act((RemoveCodings((first.coding,)),)))
    assert ada.perform(Act(UNDO)).words == "undo: take recruitment off T01 2"
    with ada.project.read() as session:
        assert [row.id for row in read_codings(session, DOC, "ada")] == [first.coding]


def test_the_changes_of_one_act_are_undone_together(ada: Desk) -> None:
    ada.perform(Act((ApplyCode(DOC, *SPAN, "recruitment"), ApplyCode(DOC, *SPAN, "open_meeting"))))
    ada.perform(Act(UNDO))
    assert codings(ada.project) == []
    assert reviewed(ada.project, "ada") == set()


def test_undo_and_redo_reach_across_reopening(ada: Desk) -> None:
    for code in ("recruitment", "open_meeting"):
        ada.perform(apply(code))
    folder = ada.project.folder
    ada.project.close()
    with Project.open(folder) as again:
        desk = Desk(again, "ada")
        desk.perform(Act(UNDO))
        desk.perform(Act(UNDO))
        assert codings(again) == []
        desk.perform(Act(REDO))
        assert [code for *_, code, _ in codings(again)] == ["recruitment"]
        desk.perform(Act(REDO))
        assert len(codings(again)) == 2


def test_nothing_can_be_redone_after_something_new(ada: Desk) -> None:
    ada.perform(apply())
    ada.perform(Act(UNDO))
    ada.perform(apply("attrition"))
    with pytest.raises(QdaError, match="nothing to redo"):
        ada.perform(Act(REDO))


def test_undo_on_an_empty_desk_says_so(ada: Desk) -> None:
    with pytest.raises(QdaError, match="nothing to undo"):
        ada.perform(Act(UNDO))


def test_undo_never_takes_back_what_another_did(ada: Desk, bo: Desk) -> None:
    ada.perform(apply())
    bo.perform(apply("attrition"))
    ada.perform(Act(UNDO))
    assert codings(ada.project) == [(*SPAN, "attrition", "bo")]
    with pytest.raises(QdaError, match="nothing to undo"):
        ada.perform(Act(UNDO))


def test_an_act_that_only_made_its_coder_known_does_not_stand_in_undos_way(bo: Desk) -> None:
    bo.perform(Act((MarkReviewed(DOC, (2,), reviewed=False),)))
    with pytest.raises(QdaError, match="nothing to undo"):
        bo.perform(Act(UNDO))


def test_undo_says_so_where_its_coding_has_been_changed_since(ada: Desk) -> None:
    ada.perform(apply())
    with ada.project.write("ada", "merge codes", origin="codebook") as act:
        coding = act.session.scalars(select(Coding)).one()
        coding.code_id = 3
        act.record("change", "coding", coding.id, {"code": "recruitment"}, {"code": "attrition"})
    with pytest.raises(QdaError, match="changed since"):
        ada.perform(Act(UNDO))
    assert codings(ada.project) == [(*SPAN, "attrition", "ada")]


def test_removing_anothers_coding_is_refused(ada: Desk, bo: Desk) -> None:
    change = ApplyCode(DOC, *SPAN, "recruitment")
    ada.perform(Act((change,)))
    with pytest.raises(QdaError, match="not yours"):
        bo.perform(Act((RemoveCodings((change.coding,)),)))
    assert len(codings(ada.project)) == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (ApplyCode(DOC, 0, 5, "nowhere"), "no code “nowhere”"),
        (ApplyCode(DOC, 0, 5, "old_code"), "is retired"),
        (ApplyCode(DOC, 5, 5, "recruitment"), "does not lie in the document"),
        (ApplyCode(DOC, 0, 9999, "recruitment"), "does not lie in the document"),
        (ApplyCode(77, 0, 5, "recruitment"), "there no more"),
    ],
)
def test_what_cannot_be_coded_is_said_and_nothing_changes(
    ada: Desk, change: ApplyCode, sentence: str
) -> None:
    with pytest.raises(QdaError, match=sentence):
        ada.perform(Act((ApplyCode(DOC, *SPAN, "recruitment"), change)))
    assert codings(ada.project) == []
    assert reviewed(ada.project, "ada") == set()


def test_a_reviewed_mark_is_set_taken_back_and_undone(ada: Desk) -> None:
    ada.perform(Act((MarkReviewed(DOC, (1, 2, 3)),)))
    ada.perform(Act((MarkReviewed(DOC, (2,), reviewed=False),)))
    assert reviewed(ada.project, "ada") == {1, 3}
    ada.perform(Act(UNDO))
    assert reviewed(ada.project, "ada") == {1, 2, 3}


def test_a_memo_is_written_rewritten_removed_and_each_can_be_undone(ada: Desk) -> None:
    for text in ("first", "second", ""):
        ada.perform(Act((WriteMemo("span", "", text, DOC, *SPAN, memo="m"),)))
    assert memos(ada.project, "ada") == []
    ada.perform(Act(UNDO))
    assert memos(ada.project, "ada") == ["second"]
    ada.perform(Act(UNDO))
    assert memos(ada.project, "ada") == ["first"]


def test_a_memo_with_the_same_words_is_no_change(ada: Desk) -> None:
    for _ in range(2):
        outcome = ada.perform(Act((WriteMemo("span", "", "the same", DOC, *SPAN, memo="m"),)))
    assert outcome.words == ""


def test_anothers_memo_is_left_as_it_is(ada: Desk, bo: Desk) -> None:
    ada.perform(Act((WriteMemo("document", "", "mine", DOC, memo="m"),)))
    with pytest.raises(QdaError, match="not yours"):
        bo.perform(Act((WriteMemo("document", "", "taken over", DOC, memo="m"),)))
    assert memos(ada.project, "ada") == ["mine"]


def test_the_history_holds_neither_transcript_nor_memo_text(ada: Desk) -> None:
    ada.perform(apply())
    ada.perform(Act((WriteMemo("span", "", "hun sa fjorten", DOC, *SPAN),)))
    with ada.project.read() as session:
        text = session.scalars(select(Document.text).where(Document.id == DOC)).one()
        rows = [*session.scalars(select(Event.after)), *session.scalars(select(Batch.act))]
        assert not any("fjorten" in (row or "") for row in rows)
        assert "fjorten" in text
        assert session.scalar(select(func.count()).select_from(MemoText)) == 1


def test_the_history_says_what_was_before(ada: Desk) -> None:
    change = ApplyCode(DOC, *SPAN, "recruitment")
    ada.perform(Act((change,)))
    ada.perform(Act((RemoveCodings((change.coding,)),)))
    with ada.project.read() as session:
        last = session.scalars(select(Event).order_by(Event.number.desc())).first()
        assert last is not None
        before, after = load(last.before) or {}, load(last.after) or {}
        assert (last.verb, last.key) == ("remove", change.coding)
        assert (before["removed"], after["removed"]) == (False, True)
        assert (before["start"], before["end"], before["code"]) == (*SPAN, "recruitment")


def test_segments_named_twice_are_marked_once(ada: Desk) -> None:
    ada.perform(Act((MarkReviewed(DOC, (2, 2, 3)),)))
    assert reviewed(ada.project, "ada") == {2, 3}


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize(
    ("document", "segments", "sentence"),
    [(DOC, (2, 999), "no segment 999"), (77, (1,), "there no more")],
)
def test_a_segment_that_is_gone_is_said_and_nothing_is_marked(
    ada: Desk, document: int, segments: tuple[int, ...], sentence: str, marked: bool
) -> None:
    with pytest.raises(QdaError, match=sentence):
        ada.perform(Act((MarkReviewed(document, segments, marked),)))
    assert reviewed(ada.project, "ada") == set()


@pytest.mark.parametrize(
    ("memo", "sentence"),
    [
        (WriteMemo("document", "", "hm", 77), "there no more"),
        (WriteMemo("span", "", "hm", 77, 0, 5), "there no more"),
        (WriteMemo("span", "", "hm", DOC, 0, 9999), "does not lie in the document"),
        (WriteMemo("code", "nowhere", "hm"), "no code “nowhere”"),
    ],
)
def test_a_memo_on_what_is_gone_is_refused(ada: Desk, memo: WriteMemo, sentence: str) -> None:
    with pytest.raises(QdaError, match=sentence):
        ada.perform(Act((memo,)))


def test_a_memos_words_are_kept_in_the_form_of_all_text(ada: Desk) -> None:
    ada.perform(Act((WriteMemo("document", "", "a\r\nb\0 e\u0301", DOC),)))
    assert memos(ada.project, "ada") == ["a\nb\ufffd é"]


def test_an_act_on_many_segments_takes_no_more_statements_than_one_on_a_few(
    ada: Desk, bo: Desk
) -> None:
    def statements(desk: Desk, act: Act) -> int:
        with counted() as seen:
            desk.perform(act)
        return len(seen)

    for desk in (ada, bo):  # both known, and the day's copy looked for
        desk.perform(apply())
    few, many = (1, 3), tuple(range(1, 8))
    assert statements(ada, Act((MarkReviewed(DOC, few),))) == statements(
        bo, Act((MarkReviewed(DOC, many),))
    )
    assert statements(ada, Act(UNDO)) == statements(bo, Act(UNDO))


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that reach any database meanwhile; many rows at once are one."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_recent_acts_are_said_newest_first(ada: Desk) -> None:
    ada.perform(apply())
    ada.perform(Act((MarkReviewed(DOC, (1,)),)))
    with ada.project.read() as session:
        assert recent_acts(session, "ada") == [
            "review segment 1 in T01",
            "put recruitment on T01 2",
        ]
