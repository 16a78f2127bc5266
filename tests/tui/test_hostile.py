"""A transcript that tries to command the terminal or the screen is shown, and harmless."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qda.codebook.apply import apply_codebook
from qda.intake.readers import read
from qda.intake.roles import guess_roles
from qda.intake.segments import lay_segments
from qda.intake.store import store_transcript
from qda.language.sentences import segmenter
from qda.project.store import Project

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are of POSIX", allow_module_level=True)

TRANSCRIPT = """Int: Hva skjedde [ler]?
Eva: Først \x1b[31mrødt\x1b[0m og \x1b]52;c;aGVp\x07 til utklippstavlen.
Int: Og [/] så [@click=app.quit]slutt[/]?
Eva: Den \u202eomvendte\u202c, nullbredde a\u200bb, e\u0301n og 👩\u200d👩\u200d👧 med \x9b2J.
"""
CODEBOOK = """codes:
  - id: ler
    label: "[ler][/] [@click=app.quit]her"
    pin: 1
"""
RUN = "import sys; from pathlib import Path; from qda.tui.run import run; " + (
    "sys.exit(run(Path(sys.argv[1]), '[bold]ada[/]'))"
)
OBEYED = (b"\x1b]52;c;aGVp", "\u202e".encode(), "\u200b".encode(), b"\x9b2J", b"\xc2\x9b")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    folder = tmp_path / "[b]study"
    source = tmp_path / "[@click=app.quit]I01[b].txt"
    source.write_text(TRANSCRIPT, encoding="utf-8")
    with Project.create(folder) as project:
        (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
        apply_codebook(project, "ada")
        transcript = read(source)
        segments = lay_segments(transcript, "sentence", segmenter("rules"))
        roles = guess_roles(transcript)
        store_transcript(
            project, transcript, segments, "rules", roles, coder="ada", file_name=source.name
        )
    return folder


def test_it_is_shown_as_typed_and_nothing_is_obeyed(
    hostile: Path, open_terminal: Callable[..., Any]
) -> None:
    terminal = open_terminal("-c", RUN, str(hostile))
    terminal.read_until(b"segment 1 of")
    terminal.type("j1")
    screen = "\n".join(terminal.screen())
    for typed in ("Hva skjedde [ler]?", "Og [/] så [@click=app.quit]slutt[/]?", "␛[31mrødt␛[0m"):
        assert typed in screen
    assert "[@click=app.quit]I01[b]" in screen
    assert "[ler][/] [@click=app.quit]her" in screen
    terminal.type("u")
    terminal.read_until(b"undo: put ")
    terminal.type("q")
    terminal.read_until(None)
    assert terminal.status() == 0
    assert [sign for sign in OBEYED if sign in terminal.written] == []


def test_a_search_shows_it_as_typed_and_obeys_nothing(
    hostile: Path, open_terminal: Callable[..., Any]
) -> None:
    terminal = open_terminal("-c", RUN, str(hostile))
    terminal.read_until(b"segment 1 of")
    terminal.type("\x06")
    terminal.screen()
    terminal.type("/\\S*(slutt|utklipp|omv|mødt|2J)\\S*|^/\r")
    terminal.read_until(b"hits in 1 document")
    screen = "\n".join(terminal.screen())
    for typed in ("[@click=app.quit]I01[b]", "[@click=app.quit]slutt[/]?", "␛[31mrødt␛[0m"):
        assert typed in screen
    terminal.type("c")
    terminal.screen()
    terminal.type("\r")
    terminal.read_until(b"places coded with")
    said = "\n".join(terminal.screen())
    assert "3 places coded with [ler][/]" in said
    assert "[@click=app.quit]her; undo takes" in said
    terminal.type("\r")
    terminal.read_until(b"hit 1 of")
    assert "─[@click=app.quit]I01[b]─" in terminal.screen()[0]
    terminal.type("q")
    terminal.read_until(None)
    assert terminal.status() == 0
    assert [sign for sign in OBEYED if sign in terminal.written] == []
