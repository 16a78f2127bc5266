"""Which segmenter and pipeline is taken, and what happens where one cannot be had."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qda.errors import QdaError
from qda.language import pipeline
from qda.language.choice import CHOICES, Choice, prefer, preferred
from qda.language.sentences import segmenter

TEXT = "Vi har f.eks. ikke rom. Det var fint."


@pytest.fixture
def without_spacys_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "find_spec", lambda name: None)


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundled pipeline of which only the folder is left."""
    (tmp_path / "qda_nb").mkdir()
    monkeypatch.setattr(pipeline, "BUNDLED", tmp_path / "qda_nb")


def test_at_first_nothing_is_preferred() -> None:
    assert preferred() == "auto"


@pytest.mark.parametrize("choice", CHOICES)
def test_a_preference_is_remembered(choice: Choice) -> None:
    prefer(choice)
    assert preferred() == choice


def test_a_preference_stands_beside_the_coders_name(config: Path) -> None:
    file = config / "qda" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text('coder = "Åse"\n', encoding="utf-8")
    prefer("bundled")
    assert file.read_text(encoding="utf-8") == 'coder = "Åse"\nlanguage = "bundled"\n'


def test_a_preference_that_is_no_choice_is_named_with_its_file(config: Path) -> None:
    file = config / "qda" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text('language = "best"\n', encoding="utf-8")
    with pytest.raises(QdaError, match="“best”; run `qda language prefer`") as caught:
        segmenter("auto")
    assert caught.value.path == file


def test_auto_takes_what_is_preferred() -> None:
    prefer("bundled")
    found = segmenter("auto")
    assert (found.name, found.note) == ("qda_nb-1.0.0+guard-2", "")


def test_what_is_asked_for_goes_before_what_is_preferred() -> None:
    prefer("bundled")
    assert segmenter("rules").name == "rules-2"


@pytest.mark.usefixtures("without_spacys_own")
def test_where_nothing_is_preferred_the_bundled_one_stands_in_for_spacys_own() -> None:
    found = segmenter("auto")
    assert (found.name, found.note) == ("qda_nb-1.0.0+guard-2", "")


def test_where_spacys_own_is_installed_and_broken_the_bundled_one_runs_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipeline, "find_spec", lambda name: name)
    monkeypatch.setitem(sys.modules, "nb_core_news_sm", None)
    found = segmenter("auto")
    assert found.name == "qda_nb-1.0.0+guard-2"
    assert found.note.startswith(
        "Sentences are found by the bundled pipeline, not by nb_core_news_sm: the pipeline"
    )


@pytest.mark.usefixtures("broken", "without_spacys_own")
def test_where_no_pipeline_can_be_loaded_the_rules_cut_alone_and_say_so() -> None:
    found = segmenter("auto")
    assert found.name == "rules-2"
    assert found.note.startswith(
        "Sentences are found by rules alone, not by bundled: the pipeline qda_nb cannot be loaded"
    )


@pytest.mark.usefixtures("without_spacys_own")
def test_a_preferred_pipeline_that_is_gone_leaves_the_work_to_the_bundled_one() -> None:
    prefer("nb_core_news_sm")
    found = segmenter("auto")
    assert found.name == "qda_nb-1.0.0+guard-2"
    assert "not by nb_core_news_sm as preferred" in found.note
    assert "qda language install" in found.note


def test_rules_that_are_preferred_cut_alone() -> None:
    prefer("rules")
    assert (segmenter("auto").name, segmenter("auto").note) == ("rules-2", "")


@pytest.mark.usefixtures("without_spacys_own")
def test_a_preferred_pipeline_that_is_gone_leaves_lemmas_to_the_bundled_one() -> None:
    prefer("nb_core_news_sm")
    assert pipeline.load().name.startswith("qda_nb-")


@pytest.mark.usefixtures("broken")
def test_a_preferred_pipeline_that_is_broken_leaves_the_work_to_the_rules() -> None:
    prefer("bundled")
    found = segmenter("auto")
    assert found.name == "rules-2"
    assert "qda_nb cannot be loaded" in found.note


@pytest.mark.usefixtures("broken")
def test_a_broken_pipeline_that_is_asked_for_is_a_sentence() -> None:
    with pytest.raises(QdaError, match="qda_nb cannot be loaded"):
        segmenter("bundled")


def test_without_spacy_the_rules_go_on_under_another_name() -> None:
    code = (
        "import sys; sys.modules['spacy'] = None\n"
        "from qda.language.sentences import segmenter\n"
        f"found = segmenter('auto'); print(found.name, *found.split([{TEXT!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout == "rules-2-plain [(0, 23), (24, 37)]\n"


def test_without_spacy_a_pipeline_that_is_asked_for_is_a_sentence() -> None:
    code = (
        "import sys; sys.modules['spacy'] = None\n"
        "from qda.language.sentences import segmenter\n"
        "try: segmenter('bundled')\n"
        "except Exception as error: print(type(error).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "QdaError\n"


def test_the_modules_import_no_spacy() -> None:
    code = (
        "import sys, qda.language.choice, qda.language.guarded, qda.language.installing;"
        "import qda.language.pipeline as p; p.bundled_facts(); sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
