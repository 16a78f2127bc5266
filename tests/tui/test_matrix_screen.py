"""The matrix screen: the same figures as `qda matrix`, and the way down into the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qda.analysis.load import load
from qda.analysis.matrix import matrix
from qda.project.store import Project
from qda.tui.screens.matrix import MatrixScreen
from qda.tui.screens.revisit import RevisitScreen
from qda.tui.widgets.grid import Grid

Drive = Any
OPEN = ("comma", "x")


def cells(app: Any) -> dict[str, list[str]]:
    """The figures shown, by code, without the bars of their heat."""
    rows = app.screen.query_one(Grid).rows
    return {row.key: [c.plain.rstrip(" ▁▂▃▄▅▆▇█") for c in row.cells[1:]] for row in rows}


def figures(folder: Path, **options: Any) -> dict[str, list[str]]:
    """The same, counted without a screen."""
    with Project.open(folder) as project:
        found = matrix(load(project), **options)
    return {
        row.id: [
            *(found.cells.text(at, column) for column in range(len(found.columns))),
            found.total.text(at, 0),
        ]
        for at, row in enumerate(found.rows)
    }


async def choose(coder: Any, key: str, downs: int) -> None:
    await coder.keys(key)
    await coder.keys(*["down"] * downs, "enter")


async def test_it_shows_what_was_just_coded(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1", "G", "2", *OPEN)
        assert isinstance(coder.app.screen, MatrixScreen)
        assert cells(coder.app) == figures(study, by="document")
        assert cells(coder.app)["recruitment"][0] == "≥2"  # its own and its sub-code's
        assert "passages by document · ada" in coder.screen


async def test_columns_units_and_levels_are_chosen(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1", "j", "2", *OPEN)
        await choose(coder, "b", 2)  # speakers
        assert cells(coder.app) == figures(study, by="speaker")
        await coder.keys("n")
        await coder.keys(*"segments", "enter")
        assert cells(coder.app) == figures(study, by="speaker", unit="segments")
        await coder.keys("v")
        assert set(cells(coder.app)) == {"recruitment", "attrition"}
        await choose(coder, "b", 2)  # codes that occur together
        assert cells(coder.app) == figures(study, by="code", level=1)


async def test_what_cannot_be_counted_is_said_and_the_matrix_stays(
    study: Path, drive: Drive
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1", *OPEN)
        before = cells(coder.app)
        await coder.keys("f")
        await coder.keys(*"sector=x", "enter")
        assert cells(coder.app) == before
        assert "sector" in coder.screen


async def test_from_a_cell_to_its_passage_and_into_the_text(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "j", "1", *OPEN)
        await coder.keys("enter")
        assert "Det kom fjorten." in coder.screen
        await coder.keys("enter")
        assert coder.app.screen is coder.app.coding
        assert coder.app.coding.view.current_segment == 3
        await coder.keys("comma", "comma")
        await coder.keys("escape")
        assert isinstance(coder.app.screen, MatrixScreen)


async def test_from_a_cell_to_what_is_to_be_read_again(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1", *OPEN)
        await coder.keys("j", "r")
        assert isinstance(coder.app.screen, RevisitScreen)


async def test_the_matrix_is_written_to_the_projects_exports(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1", *OPEN)
        await coder.keys("w")
        assert "Codes by document (passages)" in coder.screen  # as it will be in the workbook
        assert "codes by document" in coder.screen  # and where it comes from
        await coder.keys(*["backspace"] * len("matrix.xlsx"))
        await coder.keys(*"m.csv", "enter")
        lines = (study / "exports" / "m.csv").read_text(encoding="utf-8").splitlines()
        assert lines[0] == "code,T01,T02,total"
        assert lines[1].startswith("recruitment,≥1,")


async def test_from_a_nought_to_the_cases_read_without_the_code(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        await coder.keys("1", "g", "g", *["d"] * 8, *OPEN)
        screen = coder.app.screen
        column = cells(coder.app)["attrition"].index("0")
        await coder.keys(*["j"] * list(cells(coder.app)).index("attrition"), *["l"] * column)
        assert "all was read, and nothing found" in coder.screen
        await coder.keys("enter")
        assert "read without it" in coder.screen
        await coder.keys("enter")
        assert coder.app.screen is coder.app.coding
        await coder.keys("comma", "x")
        assert coder.app.screen is screen


async def test_all_notes_are_told_on_a_key(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1", *OPEN)
        await coder.keys("i")
        assert "at least so many" in coder.screen
