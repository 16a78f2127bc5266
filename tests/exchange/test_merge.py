"""What a merge takes in, what it tells, and how it is taken back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select

from qda.codebook.apply import apply_codebook
from qda.codebook.edits import NewCode
from qda.codebook.stored import read_stored
from qda.coding.beside import ChooseQuotation, PutMark, TranslateQuotation
from qda.coding.changes import (
    Act,
    ApplyCode,
    EditCodebook,
    MarkReviewed,
    MarkRevisited,
    MoveEdge,
    RemoveCodings,
    Undo,
    WaiveRevisit,
    WriteMemo,
)
from qda.coding.desk import Desk
from qda.coding.marks import read_marks
from qda.coding.reading import read_codings, read_memos, read_reviewed
from qda.coding.rows import TABLES
from qda.errors import QdaError
from qda.exchange.kinds import MERGEABLE
from qda.exchange.merge import Merge, merge
from qda.exchange.share import Wish, share, unpack
from qda.exchange.withdrawing import withdraw_merge
from qda.intake.store import rename_document
from qda.project.audit import list_acts
from qda.project.check import check_project
from qda.project.documents import list_documents
from qda.project.models import Document, Revisit, Waiver
from qda.project.quotations import read_quotations
from qda.project.store import Project

FIRST, SECOND, LATER = (25, 54), (55, 69), (70, 90)


def codings(project: Project, layer: str = "independent") -> list[tuple[int, int, str, str]]:
    with project.read() as session:
        found = read_codings(session, 1, None, layer)
    return [(row.start, row.end, row.code, row.coder) for row in found]


def memos(project: Project) -> list[str]:
    with project.read() as session:
        return sorted(memo.text for memo in read_memos(session, 1, None))


def apply(coder: str, project: Project, span: tuple[int, int], code: str) -> str:
    change = ApplyCode(1, *span, code)
    Desk(project, coder).perform(Act((change,)))
    return change.coding


def take(mine: Project, theirs: Project) -> Merge:
    return merge(mine, theirs.folder, coder="ada")


def test_every_kind_that_coders_make_is_merged() -> None:
    assert set(TABLES) <= {kind.kind for kind in MERGEABLE}


def test_both_coders_codings_marks_and_memos_stand_side_by_side(
    mine: Project, theirs: Project
) -> None:
    apply("ada", mine, FIRST, "recruitment")
    coding = apply("bo", theirs, FIRST, "recruitment")
    Desk(theirs, "bo").perform(Act((WriteMemo("coding", coding, "why", document=1),)))
    done = take(mine, theirs)
    assert [row[3] for row in codings(mine)] == ["ada", "bo"]
    assert (memos(mine), done.coders, done.clashes) == (["why"], ("bo",), ())
    assert {one.kind: (one.new, one.changed) for one in done.things} == {
        "coding": (1, 0),
        "review": (1, 0),
        "memo": (1, 0),
    }
    with mine.read() as session:
        assert read_reviewed(session, 1, "bo") == {2}


def test_flags_and_quotations_with_their_words_come_along_and_go_again(
    mine: Project, theirs: Project
) -> None:
    chosen = ChooseQuotation(1, *FIRST, "findings")
    desk = Desk(theirs, "bo")
    desk.perform(Act((PutMark("flag", 1, *SECOND), chosen)))
    desk.perform(Act((TranslateQuotation(chosen.quotation, "It began with coffee."),)))
    take(mine, theirs)
    with mine.read() as session:
        assert [(mark.kind, mark.coder) for mark in read_marks(session)] == [("flag", "bo")]
        assert [one.translation for one in read_quotations(session)] == ["It began with coffee."]
    withdraw_merge(mine, coder="ada")
    with mine.read() as session:
        assert (read_marks(session), read_quotations(session)) == ([], [])


def test_a_package_that_comes_back_brings_its_coder_s_work(mine: Project, tmp_path: Path) -> None:
    apply("ada", mine, FIRST, "attrition")
    share(mine, tmp_path / "r.qda", Wish("r", 1, documents=("T01",)), coder="ada")
    unpack(tmp_path / "r.qda", tmp_path / "bo")
    with Project.open(tmp_path / "bo") as package:
        apply("bo", package, SECOND, "attrition")
        done = merge(mine, package.folder, coder="ada")
    assert [(row[0], row[3]) for row in codings(mine)] == [(25, "ada"), (55, "bo")]
    assert (done.notes, done.clashes, done.codes) == ((), (), ())


def test_a_dry_run_says_the_same_and_changes_nothing(mine: Project, theirs: Project) -> None:
    apply("bo", theirs, FIRST, "recruitment")
    Desk(theirs, "bo").perform(Act((EditCodebook(NewCode("coffee", "Kaffe", None)),)))
    apply("bo", theirs, SECOND, "coffee")
    book = mine.codebook_file.read_bytes()
    dry = merge(mine, theirs.folder, coder="ada", dry_run=True)
    assert (codings(mine), mine.codebook_file.read_bytes()) == ([], book)
    assert take(mine, theirs) == dry
    assert dry.codes == ("coffee",)


def test_the_other_file_is_not_changed(mine: Project, theirs: Project) -> None:
    apply("bo", theirs, FIRST, "recruitment")
    theirs.close()
    before = theirs.database.read_bytes()
    take(mine, theirs)
    assert theirs.database.read_bytes() == before


def test_a_code_that_a_colleague_made_comes_with_its_codings(
    mine: Project, theirs: Project
) -> None:
    desk = Desk(theirs, "bo")
    desk.perform(Act((EditCodebook(NewCode("coffee", "Kaffe", "recruitment")),)))
    apply("bo", theirs, FIRST, "coffee")
    take(mine, theirs)
    with mine.read() as session:
        assert read_stored(session)["coffee"].parent == "recruitment"
    assert "coffee" in mine.codebook_file.read_text(encoding="utf-8")
    assert codings(mine)[0][2] == "coffee"


def test_codings_of_a_code_renamed_on_one_side_are_of_the_same_code(
    mine: Project, theirs: Project
) -> None:
    apply("bo", theirs, FIRST, "attrition")
    text = mine.codebook_file.read_text(encoding="utf-8")
    renamed = text.replace("id: attrition\n", "id: falling_off\n    was: [attrition]\n")
    mine.codebook_file.write_text(renamed, encoding="utf-8")
    apply_codebook(mine, "ada")
    done = take(mine, theirs)
    assert codings(mine) == [(*FIRST, "falling_off", "bo")]
    assert done.differences == ("falling_off is called attrition there",)


def test_a_definition_written_differently_is_told_and_the_own_stays(
    mine: Project, theirs: Project
) -> None:
    text = theirs.codebook_file.read_text(encoding="utf-8")
    other = text.replace("{nb: Avskalling}", "{nb: Avskalling}\n    definition: {nb: Noen slutter}")
    theirs.codebook_file.write_text(other, encoding="utf-8")
    apply_codebook(theirs, "bo")
    apply("bo", theirs, FIRST, "attrition")
    done = take(mine, theirs)
    assert done.differences == ("attrition: definition added there",)
    with mine.read() as session:
        assert not read_stored(session)["attrition"].definition


def test_what_the_same_coder_changed_on_both_sides_is_told(mine: Project, theirs: Project) -> None:
    coding = apply("ada", mine, FIRST, "recruitment")
    take(theirs, mine)
    Desk(mine, "ada").perform(Act((RemoveCodings((coding,)),)))
    Desk(theirs, "ada").perform(Act((MoveEdge(coding, *SECOND),)))
    done = take(mine, theirs)
    assert codings(mine) == [(*SECOND, "recruitment", "ada")]
    (sentence,) = done.clashes
    assert "ada’s coding recruitment in T01 was changed on both sides" in sentence
    assert "55–69" in sentence
    assert "removed" in sentence


def test_a_change_that_follows_from_what_is_here_is_no_clash(
    mine: Project, theirs: Project
) -> None:
    coding = apply("bo", theirs, FIRST, "recruitment")
    take(mine, theirs)
    Desk(theirs, "bo").perform(Act((RemoveCodings((coding,)),)))
    assert take(mine, theirs).clashes == ()
    assert codings(mine) == []


def test_a_memo_written_differently_on_both_sides_becomes_two(
    mine: Project, theirs: Project
) -> None:
    memo = WriteMemo("document", "", "first", document=1)
    Desk(mine, "ada").perform(Act((memo,)))
    take(theirs, mine)
    for project, words in ((mine, "here"), (theirs, "there")):
        again = WriteMemo("document", "", words, document=1, memo=memo.memo)
        Desk(project, "ada").perform(Act((again,)))
    done = take(mine, theirs)
    take(theirs, mine)
    assert memos(mine) == memos(theirs) == ["here", "there"]
    assert "both stay" in done.clashes[0]


def test_the_same_coding_made_on_two_laptops_is_one_with_both_memos(
    mine: Project, theirs: Project
) -> None:
    for project, words in ((mine, "here"), (theirs, "there")):
        coding = apply("ada", project, FIRST, "recruitment")
        Desk(project, "ada").perform(Act((WriteMemo("coding", coding, words, document=1),)))
    take(mine, theirs)
    assert codings(mine) == [(*FIRST, "recruitment", "ada")]
    with mine.read() as session:
        (row,) = read_codings(session, 1, "ada")
        found = {(memo.target, memo.text) for memo in read_memos(session, 1, "ada")}
    assert found == {(row.id, "here"), (row.id, "there")}


def test_a_colleague_s_history_comes_along_and_no_undo_takes_it_back(
    mine: Project, theirs: Project
) -> None:
    apply("ada", mine, LATER, "attrition")
    apply("ada", theirs, FIRST, "recruitment")
    take(mine, theirs)
    with mine.read() as session:
        acts = [(act.act, act.coder, act.origin) for act in list_acts(session)]
    assert ("apply recruitment", "ada", "merge") in acts
    Desk(mine, "ada").perform(Act((Undo(),)))
    assert codings(mine) == [(*FIRST, "recruitment", "ada")]


def test_documents_that_only_the_colleague_has_come_with_their_cases(
    mine: Project, theirs: Project, tmp_path: Path
) -> None:
    share(mine, tmp_path / "r.qda", Wish("r", 1, documents=("T01",)), coder="ada")
    unpack(tmp_path / "r.qda", tmp_path / "bo")
    with Project.open(tmp_path / "bo") as package:
        done = merge(package, mine.folder, coder="bo")
        with package.read() as session:
            names = [document.name for document in list_documents(session)]
        assert all(not one.problems for one in check_project(package))
    assert (names, done.documents, done.cases) == (["T01", "T02"], ("T02",), ("I02", "I03"))


def test_a_document_renamed_is_known_by_its_text(mine: Project, theirs: Project) -> None:
    rename_document(theirs, "T01", "Eva", coder="bo")
    apply("bo", theirs, FIRST, "recruitment")
    done = take(mine, theirs)
    assert codings(mine) == [(*FIRST, "recruitment", "bo")]
    assert done.notes == ("T01 is called Eva there",)


def test_two_texts_of_one_name_are_refused(mine: Project, theirs: Project) -> None:
    with theirs.write("bo", "another text") as act:
        document = act.session.scalars(select(Document).where(Document.name == "T01")).one()
        document.text, document.text_hash = "Noe annet.", "0" * 64
        act.record("change", "document", document.key, None, {})
    apply("bo", theirs, (0, 3), "recruitment")
    with pytest.raises(QdaError, match="“T01” is one text here and another there"):
        take(mine, theirs)
    assert codings(mine) == []


def test_a_merge_is_taken_back_whole_and_can_be_made_again(mine: Project, theirs: Project) -> None:
    apply("ada", mine, FIRST, "recruitment")
    coding = apply("bo", theirs, FIRST, "recruitment")
    Desk(theirs, "bo").perform(Act((WriteMemo("coding", coding, "why", document=1),)))
    first = take(mine, theirs)
    withdraw_merge(mine, coder="ada")
    assert (codings(mine), memos(mine)) == ([(*FIRST, "recruitment", "ada")], [])
    again = take(mine, theirs)
    assert (again.things, again.coders) == (first.things, first.coders)


def test_taking_back_waits_where_what_came_was_worked_on(mine: Project, theirs: Project) -> None:
    coding = apply("bo", theirs, FIRST, "recruitment")
    take(mine, theirs)
    Desk(mine, "bo").perform(Act((RemoveCodings((coding,)),)))
    with pytest.raises(QdaError, match="has been changed since"):
        withdraw_merge(mine, coder="ada")


def test_without_a_merge_there_is_none_to_take_back(mine: Project) -> None:
    with pytest.raises(QdaError, match="no merge"):
        withdraw_merge(mine, coder="ada")


def test_a_later_pass_comes_into_a_layer_of_its_own(mine: Project, tmp_path: Path) -> None:
    apply("ada", mine, FIRST, "recruitment")
    share(mine, tmp_path / "r.qda", Wish("r", 1, documents=("T01",)), coder="ada")
    unpack(tmp_path / "r.qda", tmp_path / "again")
    with Project.open(tmp_path / "again") as package:
        apply("ada", package, FIRST, "attrition")
        merge(mine, package.folder, coder="ada", later_pass="second")
        assert codings(mine) == [(*FIRST, "recruitment", "ada")]
        assert codings(mine, "second") == [(*FIRST, "attrition", "ada")]
        with pytest.raises(QdaError, match="--pass second"):
            merge(mine, package.folder, coder="ada")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no project or package here"),
        (b"not a database at all, but long enough to be read as one" * 20, "not a qda project"),
    ],
)
def test_what_is_no_project_is_one_sentence(
    mine: Project, tmp_path: Path, content: bytes | None, words: str
) -> None:
    file = tmp_path / "other.qda"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(QdaError, match=words):
        merge(mine, file, coder="ada")


def test_a_database_of_another_program_is_refused(mine: Project, tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE things (id INTEGER)")
    other.close()
    with pytest.raises(QdaError, match="not a qda project"):
        merge(mine, file, coder="ada")


def test_marks_of_a_colleague_say_nothing_of_codes_he_did_not_have(
    mine: Project, theirs: Project
) -> None:
    Desk(theirs, "bo").perform(Act((MarkReviewed(1, (2, 3)),)))
    Desk(mine, "ada").perform(Act((EditCodebook(NewCode("coffee", "Kaffe", None)),)))
    Desk(mine, "ada").perform(Act((MarkReviewed(1, (2,)),)))
    take(mine, theirs)
    with mine.read() as session:
        since = session.connection().exec_driver_sql(
            "SELECT (SELECT since FROM codes WHERE key = 'coffee'), max(codebook_version) "
            "FROM reviews JOIN coders ON coders.id = coder_id WHERE name = 'bo'"
        )
        came, version = since.one()
    assert version < came


def test_words_that_gave_way_stand_again_when_a_merge_is_taken_back(
    mine: Project, theirs: Project
) -> None:
    memo = WriteMemo("document", "", "first", document=1)
    Desk(mine, "ada").perform(Act((memo,)))
    take(theirs, mine)
    for project, words in ((mine, "here"), (theirs, "there"), (theirs, "and there")):
        again = WriteMemo("document", "", words, document=1, memo=memo.memo)
        Desk(project, "ada").perform(Act((again,)))
    take(mine, theirs)
    assert memos(mine) == ["and there", "here"]
    withdraw_merge(mine, coder="ada")
    assert memos(mine) == ["here"]


def test_what_was_read_again_is_merged_once_and_a_waiver_too(
    mine: Project, theirs: Project
) -> None:
    for project in (mine, theirs):
        changes = (MarkRevisited(1, (2, 3), ("recruitment",)), WaiveRevisit("recruitment", 1))
        Desk(project, "bo").perform(Act(changes))
    Desk(theirs, "bo").perform(Act((MarkRevisited(1, (4,), ("recruitment",)),)))
    take(mine, theirs)
    with mine.read() as session:
        assert sorted(session.scalars(select(Revisit.segment))) == [2, 3, 4]
        assert len(session.scalars(select(Waiver.id)).all()) == 1
