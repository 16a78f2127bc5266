"""`qda language`: what is used, why, and what happens without a network."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Protocol

import pytest


class Said(Protocol):
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]: ...


class Shell(Protocol):
    def __call__(self, *args: str, typed: str = "") -> Said: ...

    def write(self, name: str, text: str) -> object: ...


class Process(Protocol):
    def __call__(self, *args: str) -> Said: ...


pytestmark = pytest.mark.skipif(
    find_spec("nb_core_news_sm") is not None, reason="they tell of a computer without it"
)


def row(said: Said, begin: str) -> list[str]:
    """The cells of the line that begins so."""
    line = next(line for line in said.lines if line.startswith(begin))
    return [cell for cell in line.split("  ") if cell.strip()]


def test_it_says_what_is_used_for_what_and_why(qda: Shell) -> None:
    said = qda("language")
    assert [cell.strip() for cell in row(said, "sentences")] == [
        "sentences",
        "qda_nb-1.0.0+guard-2",
        "nb_core_news_sm is not installed",
    ]
    assert [cell.strip() for cell in row(said, "lemmas, names")] == [
        "lemmas, names",
        "qda_nb-1.0.0",
        "nb_core_news_sm is not installed",
    ]


def test_it_gives_the_scores_and_where_the_pipeline_comes_from(qda: Shell) -> None:
    said = qda("language")
    assert "qda_nb-1.0.0 comes with qda (CC0-1.0)." in said.out
    assert "sentences 0.965" in said.out
    assert "Of 200 turns of speech, and of 86" in said.out
    assert "rules alone 196 and 73" in said.out


def test_a_preference_is_kept_and_shown(qda: Shell) -> None:
    assert qda("language", "prefer", "bundled").code == 0
    said = qda("language")
    assert "qda_nb-1.0.0+guard-2" in row(said, "sentences")[1]
    assert "you prefer bundled" in row(said, "sentences")[2]


def test_an_import_follows_the_preference_and_stores_the_name(qda: Shell) -> None:
    qda("language", "prefer", "bundled")
    qda.write("A1.txt", "Int: Hvem kom?\nEva: Jeg kom. Hun kom ikke.\n")
    assert "by sentence/qda_nb-1.0.0+guard-2" in qda("import", "A1.txt").out
    assert "sentence/qda_nb-1.0.0+guard-2" in qda("documents", "list").out


def test_a_document_is_cut_anew_by_what_is_asked_for(qda: Shell) -> None:
    qda.write("A1.txt", "Int: Hvem kom?\nEva: Jeg kom. Hun kom ikke.\n")
    assert "by sentence/rules-2" in qda("import", "A1.txt", "--segmenter", "rules").out
    said = qda("documents", "resegment", "A1", "--segmenter", "bundled")
    assert said.out == "A1 now has 3 segments by sentence/qda_nb-1.0.0+guard-2.\n"


def test_spacys_own_cannot_be_preferred_where_it_is_missing(qda: Shell) -> None:
    said = qda("language", "prefer", "nb_core_news_sm")
    assert (said.code, said.out) == (2, "")
    assert "run `qda language install`" in said.err
    assert "prefer" not in qda("language").out


def test_an_import_says_so_if_what_is_preferred_is_gone(qda: Shell, home: object) -> None:
    from qda.language.choice import prefer

    assert home
    prefer("nb_core_news_sm")  # it was installed when it was chosen
    qda.write("A1.txt", "Eva: Jeg kom.\n")
    said = qda("import", "A1.txt")
    assert (said.code, "by sentence/qda_nb-1.0.0+guard-2" in said.out) == (0, True)
    why = "Sentences are found by the bundled pipeline, not by nb_core_news_sm as preferred"
    assert said.err.startswith(why)
    assert why in qda("language").out


def test_asking_an_import_for_a_pipeline_that_is_missing_stores_nothing(qda: Shell) -> None:
    qda.write("A1.txt", "Eva: Jeg kom.\n")
    said = qda("import", "A1.txt", "--segmenter", "nb_core_news_sm")
    assert (said.code, "run `qda language install`" in said.err) == (2, True)
    assert "A1" not in qda("documents", "list").out


def test_nothing_is_fetched_before_somebody_was_asked(process: Process) -> None:
    said = process("language", "install")
    assert (said.code, said.out) == (2, "")
    assert "--yes" in said.err


def test_a_fetch_that_fails_is_one_sentence(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # nobody answers there
    said = process("language", "install", "--yes")
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert said.err.startswith("spaCy could not fetch nb_core_news_sm (")
    assert "goes on with its bundled pipeline" in said.err
