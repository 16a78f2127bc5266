"""The codebook screen: every change by keys, in the file as in the database, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import OptionList, TextArea

from qda.codebook.read import read_codebook
from qda.coding.reading import CodingRow
from qda.tui.screens.codebook import CodebookScreen
from qda.tui.screens.definition import DefinitionDialog
from qda.tui.screens.split import SplitScreen
from qda.tui.widgets.table import Table

Drive = Any
Disk = Callable[..., list[CodingRow]]
OPEN = ("comma", "c")
COMMENT = "# Agreed in May\n"


@pytest.fixture
def commented(study: Path) -> Path:
    """The study, with a comment in its codebook that must stay."""
    from qda.codebook.apply import apply_codebook
    from qda.project.store import Project

    file = study / "codebook.yaml"
    file.write_text(COMMENT + file.read_text(encoding="utf-8"), encoding="utf-8")
    with Project.open(study) as project:
        apply_codebook(project, "ada")
    return study


def tree(coder: Any) -> list[str]:
    """The names in the tree, with their depth as it is shown."""
    rows = coder.app.screen.query_one("#codebook-table", Table).rows
    return [row.cells[1].plain.split("  retired")[0] for row in rows]


def ids(study: Path) -> list[tuple[str, str | None]]:
    return [(code.id, code.parent) for code in read_codebook(study / "codebook.yaml")]


VERBS: list[tuple[str, tuple[str, ...], tuple[str, str]]] = [
    ("add", ("a", *"Uro", "enter"), ("id: uro\n", "label: Uro\n")),
    ("sub-code", ("A", *"Uro", "enter"), ("      - id: uro\n", "label: Uro\n")),
    ("label", ("r", "end", *"er", "enter", "enter"), ("nb: Rekrutteringer", "en: Recruitment")),
    ("id", ("I", "end", *"_2", "enter"), ("id: recruitment_2\n", "was: recruitment\n")),
    ("definition", ("d", *"Hvem", "ctrl+s"), ("definition:", "nb: Hvem")),
    ("include", ("i", *"alle", "ctrl+s"), ("include:", "nb: alle")),
    ("exclude", ("e", *"noen", "ctrl+s"), ("exclude:", "nb: noen")),
    ("examples", ("E", *"ord", "ctrl+s"), ("examples:", "- ord")),
    ("base", ("b", *"role=boss", "ctrl+s"), ("base: role=boss", "")),
    ("down", ("J",), ("- id: attrition", "")),
    ("indent", ("G", "greater_than_sign"), ("      - id: attrition", "")),
    ("outdent", ("j", "less_than_sign"), ("\n  - id: open_meeting", "")),
    ("move", ("G", "m", *"rekr", "enter"), ("      - id: attrition", "")),
    ("merge", ("G", "M", *"møte", "enter"), ("was: attrition", "")),
    ("colour", ("c", "j", "j", "enter"), ('colour: "#5C90FF"', "")),
    ("pin", ("9",), ("pin: 9\n", "")),
    ("unpin", ("1",), ("- id: recruitment", "")),
    ("repin", ("3",), ("pin: 3\n", "")),
    ("retire", ("t",), ("retired: true\n", "")),
    ("delete", ("G", "x"), ("- id: open_meeting", "")),
]


@pytest.mark.parametrize(("keys", "said"), [v[1:] for v in VERBS], ids=[v[0] for v in VERBS])
async def test_each_key_changes_the_file_keeps_its_comments_and_is_undone_and_redone(
    commented: Path, drive: Drive, keys: tuple[str, ...], said: tuple[str, str]
) -> None:
    file = commented / "codebook.yaml"
    before = file.read_text(encoding="utf-8")
    async with drive(commented) as coder:
        await coder.keys(*OPEN)
        for key in keys:
            await coder.keys(key)
        after = file.read_text(encoding="utf-8")
        assert after != before
        assert after.startswith(COMMENT)
        assert all(words in after for words in said)
        await coder.keys("u")
        assert file.read_text(encoding="utf-8") == before
        await coder.keys("ctrl+r")
        assert file.read_text(encoding="utf-8") == after


async def test_the_tree_shows_counts_and_the_code_stood_on(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        await coder.keys("G", "1", *OPEN)
        assert isinstance(coder.app.screen, CodebookScreen)
        assert tree(coder) == ["R  Rekruttering", "  Å  Åpent møte", "A  Avskalling"]
        assert "1 coding of yours, 1 of all, in 1 document" in coder.screen
        assert "Recruitment" in coder.screen


async def test_a_new_code_is_stood_on(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        await coder.keys(*OPEN)
        for key in ("A", *"Uro", "enter"):
            await coder.keys(key)
        assert ids(study)[:3] == [
            ("recruitment", None),
            ("open_meeting", "recruitment"),
            ("uro", "recruitment"),
        ]
        assert coder.app.screen.code.id == "uro"


async def test_a_label_that_another_code_has_is_told_and_undo_takes_it_back(
    study: Path, drive: Drive
) -> None:
    before = (study / "codebook.yaml").read_bytes()
    async with drive(study) as coder:
        await coder.keys(*OPEN)
        await coder.keys("a")
        await coder.keys(*"Rekruttering", "enter")
        (said,) = [note.message for note in coder.app._notifications]
        assert "another code “Rekruttering”" in said
        await coder.keys("u")
    assert (study / "codebook.yaml").read_bytes() == before


async def test_a_code_in_use_asks_before_it_is_deleted_and_undo_brings_all_back(
    study: Path, drive: Drive, disk: Disk
) -> None:
    before = (study / "codebook.yaml").read_bytes()
    async with drive(study) as coder:
        await coder.keys("G", "3", *OPEN)
        await coder.keys("G", "x")
        assert "1 coding of yours" in coder.screen
        await coder.keys("n")
        assert (study / "codebook.yaml").read_bytes() == before
        await coder.keys("x")
        await coder.keys("y")
        assert disk(study, "ada") == []
        assert tree(coder) == ["R  Rekruttering", "  Å  Åpent møte"]
        await coder.keys("u")
    assert [row.code for row in disk(study, "ada")] == ["attrition"]
    assert (study / "codebook.yaml").read_bytes() == before


async def test_a_file_with_changes_that_are_not_applied_is_left_alone(
    study: Path, drive: Drive
) -> None:
    file = study / "codebook.yaml"
    async with drive(study) as coder:
        changed = file.read_text(encoding="utf-8") + "# mine\n"
        file.write_text(changed, encoding="utf-8")
        await coder.keys(*OPEN)
        await coder.keys("t")
        said = [note.message for note in coder.app._notifications]
        assert said == ["codebook.yaml has changes that are not applied: `qda codebook apply`"]
    assert file.read_text(encoding="utf-8") == changed


async def test_enter_goes_to_the_first_use_in_the_text(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        await coder.keys("G", "3", "g", "g", *OPEN)
        await coder.keys("G", "enter")
        assert coder.app.screen is coder.app.coding
        assert coder.app.coding.view.focused_code == "attrition"
        assert coder.app.coding.view.focused_span.code == "attrition"


async def test_splitting_deals_codings_out_one_by_one_and_what_is_passed_by_stays(
    study: Path, drive: Drive, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1", "j", "1", "j", "1", *OPEN)
        await coder.keys("s")
        assert isinstance(coder.app.screen, SplitScreen)
        assert "3 left" in coder.screen
        assert "Vi begynte med et åpent møte." in coder.screen
        await coder.keys("1")
        assert "2 left" in coder.screen
        await coder.keys("n")
        for key in (*"Ny", "enter"):
            await coder.keys(key)
        await coder.keys("space", "2")
        assert sorted(row.code for row in disk(study, "ada")) == [
            "ny",
            "open_meeting",
            "recruitment",
        ]
        await coder.keys("u")
        assert "2 left" in coder.screen
        await coder.keys("escape")
        assert tree(coder)[0].endswith("Rekruttering")


async def test_codings_of_others_stay_unless_one_asks_for_them_too(
    study: Path, drive: Drive, disk: Disk
) -> None:
    async with drive(study, "bo") as bo:
        await bo.keys("j", "1")
    async with drive(study, "ada") as ada:
        await ada.keys("j", "1", *OPEN)
        await ada.keys("s")
        assert "1 left, 1 by others stay" in ada.screen
        assert "bo's" not in ada.screen
        await ada.keys("w", "n", "w", "y")
        assert "2 left, 1 of them by others" in ada.screen
        await ada.keys("j")
        assert "bo's" in ada.screen
        await ada.keys("1")
    assert [row.code for row in disk(study, "bo")] == ["open_meeting"]
    assert [row.code for row in disk(study, "ada")] == ["recruitment"]


@pytest.mark.parametrize("keys", [("apostrophe",), ("g", "w")])
async def test_the_definition_of_the_code_at_hand_is_a_key_away(
    study: Path, drive: Drive, keys: tuple[str, ...]
) -> None:
    async with drive(study) as coder:
        await coder.keys(*OPEN)
        await coder.keys("d")
        coder.app.screen.query_one(TextArea).text = "Hvordan folk finner veien."
        await coder.keys("ctrl+s")
        await coder.keys("escape", "j", "1")
        await coder.keys(*keys)
        assert isinstance(coder.app.screen, DefinitionDialog)
        assert "Hvordan folk finner veien." in coder.screen
        await coder.keys("j")
        assert coder.app.screen is coder.app.coding
        await coder.keys("enter")
        coder.app.screen.query_one(OptionList).highlighted = 0
        await coder.settle()
        assert "Hvordan folk finner veien." in coder.screen
