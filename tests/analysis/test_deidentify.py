"""Descriptions that pick out nobody, and quotations without names."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.analysis.deidentify import LEAST, OTHER, Rare, cover, describe, pooled
from qda.analysis.matrix import matrix
from qda.analysis.quotes import quotes
from qda.errors import QdaError
from tests.analysis.invented import Study


def study(*cases: dict[str, str]) -> Study:
    """One document and one case a description."""
    made = Study()
    made.code("a")
    for number, attributes in enumerate(cases):
        made.document(f"T{number}", f"Kari: Svar nummer {number}.")
        made.case(f"case {number}", f"T{number}", **attributes)
        made.coding(f"T{number}", f"Svar nummer {number}.", "a")
    return made


def person(sector: str, role: str = "initiator", age: str = "50") -> dict[str, str]:
    return {"sector": sector, "role": role, "age": age}


HOSPITAL, COUNTY = person("hospital"), person("county")


def test_what_three_share_is_said_in_full() -> None:
    found = describe(study(HOSPITAL, HOSPITAL, HOSPITAL).dataset(), ["sector", "role"])
    assert set(found.shown.values()) == {("hospital", "initiator")}
    assert found.rare == ()


def test_what_fewer_share_is_said_in_fewer_words_and_listed() -> None:
    people = [HOSPITAL] * 3 + [person("hospital", "other"), person("hospital", "third")]
    found = describe(study(*people, person("hospital", "fourth")).dataset(), ["sector", "role"])
    assert Counter(found.shown.values()) == {("hospital", "initiator"): 3, ("hospital",): 3}
    assert found.rare[0] == Rare(("hospital", "fourth"), 1, ("hospital",))


def test_who_is_left_over_is_not_given_away_by_being_said_in_fewer_words() -> None:
    """One of four hospitals is something else: `hospital` alone would be that one."""
    people = [HOSPITAL] * 3 + [person("hospital", "other")]
    found = describe(study(*people).dataset(), ["sector", "role"])
    assert found.shown[3, 3] == ()


def test_an_age_is_said_as_a_band_of_ten() -> None:
    people = [person("x", age=age) for age in ("50", "54", "59")]
    found = describe(study(*people).dataset(), ["age"])
    assert set(found.shown.values()) == {("50–59",)}


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.sampled_from(["20", "35"])),
        max_size=14,
    )
)
def test_no_description_is_carried_by_fewer_than_three(people: list[tuple[str, str, str]]) -> None:
    data = study(*(person(*one) for one in people)).dataset()
    if not people:
        return
    found = describe(data, ["sector", "role", "age"])
    carried = Counter(found.shown.values())
    assert all(count >= LEAST for shown, count in carried.items() if shown)
    for (case, _), shown in found.shown.items():
        full = (people[case][0], people[case][1], "20–29" if people[case][2] == "20" else "30–39")
        assert full[: len(shown)] == shown


def test_an_attribute_that_is_not_there_is_said() -> None:
    with pytest.raises(QdaError, match="colour"):
        describe(study(HOSPITAL).dataset(), ["colour"])


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=15))
def test_columns_of_few_are_pooled_so_that_none_is_of_fewer_than_three(sectors: list[str]) -> None:
    data = pooled(study(*map(person, sectors)).dataset(), "sector")
    found = matrix(data, by="attribute:sector", unit="cases")
    asked = found.cells.asked[0].tolist()
    assert sum(asked) == len(sectors)
    assert min(asked) >= min(LEAST, len(sectors))
    kept = [name for name in found.columns if name != OTHER]
    assert all(sectors.count(name) >= LEAST for name in kept)


def test_quotations_without_names_have_no_trace_of_who_spoke() -> None:
    made = study(HOSPITAL, HOSPITAL, HOSPITAL, COUNTY)
    data = made.dataset()
    found = cover(quotes(data, attributes=["sector"]), data, describe(data, ["sector"]))
    assert not found.named
    for one in found.quotes:
        assert (one.document, one.segments, one.start, one.end) == ("", "", 0, 0)
        assert (one.speakers, one.cases, one.coders) == ((), (), ())
        assert {label for label, _ in one.parts} == {"informant"}
    assert sorted(one.values for one in found.quotes) == [((),)] + [(("hospital",),)] * 3


def test_the_order_of_quotations_is_not_that_of_the_documents() -> None:
    data = study(*[HOSPITAL] * 8).dataset()
    named = quotes(data)
    found = cover(named, data, describe(data, []))
    assert {one.text for one in found.quotes} == {one.text for one in named.quotes}
    assert [one.text for one in found.quotes] != [one.text for one in named.quotes]


def test_a_number_asked_for_is_the_same_in_all_quotations_of_an_informant() -> None:
    made = study(HOSPITAL, HOSPITAL)
    made.document("more", "Kari: Enda et svar.")
    made.links.append((1, 2, -1))
    made.coding("more", "Enda et svar.", "a")
    data = made.dataset()
    found = cover(quotes(data), data, describe(data, []), numbers=True)
    by_text = {one.text: one.cases for one in found.quotes}
    assert by_text["Svar nummer 1."] == by_text["Enda et svar."]
    assert by_text["Svar nummer 0."] != by_text["Svar nummer 1."]
