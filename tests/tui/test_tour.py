"""The tour: an interview that tells the keys in force, coded by doing what it says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from qda.tour import lay_out_tour
from qda.tui.actions import ACTIONS
from qda.tui.tour import interview

Drive = Any
START = """
import sys
from pathlib import Path
from qda.tui.run import run
sys.exit(run(Path(sys.argv[1]), "ada"))
"""


def with_key(id_: str, *keys: str) -> list[Any]:
    return [replace(action, keys=keys) if action.id == id_ else action for action in ACTIONS]


def test_the_tour_tells_the_keys_in_force() -> None:
    assert "j goes on to the next segment" in interview(ACTIONS)
    assert "å goes on to the next segment" in interview(with_key("move.segment_next", "å"))


def test_an_action_without_a_key_leaves_no_gap() -> None:
    assert "{" not in interview(with_key("app.help"))


async def test_doing_what_the_tour_says_codes_it(tmp_path: Path, drive: Drive, disk: Any) -> None:
    folder = lay_out_tour(tmp_path / "tour", "ada", interview(ACTIONS))
    async with drive(folder) as coder:
        assert "This is an interview to code" in coder.screen
        await coder.keys(*"jjj", "1", *"jj", "enter")
        await coder.keys(*"port")
        await coder.keys("enter")
        await coder.keys(*"jj", "d")
        assert coder.stripes == [("gatekeeping", "made"), ("recruitment", "made")]
        await coder.keys("u", "u")
        assert coder.stripes == [("recruitment", "made")]
    assert [row.code for row in disk(folder, "ada", "Tour")] == ["recruitment"]


def test_the_tour_is_laid_out_anew_each_time(tmp_path: Path, disk: Any) -> None:
    folder = lay_out_tour(tmp_path / "tour", "ada", interview(ACTIONS))
    (folder / "qda.sqlite").write_bytes(b"not whole")
    lay_out_tour(folder, "ada", interview(ACTIONS))
    assert disk(folder, "ada", "Tour") == []


def test_the_tour_is_begun_from_a_project_and_leads_back_to_it(
    study: Path, open_terminal: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    terminal = open_terminal("-c", START, str(study))
    terminal.read_until(b"T01")
    terminal.read_until(b"segment 1 of 7")
    assert any("a tour of a minute" in line for line in terminal.screen())
    terminal.type(",t")
    terminal.read_until(b"segment 1 of 16")
    terminal.written = b""
    terminal.type("q")
    terminal.read_until(b"segment 1 of 7")
    terminal.type("q")
    terminal.read_until(None)
    assert terminal.status() == 0
