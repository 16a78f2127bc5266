"""The memos screen and the journal: every verb by its key, and each taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import TextArea

from qda.coding.changes import Act, ApplyCode, WriteMemo
from qda.coding.desk import Desk
from qda.coding.memos import MemoLine, list_memos
from qda.intake.cases import store_cases
from qda.project.store import Project
from qda.tui.screens.cases import CasesScreen
from qda.tui.screens.memos import MemosScreen
from qda.tui.widgets.grid import Grid
from qda.tui.widgets.here import HerePane
from qda.tui.widgets.table import Table

Drive = Any
OPEN = ("comma", "m")
MEETING = (25, 54)  # T01, segment 2: Vi begynte med et åpent møte.


async def press(coder: Any, *keys: str) -> None:
    """Press keys one after the other: between them dialogs open."""
    for key in keys:
        await coder.keys(key)


@pytest.fixture
def noted(study: Path) -> Path:
    """A memo on each kind of thing, by two coders."""
    (study / "cases.csv").write_text(
        "case,documents\nEva,T01@Eva\nNils,T02@Nils\n", encoding="utf-8"
    )
    coding = ApplyCode(1, *MEETING, "open_meeting")
    memos = (
        WriteMemo("project", "", "A first thought."),
        WriteMemo("code", "recruitment", "How they come."),
        WriteMemo("coding", coding.coding, "Coffee for thirty.", 1),
        WriteMemo("span", "", "He looks away.", 2, 15, 36),
        WriteMemo("case", "Nils", "Call him again."),
    )
    with Project.open(study) as project:
        store_cases(project, study / "cases.csv", coder="ada")
        for change in (coding, *memos):
            Desk(project, "ada").perform(Act((change,)))
        Desk(project, "bo").perform(Act((WriteMemo("document", "", "Short.", 2),)))
    return study


def shown(coder: Any) -> list[str]:
    return [row.cells[-1].plain for row in coder.app.screen.query_one("#memos-list", Table).rows]


def on_disk(folder: Path) -> list[MemoLine]:
    with Project.open(folder) as project, project.read() as session:
        return list_memos(session)


ALL = [
    "Call him again.",
    "He looks away.",
    "Coffee for thirty.",
    "How they come.",
    "A first thought.",
]


async def test_all_memos_are_there_each_whole_with_its_passage(noted: Path, drive: Drive) -> None:
    async with drive(noted) as coder:
        await coder.keys(*OPEN)
        assert isinstance(coder.app.screen, MemosScreen)
        assert shown(coder) == ALL
        await coder.keys("j", "j")
        assert "“Vi begynte med et åpent møte.”" in coder.screen
        assert "Åpent møte · T01, segment 2" in coder.screen


FILTERS = {
    "kind": (("f", "j", "enter"), ["A first thought."]),
    "code, with those under it": (
        ("c", *"rekr", "enter"),
        ["Coffee for thirty.", "How they come."],
    ),
    "coder": (("w", "k", "enter"), ["Short."]),
    "words": (("slash", *"him", "space", *"call", "enter"), ["Call him again."]),
}


@pytest.mark.parametrize("name", FILTERS)
async def test_memos_are_narrowed_and_all_shown_again(noted: Path, drive: Drive, name: str) -> None:
    keys, left = FILTERS[name]
    async with drive(noted) as coder:
        await coder.keys(*OPEN)
        await press(coder, *keys)
        assert shown(coder) == left
        assert f"Memos · {len(left)} of 6" in coder.screen
        await coder.keys("a")
        assert shown(coder) == ALL


async def test_a_memo_is_written_on_removed_and_brought_back(noted: Path, drive: Drive) -> None:
    async with drive(noted) as coder:
        await coder.keys(*OPEN)
        await press(coder, "e", "space", *"Soon.", "ctrl+s")
        assert shown(coder)[0] == "Call him again. Soon."
        await press(coder, "x")
        assert "Call him again. Soon." not in shown(coder)
        await press(coder, "u", "u")
        assert shown(coder) == ALL


async def test_anothers_memo_is_left_alone(noted: Path, drive: Drive) -> None:
    async with drive(noted) as coder:
        await coder.keys(*OPEN)
        await press(coder, "w", "k", "k", "enter", "k", "x")
        assert shown(coder) == ["Short.", *ALL]
        assert "not yours" in coder.screen


async def test_enter_goes_to_what_the_memo_is_on(noted: Path, drive: Drive) -> None:
    async with drive(noted) as coder:
        await coder.keys(*OPEN)
        await coder.keys("j", "enter")
        assert "T02" in coder.title
        assert coder.app.coding.view.page.cursor == 15
        await coder.keys(*OPEN)
        await coder.keys("k", "enter")
        assert isinstance(coder.app.screen, CasesScreen)
        assert coder.app.screen.query_one(Grid).current.key == "Nils"  # type: ignore[union-attr]  # there
        await coder.keys(*OPEN)
        await coder.keys("G", "k", "enter")
        assert coder.app.coding.view.focused_code == "recruitment"


async def test_new_memos_on_a_code_and_a_case_go_on_in_those_there_are(
    noted: Path, drive: Drive
) -> None:
    async with drive(noted) as coder:
        await coder.keys(*OPEN)
        await press(coder, "n", "j", "enter", *"avsk", "enter", *"Few", "ctrl+s")
        assert shown(coder)[0] == "Few"
        await press(coder, "n", "j", "j", "enter", *"nils", "enter", *"!", "ctrl+s")
        assert "Call him again.!" in shown(coder)
        await press(coder, "u", "u")
        assert shown(coder) == ALL


async def test_the_journal_is_written_from_anywhere_and_shown_alone(
    noted: Path, drive: Drive
) -> None:
    async with drive(noted) as coder:
        await press(coder, "g", "j", *"Two", "ctrl+s", "comma", "j")
        assert shown(coder) == ["Two", "A first thought."]
        await press(coder, "g", "j", *"Three", "ctrl+s")
        assert shown(coder)[0] == "Three"
        await press(coder, "u", "u")
        assert shown(coder) == ["A first thought."]


async def test_the_selection_is_linked_to_a_memo_and_the_link_followed(
    noted: Path, drive: Drive
) -> None:
    async with drive(noted) as coder:
        await press(coder, "j", "g", "l", *"thought", "enter")
        await press(coder, "J", "g", "l", *"thought", "enter")
        assert "✎" in coder.screen
        await press(coder, "comma", "j")
        assert shown(coder) == ["A first thought. ↗2"]
        assert "Vi begynte med et åpent møte." in coder.screen
        await press(coder, "tab", "tab", "enter")
        assert coder.app.screen is coder.app.coding
        assert "T01" in coder.title
        assert coder.app.coding.view.current_segment == 2
        assert "A first thought." in coder.screen
        await press(coder, "comma", "j", "x")  # the links have the keys still
        assert len(on_disk(noted)[-1].links) == 1
        await press(coder, "u", "u", "u")
        assert on_disk(noted)[-1].links == ()


async def test_a_new_entry_and_its_link_are_one_act(noted: Path, drive: Drive) -> None:
    async with drive(noted) as coder:
        await press(coder, "j", "g", "l", "enter", *"See", "ctrl+s")
        newest = on_disk(noted)[0]
        assert (newest.kind, newest.text, len(newest.links)) == ("project", "See", 1)
        await coder.keys("u")
        assert len(on_disk(noted)) == 6


async def test_a_memo_on_the_code_in_focus(noted: Path, drive: Drive) -> None:
    async with drive(noted) as coder:
        await press(coder, "j", "g", "n", *"Tea", "ctrl+s")
        newest = on_disk(noted)[0]
        assert (newest.kind, newest.target, newest.text) == ("code", "open_meeting", "Tea")


@pytest.mark.parametrize("size", [(60, 20), (200, 60)])
async def test_the_memo_is_whole_at_every_size(
    noted: Path, drive: Drive, size: tuple[int, int]
) -> None:
    async with drive(noted, size=size) as coder:
        await coder.keys(*OPEN)
        await coder.keys("j", "j")
        assert "“Vi begynte med et åpent møte.”" in coder.screen


async def test_without_memos_it_says_how_they_come(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        await coder.keys(*OPEN)
        assert "no memos yet" in coder.screen
        await press(coder, "enter", "e", "x")
        assert coder.app.screen.query_one("#memos-list", Table).rows == ()


async def test_a_long_memo_at_the_cursor_is_scrolled_to_and_back(drive: Drive, study: Path) -> None:
    async with drive(study, size=(80, 24)) as coder:
        await coder.keys("m")
        coder.app.screen.query_one(TextArea).text = "\n".join(f"linje {n}" for n in range(12))
        await coder.keys("ctrl+s")
        assert "linje 0" in coder.screen
        assert "linje 5" not in coder.screen
        coder.app.coding.query_one(HerePane).focus()
        await coder.keys("down", "down", "down")
        assert "linje 0" not in coder.screen
        assert "linje 3" in coder.screen
        await coder.keys("up", "up", "up")
        assert "linje 0" in coder.screen
