"""The codebook changed line by line, and reading again for what changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qda.codebook.read import read_codebook
from qda.errors import QdaError
from qda.plain.sitting import Sitting

Say = Callable[[str], list[str]]


def test_the_codebook_and_its_file_change_and_change_back(sitting: Sitting, say: Say) -> None:
    before = read_codebook(sitting.project.codebook_file)
    for line in (
        "add Omsorg under attr",
        "rename attr: Oppløsning",
        "define attrition: De slutter",
        "include attrition: når noen går",
        "exclude attrition: når noen blir: aldri",
        "move open_meeting under attrition",
        "move omsorg top",
        "merge omsorg into recruitment",
    ):
        say(line)
    book = read_codebook(sitting.project.codebook_file)
    attrition = book["attrition"]
    assert attrition.label.in_("nb") == "Oppløsning"
    assert attrition.definition.in_("nb") == "De slutter"
    assert attrition.include.in_("nb") == "når noen går"
    assert attrition.exclude.in_("nb") == "når noen blir: aldri"
    assert book["open_meeting"].parent == "attrition"
    assert "omsorg" not in book
    assert book["recruitment"].was == ("omsorg",)
    for _ in range(8):
        say("undo")
    after = read_codebook(sitting.project.codebook_file)
    assert [(c.id, c.parent, c.label) for c in after] == [(c.id, c.parent, c.label) for c in before]


def test_merged_codings_go_to_the_other_code(sitting: Sitting, say: Say) -> None:
    say("code open_meeting")
    assert say("merge open_meeting into attrition") == ["merge open_meeting into attrition"]
    assert [row.code for row in sitting.codings] == ["attrition"]
    say("undo")
    assert [row.code for row in sitting.codings] == ["open_meeting"]


def test_a_retired_code_is_brought_back(sitting: Sitting, say: Say) -> None:
    assert say("retire attrition") == ["retire attrition"]
    with pytest.raises(QdaError):
        say("code attrition")
    assert say("retire attrition") == ["bring attrition back"]
    say("code attrition")
    assert [row.code for row in sitting.codings] == ["attrition"]


@pytest.mark.parametrize(
    "line",
    [
        "rename attrition",
        "rename attrition:",
        "move attrition",
        "merge attrition",
        "merge recruitment into open_meeting",
        "move recruitment under open_meeting",
        "add Rekruttering",
    ],
)
def test_what_cannot_be_leaves_the_codebook(sitting: Sitting, say: Say, line: str) -> None:
    before = sitting.project.codebook_file.read_bytes()
    with pytest.raises(QdaError):
        say(line)
    assert sitting.project.codebook_file.read_bytes() == before


def test_what_was_read_before_a_code_came_is_read_again(sitting: Sitting, say: Say) -> None:
    say("4")
    say("done to here")
    assert say("revisit") == ["Nothing is to be read again."]
    say("add Tillit")
    assert say("revisit") == ["tillit: new in version 3, 3 segments in 1 document"]
    say("open T02")
    assert say("again till")[0] == "2 of 7, T01, coder ada."
    assert say("read-again")[0] == "2: read again for tillit"
    assert sitting.number == 3
    assert say("revisit till")[1] == "T01: 2 segments left"
    say("read-again")
    assert say("read-again")[1] == "Nothing is left to read again for Tillit."
    with pytest.raises(QdaError, match="not to be read again"):
        say("read-again")
    say("undo")
    assert say("revisit till")[1] == "T01: 1 segment left"


def test_new_words_may_need_no_reading_again(sitting: Sitting, say: Say) -> None:
    say("4")
    say("done to here")
    with pytest.raises(QdaError, match="again CODE"):
        say("read-again")
    say("define attrition: De går")
    assert say("revisit")[0].startswith("attrition: definition changed in version")
    say("waive attrition")
    assert say("revisit") == ["Nothing is to be read again."]
    with pytest.raises(QdaError, match="no new words"):
        say("waive recruitment")


def test_a_code_gets_another_id_and_remembers_the_old(sitting: Sitting, say: Say) -> None:
    say("code attrition")
    assert say("id attr: loss") == ["rename attrition to loss"]
    assert [row.code for row in sitting.codings] == ["loss"]
    assert read_codebook(sitting.project.codebook_file)["loss"].was == ("attrition",)
    with pytest.raises(QdaError, match="not an id"):
        say("id loss: No id!")
    with pytest.raises(QdaError, match="colon"):
        say("id loss")


def test_a_deleted_code_comes_back_with_its_codings(sitting: Sitting, say: Say) -> None:
    say("code open_meeting")
    assert say("delete recruitment") == ["delete recruitment"]
    assert [row.code for row in sitting.codings] == []
    assert "open_meeting" not in read_codebook(sitting.project.codebook_file)
    say("undo")
    assert [row.code for row in sitting.codings] == ["open_meeting"]


def test_documents_follow_one_another(sitting: Sitting, say: Say) -> None:
    say("3")
    assert say("next-document")[0] == "1 of 4, T02, coder ada."
    with pytest.raises(QdaError, match="No more documents"):
        say("next-document")
    assert say("previous-document")[0] == "3 of 7, T01, coder ada."
