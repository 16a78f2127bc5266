"""A code that sticks to each selection made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qda.coding.reading import CodingRow

Drive = Any
Disk = Callable[..., list[CodingRow]]


async def test_each_selection_gets_the_last_code(drive: Drive, study: Path, disk: Disk) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "a", "j", "V", "j", "s")
        assert coder.stripes == [("attrition", "made")] * 3
    assert len({row.start for row in disk(study, "ada")}) == 3


async def test_a_selection_begun_with_v_is_coded_when_v_ends_it(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "a", "j", "v", "l")
        assert len(disk(study, "ada")) == 1
        await coder.keys("v")
        assert coder.app.coding.view.selection is None
    assert len(disk(study, "ada")) == 2


async def test_the_banner_names_the_code_until_the_mode_ends(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "a")
        assert "each selection gets Avskalling" in coder.screen
        await coder.keys("a")
        assert "each selection gets" not in coder.screen
        await coder.keys("a", "escape")
        assert "each selection gets" not in coder.screen


async def test_after_escape_a_selection_is_only_a_selection(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "a", "escape", "j", "V")
        assert coder.app.coding.view.selection is not None
    assert len(disk(study, "ada")) == 1


async def test_the_code_stays_though_another_is_applied(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "a", "j", "1", "j", "V")
    assert [row.code for row in disk(study, "ada")] == ["attrition", "recruitment", "attrition"]


async def test_without_a_last_code_nothing_sticks(drive: Drive, study: Path, disk: Disk) -> None:
    async with drive(study) as coder:
        await coder.keys("a", "j", "V")
        assert coder.app.coding.view.selection is not None
    assert disk(study, "ada") == []


async def test_what_the_mouse_drags_over_is_coded_when_it_lets_go(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "a", "j")
        view = coder.app.coding.view
        column, row = view.page.columns.text, view.page.rows_of_segment(4)[0] + 1
        await coder.pilot.mouse_down(view, offset=(column, row))
        await coder.pilot.hover(view, offset=(column + 8, row))
        assert len(disk(study, "ada")) == 1
        await coder.pilot.mouse_up(view, offset=(column + 8, row))
        await coder.settle()
    assert len(disk(study, "ada")) == 2


async def test_three_clicks_code_the_sentence_and_not_its_word(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "a")
        view = coder.app.coding.view
        column, row = view.page.columns.text, view.page.rows_of_segment(4)[0] + 1
        await coder.pilot.click(view, offset=(column + 2, row), times=3)
        await coder.until(lambda: len(disk(study, "ada")) == 2)
        segment = view.sheet.segment(4)
    assert (segment.start, segment.end) in {(row.start, row.end) for row in disk(study, "ada")}
