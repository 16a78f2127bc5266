"""A coder at work: keys, what is painted, what is on disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, TextArea

from qda.coding.changes import Act, ApplyCode
from qda.coding.desk import Desk
from qda.coding.reading import CodingRow, read_memos
from qda.project import connection
from qda.project.documents import find_document, read_document
from qda.project.store import Project

Drive = Any
Disk = Callable[..., list[CodingRow]]


def covered(study: Path, row: CodingRow, document: str = "T01") -> list[int]:
    """The numbers of the segments that a coding covers exactly."""
    with Project.open(study) as project, project.read() as session:
        text = read_document(session, find_document(session, document).id)
    return [s.number for s in text.segments if row.start <= s.start and s.end <= row.end]


async def test_a_digit_codes_the_current_segment_and_reviews_it(
    drive: Drive, study: Path, disk: Disk, reviewed: Callable[..., set[int]]
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "2")
        assert coder.stripes == [("open_meeting", "made")]
    (row,) = disk(study, "ada")
    assert (row.code, covered(study, row)) == ("open_meeting", [2])
    assert reviewed(study, "ada") == {2}


async def test_the_same_digit_takes_the_code_off(drive: Drive, study: Path, disk: Disk) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "2", "2")
        assert coder.stripes == []
    assert disk(study, "ada") == []


async def test_the_picker_finds_a_code_by_a_few_letters(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "enter")
        await coder.keys("s", "k", "a", "l", "enter")
        assert coder.stripes == [("attrition", "made")]
    assert [row.code for row in disk(study, "ada")] == ["attrition"]


async def test_the_empty_picker_offers_the_recent_codes_by_digit(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "3", "j", "1", "j", "c")
        await coder.keys("2")
    assert [row.code for row in disk(study, "ada")] == ["attrition", "recruitment", "attrition"]


async def test_tab_in_the_picker_applies_and_stays(drive: Drive, study: Path, disk: Disk) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "enter")
        await coder.keys("r", "e", "k", "tab")
        assert coder.app.screen.query_one(Input).value == ""
        await coder.keys("s", "k", "a", "l", "enter")
    assert {row.code for row in disk(study, "ada")} == {"recruitment", "attrition"}


async def test_several_segments_take_one_coding_on_one_span(
    drive: Drive, study: Path, disk: Disk, reviewed: Callable[..., set[int]]
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "V", "V", "V", "1")
    (row,) = disk(study, "ada")
    assert covered(study, row) == [2, 3, 4]
    assert reviewed(study, "ada") == {2, 3, 4}


async def test_words_are_selected_with_shift_and_arrows(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "shift+right", "1")
    (row,) = disk(study, "ada")
    with Project.open(study) as project, project.read() as session:
        text = read_document(session, find_document(session, "T01").id).text
    assert text[row.start : row.end] in ("Vi begynte", "Vi")


async def test_v_selects_as_the_cursor_moves(drive: Drive, study: Path, disk: Disk) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "v", "l", "l")
        assert "selecting" in coder.screen
        await coder.keys("1")
        assert "selecting" not in coder.screen
    (row,) = disk(study, "ada")
    assert covered(study, row) == []


async def test_undo_and_redo_cross_documents_and_restarts(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1")
        await coder.keys("J")
        assert coder.title == "T02"
        await coder.keys("j", "3")
    async with drive(study) as coder:
        assert coder.title == "T02"
        await coder.keys("u")
        assert disk(study, "ada", "T02") == []
        await coder.keys("u")
        assert coder.title == "T01"
        assert disk(study, "ada", "T01") == []
        await coder.keys("ctrl+r", "ctrl+r")
    assert [row.code for row in disk(study, "ada", "T01")] == ["recruitment"]
    assert [row.code for row in disk(study, "ada", "T02")] == ["attrition"]


async def test_d_reviews_and_goes_on_and_undo_takes_it_back(
    drive: Drive, study: Path, reviewed: Callable[..., set[int]]
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "d", "d")
        assert coder.app.coding.view.current_segment == 4
        assert reviewed(study, "ada") == {2, 3}
        await coder.keys("u")
    assert reviewed(study, "ada") == {2}


async def test_the_next_unreviewed_segment_is_two_keys_away(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "d")
        await coder.keys("g", "g", "right_square_bracket", "u")
        assert coder.app.coding.view.current_segment == 3
        await coder.keys("d")
        await coder.keys("g", "g", "g", "u")
        assert coder.app.coding.view.current_segment == 4


async def test_one_resumes_where_one_stopped(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("J", "j", "j")
        there = coder.app.coding.view.current_segment
        await coder.keys("q")
    async with drive(study) as coder:
        assert coder.title == "T02"
        assert coder.app.coding.view.current_segment == there


async def test_overlapping_codings_are_cycled_and_removed_one_by_one(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1", "2", "3")
        first = coder.app.coding.view.focused_span.code
        await coder.keys("o")
        second = coder.app.coding.view.focused_span.code
        assert first != second
        await coder.keys("x")
    assert sorted(row.code for row in disk(study, "ada")) == sorted(
        {"recruitment", "open_meeting", "attrition"} - {second}
    )


async def test_a_memo_is_written_on_the_coding_at_the_cursor(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "1", "m")
        coder.app.screen.query_one(TextArea).text = "hvem kom?"
        await coder.keys("ctrl+s")
        assert "hvem kom?" in coder.screen
        assert "1 memo" in coder.screen
    with Project.open(study) as project, project.read() as session:
        (memo,) = read_memos(session, find_document(session, "T01").id, "ada")
    assert (memo.kind, memo.text) == ("coding", "hvem kom?")


async def test_a_coder_sees_only_their_own_codings_unless_they_ask(
    drive: Drive, study: Path
) -> None:
    async with drive(study, "ada") as coder:
        await coder.keys("j", "1")
    async with drive(study, "bo") as coder:
        assert coder.stripes == []
        await coder.keys("g", "a")
        assert coder.stripes == [("recruitment", "made")]
        await coder.keys("g", "g", "j", "x")
        assert coder.stripes == [("recruitment", "made")]


async def test_what_another_process_does_is_seen(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        with Project.open(study) as other:
            document = coder.app.coding.work.document
            Desk(other, "ada").perform(Act((ApplyCode(document.id, 0, 5, "attrition"),)))
        await coder.until(lambda: coder.stripes == [("attrition", "made")])


async def test_a_coding_that_cannot_be_committed_stays_pending_and_is_made_later(
    drive: Drive, study: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = tuple(
        (name, 50, 50) if name == "busy_timeout" else (name, value, expected)
        for name, value, expected in connection._SETTINGS
    )
    monkeypatch.setattr(connection, "_SETTINGS", patient)
    async with drive(study) as coder:
        with closing(sqlite3.connect(study / "qda.sqlite")) as reader:
            # A reader in the middle of its result holds the lock that a COMMIT waits for.
            cursor = reader.execute("SELECT name FROM documents")
            cursor.fetchone()
            coder.app.coding.view.go_to_segment(2)
            coder.app.coding.action_pin(2)
            await coder.until(lambda: "not saved yet" in coder.screen)
            assert coder.stripes == [("open_meeting", "pending")]
            coder.app.coding.action_quit()
            await coder.until(lambda: "apply open_meeting" in coder.screen)
            await coder.pilot.press("escape")
            cursor.close()
        await coder.until(lambda: coder.stripes == [("open_meeting", "made")])
        assert "not saved yet" not in coder.screen
    assert [row.code for row in disk(study, "ada")] == ["open_meeting"]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)])
async def test_everything_needed_is_there_at_every_size(
    drive: Drive, study: Path, size: tuple[int, int]
) -> None:
    async with drive(study, size=size) as coder:
        await coder.keys("j", "2")
        screen = coder.screen
    assert "Vi begynte med et åpent møte." in screen
    assert "segment 2 of 7 · T01 · Åpent møte" in screen
    assert "1 Re" in screen


async def test_a_project_without_documents_says_what_to_do(drive: Drive, tmp_path: Path) -> None:
    Project.create(tmp_path / "new").close()
    async with drive(tmp_path / "new") as coder:
        assert "qda import" in coder.title


async def test_the_codebook_shows_norwegian_labels_and_counts(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("j", "2", "j", "2")
        (line,) = [
            line for line in coder.screen.splitlines() if "Åpent møte" in line and "  2" in line
        ][:1]
    assert line.strip().startswith("2")
