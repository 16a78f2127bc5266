"""New codes made while coding: by a name no code has, and in vivo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select
from textual.widgets import TextArea

from qda.codebook.read import read_codebook
from qda.codebook.stored import read_stored
from qda.codebook.tree import Codebook
from qda.coding.reading import CodingRow
from qda.project.models import Batch, Event
from qda.project.store import Project
from qda.tui import words
from qda.tui.screens.picker import Picker
from qda.tui.widgets.codebook import CodebookPane

Drive = Any
Disk = Callable[..., list[CodingRow]]
WORRY = tuple("uro")


def stored(study: Path) -> Codebook:
    """The codes in use; one that was never in the file is retired."""
    with Project.open(study) as project, project.read() as session:
        return Codebook(tuple(code for code in read_stored(session) if not code.retired))


def written(study: Path) -> Codebook:
    return read_codebook(study / "codebook.yaml")


def pane(coder: Any) -> list[str]:
    options = coder.app.coding.query_one(CodebookPane).options
    return [option.id for option in options]


def history(study: Path) -> str:
    with Project.open(study) as project, project.read() as session:
        events = session.execute(select(Event.key, Event.before, Event.after)).all()
        acts = session.scalars(select(Batch.act)).all()
    return repr([events, acts])


async def made(coder: Any, code: str) -> None:
    """Wait until a coding of a code is on disk."""
    await coder.until(lambda: (code, "made") in coder.stripes)
    await coder.settle()


async def test_an_unknown_name_offers_a_new_code_as_the_last_row(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "c")
        await coder.keys(*WORRY)
        assert "new code “uro” at the top level" in coder.screen
        await coder.keys("escape")
    assert "uro" not in stored(study)


async def test_the_name_of_a_code_offers_none(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "c")
        await coder.keys(*"avskalling")
        assert "new code “" not in coder.screen


async def test_choosing_it_makes_the_code_and_applies_it(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "c")
        await coder.keys(*WORRY, "down", "enter")
        await made(coder, "uro")
        assert pane(coder) == ["recruitment", "open_meeting", "attrition", "uro"]
    assert [row.code for row in disk(study, "ada")] == ["uro"]
    assert stored(study)["uro"].name() == "uro"
    assert stored(study) == written(study)


async def test_enter_alone_on_a_name_that_nothing_fits_makes_no_code(
    drive: Drive, study: Path
) -> None:
    before = (study / "codebook.yaml").read_bytes()
    async with drive(study) as coder:
        await coder.keys("j", "enter")
        await coder.keys(*WORRY, "enter")
        assert coder.stripes == []
        assert words.NEW_CODE_KEYS in coder.screen
    assert (study / "codebook.yaml").read_bytes() == before


async def test_enter_on_a_code_that_fits_still_applies_that(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "c")
        await coder.keys(*"skal", "enter")
    assert [row.code for row in disk(study, "ada")] == ["attrition"]
    assert len(stored(study)) == 3


async def test_it_lies_under_the_code_in_focus(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        for key in ("j", "shift+tab", "j", "tab"):
            await coder.keys(key)
        await coder.keys("c")
        await coder.keys(*WORRY)
        assert "new code “uro” under Rekruttering" in coder.screen
        await coder.keys("down", "enter")
        await made(coder, "uro")
        assert coder.app.coding.query_one(CodebookPane).highlighted_option.id == "recruitment"
    assert stored(study)["uro"].parent == written(study)["uro"].parent == "recruitment"


async def test_a_code_and_a_name_typed_make_a_sub_code(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "c")
        await coder.keys(*"rekrutt", ">", *WORRY)
        assert "new code “uro” under Rekruttering" in coder.screen
        await coder.keys("down", "enter")
        await made(coder, "uro")
    assert stored(study)["uro"].parent == written(study)["uro"].parent == "recruitment"
    assert stored(study)["uro"].name() == "uro"
    assert [row.code for row in disk(study, "ada")] == ["uro"]


async def test_a_name_under_a_code_makes_a_sub_code_and_its_definition_is_a_key_away(
    drive: Drive, study: Path
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "c")
        assert words.SUB_CODE_KEYS in coder.screen
        await coder.keys(*WORRY, "space", *"under", "space", *"Rekr")
        assert "new code “uro” under Rekruttering" in coder.screen
        await coder.keys("down", "enter")
        await made(coder, "uro")
        await coder.keys("apostrophe")
        assert "d writes" in coder.screen
        await coder.keys("d")
        coder.app.screen.query_one(TextArea).text = "Det som uroer."
        await coder.keys("ctrl+s")
        await coder.settle()
    assert stored(study)["uro"].parent == "recruitment"
    assert stored(study)["uro"].definition.in_("nb") == "Det som uroer."


async def test_a_sign_after_nothing_known_is_part_of_the_name(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "c")
        await coder.keys(*"xyzzy", ">", *WORRY)
        assert "new code “xyzzy>uro” at the top level" in coder.screen


async def test_the_picker_says_which_words_a_code_is_for(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "s", "c")
        text = coder.app.coding.work.document.text
        target = coder.app.coding._target()
        assert f"“{text[slice(*target.place)].split()[0]}" in coder.screen


async def test_the_rest_of_the_file_stays_as_it_is(drive: Drive, study: Path) -> None:
    file = study / "codebook.yaml"
    before = file.read_text(encoding="utf-8")
    async with drive(study) as coder:
        await coder.keys("j", "c")
        await coder.keys(*WORRY, "down", "enter")
        await made(coder, "uro")
    assert file.read_text(encoding="utf-8") == before + "  - id: uro\n    label: uro\n"


async def test_a_file_with_changes_that_are_not_applied_stays_and_no_code_is_made(
    drive: Drive, study: Path, disk: Disk
) -> None:
    file = study / "codebook.yaml"
    async with drive(study) as coder:
        changed = "# mine\n" + file.read_text(encoding="utf-8")
        file.write_text(changed, encoding="utf-8")
        await coder.keys("j", "c")
        await coder.keys(*WORRY, "down", "enter")
        said = [note.message for note in coder.app._notifications]
        assert said == ["codebook.yaml has changes that are not applied: `qda codebook apply`"]
        assert coder.stripes == []
    assert file.read_text(encoding="utf-8") == changed
    assert "uro" not in stored(study)
    assert disk(study, "ada") == []


async def test_undo_takes_back_the_coding_then_the_code_and_redo_makes_both_again(
    drive: Drive, study: Path, disk: Disk
) -> None:
    file = study / "codebook.yaml"
    before = file.read_bytes()
    async with drive(study) as coder:
        await coder.keys("j", "c")
        await coder.keys(*WORRY, "down", "enter")
        await made(coder, "uro")
        await coder.keys("u")
        await coder.until(lambda: coder.stripes == [])
        assert "uro" in pane(coder)
        await coder.keys("u")
        assert "uro" not in pane(coder)
        assert file.read_bytes() == before
        await coder.keys("ctrl+r", "ctrl+r")
        assert "uro" in pane(coder)
    assert [row.code for row in disk(study, "ada")] == ["uro"]
    assert stored(study) == written(study)


async def test_tab_makes_it_and_the_picker_stays_and_knows_it(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "c")
        await coder.keys(*WORRY, "down", "tab")
        await made(coder, "uro")
        assert isinstance(coder.app.screen, Picker)
        await coder.keys(*WORRY)
        assert "new code “" not in coder.screen


async def test_ctrl_e_makes_it_and_opens_the_memo_on_its_coding(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "c")
        await coder.keys(*WORRY, "down", "ctrl+e")
        await made(coder, "uro")
        assert isinstance(coder.app.focused, TextArea)


async def test_in_vivo_the_words_selected_become_a_code_on_them(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "s", "i")
        await made(coder, "in_vivo")
    (row,) = disk(study, "ada")
    assert row.code == "in_vivo"
    assert stored(study)["in_vivo"].name() == "Vi begynte med et åpent møte."
    assert stored(study) == written(study)


async def test_in_vivo_no_word_of_the_text_reaches_the_history(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "s", "i")
        await made(coder, "in_vivo")
    assert "in_vivo" in history(study)
    assert "begynte" not in history(study)


async def test_in_vivo_again_on_the_same_words_makes_no_second_code(
    drive: Drive, study: Path
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "s", "i")
        await made(coder, "in_vivo")
        await coder.keys("s", "i")
    assert len(stored(study)) == 4


async def test_in_vivo_a_long_label_ends_after_sixty_characters(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "V", "V", "V", "i")
        await made(coder, "in_vivo")
    label = stored(study)["in_vivo"].name()
    assert label.startswith("Vi begynte med et åpent møte. Det kom fjorten.")
    assert label.endswith("…")
    assert len(label) <= 60


async def test_in_vivo_needs_a_selection(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "i")
    assert len(stored(study)) == 3


async def test_another_screen_shows_the_new_code(drive: Drive, study: Path) -> None:
    async with drive(study, "bo") as bo:
        async with drive(study, "ada") as ada:
            await ada.keys("j", "c")
            await ada.keys(*WORRY, "down", "enter")
            await made(ada, "uro")
        await bo.until(lambda: "uro" in pane(bo))
