"""The quotations bench: each verb by its keys, and undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qda.coding.beside import PutMark
from qda.coding.changes import Act, ApplyCode, Change
from qda.coding.desk import Desk
from qda.project.documents import find_document
from qda.project.models import Case, CaseDocument, Document
from qda.project.quotations import QuotationRow, read_quotations
from qda.project.store import Project
from qda.trimming import shown
from qda.tui.screens.quotations import QuotationsScreen
from qda.tui.transcript.paint import Manner

Drive = Any
BENCH = ("comma", "q")
FIRST, SECOND, PAIR = (25, 54), (55, 71), (16, 39)
"""The first and the second sentence of Eva in T01, and Nils' in T02."""


def do(folder: Path, *changes: Change, coder: str = "ada") -> None:
    with Project.open(folder) as project:
        Desk(project, coder).perform(Act(changes))


@pytest.fixture
def coded(study: Path) -> Path:
    """Three passages, two of recruitment and one of attrition, of two informants."""
    with Project.open(study) as project, project.write("ada", "cases", origin="setup") as act:
        for position, (case, document) in enumerate((("I01", "T01"), ("I02", "T02"))):
            of = find_document(act.session, document).id
            row = Case(name=case, position=position)
            act.session.add(row)
            act.session.flush()
            act.session.add(CaseDocument(case_id=row.id, document_id=of, speaker_id=None))
        act.record("add", "case", "I01", None, {})
    do(
        study,
        ApplyCode(1, *FIRST, "recruitment"),
        ApplyCode(2, *PAIR, "open_meeting"),
        ApplyCode(1, 128, 145, "attrition"),
    )
    return study


def quotations(folder: Path) -> list[QuotationRow]:
    with Project.open(folder) as project, project.read() as session:
        return read_quotations(session)


def texts(folder: Path) -> list[str]:
    with Project.open(folder) as project, project.read() as session:
        found = {row.id: row.text for row in session.query(Document)}
    return [shown(found[row.document], row.start, row.end, row.cuts) for row in quotations(folder)]


def listed(coder: Any) -> list[str]:
    return [row.cells[0].plain for row in coder.app.screen.table.rows]


async def choose(coder: Any, section: str = "Portvakt") -> None:
    """Choose the passage under the cursor for a section, the first one of all."""
    await coder.keys("c")
    await coder.keys(*section, "enter")


async def test_no_segment_is_shown_as_unread(coded: Path, drive: Drive) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        (line,) = [line for line in coder.screen.splitlines() if " 2 " in line and "åpent" in line]
        assert "·" not in line


async def test_the_first_choice_asks_for_the_section_and_the_next_goes_there(
    coded: Path, drive: Drive
) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        assert isinstance(coder.app.screen, QuotationsScreen)
        await choose(coder)
        await coder.keys("j", "c")
        rows = quotations(coded)
        assert [(row.section, row.position, row.name) for row in rows] == [
            ("Portvakt", 1, "T01"),
            ("Portvakt", 2, "T01"),
        ]
        assert "I01: 2 quotations (Portvakt 2)" in coder.screen
        await coder.keys("c")
        assert len(quotations(coded)) == 1, "the same key takes it back"
        await coder.keys("u")
        assert len(quotations(coded)) == 2


async def test_another_section_is_asked_for_by_a_key_of_its_own(coded: Path, drive: Drive) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        await choose(coder)
        await coder.keys("C")
        await coder.keys("end", "enter")
        await coder.keys(*"Rollen", "enter")
        assert {row.section for row in quotations(coded)} == {"Portvakt", "Rollen"}
        await coder.keys("j", "c", "u")
        assert len(quotations(coded)) == 2


async def test_words_are_cut_and_masked_and_restored_and_the_text_is_untouched(
    coded: Path, drive: Drive
) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        await choose(coder)
        before = coder.app.screen.view.sheet.text
        await coder.keys("right", "l", "v", "l", "d")
        assert texts(coded) == ["Vi (...) et åpent møte."]
        coder.app.screen.view.go_to_offset(49)
        await coder.keys("v", "m")
        await coder.keys(*"samling", "enter")
        row = quotations(coded)[0]
        assert row.cuts[-1].mask == "samling"
        assert "As printed" in coder.screen
        assert "(...)" in coder.screen
        assert coder.app.screen.view.sheet.text == before
        slices = coder.app.screen.view.page.slices(coder.app.screen.view.page.rows.row_of(28), ())
        assert any(Manner.CUT in piece.manner for piece in slices)
        await coder.keys("u", "u")
        assert quotations(coded)[0].cuts == ()
        await coder.keys("ctrl+r")
        await coder.keys("g", "g")
        coder.app.screen.view.go_to_offset(30)
        await coder.keys("r")
        assert quotations(coded)[0].cuts == ()
        await coder.keys("u")
        assert texts(coded) == ["Vi (...) et åpent møte."]


async def test_a_passage_that_is_trimmed_is_chosen_by_it_in_one_act(
    coded: Path, drive: Drive
) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        await coder.keys("right", "v")
        await coder.keys("left_parenthesis")
        await coder.keys(*"Portvakt", "enter")
        assert texts(coded) == ["(...) begynte med et åpent møte."]
        await coder.keys("u")
        assert quotations(coded) == []


async def test_only_the_selected_words_are_quoted(coded: Path, drive: Drive) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        await choose(coder)
        await coder.keys("right", "v", "l", "equals_sign")
        assert texts(coded) == ["Vi begynte"]
        await coder.keys("u")
        assert texts(coded) == ["Vi begynte med et åpent møte."]


async def test_words_selected_before_choosing_are_all_that_is_chosen(
    coded: Path, drive: Drive
) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        await coder.keys("right", "l", "v", "l")
        await choose(coder)
        assert texts(coded) == ["begynte med"]


async def test_cutting_without_a_selection_says_what_to_do(coded: Path, drive: Drive) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        await choose(coder)
        await coder.keys("d")
        assert quotations(coded)[0].cuts == ()


async def test_a_translation_stands_beside_the_words(coded: Path, drive: Drive) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        await choose(coder)
        await coder.keys("t")
        await coder.keys(*"Begynte", "ctrl+s")
        assert quotations(coded)[0].translation == "Begynte"
        assert "Begynte" in coder.screen
        await coder.keys("u")
        assert quotations(coded)[0].translation == ""


async def test_the_chosen_are_put_in_order(coded: Path, drive: Drive) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        await choose(coder)
        await coder.keys("j", "c", "j", "c", "2")
        assert listed(coder) == ["Portvakt", "1", "2", "3"]
        names = [row.start for row in quotations(coded)]
        await coder.keys("J")
        assert [row.start for row in quotations(coded)] == [names[1], names[0], names[2]]
        await coder.keys("K", "K")
        assert [row.start for row in quotations(coded)] == names
        await coder.keys("u")
        assert [row.start for row in quotations(coded)] == [names[1], names[0], names[2]]
        await coder.keys("x")
        assert len(quotations(coded)) == 2
        await coder.keys("u")
        assert len(quotations(coded)) == 3


async def test_passages_are_limited_by_code_with_its_sub_codes_and_by_informant(
    coded: Path, drive: Drive
) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        assert len(listed(coder)) == 3
        await coder.keys("f", "c")
        await coder.keys("j", "enter")
        assert len(listed(coder)) == 2, "the sub-code's passage is the code's, too"
        await coder.keys("f", "i")
        await coder.keys("j", "enter")
        assert listed(coder) == ["Vi begynte med et åpent møte."]
        await coder.keys("f", "x")
        assert len(listed(coder)) == 3


async def test_what_is_marked_as_quotable_is_a_passage_as_it_was_marked(
    coded: Path, drive: Drive
) -> None:
    do(coded, PutMark("quotable", 1, 25, 35), PutMark("quotable", 1, *SECOND))
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        await coder.keys("f", "q")
        assert listed(coder) == ["Vi begynte", "Det kom fjorten."]
        await coder.keys("f", "c")
        await coder.keys("j", "enter")
        assert listed(coder) == ["Vi begynte"]
        await coder.keys("exclamation_mark")
        assert listed(coder) == []
        await coder.keys("u")
        assert listed(coder) == ["Vi begynte"]


async def test_each_informant_s_share_is_told_also_where_it_is_none(
    coded: Path, drive: Drive
) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        await choose(coder)
        await coder.keys("3")
        cells = [[cell.plain for cell in row.cells] for row in coder.app.screen.table.rows]
        assert cells == [["I01", "1", "Portvakt 1"], ["I02", "0", ""]]
        await coder.keys("j", "enter")
        assert len(listed(coder)) == 1, "its passages"


async def test_enter_goes_to_the_passage_and_two_commas_come_back(
    coded: Path, drive: Drive
) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        await coder.keys("j", "j", "enter")
        assert coder.app.screen is coder.app.coding
        assert "T02" in coder.title
        assert coder.app.coding.view.page.cursor == PAIR[0]
        await coder.keys("comma", "comma")
        assert coder.app.screen.table.current.cells[1].plain == "I02"


async def test_a_quotation_is_copied_as_printed_with_its_source(coded: Path, drive: Drive) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        await choose(coder)
        await coder.keys("right", "v", "d")
        await coder.keys("y")
        copied = coder.app.clipboard
        assert copied.startswith("“(...) begynte med et åpent møte.”")
        assert "T01, 2" in copied


async def test_the_chosen_are_written_to_exports(coded: Path, drive: Drive) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        await choose(coder)
        await coder.keys("e")
        await coder.keys("enter")
        assert "exports/quotations.md was written." in coder.screen
        text = (coded / "exports" / "quotations.md").read_text(encoding="utf-8")
        assert "## Portvakt" in text
        assert "Vi begynte med et åpent møte." in text
        assert "T01" not in text, "without names nothing tells who it was"
        await coder.keys("e")
        await coder.keys("j", "j", "j", "enter")
        assert (coded / "exports" / "quotations.md").read_text(encoding="utf-8") == text
        named = (coded / "exports" / "quotations-with-names.md").read_text(encoding="utf-8")
        assert "T01" in named
        assert "ada" not in named, "who coded it is nothing for a report"


async def test_escape_lets_go_of_selection_and_passage_before_it_leaves(
    coded: Path, drive: Drive
) -> None:
    async with drive(coded) as coder:
        await coder.keys(*BENCH)
        await coder.keys("right", "v", "l")
        bench = coder.app.screen
        await coder.keys("escape")
        assert bench.view.selection is None
        assert coder.app.screen.view.has_focus
        await coder.keys("escape")
        assert bench.table.has_focus
        await coder.keys("escape")
        assert coder.app.screen is coder.app.coding


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)])
async def test_it_can_be_used_at_any_size(coded: Path, drive: Drive, size: tuple[int, int]) -> None:
    async with drive(coded, size=size) as coder:
        await coder.keys(*BENCH)
        await choose(coder)
        for said in ("Vi begynte", "I01", "Portvakt, 1 of 1", "Passages"):
            assert said in coder.screen


async def test_without_cases_or_codings_the_bench_says_so(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        await coder.keys(*BENCH)
        assert "No passages here" in coder.screen
        await coder.keys("2")
        assert "Nothing is chosen yet" in coder.screen
        await coder.keys("3")
        assert "No cases yet" in coder.screen
