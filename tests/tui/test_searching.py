"""Searching by keys: hits in the text, a list over all documents, coding what was found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qda.analysis.search.index import make_index
from qda.coding.reading import CodingRow
from qda.project.documents import find_document, read_document
from qda.project.store import Project
from qda.tui import searching
from qda.tui.widgets.table import Table

Drive = Any
Disk = Callable[..., list[CodingRow]]


def text_of(study: Path, document: str) -> str:
    with Project.open(study) as project, project.read() as session:
        return read_document(session, find_document(session, document).id).text


def coded_words(study: Path, disk: Disk, document: str) -> list[str]:
    text = text_of(study, document)
    return sorted(text[row.start : row.end] for row in disk(study, "ada", document))


def hits(coder: Any) -> list[str]:
    page = coder.app.coding.view.page
    return [page.sheet.text[start:end] for start, end in page.hits]


async def test_words_are_found_in_all_their_forms_and_n_goes_through_them(
    drive: Drive, study: Path
) -> None:
    async with drive(study) as coder:
        await coder.keys("slash")
        await coder.keys(*"ringe", "enter")
        assert hits(coder) == ["ringte"]
        assert "hit 1 of 1" in coder.screen
        await coder.keys("slash")
        assert coder.app.screen.query_one("#find-input").value == "ringe"
        await coder.keys(*'"jeg"', "enter")
        assert hits(coder) == ["Jeg", "Jeg"]


async def test_n_and_capital_n_go_round(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("slash")
        await coder.keys(*'"jeg"', "enter")
        seen = [coder.app.coding.view.current_segment]
        for key in ("n", "n", "N", "N"):
            await coder.keys(key)
            seen.append(coder.app.coding.view.current_segment)
        assert seen == [4, 7, 4, 7, 4]
        await coder.keys("j")
        assert "2 hits" in coder.screen


async def test_escape_clears_the_hits_and_n_brings_them_back(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("slash")
        await coder.keys(*"ringe", "enter")
        await coder.keys("escape")
        assert hits(coder) == []
        assert "hit" not in coder.screen
        await coder.keys("n")
        assert hits(coder) == ["ringte"]


async def test_escape_in_the_line_leaves_all_as_it_was(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("slash")
        await coder.keys(*"ringe", "escape")
        assert hits(coder) == []
        await coder.keys("n")
        assert "Nothing is sought yet" in coder.screen


async def test_what_is_sought_is_shown_in_the_next_document_too(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("slash")
        await coder.keys(*'"jeg"', "enter")
        await coder.keys("J")
        assert (coder.title, hits(coder)) == ("T02", ["Jeg"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("zeppelin", "Nothing was found"),
        ('"ny', "a quotation mark is missing"),
        ("/(/", "no regular expression"),
        ("/(.|..)+[#§]/", "takes too long"),
    ],
)
async def test_what_cannot_be_found_is_said(
    drive: Drive, study: Path, monkeypatch: pytest.MonkeyPatch, typed: str, said: str
) -> None:
    monkeypatch.setattr(searching, "PATTERN_S", 0.05)
    async with drive(study) as coder:
        await coder.keys("slash")
        await coder.keys(*typed, "enter")
        assert said in " ".join(coder.screen.split())
        await coder.keys("j", "1")
        assert coder.stripes == [("recruitment", "made")]


async def test_all_documents_are_listed_and_enter_goes_there(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("ctrl+f")
        await coder.keys(*'"jeg"', "enter")
        lines = [line.strip("│ ") for line in coder.screen.splitlines()]
        assert "3 hits in 2 documents · c codes all their segments" in " ".join(lines)
        columns = [line.index("Jeg") for line in coder.screen.splitlines() if "Jeg " in line]
        assert len(set(columns[-3:])) == 1
        await coder.keys("j", "j", "enter")
        assert (coder.title, coder.app.coding.view.current_segment) == ("T02", 4)
        assert "hit 1 of 1" in coder.screen


async def test_a_list_that_had_to_read_says_what_makes_it_fast(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("ctrl+f")
        await coder.keys(*"zwyxa", "enter")
        assert "2 documents read: `qda index` makes it fast" in coder.screen
    with Project.open(study) as project:
        assert len(list(make_index(project))) == 1
    async with drive(study) as coder:
        await coder.keys("ctrl+f")
        await coder.keys(*"ringe", "enter")
        assert "1 hit in 1 document" in coder.screen
        assert "qda index" not in coder.screen


async def test_g_and_a_slash_open_the_list_too_and_enter_stays_in_this_document(
    drive: Drive, study: Path
) -> None:
    async with drive(study) as coder:
        await coder.keys("g", "slash")
        await coder.keys(*"ringe", "enter")
        await coder.keys("enter")
        assert (coder.title, coder.app.coding.view.current_segment) == ("T01", 7)
        assert hits(coder) == ["ringte"]


async def test_marked_hits_are_coded_by_their_segments_and_undone_in_one_step(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("ctrl+f")
        await coder.keys(*'"jeg"', "enter")
        await coder.keys("space", "j", "space")
        assert "2 marked: c codes their segments" in coder.screen
        await coder.keys("c")
        assert "2 segments in 2 documents" in coder.screen
        await coder.keys(*"avsk", "enter")
        assert "2 places coded with Avskalling" in coder.screen
        assert coded_words(study, disk, "T01") == ["Jeg kokte kaffe til tretti 😀."]
        assert coded_words(study, disk, "T02") == ["Jeg holdt meg i bakgrunnen."]
        await coder.keys("escape")
        assert coder.stripes == [("attrition", "made")]
        await coder.keys("u")
        assert coded_words(study, disk, "T01") + coded_words(study, disk, "T02") == []


async def test_unmarked_hits_are_all_coded_and_t_takes_just_the_words(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("ctrl+f")
        await coder.keys(*'"jeg"', "enter")
        await coder.keys("t")
        assert "c codes all their words" in coder.screen
        await coder.keys("c")
        await coder.keys(*"avsk", "enter")
    assert coded_words(study, disk, "T01") == ["Jeg", "Jeg"]
    assert coded_words(study, disk, "T02") == ["Jeg"]


async def test_two_hits_in_a_segment_are_one_coding_and_once_more_changes_nothing(
    drive: Drive, study: Path, disk: Disk
) -> None:
    async with drive(study) as coder:
        await coder.keys("ctrl+f")
        await coder.keys(*"/kaffe|kokte/", "enter")
        for _ in range(2):
            await coder.keys("a", "c")
            assert "1 segment in 1 document" in coder.screen
            await coder.keys(*"avsk", "enter")
        await coder.until(lambda: "Avskalling already" in coder.screen)
    assert coded_words(study, disk, "T01") == ["Jeg kokte kaffe til tretti 😀."]


async def test_a_marks_all_and_none(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("ctrl+f")
        await coder.keys(*'"jeg"', "enter")
        await coder.keys("space", "a")
        assert "3 marked" in coder.screen
        await coder.keys("a")
        assert "marked" not in coder.screen


async def test_the_first_hits_are_listed_at_once_and_what_is_marked_stays_marked(
    drive: Drive, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.open(study) as project, project.read() as session:
        documents = [find_document(session, name).id for name in ("T01", "T02")]
        monkeypatch.setattr(searching, "STEP_S", -1.0)  # a step ends after each document
        search = searching.Search('"jeg"', documents, everywhere=True)
        early, last = search.go_on(project), search.go_on(project)
    assert early is not None and early.going_on and early.more
    assert last is not None and not last.going_on
    assert last.rows[: len(early.rows)] == early.rows and len(last.rows) > len(early.rows)
    async with drive(study) as coder:
        await coder.keys("ctrl+f")
        coder.app.screen._typed = '"jeg"'
        coder.app.screen.show_found(early)
        await coder.keys("space")
        assert "searching" in coder.screen
        coder.app.screen.show_found(last)
        await coder.settle()
        assert "3 hits in 2 documents" in coder.screen and "searching" not in coder.screen
        assert coder.app.screen.query_one(Table).marked == {"0"}


async def test_another_query_replaces_the_list(drive: Drive, study: Path) -> None:
    async with drive(study) as coder:
        await coder.keys("ctrl+f")
        await coder.keys(*'"jeg"', "enter")
        await coder.keys("slash", "end", *(["backspace"] * 5))
        await coder.keys(*"zeppelin", "enter")
        assert "Nothing was found. Type a word in all its forms" in coder.screen
        assert coder.app.screen.query_one(Table).rows == ()
        await coder.keys("escape")
        assert coder.title == "T01"


async def test_a_search_lets_saving_go_first(
    drive: Drive, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "STEP_S", 0.0)
    async with drive(study) as coder:
        told: list[str] = []
        take = coder.app.coding.take_report

        def listen(report: object) -> None:
            told.append("Going on" if getattr(report, "going_on", False) else type(report).__name__)
            take(report)

        monkeypatch.setattr(coder.app.coding, "take_report", listen)
        documents = [info.id for info in coder.app.coding.work.documents] * 200
        coder.app.keeper.search(searching.Search('"jeg"', documents, everywhere=True))
        await coder.keys("j", "1")
        assert told.index("Saved") < told.index("Found")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_the_list_says_its_keys_at_every_size(
    drive: Drive, study: Path, size: tuple[int, int]
) -> None:
    async with drive(study, size=size) as coder:
        await coder.keys("ctrl+f")
        await coder.keys(*'"jeg"', "enter")
        assert "c code" in coder.screen
        assert "Jeg holdt" in coder.screen
