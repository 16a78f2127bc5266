"""Slow disks, locks, other programs and quick fingers: nothing is lost or put in a wrong place."""

from __future__ import annotations

import gc
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.widget import Widget
from textual.widgets import TextArea

from qda.codebook.apply import apply_codebook
from qda.coding.codings_import import import_codings
from qda.coding.reading import CodingRow, read_memos
from qda.intake.store import remove_document, resegment_document, store_transcript
from qda.intake.transcript import Segment, Transcript, Turn
from qda.project import connection
from qda.project.backups import copy_database, restore
from qda.project.check import check_project
from qda.project.documents import find_document
from qda.project.store import Project
from qda.tui.app import QdaApp
from qda.tui.screens.leaving import LeavingDialog
from qda.tui.signs import MARK_SIGNS, PENDING_SIGN
from qda.tui.transcript.view import TranscriptView

Drive = Any
Disk = Callable[..., list[CodingRow]]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Locks are waited for a moment only."""
    patience = tuple(
        (name, 50, 50) if name == "busy_timeout" else (name, value, expected)
        for name, value, expected in connection._SETTINGS
    )
    monkeypatch.setattr(connection, "_SETTINGS", patience)


@contextmanager
def locked(folder: Path, begin: str = "BEGIN IMMEDIATE") -> Iterator[sqlite3.Connection]:
    """Another program holds the database."""
    with closing(sqlite3.connect(folder / "qda.sqlite", isolation_level=None)) as other:
        other.execute(begin)
        yield other


def add_document(folder: Path, name: str) -> None:
    text = "En helt annen tekst enn de andre."
    transcript = Transcript(name, text, (Turn(0, len(text), "Q"),))
    with Project.open(folder) as project:
        store_transcript(
            project,
            transcript,
            [Segment(1, 0, len(text), 0)],
            "sentence/rules-2",
            {"Q": "informant"},
            coder="bo",
            file_name=f"{name}.txt",
        )


def remove(folder: Path, name: str) -> None:
    with Project.open(folder) as project:
        remove_document(project, name, coder="bo")


async def test_a_document_removed_elsewhere_is_left(drive: Drive, study: Path, disk: Disk) -> None:
    async with drive(study, document="T02") as coder:
        remove(study, "T02")
        await coder.until(lambda: coder.title == "T01")
        await coder.keys("j", "1")
    assert [row.code for row in disk(study, "ada")] == ["recruitment"]


async def test_a_code_never_lands_in_the_document_that_took_the_others_place(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study, document="T02") as coder:
        remove(study, "T02")
        add_document(study, "X")
        coder.app.coding.action_pin(1)
        await coder.settle()
    assert disk(study, "ada", "X") == []


async def test_a_document_cut_anew_elsewhere_is_shown_anew(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        with Project.open(study) as project:
            resegment_document(project, "T01", [Segment(1, 0, 23, 0)], "turn", coder="bo")
        await coder.until(lambda: len(coder.app.coding.view.sheet.segments) == 1)
        await coder.keys("d")
    with Project.open(study) as project:
        assert not any(checked.problems for checked in check_project(project))


@pytest.mark.parametrize(
    ("keys", "left"),
    [("111", ["recruitment"]), ("11", []), ("1x.", ["recruitment"]), ("21x", ["open_meeting"])],
)
async def test_the_last_of_quick_keys_holds(
    drive: Drive, study: Path, disk: Disk, keys: str, left: list[str]
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", *("full_stop" if key == "." else key for key in keys))
    assert [row.code for row in disk(study, "ada")] == left


async def test_ctrl_q_names_what_is_not_saved(drive: Drive, study: Path, impatient: None) -> None:
    async with drive(study) as coder:
        with locked(study):
            coder.app.coding.view.go_to_segment(2)
            coder.app.coding.action_pin(2)
            await coder.pilot.press("ctrl+q")
            await coder.until(lambda: "apply open_meeting" in coder.screen)
            await coder.pilot.press("escape")
        await coder.until(lambda: not coder.app.keeper.unsaved)


async def test_a_flag_shows_another_sign_until_it_is_on_disk(
    drive: Drive, study: Path, impatient: None
) -> None:
    async with drive(study) as coder:
        view = coder.app.coding.view
        with locked(study):
            view.go_to_segment(2)
            coder.app.coding.action_mark("flag")
            assert view.page.marks == {2: PENDING_SIGN}
        await coder.until(lambda: view.page.marks == {2: MARK_SIGNS["flag"]})
        with locked(study):
            coder.app.coding.action_mark("flag")
            assert view.page.marks == {2: PENDING_SIGN}
        await coder.until(lambda: view.page.marks == {})


async def test_what_is_refused_while_leaving_is_said_and_one_stays(
    drive: Drive, study: Path, impatient: None
) -> None:
    async with drive(study) as coder:
        with locked(study) as other:
            other.execute("UPDATE codes SET retired = 1 WHERE key = 'open_meeting'")
            coder.app.coding.view.go_to_segment(2)
            coder.app.coding.action_pin(2)
            coder.app.coding.action_quit()
            await coder.until(lambda: isinstance(coder.app.screen, LeavingDialog))
            other.execute("COMMIT")
        await coder.until(lambda: "is retired" in coder.screen)
        assert not isinstance(coder.app.screen, LeavingDialog)


def hold_back(app: QdaApp) -> threading.Event:
    """Make the next document arrive only when the event is set, as from a slow drive."""
    arrives = threading.Event()
    load = app.keeper._load

    def slow(project: Project, document: int) -> None:
        arrives.wait(10)
        load(project, document)

    app.keeper._load = slow  # type: ignore[method-assign]
    return arrives


async def test_no_verb_touches_a_document_that_is_being_left(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        arrives = hold_back(coder.app)
        for key in ("j", "J", "1", "d", "enter"):
            await coder.pilot.press(key)
        assert "Opening T02" in coder.screen
        arrives.set()
        await coder.until(lambda: coder.title == "T02")
        await coder.settle()
    assert disk(study, "ada", "T01") == disk(study, "ada", "T02") == []


async def test_a_memo_goes_to_the_document_it_was_begun_on(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "m")
        coder.app.screen.query_one(TextArea).text = "om T01"
        coder.app.keeper.load(2)
        await coder.until(lambda: coder.title == "T02")
        await coder.keys("ctrl+s")
    with Project.open(study) as project, project.read() as session:
        first, second = (
            read_memos(session, find_document(session, name).id, "ada") for name in ("T01", "T02")
        )
    assert [memo.text for memo in first] == ["om T01"]
    assert second == []


async def test_undo_goes_to_what_it_took_back(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "j", "1")
        await coder.keys("g", "g", "J")
        await coder.keys("u")
        assert (coder.title, coder.app.coding.view.current_segment) == ("T01", 3)


async def test_a_locked_project_is_opened_as_soon_as_it_can_be(
    study: Path, impatient: None
) -> None:
    app = QdaApp(study, "ada")
    async with app.run_test(size=(100, 30)) as pilot:
        with locked(study, "BEGIN EXCLUSIVE"):
            while not app.coding.query(TranscriptView):
                await pilot.pause(0.02)
            while app.coding.view.border_title != "not open":
                await pilot.pause(0.02)
        for _ in range(500):
            await pilot.pause(0.02)
            if app.coding.view.border_title == "T01":
                break
        assert app.coding.view.border_title == "T01"
    app.keeper.close()


async def test_a_place_that_cannot_be_kept_troubles_nobody(
    drive: Drive, study: Path, impatient: None
) -> None:
    async with drive(study) as coder:
        with locked(study):
            coder.app.coding.keep_place()
            await coder.settle()
            assert coder.title == "T01"
            assert not list(coder.app._notifications)


async def test_codes_applied_elsewhere_are_at_hand(drive: Drive, study: Path, disk: Disk) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1")
        file = study / "codebook.yaml"
        text = file.read_text(encoding="utf-8")
        text = text.replace("- id: recruitment", "- id: recruiting\n    was: recruitment")
        file.write_text(text + "  - id: fresh\n    label: Ny kode\n    pin: 4\n", encoding="utf-8")
        with Project.open(study) as project:
            apply_codebook(project, "bo")
        await coder.until(lambda: "4 Ny kode" in coder.screen)
        await coder.until(lambda: coder.stripes == [("recruiting", "made")])
        await coder.keys("j", "4")
    assert [row.code for row in disk(study, "ada")] == ["recruiting", "fresh"]


async def test_a_document_imported_elsewhere_is_one_key_away(drive: Drive, study: Path) -> None:
    async with drive(study, document="T02") as coder:
        add_document(study, "T03")
        await coder.until(lambda: len(coder.app.coding.work.documents) == 3)
        await coder.keys("J")
        assert coder.title == "T03"


async def test_a_backup_restored_elsewhere_is_what_is_shown(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        copy_database(study / "qda.sqlite", study / "before.sqlite")
        await coder.keys("j", "1")
        assert coder.stripes == [("recruitment", "made")]
        restore(study / "before.sqlite", study / "qda.sqlite", study / "aside.sqlite")
        await coder.until(lambda: coder.stripes == [])


async def test_a_memo_from_a_file_counts_once_and_commands_nothing(
    drive: Drive, study: Path
) -> None:
    rows = "document,segment,code,coder,memo\nT01,2,recruitment,ada,\x1b]52;c;aGVp\x07hei\n"
    (study / "codings.csv").write_text(rows, encoding="utf-8")
    with Project.open(study) as project:
        import_codings(project, study / "codings.csv", coder="ada")
    async with drive(study) as coder:
        await coder.keys("j")
        assert "· 1 memo" in coder.screen
        await coder.keys("m")
        assert "hei" in coder.screen
        assert "\x1b" not in coder.screen


async def test_what_any_key_closes_is_closed_once_by_a_burst_of_keys(
    drive: Drive, study: Path
) -> None:
    async with drive(study) as coder:
        await coder.keys("1")
        await coder.keys("apostrophe")
        await coder.keys("escape", "escape", "escape")
        assert coder.app.screen is coder.app.coding


async def test_a_closed_dialog_leaves_nothing_in_memory(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("question_mark")
        parts = coder.app.screen.walk_children(Widget, with_self=True)
        painted = [weakref.ref(part._styles_cache) for part in parts]
        del parts
        await coder.keys("escape", "question_mark", "escape")
        gc.collect()
        assert not any(cache() for cache in painted)
