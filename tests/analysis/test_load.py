"""A project made through the real functions, read for counting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import update

from qda.analysis.dataset import INFORMANT, INTERVIEWER, NOT_APPLICABLE
from qda.analysis.load import load
from qda.analysis.matrix import Matrix, matrix
from qda.analysis.quotes import quotes
from qda.analysis.select import select
from qda.codebook.apply import apply_codebook
from qda.codebook.condition import parse_condition
from qda.coding.cases.changes import SetBands, SetValue
from qda.coding.changes import Act, ApplyCode, MarkReviewed, RemoveCodings, Undo, WriteMemo
from qda.coding.codings_csv import export_codings
from qda.coding.codings_import import import_codings
from qda.coding.desk import Desk
from qda.errors import QdaError
from qda.exports.write import write_matrix, write_quotes
from qda.intake.cases import store_cases
from qda.intake.store import rename_document
from qda.project.coders import MAIN_CODER
from qda.project.models import Coding, Document
from qda.project.store import Project

T01, T02 = 1, 2
MEETING = (25, 54)  # T01, segment 2: Vi begynte med et åpent møte.
FOURTEEN = (55, 71)  # segment 3: Det kom fjorten.
RANG = (127, 151)  # segment 7: Jeg ringte dem hver uke.
NILS = (15, 36)  # T02, segment 2: Det gjorde vi sammen.
UNN = (52, 79)  # segment 4: Jeg holdt meg i bakgrunnen.

BOOK = """
codes:
  - id: recruitment
    label: {nb: Rekruttering, en: Recruitment}
    children:
      - id: open_meeting
        base: role=initiator
  - id: attrition
  - {id: old_code, retired: true}
"""
CASES = (
    "case,documents,age:number,role:many,sector\n"
    "I1,T01,54,initiator;facilitator,hospital\n"
    "I2,T02@Nils,9,none,\n"
    "I3,T02@Unn,,n.a.,municipal\n"
)


@pytest.fixture
def study(project: Project) -> Project:
    """The small project with a codebook of two levels and three cases, coded by nobody yet."""
    return furnished(project)


def furnished(project: Project) -> Project:
    project.codebook_file.write_text(BOOK, encoding="utf-8")
    apply_codebook(project, "ada")
    cases = project.folder / "cases.csv"
    cases.write_text(CASES, encoding="utf-8")
    store_cases(project, cases, coder="ada")
    return project


def apply(
    project: Project, document: int, span: tuple[int, int], code: str, coder: str = "ada"
) -> str:
    change = ApplyCode(document, *span, code)
    Desk(project, coder).perform(Act((change,)))
    return change.coding


def review(project: Project, document: int, *segments: int, coder: str = "ada") -> None:
    Desk(project, coder).perform(Act((MarkReviewed(document, segments),)))


def row(found: Matrix, code: str) -> list[int | float | str]:
    at = [one.id for one in found.rows].index(code)
    return [found.cells.figure(at, column) for column in range(len(found.columns))]


def exports(project: Project, place: Path, *coders: str) -> dict[str, bytes]:
    """Every file that can be written of a project's figures."""
    place.mkdir()
    data = load(project, coders=coders)
    for by in ("document", "case", "coder", "attribute:sector", "attribute:role"):
        found = matrix(data, by=by)
        name = by.replace(":", "-")
        write_matrix(found, place / f"{name}.csv", "csv")
        write_matrix(found, place / f"{name}.xlsx", "xlsx")
    write_quotes(quotes(data, question=True), place / "quotes.md", "md")
    write_quotes(quotes(data, attributes=["age"]), place / "quotes.csv", "csv")
    return {file.name: file.read_bytes() for file in place.iterdir()}


def test_a_project_gives_the_numbers_counted_by_hand(study: Project) -> None:
    apply(study, T01, MEETING, "recruitment")
    apply(study, T01, FOURTEEN, "open_meeting")
    apply(study, T01, RANG, "attrition")
    apply(study, T02, NILS, "recruitment")
    review(study, T01, 4, 6)  # with the three that are coded all that Eva says
    data = load(study)
    by_document = matrix(data, unit="codings")
    assert by_document.columns == ("T01", "T02")
    assert row(by_document, "recruitment") == [2, 1]  # its own and its sub-code's
    assert row(by_document, "open_meeting") == [1, "n.a."]  # nobody in T02 took the initiative
    assert row(by_document, "attrition") == [1, "–"]  # Unn was not read
    assert row(matrix(data, by="case", unit="words"), "recruitment") == [6 + 3, 4, "–"]
    assert row(matrix(data, unit="passages"), "recruitment") == [1, 1]  # two sentences in a row


def test_what_was_read_and_not_found_is_nought(study: Project) -> None:
    apply(study, T01, MEETING, "recruitment")
    review(study, T02, 2, 3, 4)
    assert row(matrix(load(study)), "attrition") == ["–", 0]


def test_a_mark_taken_back_is_no_reading(study: Project) -> None:
    apply(study, T01, MEETING, "recruitment")
    review(study, T02, 2, 3, 4)
    Desk(study, "ada").perform(Act((MarkReviewed(T02, (3,), reviewed=False),)))
    assert row(matrix(load(study)), "attrition") == ["–", "–"]


def test_what_was_read_before_a_code_came_is_not_read_for_it(study: Project) -> None:
    apply(study, T01, MEETING, "recruitment")
    review(study, T02, 2, 3, 4)
    study.codebook_file.write_text(f"{BOOK}  - id: later\n", encoding="utf-8")
    version = apply_codebook(study, "ada").version
    found = load(study)
    assert row(matrix(found), "later") == ["–", "–"]
    assert row(matrix(found), "attrition") == ["–", 0]
    assert {code.id: code.since for code in found.codes}["later"] == version


def test_a_document_read_partly_again_is_read_for_a_later_code_only_when_all_of_it_is(
    study: Project,
) -> None:
    apply(study, T01, MEETING, "recruitment")
    review(study, T02, 1, 2, 3, 4)
    study.codebook_file.write_text(f"{BOOK}  - id: later\n", encoding="utf-8")
    apply_codebook(study, "ada")
    review(study, T02, 2, 4)
    assert row(matrix(load(study)), "later") == ["–", "–"]
    assert row(matrix(load(study)), "attrition") == ["–", 0]
    review(study, T02, 3)
    assert row(matrix(load(study)), "later") == ["–", 0]  # the first is the interviewer's


def test_a_coding_that_was_removed_does_not_count(study: Project) -> None:
    apply(study, T01, MEETING, "recruitment")
    coding = apply(study, T01, FOURTEEN, "recruitment")
    Desk(study, "ada").perform(Act((RemoveCodings((coding,)),)))
    assert row(matrix(load(study), unit="codings"), "recruitment") == [1, "–"]


def test_codes_come_in_preorder_with_english_labels_and_inherited_order(study: Project) -> None:
    apply(study, T01, MEETING, "recruitment")
    codes = load(study).codes
    assert [code.id for code in codes] == ["recruitment", "open_meeting", "attrition", "old_code"]
    assert [code.label for code in codes[:2]] == ["Recruitment", "open_meeting"]
    assert [code.parent for code in codes] == [-1, 0, -1, -1]
    assert codes[1].base == (parse_condition("role=initiator"),)
    assert [code.retired for code in codes] == [False, False, False, True]


def test_a_retired_code_keeps_what_it_holds(study: Project) -> None:
    apply(study, T01, MEETING, "attrition")
    study.codebook_file.write_text("codes: [{id: recruitment}]", encoding="utf-8")
    apply_codebook(study, "ada")
    assert row(matrix(load(study), unit="codings"), "attrition") == [1, "–"]


def test_attributes_come_with_their_kinds_and_with_what_is_unknown_or_does_not_apply(
    study: Project,
) -> None:
    apply(study, T01, MEETING, "recruitment")
    age, role, sector = load(study).cases.attributes
    assert (age.name, age.kind, age.values) == (
        "age",
        "number",
        (frozenset({"54"}), frozenset({"9"}), frozenset()),
    )
    assert role.values == (
        frozenset({"initiator", "facilitator"}),
        frozenset({"none"}),
        frozenset({NOT_APPLICABLE}),
    )
    assert sector.values[1] == frozenset()


def test_numbers_stand_in_the_order_of_numbers(study: Project) -> None:
    apply(study, T01, MEETING, "recruitment")
    found = matrix(load(study), by="attribute:age")
    assert found.columns == ("9", "54", "(none)")


def test_a_case_speaks_through_its_speaker_or_through_all(study: Project) -> None:
    apply(study, T02, UNN, "recruitment")
    data = load(study)
    tied = [data.speakers.labels[at] if at >= 0 else "" for at in data.links.speaker.tolist()]
    assert tied == ["", "Nils", "Unn"]
    assert row(matrix(data, by="case"), "recruitment") == ["–", "–", 1]


def test_places_and_roles_are_those_of_the_transcript(study: Project) -> None:
    apply(study, T01, RANG, "attrition")
    data = load(study)
    (start,), (end,) = data.codings.start, data.codings.end
    assert data.texts[0][start:end] == "Jeg ringte dem hver uke."
    at = list(zip(data.segments.document, data.segments.number, strict=True)).index((0, 7))
    assert (data.segments.start[at], data.segments.end[at]) == RANG
    turn = data.segments.turn[at]
    assert data.speakers.labels[data.turns.speaker[turn]] == "Eva"
    assert data.speakers.role.tolist() == [INTERVIEWER, INFORMANT, INTERVIEWER, *[INFORMANT] * 2]
    assert data.segments.number.tolist() == [1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4]


def test_documents_stand_in_the_projects_order_whatever_their_rows_are(study: Project) -> None:
    apply(study, T01, MEETING, "recruitment")
    apply(study, T02, NILS, "attrition")
    review(study, T02, 2, 3, 4)
    with study.write("ada", "sort") as act:
        act.session.execute(update(Document).where(Document.id == T01).values(position=99))
    data = load(study)
    found = matrix(data, unit="codings")
    assert found.columns == ("T02", "T01")
    assert row(found, "recruitment") == [0, 1]
    assert row(found, "attrition") == [1, "–"]
    begins, ends = data.segment_places
    assert (np.diff(begins) > 0).all()
    assert [data.texts[0][slice(*at)] for at in zip(begins[:4], ends[:4], strict=True)][1] == (
        "Det gjorde vi sammen."
    )


def test_without_a_name_the_main_coder_is_counted(study: Project) -> None:
    apply(study, T01, MEETING, "recruitment", "bo")
    apply(study, T01, MEETING, "attrition", "ada")
    assert load(study).coders == ("bo",)  # who coded first
    study.set_setting(MAIN_CODER, "ada")
    assert load(study).coders == ("ada",)


def test_several_coders_come_in_the_order_named_each_once(study: Project) -> None:
    apply(study, T01, MEETING, "recruitment", "ada")
    apply(study, T01, MEETING, "recruitment", "bo")
    apply(study, T01, FOURTEEN, "recruitment", "bo")
    review(study, T02, 2, 3, 4, coder="bo")
    data = load(study, coders=["bo", "ada", "bo"])
    assert data.coders == ("bo", "ada")
    assert row(matrix(data, by="coder", unit="codings"), "recruitment") == [2, 1]
    assert sorted(data.marks.coder.tolist()) == [0, 0, 0, 0, 0, 1]


def test_another_layer_is_counted_by_itself(study: Project) -> None:
    apply(study, T01, MEETING, "recruitment")
    change = ApplyCode(T01, *RANG, "attrition")
    Desk(study, "ada", "consensus").perform(Act((change,)))
    assert row(matrix(load(study), unit="codings"), "attrition") == ["–", "–"]
    agreed = load(study, layer="consensus")
    assert agreed.source.layer == "consensus"
    assert row(matrix(agreed, unit="codings"), "attrition") == [1, "–"]


def test_an_unknown_coder_is_refused_with_those_there_are(study: Project) -> None:
    apply(study, T01, MEETING, "recruitment", "bo")
    apply(study, T01, MEETING, "recruitment", "ada")
    with pytest.raises(QdaError, match="no coder “eva”; there are: ada, bo"):
        load(study, coders=["eva"])


def test_an_unknown_layer_is_refused_with_those_there_are(study: Project) -> None:
    apply(study, T01, MEETING, "recruitment")
    with pytest.raises(QdaError, match="no layer “consensuss”; there are: independent"):
        load(study, layer="consensuss")


def test_a_project_that_nobody_has_coded_is_said(study: Project) -> None:
    with pytest.raises(QdaError, match="nobody has coded yet"):
        load(study)


def test_a_coder_who_has_only_read_has_noughts(study: Project) -> None:
    review(study, T02, 2, 3, 4, coder="bo")
    found = load(study, coders=["bo"])
    assert row(matrix(found), "attrition") == ["–", 0]
    assert found.source.last_change is None


# what exports say of themselves


def test_the_last_change_is_when_the_newest_coding_counted_was_made(study: Project) -> None:
    first = apply(study, T01, MEETING, "recruitment")
    second = apply(study, T01, FOURTEEN, "recruitment")
    with study.write("ada", "date") as act:
        for coding, time in ((first, "2026-03-04T12:30:05.250Z"), (second, "2025-01-01T00:00:00Z")):
            act.session.get_one(Coding, coding).created_at = time
    expected = datetime(2026, 3, 4, 12, 30, 5, 250_000, tzinfo=UTC)
    assert load(study).source.last_change == expected


def test_the_source_names_codebook_and_segmenter(study: Project) -> None:
    apply(study, T01, MEETING, "recruitment")
    version = apply_codebook(study, "ada").version
    source = load(study).source
    assert (source.codebook_version, len(source.codebook_hash)) == (version, 64)
    assert source.segmenters == ("sentence/rules-2",)
    assert source.project == "study"  # as the project was named when it was made


def test_a_project_without_a_name_of_its_own_does_not_tell_its_folders(tmp_path: Path) -> None:
    with Project.create(tmp_path / "secret_folder") as project:
        with project.write("ada", "come") as act:
            act.coder_id()
        assert load(project, coders=["ada"]).source.project == ""


def test_another_coders_work_changes_no_byte(study: Project, tmp_path: Path) -> None:
    apply(study, T01, MEETING, "recruitment")
    apply(study, T02, UNN, "attrition")
    review(study, T01, *range(1, 8))
    before = exports(study, tmp_path / "before")
    apply(study, T01, MEETING, "recruitment", "bo")
    coding = apply(study, T01, RANG, "open_meeting", "bo")
    memo = WriteMemo("coding", coding, "hm", document=T01)
    for change in (memo, RemoveCodings((coding,)), MarkReviewed(T02, (1, 2, 3, 4)), Undo()):
        Desk(study, "bo").perform(Act((change,)))
    assert exports(study, tmp_path / "after") == before
    assert exports(study, tmp_path / "bos", "bo") != before


def test_a_project_made_anew_from_the_same_files_gives_the_same_bytes(
    fresh_project: Callable[[], Project], tmp_path: Path
) -> None:
    first, second = furnished(fresh_project()), furnished(fresh_project())
    for document, span, code in ((T01, MEETING, "recruitment"), (T02, NILS, "attrition")):
        apply(first, document, span, code)
    review(first, T01, *range(1, 8))
    apply(second, T01, MEETING, "attrition", "bo")  # another had coded there already
    codings = tmp_path / "codings.csv"
    with first.read(together=True) as session:
        codings.write_bytes(export_codings(session, ["ada"]))
    import_codings(second, codings, coder="cy")
    before = exports(first, tmp_path / "first", "ada")
    assert exports(second, tmp_path / "second", "ada") == before


def test_a_renamed_document_is_counted_under_its_new_name(study: Project) -> None:
    apply(study, T01, MEETING, "recruitment")
    rename_document(study, "T01", "Eva", coder="ada")
    assert matrix(load(study)).columns == ("Eva", "T02")


def test_bands_are_columns_in_their_order_and_conditions_and_follow_the_numbers(
    study: Project,
) -> None:
    apply(study, T01, MEETING, "recruitment")
    desk = Desk(study, "ada")
    desk.perform(Act((SetBands("age_band", "age", "10 40 100"),)))
    found = matrix(load(study), by="attribute:age_band", unit="cases")
    assert found.columns == ("under 10", "40-99", "(none)")
    assert row(found, "recruitment") == ["–", 1, "–"]
    desk.perform(Act((SetValue("I1", "age", ("101",)),)))
    data = load(study)
    assert matrix(data, by="attribute:age_band").columns == ("under 10", "100+", "(none)")
    chosen = select(data, [parse_condition("age_band=100+")])
    assert chosen.cases.tolist() == [True, False, False, False]
