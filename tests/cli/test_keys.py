"""`qda keys`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qda.tui.actions import ACTIONS

Shell = Any

PAGE = Path(__file__).parent.parent.parent / "docs" / "keys.md"


@pytest.fixture
def own(home: Path) -> Path:
    """Where the user's own keys lie."""
    (home / "config" / "qda").mkdir(parents=True)
    return home / "config" / "qda" / "keys.toml"


def test_the_page_of_keys_is_that_of_the_registry(qda: Shell) -> None:
    said = qda("keys", "--built-in", "--markdown").out
    assert PAGE.read_text(encoding="utf-8") == said, (
        "docs/keys.md is out of date: qda keys --built-in --markdown > docs/keys.md"
    )


def test_keys_prints_every_action_by_group_with_its_id(qda: Shell) -> None:
    said = qda("keys")
    assert said.code == 0
    assert {line.split()[-1] for line in said.lines if line.startswith("  ")} == {
        action.id for action in ACTIONS
    }
    assert [line for line in said.lines if line == "Move"] == ["Move"]
    assert "not there; the keys are built in" in said.lines[-1]


def test_keys_prints_the_users_own(qda: Shell, own: Path) -> None:
    own.write_text('[keys]\nreview.next = "å"\n', encoding="utf-8")
    said = qda("keys")
    (line,) = [line for line in said.lines if line.endswith("review.next")]
    assert line.split()[0] == "å"
    assert said.lines[-1] == f"{own}: in force."


def test_built_in_leaves_the_users_own_aside(qda: Shell, own: Path) -> None:
    own.write_text('[keys]\nreview.next = "å"\n', encoding="utf-8")
    (line,) = [line for line in qda("keys", "--built-in").lines if line.endswith("review.next")]
    assert line.split()[0] == "d"


def test_check_says_all_mistakes_and_ends_with_2(qda: Shell, own: Path) -> None:
    own.write_text('[keys]\nreveiw.next = "å"\nview.zen = "ctrl+i"\n', encoding="utf-8")
    said = qda("keys", "--check")
    assert said.code == 2
    assert said.out == ""
    assert [line.partition(": ")[0] for line in said.err.splitlines()[:2]] == [
        f"{own}:2",
        f"{own}:3",
    ]


def test_check_is_content_with_a_good_file(qda: Shell, own: Path) -> None:
    own.write_text('[keys]\n"review.next" = ["å", "g å"]\n', encoding="utf-8")
    said = qda("keys", "--check")
    assert (said.code, said.out, said.err) == (0, f"{own}: in force.\n", "")


def test_the_example_of_the_page_is_good(qda: Shell, own: Path) -> None:
    example = PAGE.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    own.write_text(example, encoding="utf-8")
    assert qda("keys", "--check").err == ""
