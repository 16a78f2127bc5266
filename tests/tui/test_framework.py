"""The framework screen: from a cell to its passages, its summary, and the places it cites."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qda.coding.beside import WriteSummary
from qda.coding.changes import Act, ApplyCode
from qda.coding.desk import Desk
from qda.intake.cases import store_cases
from qda.project.store import Project
from qda.project.summaries import SummaryRow, read_summaries
from qda.tui.widgets.grid import Grid
from qda.tui.widgets.summing import CellPane

Drive = Any
OPEN = ("comma", "f")
CASES = "case,documents\nI01,T01\nI02,T02@Nils\n"
MEETING, FOURTEEN, RANG = (25, 54), (55, 69), (127, 151)


@pytest.fixture
def cased(study: Path) -> Path:
    """The study with two informants, and three passages of the first coded by ada."""
    (study / "cases.csv").write_text(CASES, encoding="utf-8")
    with Project.open(study) as project:
        store_cases(project, study / "cases.csv", coder="ada")
        marks = ((MEETING, "open_meeting"), (RANG, "recruitment"), (FOURTEEN, "attrition"))
        changes = (ApplyCode(1, *place, code) for place, code in marks)
        Desk(project, "ada").perform(Act(tuple(changes)))
    return study


def kept(folder: Path) -> list[SummaryRow]:
    with Project.open(folder) as project, project.read(together=True) as session:
        return read_summaries(session)


def grid(coder: Any) -> dict[str, list[str]]:
    rows = coder.app.screen.query_one(Grid).rows
    return {row.key: [cell.plain for cell in row.cells[1:]] for row in rows}


async def test_a_cell_is_read_summed_up_with_a_reference_and_the_reference_leads_into_the_text(
    cased: Path, drive: Drive
) -> None:
    async with drive(cased, size=(80, 24)) as coder:
        await coder.keys(*OPEN)
        assert grid(coder) == {"I01": ["2 passages", "1 passage"], "I02": ["–", "–"]}
        await coder.keys("enter")
        assert "Vi begynte med et åpent møte." in coder.screen
        assert "Hvordan kom dere i gang?" in coder.screen  # what was asked before
        assert coder.screen.splitlines()[-1].split()[:2] == ["enter", "open"]
        await coder.keys("e")
        assert coder.screen.splitlines()[-1].split()[:2] == ["ctrl+l", "cite"]  # letters are words
        await coder.keys(*"uj, q", "escape")  # in the summary letters are letters
        assert grid(coder)["I01"][0] == "uj, q"
        await coder.keys("enter")
        await coder.keys("j", "r", "escape")
        (found,) = kept(cased)
        assert found.text == "uj, q [1]"
        assert [(one.start, one.end) for one in found.references] == [RANG]
        await coder.keys("e")
        await coder.keys("ctrl+o")
        coding = coder.app.coding
        assert coder.app.screen is coding
        assert coding.view.current_segment == 7
        await coder.keys("comma", "comma")  # the cell is open as it was left
        assert coder.app.screen.query_one(CellPane).summary.text == "uj, q [1]"
        await coder.keys("escape")
        await coder.keys("u")
        assert grid(coder)["I01"][0] == "uj, q"
        await coder.keys("u")
        assert grid(coder)["I01"][0] == "2 passages"


async def test_what_is_being_written_stays_when_something_else_is_saved(
    cased: Path, drive: Drive
) -> None:
    async with drive(cased) as coder:
        await coder.keys(*OPEN)
        await coder.keys("e")
        await coder.keys(*"Half")
        with Project.open(cased) as project:
            there = WriteSummary("I02", "attrition", "Of another laptop.")
            Desk(project, "bo").perform(Act((there,)))
        await coder.keys(*" done")
        await coder.keys("escape")
        assert [one.text for one in kept(cased)] == ["Half done", "Of another laptop."]
        await coder.keys("e")
        await coder.keys(*", then")
        await coder.keys("f3")  # to another screen
        assert kept(cased)[0].text == "Half done, then"
        await coder.keys(*OPEN)  # as it was left: in the summary
        await coder.keys(*" quit")
        coder.app.leave()
        await coder.until(lambda: kept(cased)[0].text == "Half done, then quit")


async def test_anothers_summary_is_read_and_not_written_and_columns_are_chosen(
    cased: Path, drive: Drive
) -> None:
    with Project.open(cased) as project:
        bo = Desk(project, "bo")
        bo.perform(Act((WriteSummary("I01", "recruitment", "[b] Bo's view."),)))
    async with drive(cased, "carl") as coder:
        await coder.keys(*OPEN)  # who has coded nothing sums up the main coder's passages
        assert grid(coder)["I01"] == ["2 passages", "1 passage"]
        await coder.keys("c")
        await coder.keys("down", "down", "enter")
        assert grid(coder)["I01"][0] == "[b] Bo's view."  # no markup
        await coder.keys("e")
        await coder.keys("x", "escape")
        assert [one.text for one in kept(cased)] == ["[b] Bo's view."]
        await coder.keys("v")
        assert len(grid(coder)["I01"]) == 3
        await coder.keys("f")
        await coder.keys(*"sector=x", "enter")  # there is no such attribute
        assert set(grid(coder)) == {"I01", "I02"}


async def test_it_is_written_without_names_and_those_in_the_summaries_are_said(
    cased: Path, drive: Drive
) -> None:
    async with drive(cased) as coder:
        await coder.keys(*OPEN)
        await coder.keys("e")
        await coder.keys(*"As I02 said", "escape")
        await coder.keys("w")
        assert "names: I02 (case)" in coder.screen  # before anything is written
        await coder.keys(*"f.csv")
        assert "informant,Rekruttering,Avskalling" in coder.screen
        await coder.keys("enter")
    table = (cased / "exports" / "f.csv").read_text(encoding="utf-8")
    assert "As I02 said" in table
    assert "I01" not in table
