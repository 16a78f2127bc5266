"""Summaries of a case under a code: written, citing passages, undone, kept with case and code."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from qda.citing import kept, number_at
from qda.codebook.apply import apply_codebook
from qda.codebook.edits import DeleteCode, MergeCode
from qda.coding.beside import Cited, WriteSummary
from qda.coding.cases.changes import NewCase, RemoveCase, RenameCase
from qda.coding.changes import Act, EditCodebook, Redo, Undo
from qda.coding.desk import Desk
from qda.errors import QdaError
from qda.project.audit import list_acts
from qda.project.check import check_project
from qda.project.documents import left_by_coders
from qda.project.models import Event
from qda.project.store import Project
from qda.project.summaries import SummaryRow, read_summaries

T01 = 1
MEETING, RANG = Cited(T01, 25, 54), Cited(T01, 127, 151)
BOOK = "codes:\n  - id: recruitment\n  - id: open_meeting\n  - id: attrition\n"


@pytest.fixture
def desk(project: Project) -> Desk:
    project.codebook_file.write_text(BOOK, encoding="utf-8")
    apply_codebook(project, "ada")
    desk = Desk(project, "ada")
    desk.perform(Act((NewCase("I01"),)))
    return desk


def there(desk: Desk) -> list[SummaryRow]:
    with desk.project.read(together=True) as session:
        return read_summaries(session)


def write(desk: Desk, text: str, *cited: Cited, code: str = "recruitment") -> None:
    words = kept(text, [one.id for one in cited])
    desk.perform(Act((WriteSummary("I01", code, words, cited),)))


def texts(desk: Desk) -> list[tuple[str, str, str, str]]:
    return [(one.case, one.code, one.coder, one.text) for one in there(desk)]


def test_a_summary_cites_passages_numbered_in_the_order_of_its_words(desk: Desk) -> None:
    write(desk, "Rang [2] after the meeting [1]; again [2].", MEETING, RANG)
    (found,) = there(desk)
    assert found.text == "Rang [1] after the meeting [2]; again [1]."
    assert [(one.name, one.start) for one in found.references] == [("T01", 127), ("T01", 25)]
    assert number_at(found.text, 6) == 1
    assert all(not checked.problems for checked in check_project(desk.project))


def test_writing_on_keeps_what_the_words_still_cite_and_each_act_is_undone(desk: Desk) -> None:
    write(desk, "First.")
    write(desk, "The meeting [1].", MEETING)
    write(desk, "No passage any more.")
    with desk.project.read() as session:
        assert left_by_coders(session, T01) == []
    for text in ("The meeting [1].", "First."):
        desk.perform(Act((Undo(),)))
        assert texts(desk)[0][3] == text
    desk.perform(Act((Redo(),)))
    assert [one.start for one in there(desk)[0].references] == [25]
    with desk.project.read() as session:
        assert left_by_coders(session, T01) == ["references of summaries"]


def test_the_same_words_again_are_no_change_and_none_take_the_summary_away(desk: Desk) -> None:
    write(desk, "The meeting [1].", MEETING)
    write(desk, there(desk)[0].text, MEETING)
    with desk.project.read() as session:
        acts = [act.act for act in list_acts(session)]
        assert acts[-1] == "sum up a case under recruitment" != acts[-2]
        said = session.execute(select(Event.before, Event.after)).all()
        assert not any("The meeting" in str(one) for one in said)  # the history has no words
    write(desk, " ")
    assert texts(desk) == []
    desk.perform(Act((Undo(),)))
    assert texts(desk) == [("I01", "recruitment", "ada", "The meeting [1].")]


def test_each_coder_has_a_summary_of_their_own(desk: Desk) -> None:
    write(desk, "Mine.")
    write(Desk(desk.project, "bo"), "Theirs.")
    write(Desk(desk.project, "bo"), "")
    assert texts(desk) == [("I01", "recruitment", "ada", "Mine.")]


def test_it_goes_with_its_case_and_comes_back_with_it(desk: Desk) -> None:
    write(desk, "First.")
    desk.perform(Act((RenameCase("I01", "I07"),)))
    assert texts(desk) == [("I07", "recruitment", "ada", "First.")]
    desk.perform(Act((RemoveCase("I07"),)))
    with pytest.raises(QdaError, match="no case “I07” any more"):
        desk.perform(Act((WriteSummary("I07", "attrition", "Nobody."),)))
    for _ in range(2):
        desk.perform(Act((Undo(),)))
    assert texts(desk) == [("I01", "recruitment", "ada", "First.")]


def test_codes_merged_bring_their_summaries_together_and_writing_makes_one_of_two(
    desk: Desk,
) -> None:
    write(desk, "Wide [1].", MEETING)
    write(desk, "Open [1].", RANG, code="open_meeting")
    desk.perform(Act((EditCodebook(MergeCode("open_meeting", "recruitment")),)))
    (found,) = there(desk)
    assert found.text == "Wide [1].\n\nOpen [2]."
    assert [one.start for one in found.references] == [25, 127]
    words = found.kept.replace("\n\n", " ")
    desk.perform(Act((WriteSummary("I01", "recruitment", words),)))
    assert texts(desk)[0][3] == "Wide [1]. Open [2]."
    for _ in range(2):
        desk.perform(Act((Undo(),)))
    assert [row[1:] for row in texts(desk)] == [
        ("open_meeting", "ada", "Open [1]."),
        ("recruitment", "ada", "Wide [1]."),
    ]


def test_a_code_that_is_deleted_keeps_its_summaries(desk: Desk) -> None:
    write(desk, "First.", code="attrition")
    desk.perform(Act((EditCodebook(DeleteCode("attrition")),)))
    assert texts(desk) == [("I01", "attrition", "ada", "First.")]


def test_what_cannot_be_cited_is_refused_and_nothing_is_written(desk: Desk) -> None:
    with pytest.raises(QdaError, match="does not lie in the document"):
        write(desk, "See [1].", Cited(T01, 5, 9999))
    with pytest.raises(QdaError, match="no code “nothing”"):
        write(desk, "See.", code="nothing")
    assert texts(desk) == []
