"""Moving the start or the end of a coding, by keys and by the mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qda.coding.changes import Act, ApplyCode, RemoveCodings
from qda.coding.desk import Desk
from qda.coding.reading import CodingRow
from qda.project.documents import find_document, read_document
from qda.project.store import Project

Drive = Any
Disk = Callable[..., list[CodingRow]]


def words_of(study: Path, row: CodingRow) -> str:
    with Project.open(study) as project, project.read() as session:
        text = read_document(session, find_document(session, "T01").id).text
    return text[row.start : row.end]


def said(coder: Any) -> str:
    return " ".join(note.message for note in coder.app._notifications)


async def test_the_end_goes_back_by_words_and_enter_keeps_it(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1", "e", "left", "h", "enter")
        assert coder.stripes == [("recruitment", "made")]
    (row,) = disk(study, "ada")
    assert words_of(study, row) == "Vi begynte med et"


async def test_the_coding_keeps_its_id(drive: Drive, study: Path, disk: Disk) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1")
        (before,) = disk(study, "ada")
        await coder.keys("e", "left", "enter")
    (after,) = disk(study, "ada")
    assert (after.id, after.start) == (before.id, before.start)
    assert after.end < before.end


async def test_tab_and_s_take_the_start_in_hand(drive: Drive, study: Path, disk: Disk) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1", "e", "tab", "right", "e", "left", "s", "l", "enter")
    (row,) = disk(study, "ada")
    assert words_of(study, row) == "med et åpent"


async def test_escape_leaves_the_coding_as_it_was(drive: Drive, study: Path, disk: Disk) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1")
        before = disk(study, "ada")
        shown = coder.app.coding.view.page.stripes.spans[0]
        await coder.keys("e", "left", "left")
        assert coder.app.coding.view.page.stripes.spans[0] != shown
        await coder.keys("escape")
        assert coder.app.coding.view.page.stripes.spans[0] == shown
    assert disk(study, "ada") == before


async def test_the_status_line_says_which_end_moves(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1", "e")
        assert "moving the end" in coder.screen
        assert "enter keep  esc leave" in coder.screen.splitlines()[-1]
        await coder.keys("tab")
        assert "moving the start" in coder.screen
        await coder.keys("enter")
        assert "moving the" not in coder.screen


async def test_other_verbs_wait_while_an_end_is_moved(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1", "e", "3", "x", "j", "d", "escape")
        await coder.keys("3")
    assert sorted(row.code for row in disk(study, "ada")) == ["attrition", "recruitment"]


async def test_a_moved_end_reviews_the_segments_it_takes_in(
    drive: Drive, study: Path, reviewed: Callable[..., set[int]]
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1", "e", "right", "enter")
    assert reviewed(study, "ada") == {2, 3}


async def test_all_moves_of_an_end_are_undone_and_redone_as_one(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1")
        before = disk(study, "ada")
        await coder.keys("e", "left", "left", "tab", "right", "enter")
        after = disk(study, "ada")
        await coder.keys("u")
        assert disk(study, "ada") == before
        await coder.keys("ctrl+r")
        assert disk(study, "ada") == after != before


async def test_an_end_moved_onto_the_same_coding_is_refused_and_said(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "v", "l", "1")
        await coder.keys("V", "1")
        shown = sorted((row.start, row.end) for row in disk(study, "ada"))
        await coder.keys("e", *["left"] * 4, "enter")
        assert "coded just this with the same code already" in said(coder)
        assert len(coder.stripes) == 2
        assert {state for _, state in coder.stripes} == {"made"}
    assert sorted((row.start, row.end) for row in disk(study, "ada")) == shown


async def test_an_end_kept_where_it_was_is_no_act(drive: Drive, study: Path, disk: Disk) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1", "e", "enter")
        await coder.keys("u")
    assert disk(study, "ada") == []


async def test_a_coding_removed_by_another_process_is_not_brought_back(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1")
        (row,) = disk(study, "ada")
        await coder.keys("e", "left")
        with Project.open(study) as project:
            Desk(project, "ada").perform(Act((RemoveCodings((row.id,)),)))
        await coder.keys("enter")
    assert disk(study, "ada") == []


async def test_another_coders_coding_cannot_be_moved(drive: Drive, study: Path, disk: Disk) -> None:
    with Project.open(study) as project:
        with project.read() as session:
            document = find_document(session, "T01").id
        Desk(project, "bo").perform(Act((ApplyCode(document, 25, 40, "attrition"),)))
    async with drive(study) as coder:
        await coder.keys("g", "a", "j")
        await coder.keys("e")
        assert "moving the" not in coder.screen
        assert "bo's coding" in said(coder)


async def test_the_end_of_a_stripe_is_dragged_with_the_mouse(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1")
        (before,) = disk(study, "ada")
        view = coder.app.coding.view
        page = view.page
        row = page.stripes.spans and page.stripes.get(before.id).last
        at = (page.columns.stripes, row + 1)
        await coder.pilot.mouse_down(view, offset=at)
        await coder.pilot.hover(view, offset=(page.columns.text + 4, row + 2))
        await coder.pilot.mouse_up(view, offset=(page.columns.text + 4, row + 2))
        await coder.settle()
        (after,) = disk(study, "ada")
        assert after.id == before.id
        assert after.end > before.end
