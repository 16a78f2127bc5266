"""The overview: where the project stands, and the way into a document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qda.tui.screens.overview import OverviewScreen
from qda.tui.widgets.table import Table

Drive = Any
OPEN = ("comma", "o")


def rows(app: Any, table: str) -> list[list[str]]:
    return [[c.plain.strip() for c in row.cells] for row in app.screen.query_one(table).rows]


async def test_each_document_shows_how_far_it_is_read_and_what_is_coded(
    study: Path, drive: Drive
) -> None:
    async with drive(study) as coder:
        await coder.keys("G", "1", *OPEN)
        assert isinstance(coder.app.screen, OverviewScreen)
        first = rows(coder.app, "#documents-table")[0]
        assert first[0] == "T01"
        assert first[-1] == "1"  # codings
        assert first[3].endswith(f"{100 // int(first[2])}%")
        assert ["R  Rekruttering", "1", "1"] in rows(coder.app, "#uses")
        assert "today: 1 coding · 1 segment reviewed · 0 memos" in coder.screen


async def test_enter_opens_the_document_and_escape_goes_back_to_the_text(
    study: Path, drive: Drive
) -> None:
    async with drive(study) as coder:
        await coder.keys(*OPEN)
        await coder.keys("j", "enter")
        assert coder.app.screen is coder.app.coding
        assert "T02" in coder.title
        await coder.keys(*OPEN, "escape")
        assert coder.app.screen is coder.app.coding


async def test_undo_on_the_overview_takes_back_the_last_coding(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        await coder.keys("1", *OPEN, "u")
        assert rows(coder.app, "#documents-table")[0][-1] == ""


async def test_two_commas_go_back_to_the_screen_left_last_as_it_was(
    study: Path, drive: Drive
) -> None:
    async with drive(study) as coder:
        await coder.keys(*OPEN)
        await coder.keys("j", "escape", "comma", "comma")
        assert coder.app.screen.query_one("#documents-table", Table).current.cells[0].plain == "T02"


async def test_a_code_chosen_on_the_overview_is_in_focus_in_the_text(
    study: Path, drive: Drive
) -> None:
    async with drive(study) as coder:
        await coder.keys(*OPEN)
        await coder.keys("tab", "j", "enter")
        assert coder.app.screen is coder.app.coding
        assert coder.app.coding.view.focused_code == "open_meeting"


async def test_the_document_where_the_coder_stopped_is_marked_and_named(
    study: Path, drive: Drive
) -> None:
    async with drive(study) as coder:
        await coder.keys("J")
        await coder.keys(*OPEN)
        table = coder.app.screen.query_one("#documents-table", Table)
        assert table.marked == {table.current.key}
        assert "last in T02 ●" in coder.screen
