"""What the section on method says of a round, and of one coder at two times."""

from __future__ import annotations

from dataclasses import replace

from qda.analysis.comparison.report import Report, compare
from qda.analysis.comparison.told import RoundTold, Told, beside
from tests.analysis.invented import Study

ROUND = RoundTold("reliability", "12 of 29 drawn at random (seed 1)", 1, "2026-11-20")
SENTENCES = [
    f"{word} ord til."
    for word in ["En", "To", "Tre", "Fire", "Fem", "Seks", "Sju", "Åtte", "Ni", "Ti"]
]


def study(coder: str, *applied: int, version: int = 1) -> Study:
    """One interview of ten sentences, all read; the code d and its sub-code e in some."""
    made = Study(coders=[coder])
    made.code("d")
    made.code("e", under="d")
    made.document("T1", "I: Hva så?", f"K: {' '.join(SENTENCES)}")
    made.case("i1", "T1")
    made.read(coder=coder, version=version)
    for number in applied:
        made.coding("T1", SENTENCES[number - 1], "e", coder)
    return made


def passes(told: Told, second_version: int = 1) -> Report:
    layers = []
    for layer, made in (
        ("one", study("ada", *range(1, 9))),
        ("two", study("ada", *range(2, 11), version=second_version)),
    ):
        data = made.dataset()
        layers.append(replace(data, source=replace(data.source, layer=layer)))
    return compare(beside(layers), told=told).report()


def test_two_passes_are_compared_as_two_coders_are() -> None:
    report = passes(Told(stability="ada", days=30))
    row = next(one for one in report.codes if one.id == "d")
    assert (report.scope.coders, row.used, row.all, row.to_gain) == (("one", "two"), (8, 9), 7, 3)
    assert report.scope.provenance.source.layer == "one and two"


def test_stability_is_called_so_and_the_interval_between_the_passes_is_told() -> None:
    said = passes(Told(stability="ada", days=30)).sentence
    assert said.startswith("One coder (ada) coded twice (one and two, 30 days apart) 10 segments")
    assert "this is stability, the weakest form of reliability" in said
    assert "talked over" not in said


def test_a_round_tells_how_it_was_drawn_and_that_it_was_closed_before_talking() -> None:
    said = passes(Told(round=ROUND, matrices="ada")).sentence
    assert "12 of 29 drawn at random (seed 1)" in said
    assert "version 1 of the codebook, frozen for the round" in said
    assert "before differences were talked over (round reliability, closed 2026-11-20)" in said
    assert said.endswith("The matrices are of ada's independent coding.")
    assert "[" not in said


def test_what_is_not_known_stands_in_brackets() -> None:
    said = passes(Told()).sentence
    assert "[drawn how]" in said
    assert "[confirm]" in said


def test_a_codebook_changed_during_the_round_is_told() -> None:
    said = passes(Told(round=ROUND), second_version=2).sentence
    assert "versions 1 to 2 of the codebook, which was changed meanwhile" in said


def test_rare_sub_codes_are_counted_and_have_no_coefficient() -> None:
    made = study("ada", 1, 2)
    made.coders.append("bo")
    made.read(coder="bo")
    said = compare(made.dataset()).report().sentence
    assert "1 of 1 sub-codes, used under 10 times, are given as counts only." in said
