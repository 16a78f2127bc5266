"""Other coders' work heard, and codes found by their digits and called by their colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qda.codebook.read import read_codebook
from qda.coding.changes import Act, ApplyCode, WriteMemo
from qda.coding.desk import Desk
from qda.errors import QdaError
from qda.plain.sitting import Sitting

Say = Callable[[str], list[str]]


def bo_codes(sitting: Sitting, code: str, memo: str = "") -> None:
    """Bo codes the segment at hand, with a memo on the coding."""
    here, of = sitting.here, sitting.document.id
    put = ApplyCode(of, here.start, here.end, code)
    note = WriteMemo("coding", put.coding, memo, of)
    Desk(sitting.project, "bo").perform(Act((put, note) if memo else (put,)))


def test_others_codings_are_heard_only_where_that_is_asked_for(sitting: Sitting, say: Say) -> None:
    bo_codes(sitting, "attrition", "mulig")
    assert not any("bo" in line for line in (*say("2"), *say("1")))
    assert say("others") == ["1: attrition, by bo", "1: memo on attrition, by bo: mulig"]
    assert say("coders on")[1:] == say("others")
    say("code open_meeting")
    assert say("1")[1:] == [
        "1: reviewed, 1 code: open_meeting",
        "1: by bo: 1 code: attrition, 1 memo",
    ]
    assert "1: attrition, by bo" in say("codings")
    with pytest.raises(QdaError, match="no code here fits"):
        say("remove attrition")  # it is not yours
    say("4")
    assert say("used attrition back")[0].startswith("1: ")
    say("4")
    assert say("noted back")[0].startswith("1: ")
    say("coders off")
    say("4")
    with pytest.raises(QdaError):
        say("used attrition back")
    say("1")
    assert not any("bo" in line for line in (*say("1"), *say("codings")))
    assert say("2")[0].startswith("2: ")
    assert say("others") == ["2: nothing by other coders"]
    with pytest.raises(QdaError, match="coders on"):
        say("coders bo")


def test_a_digit_stands_for_the_code_pinned_to_it(sitting: Sitting, say: Say) -> None:
    assert say("pins")[0].startswith("No code is pinned")
    assert say("pin attrition 3") == ["pin attrition to 3"]
    assert say("pins") == ["3: attrition, Frafall"]
    say("code 3 2-3")
    say("code 3")
    assert [row.code for row in sitting.codings] == ["attrition", "attrition"]
    say("remove 3")
    assert len(sitting.codings) == 1
    assert say("pin recruitment 3") == ["pin recruitment to 3", "attrition is no longer pinned"]
    assert read_codebook(sitting.project.codebook_file)["recruitment"].pin == 3
    say("undo")
    assert say("pins") == ["3: attrition, Frafall"]
    assert say("pin attrition -") == ["pin attrition to no digit"]
    with pytest.raises(QdaError, match="a digit"):
        say("pin attrition")


def test_codes_are_given_colours_by_name(sitting: Sitting, say: Say) -> None:
    assert say("colour attr: blue") == ["attrition: blue"]
    assert say("colour attr") == ["colour: blue"]
    assert "colour: blue" in say("define attr")
    assert "blue: attrition" in say("colour")
    assert say("colour rec: #123456") == ["recruitment: #123456"]
    assert read_codebook(sitting.project.codebook_file)["attrition"].colour == "#5C90FF"
    with pytest.raises(QdaError, match="no colour"):
        say("colour attr: blueish")
    say("undo")
    say("undo")
    assert read_codebook(sitting.project.codebook_file)["attrition"].colour is None
    assert say("colour attr") == ["attrition: colour of the code above it"]


def test_what_a_code_means_has_examples_a_base_and_a_place(sitting: Sitting, say: Say) -> None:
    assert say("examples attr: De gikk | Hun sluttet") == ["change attrition: examples, 2 examples"]
    say("base attr: role=initiator; age>40")
    book = read_codebook(sitting.project.codebook_file)
    assert book["attrition"].examples == ("De gikk", "Hun sluttet")
    assert say("define attr")[-3:] == [
        "example: De gikk",
        "example: Hun sluttet",
        "asked of: role=initiator and age>40",
    ]
    assert say("move attr up") == ["move attrition, up, before recruitment"]
    assert read_codebook(sitting.project.codebook_file).codes[0].id == "attrition"
    with pytest.raises(QdaError, match="first one"):
        say("move attr up")
    with pytest.raises(QdaError, match="nothing in “fr”"):
        say("language fr")
