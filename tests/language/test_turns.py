"""Segmenters against turns of speech that were marked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.sentences import (
    BLIND,
    OTHER_LANGUAGES,
    TURNS,
    Sentencizer,
    count_exact,
    misses,
    read_turns,
    table,
)
from qda.language.choice import BLIND_TURNS, GUARD, MARKED_TURNS, MEASURED, MEASURED_BLIND
from qda.language.sentences import Segmenter, segmenter

MARKED = read_turns()
BOKMAAL = [name for name in MARKED if name not in OTHER_LANGUAGES]


def make(choice: str) -> Segmenter:
    return Sentencizer() if choice == "sentencizer" else segmenter(choice)  # type: ignore[arg-type]  # parametrised


def test_the_sets_are_large_and_no_turn_stands_in_them_twice() -> None:
    texts = [turn.text for name in BOKMAAL for turn in MARKED[name]]
    blind = [turn.text for turns in read_turns(BLIND).values() for turn in turns]
    assert len(texts) == MARKED_TURNS >= 150
    assert len(blind) == BLIND_TURNS
    assert len({*texts, *blind}) == MARKED_TURNS + BLIND_TURNS


def test_most_turns_have_a_boundary_to_find() -> None:
    marked = [len(turn.sentences) > 1 for name in BOKMAAL for turn in MARKED[name]]
    assert sum(marked) > MARKED_TURNS / 2


@pytest.mark.parametrize("choice", MEASURED)
@pytest.mark.parametrize(("path", "measured"), [(TURNS, MEASURED), (BLIND, MEASURED_BLIND)])
def test_the_figures_that_the_choice_rests_on_are_those_measured(
    choice: str, path: Path, measured: dict[str, int]
) -> None:
    exact = count_exact(make(choice), path)
    # A processor's rounding may move a model by a turn or two; rules give the same everywhere.
    apart = 2 if choice == "bundled" else 0
    found = sum(count for name, count in exact.items() if name not in OTHER_LANGUAGES)
    assert found == pytest.approx(measured[choice], abs=apart)


@pytest.mark.parametrize("choice", ["rules", "bundled"])
def test_speech_is_cut_as_a_reader_cuts_it(choice: str) -> None:
    exact = count_exact(make(choice))
    assert sum(exact[name] for name in BOKMAAL) >= 0.97 * MARKED_TURNS


@pytest.mark.parametrize("choice", ["rules", "bundled"])
@pytest.mark.parametrize("language", sorted(OTHER_LANGUAGES))
def test_nynorsk_and_english_are_cut_without_a_miss(choice: str, language: str) -> None:
    assert misses(make(choice), MARKED[language]) == []


@pytest.mark.parametrize("choice", ["rules", "bundled"])
@pytest.mark.parametrize("section", ["no punctuation", "no capitals", "several lines"])
def test_speech_as_recognisers_write_it_is_cut_without_a_miss(choice: str, section: str) -> None:
    assert misses(make(choice), MARKED[section]) == []


def test_what_auto_takes_is_what_was_measured_best() -> None:
    for measured in (MEASURED, MEASURED_BLIND):
        assert max(measured, key=measured.__getitem__) == "bundled"
    assert segmenter("auto").name.endswith("+" + GUARD)


def test_the_benchmark_prints_a_row_for_each_kind_and_the_sum() -> None:
    lines = list(table({"rules": segmenter("rules")}))
    assert len(lines) == 2 + len(MARKED) + 2
    assert lines[-2] == f"| all in Bokmål | {MARKED_TURNS} | {MEASURED['rules']} |"
