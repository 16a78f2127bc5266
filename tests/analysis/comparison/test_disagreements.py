"""The passages on which coders differ follow from the same units as the figures."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qda.analysis.comparison.disagreements import between, disagreements, mixed_up
from qda.analysis.comparison.report import compare
from tests.analysis.invented import Study

WORDS = ("En", "To", "Tre", "Fire", "Fem", "Seks", "Sju", "Åtte", "Ni", "Ti")
SENTENCES = [f"{word} ord til." for word in WORDS]
NUMBERS = st.sets(st.integers(1, 10))


def study(**applied: dict[str, set[int]]) -> Study:
    made = Study(coders=list(applied))
    made.code("a")
    made.code("b", under="a")
    made.code("d")
    made.document("T1", f"K: {' '.join(SENTENCES[:5])}", "I: Ja?", f"K: {' '.join(SENTENCES[5:])}")
    made.case("i1", "T1")
    for coder, codes in applied.items():
        made.read(coder=coder)
        for code, numbers in codes.items():
            for number in numbers:
                made.coding("T1", SENTENCES[number - 1], code, coder)
    return made


def test_touching_units_judged_alike_are_one_passage() -> None:
    made = study(anna={"a": {1, 2, 3, 8}, "d": {3}}, bo={"a": {1}, "d": {3}})
    two, three, eight = disagreements(compare(made.dataset()))
    assert (two.first, two.last, two.units) == (2, 2, 1)
    assert two.applied == three.applied == (frozenset("a"), frozenset())
    assert (three.first, three.agreed) == (3, frozenset("d"))
    assert (eight.one_sided, three.one_sided) == (True, False)


def test_a_run_goes_on_while_the_coders_differ_in_the_same_way() -> None:
    made = study(anna={"a": {1, 2, 3}}, bo={"d": {1, 2, 3}})
    (found,) = disagreements(compare(made.dataset()))
    text = made.texts["T1"]
    assert text[found.start : found.end] == " ".join(SENTENCES[:3])
    assert found.units == 3


def test_from_two_codes_that_are_confused_to_their_passages() -> None:
    made = study(anna={"a": {1}, "d": {5}}, bo={"d": {1, 9}})
    found = disagreements(compare(made.dataset()))
    assert [one.first for one in between(found, "a", "d")] == [1]
    assert between(found, "b", "d") == ()


def test_what_is_taken_for_what_is_ranked_without_saying_by_whom() -> None:
    one = study(anna={"a": {1, 5}, "d": {7}}, bo={"d": {1, 5}, "b": {9}})
    other = study(anna={"d": {1, 5}, "b": {9}}, bo={"a": {1, 5}, "d": {7}})
    ranked = [
        [(mixed.one, mixed.other, [p.first for p in mixed.passages]) for mixed in mixed_up(found)]
        for found in (disagreements(compare(made.dataset())) for made in (one, other))
    ]
    assert ranked[0] == ranked[1]
    assert ranked[0] == [("a", "d", [1, 5]), ("b", None, [10]), ("d", None, [8])], (
        "a question is segment 6"
    )


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
@settings(max_examples=40, deadline=None)
def test_of_a_code_without_sub_codes_their_units_are_what_there_is_to_gain(
    one: set[int], two: set[int], three: set[int], four: set[int]
) -> None:
    made = study(anna={"b": one, "d": two}, bo={"b": three, "d": four})
    comparison = compare(made.dataset())
    found = disagreements(comparison)
    for row in comparison.report().codes:
        if row.id in ("b", "d"):
            units = sum(one.units for one in found if any(row.id in own for own in one.applied))
            assert units == row.to_gain
