"""The cases screen: every cell and every verb by its key, and each taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qda.intake.cases import store_cases
from qda.project.cases import CaseInfo, list_attributes, list_cases
from qda.project.store import Project
from qda.tui.screens.cases import CasesScreen
from qda.tui.widgets.grid import Grid

Drive = Any
OPEN = ("comma", "i")
CSV = """case,documents,sector,age:number,first:yesno,role:many
Eva,T01@Eva,hospital,54,yes,initiator;facilitator
Nils,T02@Nils,municipal,38,,none
Unn,T02@Unn;T01,,,,
"""
SECTOR, AGE, FIRST, ROLE = (["l"] * n for n in range(1, 5))


@pytest.fixture
def people(study: Path) -> Path:
    (study / "cases.csv").write_text(CSV, encoding="utf-8")
    with Project.open(study) as project:
        store_cases(project, study / "cases.csv", coder="ada")
    return study


async def press(coder: Any, *keys: str) -> None:
    """Press keys one after the other: between them dialogs open."""
    for key in keys:
        await coder.keys(key)


def grid(coder: Any) -> Grid:
    found = coder.app.screen.query_one(Grid)
    assert isinstance(found, Grid)
    return found


def row(coder: Any, name: str) -> list[str]:
    found = next(row for row in grid(coder).rows if row.key == name)
    return [cell.plain for cell in found.cells]


def titles(coder: Any) -> list[str]:
    return [column.title for column in grid(coder).columns]


def on_disk(folder: Path) -> dict[str, CaseInfo]:
    with Project.open(folder) as project, project.read() as session:
        return {case.name: case for case in list_cases(session)}


async def test_every_informant_has_a_row_and_what_is_unknown_is_empty(
    people: Path, drive: Drive
) -> None:
    async with drive(people) as coder:
        await coder.keys(*OPEN)
        assert isinstance(coder.app.screen, CasesScreen)
        assert row(coder, "Eva") == ["Eva", "hospital", "54", "yes", "initiator; facilitator"]
        assert row(coder, "Unn") == ["Unn", "", "", "", ""]
        await press(coder, "G", *AGE)
        assert "Unn · age (number): unknown" in coder.screen


VERBS: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "typed": ((*AGE, "enter", "5", "5", "enter"), ["Eva", "hospital", "55", "yes"]),
    "chosen": (
        (*SECTOR, "enter", "down", "down", "enter"),
        ["Eva", "municipal", "54", "yes"],
    ),
    "yes or no": ((*FIRST, "e", "n", "o", "enter"), ["Eva", "hospital", "54", "no"]),
    "unknown": ((*AGE, "x"), ["Eva", "hospital", "", "yes"]),
    "not applicable": ((*SECTOR, "minus"), ["Eva", "n.a.", "54", "yes"]),
}


@pytest.mark.parametrize("verb", VERBS)
async def test_a_value_is_changed_in_its_cell_and_undone(
    people: Path, drive: Drive, verb: str
) -> None:
    keys, after = VERBS[verb]
    async with drive(people) as coder:
        await coder.keys(*OPEN)
        await press(coder, *keys)
        assert row(coder, "Eva")[:4] == after
        await coder.keys("u")
        assert row(coder, "Eva")[:4] == ["Eva", "hospital", "54", "yes"]
        await coder.keys("ctrl+r")
        assert row(coder, "Eva")[:4] == after


async def test_several_values_are_put_in_and_out(people: Path, drive: Drive) -> None:
    async with drive(people) as coder:
        await coder.keys(*OPEN)
        await press(coder, *ROLE, "enter", "down")
        # initiator, facilitator, none: the first goes out, the last comes in
        await press(coder, "space", "down", "down", "enter")
        assert row(coder, "Eva")[4] == "facilitator; none"


async def test_what_is_not_of_the_kind_is_said_and_can_be_mended(
    people: Path, drive: Drive
) -> None:
    async with drive(people) as coder:
        await coder.keys(*OPEN)
        await press(coder, *AGE, "enter", *"old", "enter")
        assert "“old” cannot be the age: write a number" in coder.screen
        await press(coder, "backspace", "backspace", "backspace", "6", "0", "enter")
        assert row(coder, "Eva")[2] == "60"


async def test_cases_are_made_named_tied_and_taken_away(people: Path, drive: Drive) -> None:
    async with drive(people) as coder:
        await coder.keys(*OPEN)
        await press(coder, "n", *"Ola", "enter")
        assert grid(coder).current.key == "Ola"  # type: ignore[union-attr]  # it is there
        await press(coder, "t", *"T02@U", "down", "enter")
        assert on_disk(people)["Ola"].documents == ("T02@Unn",)
        await press(coder, "r", "end", "M", "enter")
        assert on_disk(people)["OlaM"].documents == ("T02@Unn",)
        await press(coder, "u", "u", "u")
        assert list(on_disk(people)) == ["Eva", "Nils", "Unn"]
        await press(coder, "g", "g", "x")
        assert list(on_disk(people)) == ["Nils", "Unn"]
        await coder.keys("u")
        assert row(coder, "Eva") == ["Eva", "hospital", "54", "yes", "initiator; facilitator"]


async def test_attributes_are_made_named_and_taken_away(people: Path, drive: Drive) -> None:
    async with drive(people) as coder:
        await coder.keys(*OPEN)
        await press(coder, "a", *"met", "enter", "j", "j", "j", "enter")
        with Project.open(people) as project, project.read() as session:
            assert list_attributes(session)[-1].kind == "date"
        assert "Eva · met (date): unknown" in coder.screen
        await press(coder, "h", "h", "h", "h", "r", "end", "s", "enter")
        assert titles(coder)[1] == "sectors"
        await press(coder, "X")
        assert titles(coder) == ["case", "age", "first", "role", "met"]
        await press(coder, "u", "u", "u")
        assert titles(coder) == ["case", "sector", "age", "first", "role"]
        assert row(coder, "Nils")[1] == "municipal"


async def test_bands_stand_beside_the_number_and_follow_it(people: Path, drive: Drive) -> None:
    async with drive(people) as coder:
        await coder.keys(*OPEN)
        await press(coder, *AGE, "b", *"40", "space", *"60", "enter", "enter")
        assert titles(coder)[2:4] == ["age", "age_band"]
        assert "age_band (bands of age: under 40, 40-59, 60+): 40-59" in coder.screen
        assert [row(coder, name)[3] for name in ("Eva", "Nils", "Unn")] == ["40-59", "under 40", ""]
        await press(coder, "h", "enter", "7", "0", "enter")
        assert row(coder, "Eva")[3] == "60+"
        await press(coder, "l", "enter", "end", "space", *"80", "enter")
        assert "bands of age: under 40, 40-59, 60-79, 80+" in coder.screen
        await press(coder, "X")
        assert "age_band" not in titles(coder)
        await press(coder, "u", "u", "u", "u")
        assert titles(coder) == ["case", "sector", "age", "first", "role"]


async def test_a_memo_is_written_on_the_case_and_shown(people: Path, drive: Drive) -> None:
    async with drive(people) as coder:
        await coder.keys(*OPEN)
        await press(coder, "m", *"call", "ctrl+s")
        assert "call" in coder.screen
        assert "1 memo" in coder.screen
        await coder.keys("u")
        assert "no memo: m writes one" in coder.screen


async def test_all_documents_of_one_informant_are_read_one_after_the_other(
    people: Path, drive: Drive
) -> None:
    async with drive(people) as coder:
        await coder.keys(*OPEN)
        await press(coder, "G", "o")
        assert "T01" in coder.title
        await coder.keys("g", "i")
        assert "T02" in coder.title
        await coder.keys("g", "i")
        assert "T01" in coder.title
        await press(coder, *OPEN, "tab", "j", "enter")
        assert "T02" in coder.title


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)])
async def test_the_cell_stood_on_is_in_sight_at_every_size(
    people: Path, drive: Drive, size: tuple[int, int]
) -> None:
    async with drive(people, size=size) as coder:
        await coder.keys(*OPEN)
        for steps in ("ll", "ll", "h", "hhh"):
            await coder.keys(*steps)
            assert grid(coder).column in grid(coder).shown


async def test_an_empty_project_says_how_cases_come(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        await coder.keys(*OPEN)
        assert "No cases yet" in coder.screen
        await press(coder, "l", "x", "minus", "m", "t", "o", "X", "enter", *"Eva", "enter")
        assert list(on_disk(study)) == ["Eva"]
