"""What talking has changed stands beside agreement and never in it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from qda.analysis.comparison.discussion import Consensus, Discussion, Settled
from qda.analysis.comparison.report import Report, compare
from qda.analysis.comparison.units import Unit
from qda.exports.write import comparison_bytes
from tests.analysis.invented import Study

BOTH = frozenset({"anna", "bo"})


def study() -> Study:
    """Four sentences: both have `a` in the first; then each one alone; the last is settled too."""
    made = Study(coders=["anna", "bo"])
    made.code("a")
    made.code("b", under="a")
    made.code("c")
    made.document("T1", "K: En to. Tre fire. Fem seks. Sju åtte.")
    for coder, words, code in (
        ("anna", "En to.", "a"),
        ("bo", "En to.", "a"),
        ("anna", "Tre fire.", "b"),
        ("bo", "Tre fire.", "c"),
        ("anna", "Fem seks.", "b"),
        ("bo", "Fem seks.", "a"),
        ("anna", "Sju åtte.", "c"),
    ):
        made.coding("T1", words, code, coder)
    for coder in made.coders:
        made.read(coder=coder)
    return made


def settled(*passages: tuple[int, int], coders: frozenset[str] = BOTH) -> Consensus:
    """Settled by a third person: `c` where one has `b` and the other `c`, `b` in what follows."""
    made = study()
    data = replace(made, coders=["nora"], codings=[], marks=[])
    data.coding("T1", "Tre fire.", "c", "nora")
    data.coding("T1", "Fem seks.", "b", "nora")
    found = data.dataset()
    return Consensus(found, tuple(Settled("T1", *span, coders) for span in passages))


def reported(consensus: Consensus | None, unit: Unit = "segment") -> Report:
    return compare(study().dataset(), unit=unit).report(consensus)


def discussed(unit: Unit = "segment", *passages: tuple[int, int]) -> Discussion:
    found = reported(settled(*passages), unit).discussion
    assert found is not None
    return found


TALKED = ((7, 16), (17, 26))


def test_each_coders_decisions_that_the_consensus_does_not_follow_are_counted() -> None:
    found = discussed("segment", *TALKED)
    assert (found.passages, found.units) == (2, 2)
    # anna's b became c, then stayed; bo's c stayed, then his a became b
    assert (found.overall.discussed, found.overall.changed) == ((2, 2), (1, 1))
    codes = {one.code: (one.found.discussed, one.found.changed) for one in found.codes}
    assert codes == {
        "a": ((1, 1), (1, 0)),  # in the second both have a, or b under it
        "b": ((2, 2), (1, 1)),
        "c": ((1, 1), (1, 0)),
    }


def test_agreement_is_the_same_with_and_without_a_consensus() -> None:
    with_one, without = reported(settled(*TALKED)), reported(None)
    assert replace(with_one, discussion=None) == without
    said = comparison_bytes(with_one, "table").decode()
    assert said.index("Who confuses what") < said.index("Share changed in discussion")
    assert "anna     1 of 2 decisions changed (50.0 %)" in said
    assert json.loads(comparison_bytes(with_one, "json"))["discussion"]["overall"]["changed"]


@pytest.mark.parametrize("consensus", [None, settled(), settled((7, 16), coders=BOTH | {"cy"})])
def test_without_anything_settled_between_these_coders_nothing_is_said(
    consensus: Consensus | None,
) -> None:
    found = reported(consensus)
    assert found.discussion is None
    assert "discussion" not in comparison_bytes(found, "table").decode()


def test_of_characters_their_number_counts_and_a_turn_only_when_all_of_it_was_settled() -> None:
    assert discussed("character", (7, 16)).overall.discussed == (8, 8)
    assert reported(settled(*TALKED), "turn").discussion is None
    assert discussed("turn", (0, 36)).overall.discussed == (1, 1)
