"""The screen of pseudonyms: nothing is written before the end, and then no name is left."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.widgets import Input, Static

from qda.intake import lay_segments, read
from qda.intake.pseudonyms_key import read_key
from qda.intake.store import store_transcript
from qda.language.sentences import segmenter
from qda.project.check import check_project
from qda.project.documents import find_document, read_document
from qda.project.store import Project
from qda.tui.naming.app import NamingApp
from qda.tui.naming.screen import NamesScreen
from qda.tui.screens.asking import ChoiceDialog, LineDialog, TellDialog, YesDialog

Drive = Any

SECRETS = ("Kari", "Nordmann", "Lillehammer", "Gjøvik", "911 23 456", "kari.n@example.no", "zwyxa")
TALK = (
    "Intervjuer: Hvem er du?\n\n"
    "Kari: Jeg heter Kari Nordmann og bor i Lillehammer. Karis mann er fra Gjøvik.\n\n"
    "Intervjuer: Hvordan når vi deg?\n\n"
    "Kari: Ring 911 23 456, eller skriv til kari.n@example.no. Vi er gjøvikfolk.\n"
    "Og så var det zwyxa, zwyxas hund bjeffet.\n"
)


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A project with one interview that is full of names, and a backup of it."""
    file = tmp_path / "Kari_Nordmann.txt"
    file.write_text(TALK, encoding="utf-8")
    transcript = read(file)
    with Project.create(tmp_path / "study") as project:
        segments = lay_segments(transcript, "sentence", segmenter("rules"))
        store_transcript(
            project, transcript, segments, "sentence", {}, coder="ada", file_name=file.name
        )
        return project.folder


class Person:
    """Somebody at the keys of the running app."""

    def __init__(self, app: NamingApp, pilot: Any):
        self.app, self.pilot = app, pilot

    async def keys(self, *keys: str) -> None:
        for key in keys:
            self.app.post_message(Key(key, key if len(key) == 1 else None))
        for _ in range(3):
            await self.pilot.pause()

    async def answer(self, text: str) -> None:
        """Answer a line that is asked for."""
        dialog = await self.wait_for(LineDialog)
        dialog.query_one(Input).value = text
        await self.keys("enter")
        await self.until(lambda: self.app.screen is not dialog)

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(60):
            while not holds():
                await self.pilot.pause(0.01)

    async def wait_for(self, kind: type[Any]) -> Any:
        """Wait for a screen."""
        await self.until(lambda: isinstance(self.app.screen, kind) and self.app.screen.is_mounted)
        await self.pilot.pause()
        return self.app.screen

    @property
    def stands(self) -> dict[str, tuple[str, str]]:
        """The names shown, with what stands for each and what was decided."""
        rows = [row for row in self.app.screen.query_one("#names").rows if not row.heading]  # type: ignore[attr-defined]
        return {row.key: (row.cells[3].plain, row.cells[4].plain) for row in rows}

    async def go_to(self, name: str) -> None:
        self.app.screen.query_one("#names").go_to(name)  # type: ignore[attr-defined]
        await self.pilot.pause()

    @property
    def places(self) -> str:
        return str(self.app.screen.query_one("#places", Static).render())


@asynccontextmanager
async def going_through(
    folder: Path, file: Path | None, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Person]:
    app = NamingApp(folder, "ada", ["Kari_Nordmann"], file)
    async with app.run_test(size=size, notifications=True) as pilot:
        yield Person(app, pilot)


def stored(folder: Path) -> bytes:
    """Every byte of every file of the project."""
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def text_of(folder: Path, document: str) -> str:
    with Project.open(folder) as project, project.read() as session:
        return read_document(session, find_document(session, document).id).text


async def test_after_finishing_no_file_of_the_project_holds_a_replaced_name(
    named: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QDA_PASSPHRASE", raising=False)
    before = stored(named)
    assert [name for name in SECRETS if name.encode() not in before] == []
    key = tmp_path / "keys" / "study.key"
    async with going_through(named, None) as person:
        await person.answer(str(named / "inside.key"))  # refused, and asked again
        await person.answer(str(key))
        await person.answer("kort")  # too short
        await person.answer("")
        await person.wait_for(ChoiceDialog)
        await person.keys("enter")  # one too many leaves no list that anybody can read
        assert not key.exists()
        await person.answer("en lang setning")
        await person.answer("en lang setning")
        await person.wait_for(NamesScreen)
        assert "bor i Lillehammer" in person.places or "Kari Nordmann" in person.places
        await person.go_to("Lillehammer")
        await person.keys("c")
        await person.answer("[mellomstor kommune]")
        await person.wait_for(NamesScreen)
        assert person.stands["Lillehammer"] == ("[mellomstor kommune]", "changed")
        await person.keys("a")
        await person.answer("zwyxa")
        await person.wait_for(ChoiceDialog)
        await person.keys("enter")
        await person.wait_for(NamesScreen)
        assert person.stands["zwyxa"][1] == "changed"
        assert "zwyxas hund" in person.places
        for name in person.stands:
            await person.go_to(name)
            await person.keys("enter")
        assert stored(named) == before  # nothing is written yet
        await person.keys("s")  # a word still holds a name
        await person.until(lambda: "gjøvikfolk" in person.stands)
        await person.keys("A", "s")
        asked = await person.wait_for(YesDialog)
        assert "encrypted" in str(asked.query_one(".asking-text Static", Static).render())
        assert stored(named) == before
        await person.keys("y")
        await person.wait_for(TellDialog)
        await person.keys("enter")
    assert person.app.return_code == 0
    after = stored(named)
    assert [name for name in SECRETS if name.encode() in after] == []
    assert [name for name in SECRETS if name.encode() in key.read_bytes()] == []
    known = read_key(key, lambda: "en lang setning").known.replacements
    assert known["lillehammer"] == "[mellomstor kommune]"
    assert known["kari"] == known["kari nordmann"]
    with Project.open(named) as project:
        assert not any(one.problems for one in check_project(project))
    text = text_of(named, "[Person 1]")
    assert f"bor i [mellomstor kommune]. {known['kari']}s mann" in text
    assert f"{known['zwyxa']}s hund" in text


async def test_names_are_left_joined_and_taken_back_and_leaving_asks_and_writes_nothing(
    named: Path, tmp_path: Path
) -> None:
    key = tmp_path / "study.key"
    key.write_text(json.dumps({"what": "qda key list 1", "entries": []}), encoding="utf-8")
    before = stored(named)
    async with going_through(named, key, (60, 20)) as person:
        await person.wait_for(NamesScreen)
        proposed = person.stands
        await person.go_to("Gjøvik")
        await person.keys("x")
        assert person.stands["Gjøvik"] == ("stays as it is", "left be")
        await person.go_to("Lillehammer")
        await person.keys("equals_sign")
        await person.wait_for(ChoiceDialog)
        await person.keys("enter")  # the first that there is
        await person.wait_for(NamesScreen)
        first = next(name for name in person.stands if name != "Lillehammer")
        assert person.stands["Lillehammer"] == (proposed[first][0], "changed")
        await person.keys("s")
        await person.wait_for(NamesScreen)  # not all are decided
        await person.keys("u", "u", "u")
        assert person.stands == proposed
        await person.go_to("Gjøvik")
        await person.keys("X", "q")
        await person.wait_for(YesDialog)
        await person.keys("n")
        await person.wait_for(NamesScreen)
        await person.keys("c", "c")  # the second is typed where the first leads, and does no harm
        await person.answer("[by]")
        await person.wait_for(NamesScreen)
        await person.keys("q", "q")  # the second answers no
        await person.wait_for(NamesScreen)
        await person.keys("q")
        await person.wait_for(YesDialog)
        await person.keys("y", "y")
    assert person.app.said == ["Kari_Nordmann was not changed."]
    assert stored(named) == before


async def test_what_is_refused_at_the_end_can_be_mended_and_no_decision_is_lost(
    named: Path, tmp_path: Path
) -> None:
    before = text_of(named, "Kari_Nordmann")
    key = tmp_path / "study.key"
    key.write_text(json.dumps({"what": "qda key list 1", "entries": []}), encoding="utf-8")
    async with going_through(named, key) as person:
        await person.wait_for(NamesScreen)
        await person.keys("a")
        await person.answer("Intervjuer")
        await person.wait_for(ChoiceDialog)
        await person.keys("enter")
        await person.wait_for(NamesScreen)
        await person.go_to("Intervjuer")
        kari, _ = person.stands["Kari"]
        await person.keys("c")
        await person.answer(kari)  # now two speakers would have one name
        await person.wait_for(NamesScreen)
        for name in person.stands:
            await person.go_to(name)
            await person.keys("enter")
        await person.keys("s")
        await person.until(lambda: "gjøvikfolk" in person.stands)
        await person.keys("A", "s")
        await person.wait_for(YesDialog)
        await person.keys("y")
        await person.wait_for(TellDialog)
        await person.keys("ctrl+q")
        await person.wait_for(NamesScreen)
        assert {said for _, said in person.stands.values()} <= {"replaced", "changed"}
        await person.keys("ctrl+q")
        await person.wait_for(YesDialog)
        await person.keys("y")
    assert text_of(named, "Kari_Nordmann") == before


async def test_a_wrong_document_is_told_in_a_sentence(named: Path, tmp_path: Path) -> None:
    app = NamingApp(named, "ada", ["I99"], tmp_path / "study.key", unencrypted=True)
    async with app.run_test() as pilot:
        await Person(app, pilot).wait_for(TellDialog)
        await pilot.press("enter")
    assert app.return_code == 2
    assert "I99" in app.said[0]


async def test_the_coding_screen_leads_there_while_nothing_is_coded(
    study: Path, drive: Drive
) -> None:
    async with drive(study) as coder:
        await coder.keys("1", "comma", "n")
        assert [coder.app.next] == [None]
        await coder.until(
            lambda: any(
                "names are replaced before coding" in note.message
                for note in coder.app._notifications
            )
        )
        await coder.keys("comma", "o")
        await coder.keys("j", "comma", "n")
        await coder.until(lambda: coder.app.next is not None)
    assert coder.app.next.args[2] == ("T02",)
