"""Segmenters against turns of speech that were marked by hand."""

from __future__ import annotations

import pytest

from benchmarks.sentences import (
    OTHER_LANGUAGES,
    Sentencizer,
    count_exact,
    misses,
    read_turns,
    table,
)
from qda.language.choice import MARKED_TURNS, MEASURED
from qda.language.sentences import Segmenter, segmenter

TURNS = read_turns()
BOKMAAL = [name for name in TURNS if name not in OTHER_LANGUAGES]


def make(choice: str) -> Segmenter:
    return Sentencizer() if choice == "sentencizer" else segmenter(choice)  # type: ignore[arg-type]  # parametrised


def test_the_set_is_large_and_no_turn_stands_in_it_twice() -> None:
    texts = [turn.text for name in BOKMAAL for turn in TURNS[name]]
    assert len(texts) == MARKED_TURNS >= 150
    assert len(set(texts)) == len(texts)


def test_most_turns_have_a_boundary_to_find() -> None:
    marked = [len(turn.sentences) > 1 for name in BOKMAAL for turn in TURNS[name]]
    assert sum(marked) > MARKED_TURNS / 2


@pytest.mark.parametrize("choice", MEASURED)
def test_the_figures_that_the_choice_rests_on_are_those_measured(choice: str) -> None:
    exact = count_exact(make(choice))
    # A processor's rounding may move a model by a turn or two; rules give the same everywhere.
    apart = 2 if choice == "bundled" else 0
    assert sum(exact[name] for name in BOKMAAL) == pytest.approx(MEASURED[choice], abs=apart)


@pytest.mark.parametrize(("choice", "floor"), [("rules", 0.96), ("bundled", 0.86)])
def test_speech_is_cut_as_a_reader_cuts_it(choice: str, floor: float) -> None:
    exact = count_exact(make(choice))
    assert sum(exact[name] for name in BOKMAAL) >= floor * MARKED_TURNS


@pytest.mark.parametrize("choice", ["rules", "bundled"])
@pytest.mark.parametrize("language", sorted(OTHER_LANGUAGES))
def test_nynorsk_and_english_are_cut_without_a_miss(choice: str, language: str) -> None:
    assert misses(make(choice), TURNS[language]) == []


@pytest.mark.parametrize("choice", ["rules", "bundled"])
@pytest.mark.parametrize("section", ["no punctuation", "no capitals", "several lines"])
def test_speech_as_recognisers_write_it_is_cut_without_a_miss(choice: str, section: str) -> None:
    assert misses(make(choice), TURNS[section]) == []


def test_what_auto_takes_is_what_was_measured_best() -> None:
    assert max(MEASURED, key=MEASURED.__getitem__) == "rules"
    assert segmenter("auto").name == segmenter("rules").name


def test_the_benchmark_prints_a_row_for_each_kind_and_the_sum() -> None:
    lines = list(table({"rules": segmenter("rules")}))
    assert len(lines) == 2 + len(TURNS) + 2
    assert lines[-2] == f"| all in Bokmål | {MARKED_TURNS} | {MEASURED['rules']} |"
