"""Changes of the codebook as a coder's acts: codings, codebook and file go together, both ways."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from qda.codebook.apply import apply_codebook, plan
from qda.codebook.changing import NOT_APPLIED
from qda.codebook.edits import (
    CodebookEdit,
    DeleteCode,
    MergeCode,
    NewCode,
    NewContents,
    NewId,
    NewPlace,
)
from qda.codebook.read import read_codebook
from qda.codebook.stored import read_stored
from qda.codebook.tree import Codebook, Words
from qda.coding.changes import Act, ApplyCode, Change, EditCodebook, Recode, Redo, Undo, WriteMemo
from qda.coding.desk import Desk
from qda.coding.names import known_codes
from qda.coding.reading import read_codings, read_memos, recent_acts
from qda.errors import QdaError
from qda.project.models import Code, Coding, Event
from qda.project.store import Project

BOOK = """# Our codes, as agreed in May
codes:
  - id: recruitment  # the first
    label: {nb: Rekruttering, en: Recruitment}
    definition:
      nb: >-
        Hvordan folk finner
        veien.
    pin: 1
    children:
      # still to be discussed
      - id: open_meeting
        label: Open meeting
  - id: attrition
    label: Attrition
    pin: 2
  - id: screening  # may go
    label: Screening
# the end
"""
DOC = 1
SPAN, OTHER = (25, 54), (55, 74)


@pytest.fixture
def study(project: Project) -> Project:
    project.codebook_file.write_text(BOOK, encoding="utf-8")
    apply_codebook(project, "ada")
    return project


def do(project: Project, *changes: Change, coder: str = "ada") -> None:
    Desk(project, coder).perform(Act(changes))


def edit(project: Project, what: CodebookEdit, coder: str = "ada") -> None:
    do(project, EditCodebook(what), coder=coder)


def code(project: Project, key: str, span: tuple[int, int] = SPAN, coder: str = "ada") -> str:
    change = ApplyCode(DOC, *span, key)
    do(project, change, coder=coder)
    return change.coding


def stored(project: Project) -> Codebook:
    with project.read() as session:
        return read_stored(session)


def text(project: Project) -> str:
    return project.codebook_file.read_text(encoding="utf-8")


def codings(project: Project) -> list[tuple[int, int, str, str]]:
    with project.read() as session:
        return [(r.start, r.end, r.code, r.coder) for r in read_codings(session, DOC, None)]


def agree(project: Project) -> bool:
    """Whether file and database say the same, with nothing left to apply."""
    in_use = {c.id for c in stored(project)}
    listed = {c.id for c in read_codebook(project.codebook_file)}
    return plan(project).changes == () and listed <= in_use


EDITS: list[tuple[CodebookEdit, str, str]] = [
    (
        NewCode("worry", "Uro", "recruitment", 0),
        "      # still to be discussed\n",
        "      - id: worry\n        label: Uro\n      # still to be discussed\n",
    ),
    (NewId("attrition", "loss"), "- id: attrition\n", "- id: loss\n"),
    (NewPlace("screening", None, 0), "  - id: screening  # may go\n    label: Screening\n", ""),
    (NewContents("screening", "label", Words.of("Sorting")), "Screening", "Sorting"),
    (NewContents("recruitment", "colour", "#5C90FF"), "    pin: 1\n", '    colour: "#5C90FF"\n'),
    (NewContents("screening", "pin", 2), "    pin: 2\n", ""),
    (NewContents("attrition", "retired", True), "    pin: 2\n", "    retired: true\n"),
    (
        MergeCode("screening", "attrition"),
        "  - id: screening  # may go\n    label: Screening\n",
        "",
    ),
    (DeleteCode("recruitment"), "Rekruttering", ""),
]


@pytest.mark.parametrize(("what", "gone", "there"), EDITS, ids=lambda v: type(v).__name__)
def test_every_edit_is_in_file_and_store_and_undo_and_redo_are_exact(
    study: Project, what: CodebookEdit, gone: str, there: str
) -> None:
    code(study, "screening")
    before, was = text(study), stored(study)
    edit(study, what)
    after, now = text(study), stored(study)
    assert after != before
    assert gone in before
    assert there in after
    assert after.startswith("# Our codes, as agreed in May\n")
    assert after.endswith("# the end\n")
    assert agree(study)
    do(study, Undo())
    assert (text(study), stored(study)) == (before, was)
    assert codings(study) == [(*SPAN, "screening", "ada")]
    do(study, Redo())
    assert text(study) == after
    assert stored(study) == now
    do(study, Undo())
    assert (text(study), stored(study)) == (before, was)


def test_a_renamed_code_keeps_its_codings_and_memos_both_ways(study: Project) -> None:
    coding = code(study, "attrition")
    do(study, WriteMemo("code", "attrition", "why they leave"))
    edit(study, NewId("attrition", "loss"))
    assert codings(study) == [(*SPAN, "loss", "ada")]
    do(study, Undo())
    with study.read() as session:
        assert [row.id for row in read_codings(session, DOC, "ada")] == [coding]
        assert session.scalars(select(Event.key).where(Event.kind == "memo")).all()
    assert codings(study) == [(*SPAN, "attrition", "ada")]


def test_merging_moves_the_codings_of_all_coders_each_with_its_event(study: Project) -> None:
    code(study, "screening")
    code(study, "screening", OTHER, coder="bo")
    edit(study, MergeCode("screening", "attrition"))
    assert codings(study) == [(*SPAN, "attrition", "ada"), (*OTHER, "attrition", "bo")]
    with study.read() as session:
        assert known_codes(session)["screening"] == "attrition"
        recoded = select(func.count()).where(Event.kind == "coding", Event.verb == "recode")
        assert session.scalar(recoded) == 2


def test_merging_where_a_coder_has_both_leaves_one_and_its_memo_comes_along(
    study: Project,
) -> None:
    stays = code(study, "attrition")
    goes = code(study, "screening")
    do(study, WriteMemo("coding", goes, "not sure", DOC))
    edit(study, MergeCode("screening", "attrition"))
    with study.read() as session:
        assert [row.id for row in read_codings(session, DOC, "ada")] == [stays]
        assert [(m.target, m.text) for m in read_memos(session, DOC, "ada")] == [
            (stays, "not sure")
        ]
        assert session.get_one(Coding, goes).removed
    do(study, Undo())
    assert codings(study) == [(*SPAN, "attrition", "ada"), (*SPAN, "screening", "ada")]
    with study.read() as session:
        assert [m.target for m in read_memos(session, DOC, "ada")] == [goes]


def test_acts_before_a_merge_can_still_be_taken_back(study: Project) -> None:
    code(study, "screening", coder="bo")
    edit(study, MergeCode("screening", "attrition"))
    do(study, Undo(), coder="bo")
    assert codings(study) == []


def test_a_code_is_not_merged_into_one_below_it(study: Project) -> None:
    before = text(study)
    with pytest.raises(QdaError, match="lies under it"):
        edit(study, MergeCode("recruitment", "open_meeting"))
    assert text(study) == before


def test_the_sub_codes_of_a_merged_code_go_to_the_other(study: Project) -> None:
    edit(study, MergeCode("recruitment", "attrition"))
    assert stored(study)["open_meeting"].parent == "attrition"
    assert "# still to be discussed" in text(study)


def test_deleting_takes_the_codings_of_all_along_and_undo_brings_them_back(
    study: Project,
) -> None:
    mine, theirs = code(study, "open_meeting"), code(study, "open_meeting", OTHER, coder="bo")
    edit(study, DeleteCode("recruitment"))
    assert codings(study) == []
    do(study, Undo())
    with study.read() as session:
        assert {row.id for row in read_codings(session, DOC, None)} == {mine, theirs}


def test_dealing_a_coding_out_is_one_act_and_keeps_its_coder(study: Project) -> None:
    coding = code(study, "recruitment", coder="bo")
    do(study, Recode((coding,), "open_meeting"))
    assert codings(study) == [(*SPAN, "open_meeting", "bo")]
    do(study, Undo())
    assert codings(study) == [(*SPAN, "recruitment", "bo")]


def test_codes_reviewed_before_a_code_was_merged_still_speak_of_it_after_undo(
    study: Project,
) -> None:
    def since() -> int | None:
        with study.read() as session:
            return session.scalar(select(Code.since).where(Code.key == "screening"))

    before = since()
    edit(study, NewContents("attrition", "label", Words.of("Loss")))
    edit(study, MergeCode("screening", "attrition"))
    do(study, Undo())
    assert since() == before


def test_a_file_that_was_edited_refuses_edit_and_undo_with_its_sentence(study: Project) -> None:
    edit(study, NewId("attrition", "loss"))
    study.codebook_file.write_text(text(study) + "# mine\n", encoding="utf-8")
    for change in (EditCodebook(NewId("loss", "again")), Undo()):
        with pytest.raises(QdaError) as refused:
            do(study, change)
        assert refused.value.message == NOT_APPLIED
    assert text(study).endswith("# mine\n")
    apply_codebook(study, "ada")
    do(study, Undo())
    assert "attrition" in stored(study)
    assert text(study).endswith("# mine\n")


def test_undo_leaves_what_another_did_to_other_codes(study: Project) -> None:
    edit(study, NewContents("attrition", "label", Words.of("Loss")))
    edit(study, NewCode("worry", "Uro", None), coder="bo")
    do(study, Undo())
    assert stored(study)["attrition"].name() == "Attrition"
    assert "worry" in stored(study)
    assert agree(study)


@pytest.mark.parametrize(
    "since",
    [
        NewContents("worry", "label", Words.of("Worry")),
        NewCode("fear", "Frykt", "worry"),
        NewId("worry", "fear"),
    ],
    ids=lambda edit: type(edit).__name__,
)
def test_undo_says_so_where_another_has_changed_the_code_since(
    study: Project, since: CodebookEdit
) -> None:
    edit(study, NewCode("worry", "Uro", None))
    edit(study, since, coder="bo")
    before = text(study), stored(study)
    with pytest.raises(QdaError, match=r"“new code (Worry|Uro)” cannot be taken back"):
        do(study, Undo())
    assert (text(study), stored(study)) == before


def test_a_new_code_that_another_has_used_stays(study: Project) -> None:
    edit(study, NewCode("worry", "Uro", None))
    code(study, "worry", coder="bo")
    with pytest.raises(QdaError, match="has been used since"):
        do(study, Undo())
    assert codings(study) == [(*SPAN, "worry", "bo")]


def test_a_new_code_whose_coding_was_taken_back_goes_and_comes_again(study: Project) -> None:
    edit(study, NewCode("worry", "Uro", None))
    coding = code(study, "worry")
    do(study, Undo())
    do(study, Undo())
    assert "worry" not in text(study)
    do(study, Redo())
    do(study, Redo())
    with study.read() as session:
        assert [row.id for row in read_codings(session, DOC, "ada")] == [coding]
    assert agree(study)


def test_the_history_has_the_edit_in_words_and_none_of_the_codebooks(study: Project) -> None:
    edit(study, NewContents("attrition", "definition", Words.of("when people leave")))
    with study.read() as session:
        assert recent_acts(session, "ada")[0] == "change Attrition: definition"
        states = session.scalars(select(Event.after).where(Event.after.is_not(None)))
        assert not any("people leave" in str(state) for state in states)


IDS = ("recruitment", "open_meeting", "attrition", "screening", "worry", "fear")
ids = st.sampled_from(IDS)
edits = st.one_of(
    st.builds(NewCode, ids, st.just("Uro"), st.one_of(st.none(), ids), st.none()),
    st.builds(NewId, ids, ids),
    st.builds(NewPlace, ids, st.one_of(st.none(), ids), st.integers(0, 2)),
    st.builds(NewContents, ids, st.just("pin"), st.sampled_from([None, 1, 2])),
    st.builds(NewContents, ids, st.just("retired"), st.booleans()),
    st.builds(NewContents, ids, st.just("label"), st.builds(Words.of, st.sampled_from("AB"))),
    st.builds(MergeCode, ids, ids),
    st.builds(DeleteCode, ids),
).map(EditCodebook)
spans = st.sampled_from([SPAN, OTHER])


def applied(span: tuple[int, int], key: str) -> ApplyCode:
    return ApplyCode(DOC, *span, key)


steps = st.tuples(
    st.sampled_from(["ada", "bo"]),
    st.one_of(
        edits,
        edits,
        st.builds(applied, spans, ids),
        st.just(Undo()),
        st.just(Undo()),
        st.just(Redo()),
    ),
)


def spans_coded(project: Project) -> set[tuple[str, int, int]]:
    return {(coder, start, end) for start, end, _, coder in codings(project)}


@settings(deadline=None, max_examples=12)
@given(steps=st.lists(steps, min_size=4, max_size=10))
def test_file_store_and_codings_agree_after_any_acts(
    fresh_project: Callable[[], Project], steps: list[tuple[str, Change]]
) -> None:
    project = fresh_project()
    project.codebook_file.write_text(BOOK, encoding="utf-8")
    apply_codebook(project, "ada")
    for coder, change in steps:
        before, coded = (text(project), stored(project), codings(project)), spans_coded(project)
        try:
            do(project, change, coder=coder)
        except QdaError:
            assert (text(project), stored(project), codings(project)) == before
        loses = isinstance(change, EditCodebook) and isinstance(change.edit, DeleteCode)
        if isinstance(change, EditCodebook) and not loses:
            assert spans_coded(project) == coded
    assert agree(project)
    assert {key for *_, key, _ in codings(project)} <= {c.id for c in stored(project)}


@settings(deadline=None, max_examples=8)
@given(wanted=st.lists(edits, min_size=1, max_size=5))
def test_one_coders_edits_are_all_taken_back_to_the_byte(
    fresh_project: Callable[[], Project], wanted: list[EditCodebook]
) -> None:
    project = fresh_project()
    project.codebook_file.write_text(BOOK, encoding="utf-8")
    apply_codebook(project, "ada")
    for key in ("recruitment", "open_meeting", "screening"):
        code(project, key, coder="bo")
    before = text(project), stored(project), codings(project)
    for change in wanted:
        with suppress(QdaError):
            do(project, change)
    try:
        while True:
            do(project, Undo())
    except QdaError as error:
        assert "nothing to undo" in error.message
    assert (text(project), stored(project), codings(project)) == before
