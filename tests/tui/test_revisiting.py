"""Reading again for a code: the list, the way into a document, the marks, and taking them back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qda.analysis.load import load
from qda.analysis.load_revisits import load_revisits
from qda.analysis.matrix import matrix
from qda.codebook.apply import apply_codebook
from qda.coding.changes import Act, MarkReviewed
from qda.coding.desk import Desk
from qda.project.store import Project
from qda.tui.screens.revisit import RevisitScreen
from qda.tui.widgets.table import Table

Drive = Any
OPEN = ("comma", "r")
SAID = (2, 3, 4, 6, 7)
"""The informant's segments of T01."""
LEAVING = "label: {nb: Avskalling, en: Attrition}"
TRUST = """  - id: trust
    label: {nb: Tillit}
    definition: Hvem de stoler på.
    children:
      - id: care
        label: {nb: Omsorg}
"""


@pytest.fixture
def later(study: Path) -> Path:
    """Ada had read T01 and T02 whole when “trust”, with “care” under it, came."""
    with Project.open(study) as project:
        desk = Desk(project, "ada")
        desk.perform(Act((MarkReviewed(1, tuple(range(1, 8))), MarkReviewed(2, (1, 2, 3, 4)))))
    add(study, TRUST)
    return study


def add(folder: Path, text: str, old: str = "", new: str = "") -> None:
    file = folder / "codebook.yaml"
    changed = file.read_text(encoding="utf-8").replace(old, new) + text
    file.write_text(changed, encoding="utf-8")
    with Project.open(folder) as project:
        apply_codebook(project, "ada")


def left(folder: Path, code: str = "trust") -> dict[str, tuple[int, ...]]:
    with Project.open(folder) as project:
        found = load_revisits(project, "ada")
    return {d.name: d.left for one in found if one.need.code == code for d in one.left}


def cell(folder: Path, code: str = "trust") -> object:
    with Project.open(folder) as project:
        return matrix(load(project, coders=["ada"]), codes=[code]).cells.shown(0, 0)


def rows(app: Any, table: str) -> list[list[str]]:
    return [[c.plain.strip() for c in row.cells] for row in app.screen.query_one(table).rows]


def definition(app: Any) -> list[str]:
    return str(app.screen.query_one("#again-definition").content).split(" \n")


def current(app: Any, table: str) -> str | None:
    row = app.screen.query_one(table, Table).current
    return row.key if row else None


async def test_the_list_says_which_code_came_after_what_was_read(later: Path, drive: Drive) -> None:
    async with drive(later) as coder:
        await coder.keys(*OPEN)
        assert isinstance(coder.app.screen, RevisitScreen)
        assert rows(coder.app, "#again-codes") == [
            ["T  Tillit", "new in version 3", "2"],
            ["Om Omsorg", "new in version 3", "2"],
        ]
        assert [row[0] for row in rows(coder.app, "#again-documents")] == ["T01", "T02"]
        assert "Hvem de stoler på." in coder.screen


async def test_a_document_is_read_again_to_its_end_and_the_unknown_becomes_a_nought(
    later: Path, drive: Drive
) -> None:
    async with drive(later) as coder:
        assert cell(later) == "–"
        await coder.keys(*OPEN)
        await coder.keys("enter")
        assert coder.app.screen is coder.app.coding
        view = coder.app.coding.view
        assert (view.current_segment, view.focused_code) == (2, "trust")
        assert "again for Tillit and 1 more · 5 left" in coder.screen
        for number in SAID:
            assert view.current_segment == number
            await coder.keys("d")
        assert left(later) == {"T02": (2, 3, 4)}
        assert left(later, "care") == {"T02": (2, 3, 4)}
        assert (cell(later), cell(later, "care")) == (0, 0)
        assert "left · d read" not in coder.screen
        await coder.keys("u")
        assert left(later) == {"T01": (7,), "T02": (2, 3, 4)}


async def test_undo_opens_the_box_again_while_reading(later: Path, drive: Drive) -> None:
    async with drive(later) as coder:
        await coder.keys(*OPEN)
        await coder.keys("enter")
        await coder.keys("d", "d", "u")
        view = coder.app.coding.view
        assert view.page.reviewed.isdisjoint({3, 4, 6, 7})
        assert {1, 2, 5} <= view.page.reviewed
        assert "4 left" in coder.screen
        assert view.current_segment == 3


async def test_what_is_reviewed_for_all_codes_stays_as_it_was(later: Path, drive: Drive) -> None:
    async with drive(later) as coder:
        await coder.keys(*OPEN)
        await coder.keys("enter")
        await coder.keys("d", "G", "D")
        assert left(later) == {"T02": (2, 3, 4)}
    with Project.open(later) as project:
        assert set(load(project, coders=["ada"]).marks.version) == {2}


async def test_the_code_put_on_while_reading_reads_its_segment(later: Path, drive: Drive) -> None:
    add(later, "", "nb: Tillit", "nb: Tiltro")
    async with drive(later) as coder:
        await coder.keys(*OPEN)
        await coder.keys("enter")
        await coder.keys("c")
        await coder.keys(*"omsorg", "enter")
        assert left(later)["T01"] == SAID[1:]
        await coder.keys("1")
        assert left(later)["T01"] == SAID[1:]
        await coder.keys("u", "u")
        assert left(later)["T01"] == SAID


async def test_a_box_clicked_or_unread_is_about_this_reading(later: Path, drive: Drive) -> None:
    async with drive(later) as coder:
        await coder.keys(*OPEN)
        await coder.keys("enter")
        await coder.keys("d")
        await coder.keys("k", "g", "x")
        assert left(later)["T01"] == SAID
        await coder.keys("G", "g", "U")
        assert coder.app.coding.view.current_segment == 6


async def test_the_mode_is_left_and_begun_by_the_same_keys(later: Path, drive: Drive) -> None:
    async with drive(later) as coder:
        await coder.keys(*OPEN)
        await coder.keys("enter")
        await coder.keys("d", "g", "r")
        view = coder.app.coding.view
        assert view.page.reviewed == set(range(1, 8))
        assert "left · d read" not in coder.screen
        await coder.keys("g", "r")
        assert "4 left" in coder.screen
        assert view.current_segment == 3


async def test_when_a_document_is_read_the_same_keys_go_on_to_the_next(
    later: Path, drive: Drive
) -> None:
    async with drive(later) as coder:
        await coder.keys(*OPEN)
        await coder.keys("enter")
        await coder.keys("G", "D")
        assert "T01 is read again for Tillit and 1 more" in coder.screen
        await coder.keys("g", "r")
        assert "T02" in coder.title
        assert "3 left" in coder.screen
        await coder.keys("G", "D", "g", "r")
        assert "Nothing is left to read again for Tillit." in coder.screen


async def test_another_document_ends_the_mode(later: Path, drive: Drive) -> None:
    async with drive(later) as coder:
        await coder.keys(*OPEN)
        await coder.keys("enter")
        await coder.keys("J")
        assert coder.app.coding.rereading is None
        await coder.keys("K")
        assert coder.app.coding.view.page.reviewed == set(range(1, 8))


async def test_a_document_is_said_to_be_done_on_the_list(later: Path, drive: Drive) -> None:
    async with drive(later) as coder:
        await coder.keys(*OPEN)
        await coder.keys("d")
        assert len(left(later)) == 2
        await coder.keys("j", "tab", "j", "d")
        assert (left(later), left(later, "care")) == (
            {"T01": SAID, "T02": (2, 3, 4)},
            {"T01": SAID},
        )
        assert rows(coder.app, "#again-documents")[1][-1] == "✓"
        await coder.keys("u")
        assert len(left(later, "care")) == 2


async def test_codes_marked_are_read_for_together(later: Path, drive: Drive) -> None:
    add(later, "", LEAVING, f"{LEAVING}\n    definition: De som går.")
    async with drive(later) as coder:
        await coder.keys(*OPEN)
        await coder.keys("space", "j", "space", "enter")
        assert "again for Avskalling and 1 more" in coder.screen
        await coder.keys("d", "D")
        assert left(later, "attrition")["T01"] == left(later, "care")["T01"] == SAID[2:]
        assert left(later)["T01"] == SAID


async def test_new_words_are_shown_and_can_be_said_to_need_nothing(
    later: Path, drive: Drive
) -> None:
    add(later, "", LEAVING, f"{LEAVING}\n    definition: De som går.")
    add(later, "", "nb: Avskalling", "nb: Frafall")  # a label alone asks for no reading
    async with drive(later) as coder:
        await coder.keys(*OPEN)
        assert rows(coder.app, "#again-codes")[0][1:] == ["definition changed in version 4", "2"]
        assert definition(coder.app)[-1] == "→ De som går."
        await coder.keys("x")
        assert current(coder.app, "#again-codes") == "trust"
        assert left(later, "attrition") == {}
        await coder.keys("x")
        assert "The code is new" in coder.screen
        await coder.keys("u")
        assert len(left(later, "attrition")) == 2


async def test_a_nought_in_a_matrix_leads_to_the_documents_behind_it(
    later: Path, drive: Drive
) -> None:
    async with drive(later) as coder:
        coder.app.revisit("recruitment")
        await coder.settle()
        assert current(coder.app, "#again-codes") == "recruitment"
        coder.app.revisit("care")
        await coder.settle()
        assert current(coder.app, "#again-codes") == "care"


async def test_what_was_never_reviewed_stands_below_and_is_simply_opened(
    later: Path, drive: Drive
) -> None:
    async with drive(later, "bo") as coder:
        await coder.keys("d")
        coder.app.revisit("trust")
        await coder.settle()
        assert [row[0] for row in rows(coder.app, "#again-documents")] == [
            "Not reviewed yet: 2 documents",
            "T01",
            "T02",
        ]
        await coder.keys("tab", "j", "enter")
        assert "T02" in coder.title
        assert coder.app.coding.rereading is None
