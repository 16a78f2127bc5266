"""Reading again for one code: what is left to read, what is marked, and what the matrix says."""

from __future__ import annotations

from pathlib import Path

import pytest

from qda.analysis.load import load
from qda.analysis.load_revisits import load_revisits
from qda.analysis.matrix import matrix
from qda.analysis.revisit import CodeAgain
from qda.codebook.apply import apply_codebook
from qda.coding.changes import Act, ApplyCode, MarkReviewed, MarkRevisited, Undo, WaiveRevisit
from qda.coding.desk import Desk
from qda.errors import QdaError
from qda.project.documents import left_by_coders
from qda.project.store import Project

T01, T02 = 1, 2
SAID = (2, 3, 4, 6, 7)
"""The informant's segments of T01."""

FIRST = """codes:
  - id: recruitment
    label: {nb: Rekruttering, en: Recruitment}
    definition: How people came to join.
"""
TRUST = """  - id: trust
    label: {nb: Tillit}
"""


def write(project: Project, text: str) -> int:
    """Apply a codebook; the number of its version."""
    (Path(project.folder) / "codebook.yaml").write_text(text, encoding="utf-8")
    return apply_codebook(project, "ada").version


@pytest.fixture
def ada(project: Project) -> Desk:
    """A coder who has read T01 whole before the code “trust” came."""
    write(project, FIRST)
    desk = Desk(project, "ada")
    desk.perform(Act((MarkReviewed(T01, tuple(range(1, 8))),)))
    write(project, FIRST + TRUST)
    return desk


def again(desk: Desk, code: str = "trust", coder: str = "ada") -> CodeAgain:
    return next(one for one in load_revisits(desk.project, coder) if one.need.code == code)


def left(desk: Desk, code: str = "trust", coder: str = "ada") -> dict[str, tuple[int, ...]]:
    return {one.name: one.left for one in again(desk, code, coder).left}


def cell(desk: Desk, code: str = "trust") -> object:
    found = matrix(load(desk.project, coders=["ada"]), codes=[code])
    return found.cells.shown(0, 0)


def revisit(desk: Desk, *segments: int, codes: tuple[str, ...] = ("trust",)) -> None:
    desk.perform(Act((MarkRevisited(T01, segments, codes),)))


def test_what_was_read_before_a_code_came_is_to_be_read_again_for_it(ada: Desk) -> None:
    assert left(ada) == {"T01": SAID}
    assert again(ada).need.redefined is None
    assert left(ada, "recruitment") == {}


def test_what_was_never_read_is_to_be_read_but_not_again(ada: Desk) -> None:
    assert [(one.name, one.unread) for one in again(ada).unread] == [("T02", 3)]


def test_what_is_read_again_turns_unknown_to_nought_and_undo_turns_it_back(ada: Desk) -> None:
    assert cell(ada) == "–"
    revisit(ada, *SAID[:-1])
    assert (left(ada), cell(ada)) == ({"T01": SAID[-1:]}, "–")
    revisit(ada, SAID[-1])
    assert (left(ada), cell(ada)) == ({}, 0)
    assert again(ada).concerned[0].done == SAID
    assert ada.perform(Act((Undo(),))).words == "undo: read segment 7 again for Tillit in T01"
    assert (left(ada), cell(ada)) == ({"T01": SAID[-1:]}, "–")


def test_reading_again_for_one_code_says_nothing_of_another(ada: Desk) -> None:
    write(ada.project, FIRST + TRUST + TRUST.replace("trust", "care"))
    revisit(ada, *SAID)
    assert left(ada, "care") == {"T01": SAID}
    assert (cell(ada), cell(ada, "care")) == (0, "–")


def test_one_reading_can_be_for_several_codes(ada: Desk) -> None:
    write(ada.project, FIRST + TRUST + TRUST.replace("trust", "care"))
    revisit(ada, *SAID, codes=("trust", "care"))
    assert (cell(ada), cell(ada, "care")) == (0, 0)
    ada.perform(Act((Undo(),)))
    assert (cell(ada), cell(ada, "care")) == ("–", "–")


def test_a_code_put_on_what_was_read_before_it_reads_that_again_for_it_alone(ada: Desk) -> None:
    write(ada.project, FIRST + TRUST + TRUST.replace("trust", "care"))
    ada.perform(Act((ApplyCode(T01, 25, 54, "trust"),)))
    assert left(ada, "trust") == {"T01": SAID[1:]}
    assert left(ada, "care") == {"T01": SAID}
    ada.perform(Act((Undo(),)))
    assert left(ada, "trust") == {"T01": SAID}


def test_to_review_a_segment_again_is_to_read_it_for_all_codes(ada: Desk) -> None:
    ada.perform(Act((MarkReviewed(T01, SAID),)))
    assert (left(ada), cell(ada)) == ({}, 0)


def test_a_mark_of_reading_again_needs_the_reviewed_mark(ada: Desk) -> None:
    revisit(ada, *SAID)
    ada.perform(Act((MarkReviewed(T01, (4,), reviewed=False),)))
    assert cell(ada) == "–"


def test_coders_read_again_each_for_themselves(ada: Desk) -> None:
    bo = Desk(ada.project, "bo")
    revisit(bo, *SAID)
    assert left(ada) == {"T01": SAID}
    assert load_revisits(ada.project, "nobody") == ()


def test_new_words_ask_for_reading_again_and_leave_the_nought(ada: Desk) -> None:
    revisit(ada, *SAID)
    version = write(ada.project, FIRST.replace("came to", "were asked to") + TRUST)
    found = again(ada, "recruitment")
    assert [one.name for one in found.left] == ["T01"]
    assert found.need.redefined is not None
    assert (found.need.version, [f.field for f in found.need.redefined.fields]) == (
        version,
        ["definition"],
    )
    assert cell(ada, "recruitment") == 0
    revisit(ada, *SAID, codes=("recruitment",))
    assert left(ada, "recruitment") == {}


def test_a_redefinition_can_be_said_to_need_none_and_that_taken_back(ada: Desk) -> None:
    version = write(ada.project, FIRST.replace("came to", "come to") + TRUST)
    ada.perform(Act((WaiveRevisit("recruitment", version),)))
    assert left(ada, "recruitment") == {}
    ada.perform(Act((Undo(),)))
    assert left(ada, "recruitment") == {"T01": SAID}
    ada.perform(Act((WaiveRevisit("recruitment", version),)))
    ada.perform(Act((WaiveRevisit("recruitment", version, waived=False),)))
    assert left(ada, "recruitment") == {"T01": SAID}


@pytest.mark.parametrize(
    "words",
    [
        FIRST.replace("recruitment", "joining").replace(
            "    label", "    was: [recruitment]\n    label"
        ),
        FIRST.replace("}\n", "}\n    colour: '#FF0000'\n"),
        FIRST.replace("definition: How", "definition:\n      nb: How"),
        FIRST.replace("en: Recruitment", "en: Recruitment, sv: Rekrytering"),
    ],
    ids=["renamed", "recoloured", "written otherwise", "in one more language"],
)
def test_a_code_with_the_same_words_is_not_redefined(ada: Desk, words: str) -> None:
    write(ada.project, words + TRUST)
    assert [one.need.code for one in load_revisits(ada.project, "ada") if one.left] == ["trust"]


def test_a_code_is_revisited_only_where_it_is_asked(project: Project, ada: Desk) -> None:
    write(project, FIRST + TRUST + "    base: role=initiator\n")
    assert again(ada).documents == ()


def test_the_marks_stand_in_the_way_of_removing_a_document_and_of_dropping_a_code(
    ada: Desk,
) -> None:
    revisit(ada, 2)
    with ada.project.read() as session:
        assert "marks of reading again" in left_by_coders(session, T01)
    write(ada.project, FIRST)
    assert "trust" not in {one.need.code for one in load_revisits(ada.project, "ada")}
    ada.perform(Act((Undo(),)))
    with ada.project.read() as session:
        assert "marks of reading again" not in left_by_coders(session, T01)


def test_what_is_not_there_cannot_be_read_again(ada: Desk) -> None:
    with pytest.raises(QdaError, match="no segment 99"):
        revisit(ada, 99)
    with pytest.raises(QdaError, match="no code “nothing”"):
        revisit(ada, 2, codes=("nothing",))
    with pytest.raises(QdaError, match="no version 77"):
        ada.perform(Act((WaiveRevisit("trust", 77),)))
