"""A code and a memo on it in one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.widgets import TextArea

from qda.coding.reading import CodingRow, read_memos
from qda.project.documents import find_document
from qda.project.store import Project

Drive = Any
Disk = Callable[..., list[CodingRow]]


def memos(study: Path) -> list[tuple[str, str, str]]:
    with Project.open(study) as project, project.read() as session:
        rows = read_memos(session, find_document(session, "T01").id, "ada")
    return [(row.kind, row.target, row.text) for row in rows]


async def test_ctrl_e_in_the_picker_applies_and_opens_the_memo_on_the_coding(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "c")
        await coder.keys("s", "k", "a", "l", "ctrl+e")
        assert isinstance(coder.app.focused, TextArea)
        await coder.keys("h", "e", "i", "ctrl+s")
    (row,) = disk(study, "ada")
    assert memos(study) == [("coding", row.id, "hei")]


async def test_the_code_stays_where_the_memo_is_not_written(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "c")
        await coder.keys("s", "k", "a", "l", "ctrl+e")
        await coder.keys("escape")
        assert coder.stripes == [("attrition", "made")]
    assert memos(study) == []


async def test_where_the_coding_is_there_already_its_memo_opens(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "m")
        await coder.keys("a", "ctrl+s")
        await coder.keys("c")
        await coder.keys("s", "k", "a", "l", "ctrl+e")
        assert coder.app.focused.text == "a"
    assert len(disk(study, "ada")) == 1
