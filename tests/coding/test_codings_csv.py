"""Codings out to a file and in again: nothing lost, nothing twice, nothing half."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from qda.cells import MistakesError, guard, unguard
from qda.coding.changes import Act, ApplyCode, Change, MarkReviewed, RemoveCodings, Undo, WriteMemo
from qda.coding.codings_csv import export_codings
from qda.coding.codings_import import Imported, import_codings
from qda.coding.desk import Desk
from qda.coding.reading import CodingRow, read_codings, read_memos, read_reviewed
from qda.errors import QdaError
from qda.project.models import Code, Event
from qda.project.store import Project

HEADER = "document,segment,start,end,code,coder,memo,created_at\n"
FIRST = (25, 54)
"""The second segment of T01."""


def exported(project: Project, *coders: str) -> str:
    with project.read(together=True) as session:
        return export_codings(session, coders).decode()


def imported(project: Project, rows: str, header: str = HEADER, dry_run: bool = False) -> Imported:
    path = project.folder / "codings.csv"
    path.write_bytes((header + rows).encode())
    return import_codings(project, path, coder="ada", dry_run=dry_run)


def mistakes(project: Project, rows: str, header: str = HEADER) -> list[tuple[int | None, str]]:
    with pytest.raises(MistakesError) as caught:
        imported(project, rows, header)
    assert exported(project) == HEADER
    return [(mistake.line, mistake.message) for mistake in caught.value.mistakes]


def codings(project: Project, coder: str | None = None, document: int = 1) -> list[CodingRow]:
    with project.read() as session:
        return read_codings(session, document, coder)


def reviewed(project: Project, coder: str, document: int = 1) -> frozenset[int]:
    with project.read() as session:
        return read_reviewed(session, document, coder)


def events(project: Project) -> int:
    with project.read() as session:
        return session.scalar(select(func.count()).select_from(Event)) or 0


def test_a_coding_is_a_row_with_its_place_code_coder_memo_and_time(project: Project) -> None:
    desk = Desk(project, "ada")
    desk.perform(Act((ApplyCode(1, *FIRST, "recruitment", coding="c"),)))
    desk.perform(Act((WriteMemo("coding", "c", "here, it begins", document=1),)))
    created = codings(project)[0].created_at
    row = f'T01,2,25,54,recruitment,ada,"here, it begins",{created}\n'
    assert exported(project) == HEADER + row


def test_a_segment_read_without_a_code_is_a_row_with_an_empty_code(project: Project) -> None:
    desk = Desk(project, "ada")
    desk.perform(Act((ApplyCode(1, *FIRST, "recruitment"), MarkReviewed(1, (1, 2)))))
    lines = exported(project).splitlines()
    assert lines[1] == "T01,1,0,24,,ada,,"
    assert len(lines) == 3


def test_only_the_coders_asked_for_are_exported(project: Project) -> None:
    for coder in ("ada", "bo", "cy"):
        Desk(project, coder).perform(Act((ApplyCode(1, *FIRST, "recruitment"),)))
    rows = exported(project, "cy", "ada").splitlines()[1:]
    assert [row.split(",")[5] for row in rows] == ["ada", "cy"]


def test_a_coder_who_is_not_known_is_said(project: Project) -> None:
    with pytest.raises(QdaError, match="no coder “nobody”"):
        exported(project, "nobody")


def test_a_row_makes_a_coding_and_reviews_what_it_touches(project: Project) -> None:
    said = imported(project, "T01,,25,60,recruitment,bo,,2026-01-02T03:04:05Z\n")
    assert [
        (row.start, row.end, row.code, row.coder, row.created_at) for row in codings(project)
    ] == [(25, 60, "recruitment", "bo", "2026-01-02T03:04:05.000Z")]
    assert reviewed(project, "bo") == {2, 3}
    assert (said.codings, said.reviewed, said.coders, said.notes) == (1, 2, ("bo",), ())


def test_a_segment_alone_is_place_enough(project: Project) -> None:
    imported(project, "T01,2,,,recruitment,bo,,\nT01,5,,,,bo,,\n")
    assert [(row.start, row.end) for row in codings(project)] == [FIRST]
    assert reviewed(project, "bo") == {2, 5}


def test_start_and_end_win_over_the_segment_and_it_is_said(project: Project) -> None:
    said = imported(project, "T01,7,25,54,recruitment,bo,,\n")
    assert [(row.start, row.end) for row in codings(project)] == [FIRST]
    assert said.notes == ("line 2: 25–54 is not in segment 7 of T01; start and end were taken.",)


def test_an_empty_time_is_the_time_of_the_import(project: Project) -> None:
    imported(project, "T01,2,,,recruitment,bo,,\n")
    with project.read() as session:
        newest = session.scalars(select(Event.batch_id).order_by(Event.number.desc())).first()
        assert newest is not None
    assert codings(project)[0].created_at.startswith("20")


def test_importing_twice_changes_nothing(project: Project) -> None:
    rows = "T01,2,,,recruitment,bo,a note,\nT02,1,,,,cy,,\n"
    imported(project, rows)
    before, count = exported(project), events(project)
    said = imported(project, rows)
    assert (said.codings, said.reviewed, said.memos, said.coders) == (0, 0, 0, ())
    assert (exported(project), events(project)) == (before, count)


def test_a_row_twice_in_one_file_is_one_coding(project: Project) -> None:
    row = "T01,2,,,recruitment,bo,,\n"
    assert imported(project, row * 2).codings == 1


def test_a_dry_run_says_the_same_and_changes_nothing(project: Project) -> None:
    rows = "T01,2,,,recruitment,bo,a note,\n"
    before = events(project)
    said = imported(project, rows, dry_run=True)
    assert events(project) == before
    assert imported(project, rows) == said


def test_an_import_is_not_undone(project: Project) -> None:
    imported(project, "T01,2,,,recruitment,ada,,\n")
    with pytest.raises(QdaError, match="nothing to undo"):
        Desk(project, "ada").perform(Act((Undo(),)))


def test_what_an_import_brought_can_be_removed_and_revived_at_the_desk(project: Project) -> None:
    imported(project, "T01,2,,,recruitment,ada,,\n")
    desk = Desk(project, "ada")
    desk.perform(Act((RemoveCodings((codings(project)[0].id,)),)))
    desk.perform(Act((Undo(),)))
    assert len(codings(project)) == 1


def test_a_mark_that_was_taken_back_is_set_again_by_the_file(project: Project) -> None:
    imported(project, "T01,5,,,,ada,,\n")
    Desk(project, "ada").perform(Act((MarkReviewed(1, (5,), reviewed=False),)))
    assert imported(project, "T01,5,,,,ada,,\n").reviewed == 1
    assert reviewed(project, "ada") == {5}


def test_a_mark_taken_back_on_a_coded_segment_stays_so_when_the_export_is_read_again(
    project: Project,
) -> None:
    desk = Desk(project, "ada")
    desk.perform(Act((ApplyCode(1, *FIRST, "recruitment"),)))
    desk.perform(Act((MarkReviewed(1, (2,), reviewed=False),)))
    _, rows = exported(project).split("\n", 1)
    assert imported(project, rows).reviewed == 0
    assert reviewed(project, "ada") == set()


def test_a_memos_words_come_in_in_the_form_of_all_text(project: Project) -> None:
    imported(project, 'T01,2,,,recruitment,ada,"a\r\nb\0 e\u0301",\n')
    with project.read() as session:
        assert [memo.text for memo in read_memos(session, 1, "ada")] == ["a\nb\ufffd é"]


def test_a_memo_from_a_file_is_kept_as_one_from_the_desk(project: Project) -> None:
    imported(project, "T01,2,,,recruitment,ada,mine,\n")
    desk = Desk(project, "ada")
    desk.perform(Act((ApplyCode(1, 30, 40, "attrition", coding="c"),)))
    desk.perform(Act((WriteMemo("coding", "c", "mine", document=1),)))
    with project.read() as session:
        places = {(memo.document, memo.start, memo.end) for memo in read_memos(session, 1, "ada")}
    assert places == {(1, None, None)}


def test_a_memo_that_is_there_is_kept_and_the_other_is_said(project: Project) -> None:
    imported(project, "T01,2,,,recruitment,ada,mine,\n")
    said = imported(project, "T01,2,,,recruitment,ada,another,\n")
    assert said.notes == ("line 2: the coding has another memo already, which was kept.",)
    with project.read() as session:
        assert [memo.text for memo in read_memos(session, 1, "ada")] == ["mine"]


def test_a_code_is_known_by_the_id_it_had_before(project: Project) -> None:
    with project.write("ada", "rename a code", origin="codebook") as act:
        act.session.get_one(Code, 1).was = '["old_name"]'
        act.record("change", "code", "recruitment", None, None)
    imported(project, "T01,2,,,old_name,bo,,\n")
    assert [row.code for row in codings(project)] == ["recruitment"]


def test_a_retired_code_keeps_its_codings_through_a_file(project: Project) -> None:
    imported(project, "T01,2,,,old_code,bo,,\n")
    assert [row.code for row in codings(project)] == ["old_code"]


def test_semicolons_and_a_byte_order_mark_are_read_as_spreadsheets_save_them(
    project: Project,
) -> None:
    header = "\ufeff" + HEADER.replace(",", ";").replace("\n", "\r\n")
    imported(project, "T01;2;;;recruitment;bo;;\r\n", header)
    assert len(codings(project)) == 1


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("T09,2,,,recruitment,bo,,", "there is no document named “T09”"),
        ("T01,2,,,nowhere,bo,,", "there is no code “nowhere” in the codebook"),
        ("T01,2,,,recruitment,,,", "the coder is missing"),
        ("T01,,,,recruitment,bo,,", "the place is missing"),
        ("T01,99,,,recruitment,bo,,", "T01 has no segment 99; it has 7."),
        ("T01,0,,,recruitment,bo,,", "T01 has no segment 0"),
        ("T01,,25,,recruitment,bo,,", "start and end belong together"),
        ("T01,,54,25,recruitment,bo,,", "the span 54–25 does not lie in T01"),
        ("T01,,0,999,recruitment,bo,,", "the span 0–999 does not lie in T01"),
        ("T01,,-1,5,recruitment,bo,,", "start “-1” is no whole number"),
        ("T01,two,,,recruitment,bo,,", "segment “two” is no whole number"),
        ("T01,2,,,recruitment,bo,,yesterday", "created_at “yesterday” is no time"),
        ("T01,2,,,,bo,a thought,", "a memo needs a code"),
        ("T01,2,,,recruitment,bo,,,,", "the row has 10 cells, the header has 8."),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_nothing_is_imported(
    project: Project, row: str, sentence: str
) -> None:
    good = 'T01,2,,,recruitment,bo,"two\nlines",\n'
    found = mistakes(project, good + row + "\n")
    assert [line for line, _ in found] == [4]
    assert found[0][1].startswith(sentence)


def test_all_mistakes_are_named_at_once(project: Project) -> None:
    found = mistakes(project, "T09,2,,,nowhere,bo,,\nT01,2,,,recruitment,,,\n")
    assert [line for line, _ in found] == [2, 2, 3]


def test_missing_and_unknown_columns_are_named(project: Project) -> None:
    found = mistakes(project, "T01,recruitment,x\n", "document,code,who\n")
    assert [message.split(";")[0] for _, message in found] == [
        "the column “coder” is missing.",
        "the column “who” is not known",
    ]


def test_a_file_that_is_not_utf_8_is_said_with_its_line(project: Project) -> None:
    path = project.folder / "codings.csv"
    path.write_bytes(HEADER.encode() + "T01,2,,,recruitment,Bjørg,,\n".encode("cp1252"))
    with pytest.raises(QdaError, match=r"codings.csv:2: this line is not UTF-8"):
        import_codings(project, path, coder="ada")


# Round trip -------------------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
tricky = st.one_of(
    words, st.sampled_from(["=1+1", "'", "''x", "\r\n", '"', ";,", "-", "\ttab", "＝"])
)
coder_names = st.sampled_from(["ada", "bo", "=cmd()", "Åse, ph.d.", "'quoted'"])
spans = st.tuples(st.integers(0, 100), st.integers(1, 40)).map(lambda s: (s[0], s[0] + s[1]))
codes = st.sampled_from(["recruitment", "open_meeting", "attrition"])
coded = st.tuples(coder_names, spans, codes, tricky)
marked = st.tuples(coder_names, st.integers(1, 7))


@given(text=tricky)
def test_a_guarded_cell_is_no_formula_and_comes_back_as_it_was(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


@settings(max_examples=25, deadline=None)
@given(work=st.lists(coded, max_size=8), marks=st.lists(marked, max_size=5))
def test_export_and_import_lose_nothing(
    fresh_project: Callable[[], Project],
    work: list[tuple[str, tuple[int, int], str, str]],
    marks: list[tuple[str, int]],
) -> None:
    with fresh_project() as first, fresh_project() as second:
        for number, (coder, span, code, memo) in enumerate(work):
            changes: list[Change] = [ApplyCode(1, *span, code, coding=f"c{number}")]
            if memo:
                changes.append(WriteMemo("coding", f"c{number}", memo, document=1))
            Desk(first, coder).perform(Act(tuple(changes)))
        for coder, segment in marks:
            Desk(first, coder).perform(Act((MarkReviewed(1, (segment,)),)))
        text = exported(first)
        path = second.folder / "codings.csv"
        path.write_bytes(text.encode())
        said = import_codings(second, path, coder="ada")
        assert said.notes == ()
        assert exported(second) == text
        assert _facts(first) == _facts(second)
        count = events(second)
        import_codings(second, path, coder="bo")
        assert events(second) == count


def _facts(project: Project) -> object:
    rows = codings(project)
    coders = {row.coder for row in rows}
    return (
        [(row.start, row.end, row.code, row.coder, row.created_at) for row in rows],
        {coder: reviewed(project, coder) for coder in coders},
    )


def test_many_rows_are_one_act_with_an_event_each(project: Project) -> None:
    spans = [(start, end) for start in range(100) for end in range(start + 1, 101)]
    rows = "".join(f"T01,,{start},{end},attrition,bo,,\n" for start, end in spans)
    before = events(project)
    said = imported(project, rows)
    assert said.codings == len(spans)
    assert events(project) - before == len(spans) + said.reviewed + len(said.coders)
