"""Keys that come at once, as after a machine hung, do what they do one after another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qda.coding.reading import CodingRow

Drive = Any
Disk = Callable[[Path, str], list[CodingRow]]


async def test_letters_that_come_with_the_picker_s_key_are_the_picker_s(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "c", *"avsk", "enter", "j", "c", *"rekr", "enter", "j", "2")
    made = {row.code for row in disk(study, "ada")}
    assert made == {"attrition", "recruitment", "open_meeting"}


async def test_a_memo_is_typed_at_once_with_its_key(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "m", *"godt", "space", *"sagt", "ctrl+s", "j", "f")
        assert [memo.text for memo in coder.app.coding.work.memos] == ["godt sagt"]
        assert len(coder.app.coding.work.marks) == 1
