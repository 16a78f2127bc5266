"""The informants line by line: what is known of each, changed and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qda.errors import QdaError
from qda.plain.sitting import Sitting

Say = Callable[[str], list[str]]


@pytest.fixture
def study(say: Say) -> Say:
    """Three informants with an age, a sector and what they do; Eva speaks in both documents."""
    for line in (
        "new-case Eva",
        "new-case Nils",
        "new-case Unn",
        "tie Eva : T01; T02@Nils",
        "tie Nils : T02@Nils",
        "new-attribute age : number",
        "new-attribute sector",
        "new-attribute does : many",
        "set Eva : age = 54",
        "set Nils : age = 31",
        "set Eva : sector = hospital",
        "set Eva : does = teach; nurse",
    ):
        say(line)
    return say


def test_a_case_is_heard_with_all_that_is_known(study: Say) -> None:
    assert study("cases") == [
        "Eva, age 54, sector hospital, does teach; nurse",
        "Nils, age 31",
        "Unn",
    ]
    assert study("cases hosp") == ["Eva, age 54, sector hospital, does teach; nurse"]
    assert study("bands age : 40 60") == ["age_band: bands of age: under 40, 40-59, 60+"]
    study("memo-case Eva: kom tidlig")
    said = study("case ev")
    assert said[:3] == ["Eva", "age: 54", "age_band: 40-59"]
    assert "tied to T01; T02@Nils" in said
    assert said[-1].endswith(": kom tidlig")
    assert study("case")[0] == "Eva"  # whose document this is
    assert study("case unn")[1:4] == ["age: unknown", "age_band: unknown", "sector: unknown"]


def test_values_are_unknown_or_do_not_apply_and_come_back(study: Say) -> None:
    assert study("set eva : sector =") == ["Eva, sector: unknown"]
    assert study("set eva : age = n.a.") == ["Eva, age: n.a."]
    assert study("set eva : age = n.a.") == ["It is so already."]
    with pytest.raises(QdaError, match="cannot be the age"):
        study("set eva : age = old")
    study("undo")
    study("undo")
    assert study("cases eva") == ["Eva, age 54, sector hospital, does teach; nurse"]


def test_what_is_there_is_renamed_and_taken_away_and_comes_back(study: Say) -> None:
    before = study("cases"), study("attributes")
    for line in (
        "bands age : 40",
        "bands age : 50 as generation",
        "rename-attribute generation : kull",
        "rename-attribute sector : field",
        "delete-attribute kull",
        "delete-attribute does",
        "rename-case Unn : Una",
        "delete-case Nils",
    ):
        study(line)
    assert study("cases") == ["Eva, age 54, age_band 40+, field hospital", "Una"]
    for _ in range(8):
        study("undo")
    assert (study("cases"), study("attributes")) == before


def test_all_documents_of_an_informant_follow_one_another(sitting: Sitting, study: Say) -> None:
    assert study("same")[0].endswith(", T02, coder ada.")
    assert study("same")[0].endswith(", T01, coder ada.")
    study("7")
    study("done to here")
    assert study("read-case eva")[0].endswith(", T02, coder ada.")
    study("tie eva : T02")
    with pytest.raises(QdaError, match="tied to no document"):
        study("read-case unn")


def test_what_cannot_be_leaves_the_cases(study: Say) -> None:
    before = study("cases")
    for line in (
        *("set Eva age 54", "set Eva : age", "set Nobody : age = 3", "set Eva : height = 3"),
        *("new-case Eva", "tie Eva : T99", "new-attribute x : colour", "bands sector : 40"),
        *("rename-case Eva", "same up"),
    ):
        with pytest.raises(QdaError):
            study(line)
    assert study("cases") == before


def test_an_attribute_is_heard_case_by_case(study: Say) -> None:
    study("bands age : 40")
    assert study("cases age") == ["Eva: 54", "Nils: 31", "Unn: unknown"]
    assert study("cases age_band")[0] == "Eva: 40+"
    assert study("cases 2-3") == ["Nils, age 31, age_band under 40", "Unn"]
