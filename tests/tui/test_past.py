"""The last acts as a list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qda.coding.reading import CodingRow

Drive = Any
Disk = Callable[..., list[CodingRow]]


def lines(coder: Any) -> list[str]:
    return [line for line in coder.screen.splitlines() if "│" in line]


def line_with(coder: Any, words: str) -> str:
    return next(line for line in lines(coder) if words in line)


async def test_the_list_marks_what_undo_would_take_back(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "j", "1", "U")
        assert "u takes this back" in line_with(coder, "▸ put Rekruttering")
        assert "u takes" not in line_with(coder, "put Avskalling")


async def test_what_was_taken_back_is_marked_and_the_one_before_is_next(
    drive: Drive, study: Path
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "j", "1", "u", "U")
        assert "taken back" in line_with(coder, "  put Rekruttering")
        assert "u takes this back" in line_with(coder, "▸ put Avskalling")


async def test_what_was_done_again_is_next_to_undo(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "u", "ctrl+r", "U")
        assert "u takes this back" in line_with(coder, "▸ put Avskalling")


async def test_ten_acts_are_listed_at_most(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", *["1", "2", "3"] * 4, "U")
        dialog = coder.app.screen
        assert len(dialog._acts) == 10


async def test_any_of_its_keys_closes_it(drive: Drive, study: Path, disk: Disk) -> None:
    async with drive(study) as coder:
        await coder.keys("U")
        assert "Nothing done yet" in coder.screen
        await coder.keys("escape")
        assert coder.app.screen is coder.app.coding
    assert disk(study, "ada") == []
