"""Jumps to uses of a code and to memos."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qda.coding.reading import CodingRow

Drive = Any
Disk = Callable[..., list[CodingRow]]


def segment(coder: Any) -> int:
    return int(coder.app.coding.view.current_segment)


async def test_brackets_go_through_the_uses_of_the_coding_s_code(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "j", "1", "j", "3", "g", "g", "j")
        await coder.keys("right_square_bracket", "c")
        assert segment(coder) == 4
        await coder.keys("left_square_bracket", "c")
        assert segment(coder) == 2


async def test_the_twins_with_g_do_the_same(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "j", "j", "3", "g", "g", "j", "g", "c")
        assert segment(coder) == 4
        await coder.keys("g", "C")
        assert segment(coder) == 2


async def test_the_use_found_is_in_focus_among_overlapping_codings(
    drive: Drive, study: Path
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "j", "j", "3", "v", "1", "g", "g", "j", "g", "c")
        assert coder.app.coding.view.focused_span.code == "attrition"


async def test_the_code_highlighted_in_the_codebook_is_the_one_in_focus(
    drive: Drive, study: Path
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "j", "2", "g", "g")
        await coder.keys("shift+tab")
        await coder.keys("home")
        await coder.keys("g", "c")
        assert segment(coder) == 3, "a use of a code under the one highlighted"


async def test_at_the_last_use_the_cursor_stays_and_it_is_said(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "g", "c")
        assert segment(coder) == 2
        said = [note.message for note in coder.app._notifications]
        assert said == ["No more of Avskalling in this direction."]


async def test_jumps_go_to_memos_on_segments_and_on_codings(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "m")
        await coder.keys("a", "ctrl+s")
        await coder.keys("j", "j", "1", "m")
        await coder.keys("b", "ctrl+s")
        await coder.keys("g", "g", "g", "m")
        assert segment(coder) == 2
        await coder.keys("right_square_bracket", "m")
        assert segment(coder) == 4
        await coder.keys("g", "M")
        assert segment(coder) == 2
