"""Flags and quotables: put, seen, jumped to, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qda.coding.marks import read_marks
from qda.project.documents import find_document
from qda.project.store import Project

Drive = Any


def on_disk(folder: Path, document: str = "T01") -> list[tuple[str, int, int, str]]:
    with Project.open(folder) as project, project.read() as session:
        of = find_document(session, document).id
        return [(m.kind, m.start, m.end, m.coder) for m in read_marks(session, of)]


def gutter(coder: Any) -> dict[int, str]:
    return dict(coder.app.coding.view.page.marks)


@pytest.mark.parametrize(
    ("key", "kind", "said", "sign"),
    [("f", "flag", "flagged", "⚑"), ("exclamation_mark", "quotable", "quotable", "“")],
)
async def test_a_key_marks_the_segment_and_again_unmarks_it(
    drive: Drive, study: Path, key: str, kind: str, said: str, sign: str
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", key)
        assert [mark[0] for mark in on_disk(study)] == [kind]
        assert gutter(coder) == {2: sign}
        assert f" · {said} · " in coder.screen
        await coder.keys(key)
        assert on_disk(study) == []
        assert gutter(coder) == {}


async def test_a_mark_is_undone_and_done_again(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "f", "u")
        assert on_disk(study) == []
        await coder.keys("ctrl+r")
        assert [mark[0] for mark in on_disk(study)] == ["flag"]
        await coder.keys("f", "u")
        assert gutter(coder) == {2: "⚑"}


async def test_selected_words_are_what_is_marked(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "v", "l", "exclamation_mark")
        assert on_disk(study) == [("quotable", 25, 35, "ada")]
        assert coder.app.coding.view.selection is None


async def test_on_the_segment_the_key_takes_the_mark_on_its_words_away(
    drive: Drive, study: Path
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "v", "l", "f", "f")
        assert on_disk(study) == []


async def test_several_signs_stand_beside_each_other(drive: Drive, study: Path) -> None:
    async with drive(study, size=(200, 40)) as coder:
        await coder.keys("j", "f", "exclamation_mark", "m")
        await coder.keys("a", "ctrl+s")
        assert gutter(coder) == {2: "✎⚑“"}
        assert "✎⚑“" in coder.screen


async def test_a_narrow_gutter_says_that_there_are_more(drive: Drive, study: Path) -> None:
    async with drive(study, size=(60, 20)) as coder:
        await coder.keys("j", "f", "exclamation_mark", "m")
        await coder.keys("a", "ctrl+s")
        assert "✎+" in coder.screen


async def test_jumps_go_to_flags_only(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "f", "j", "exclamation_mark", "j", "f", "g", "g")
        for keys, number in (("]f", 2), ("gf", 4), ("gF", 2)):
            first = {"]": "right_square_bracket"}.get(keys[0], keys[0])
            await coder.keys(first, keys[1])
            assert coder.app.coding.view.current_segment == number
        await coder.keys("left_square_bracket", "f")
        assert coder.app.coding.view.current_segment == 2


async def test_another_coder_s_flag_is_seen_with_all_coders_and_left_alone(
    drive: Drive, study: Path
) -> None:
    async with drive(study, "bo") as coder:
        await coder.keys("j", "f")
    async with drive(study, "ada") as coder:
        await coder.keys("j", "j", "k")
        assert gutter(coder) == {}
        await coder.keys("g", "a")
        assert gutter(coder) == {2: "⚑"}
        await coder.keys("f")
        assert sorted(mark[3] for mark in on_disk(study)) == ["ada", "bo"]
