"""Cases, attributes and bands as a coder changes them: refused in a sentence, or undone whole."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from qda.coding.cases.changes import (
    CaseChange,
    NewAttribute,
    NewCase,
    RemoveAttribute,
    RemoveCase,
    RenameAttribute,
    RenameCase,
    SetBands,
    SetValue,
    TieCase,
)
from qda.coding.changes import Act, Redo, Undo, WriteMemo
from qda.coding.desk import Desk
from qda.errors import QdaError
from qda.intake.cases import store_cases
from qda.project.bands import Bands, list_bands
from qda.project.cases import CaseInfo, list_attributes, list_cases
from qda.project.models import Code, Event, Memo, ValueText
from qda.project.store import Project

CSV = """case,documents,sector,age:number,met:date,role:many
Eva,T01@Eva,hospital,54,2026-01-31,initiator;facilitator
Nils,T02@Nils,municipal,38,,none
Unn,T02@Unn,n.a.,,,
"""


@pytest.fixture
def desk(project: Project) -> Desk:
    path = project.folder / "cases.csv"
    path.write_text(CSV, encoding="utf-8")
    store_cases(project, path, coder="ada")
    return Desk(project, "ada")


def do(desk: Desk, *changes: CaseChange | Undo | Redo | WriteMemo) -> None:
    desk.perform(Act(changes))


def people(desk: Desk) -> dict[str, CaseInfo]:
    with desk.project.read() as session:
        return {case.name: case for case in list_cases(session)}


State = tuple[list[CaseInfo], list[str], list[Bands]]


def state(desk: Desk) -> State:
    with desk.project.read() as session:
        cases = list_cases(session)
        attributes = [f"{one.name}:{one.kind}" for one in list_attributes(session)]
        return cases, attributes, list_bands(session)


def test_a_value_is_set_unknown_or_not_applicable_and_taken_back(desk: Desk) -> None:
    do(desk, SetValue("Eva", "age", ("55",)))
    do(desk, SetValue("Eva", "sector", None))
    do(desk, SetValue("Eva", "role", ()))
    assert people(desk)["Eva"].values == {"age": ("55",), "sector": None, "met": ("2026-01-31",)}
    for _ in range(3):
        do(desk, Undo())
    assert people(desk)["Eva"].values["age"] == ("54",)
    assert people(desk)["Eva"].values["role"] == ("initiator", "facilitator")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (SetValue("Eva", "age", ("old",)), "“old” cannot be the age: write a number, as 54"),
        (SetValue("Eva", "met", ("x",)), "“x” cannot be the met: write a date"),
        (SetValue("Eva", "colour", ("red",)), "there is no attribute “colour”"),
        (SetValue("Ola", "age", ("1",)), "there is no case “Ola”"),
        (NewCase("Eva"), "there is a case “Eva” already"),
        (NewCase("  "), "a case needs a name"),
        (RenameCase("Eva", "Nils"), "there is a case “Nils” already"),
        (TieCase("Eva", ("T01@Nils",)), "nobody is called “Nils” in T01"),
        (TieCase("Eva", ("T09",)), "there is no document named “T09”"),
        (NewAttribute("age", "text"), "there is an attribute “age” already"),
        (NewAttribute("a=b", "text"), "“a=b” is no name of an attribute"),
        (NewAttribute("ages", "lots"), "“lots” is no kind of attribute"),
        (RenameAttribute("age", "sector"), "there is an attribute “sector” already"),
        (SetBands("bands", "sector", "1 2"), "bands are made of numbers, and the sector is none"),
        (SetBands("bands", "age", "40 20"), "limits must rise"),
        (SetBands("bands", "age", "forty"), "“forty” is no limit"),
        (SetBands("sector", "age", "40"), "there is an attribute “sector” already"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(
    desk: Desk, change: CaseChange, sentence: str
) -> None:
    before = state(desk)
    with pytest.raises(QdaError, match=sentence.replace("(", r"\(")):
        do(desk, SetValue("Nils", "age", ("99",)), change)
    assert state(desk) == before


CHANGES: list[CaseChange] = [
    SetValue("Eva", "age", ("55,5",)),
    SetValue("Unn", "sector", ()),
    NewCase("Ola"),
    RenameCase("Eva", "Eva Moe"),
    RemoveCase("Eva"),
    TieCase("Unn", ("T02", "T01@Eva")),
    NewAttribute("place", "text"),
    RenameAttribute("role", "roles"),
    RemoveAttribute("age"),
    SetBands("age_band", "age", "40, 60"),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: type(change).__name__)
def test_each_change_is_undone_done_again_and_undone(desk: Desk, change: CaseChange) -> None:
    before = state(desk)
    do(desk, change)
    after = state(desk)
    assert after != before
    do(desk, Undo())
    assert state(desk) == before
    do(desk, Redo())
    assert state(desk) == after
    do(desk, Undo())
    assert state(desk) == before


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_whatever_is_done_undo_takes_it_all_back(
    data: st.DataObject, fresh_project: Callable[[], Project]
) -> None:
    project = fresh_project()
    path = project.folder / "cases.csv"
    path.write_text(CSV, encoding="utf-8")
    store_cases(project, path, coder="ada")
    desk = Desk(project, "ada")
    before, done = state(desk), 0
    for change in data.draw(st.lists(st.sampled_from(CHANGES), max_size=6)):
        here = state(desk)
        try:
            do(desk, change)
        except QdaError:
            assert state(desk) == here
        done += state(desk) != here
    for _ in range(done):
        do(desk, Undo())
    assert state(desk) == before


def test_what_another_changed_since_is_left_and_the_next_undo_goes_on(desk: Desk) -> None:
    do(desk, SetValue("Eva", "sector", ("home",)))
    do(desk, SetValue("Nils", "age", ("39",)), SetValue("Eva", "age", ("55",)))
    other = Desk(desk.project, "bo")
    do(other, SetValue("Nils", "age", ("40",)))
    with pytest.raises(QdaError, match=r"cannot be taken back: what it made has been changed"):
        do(desk, Undo())
    assert people(desk)["Eva"].values["age"] == ("55",)
    do(desk, Undo())
    assert people(desk)["Eva"].values["sector"] == ("hospital",)


def test_the_history_has_no_value(desk: Desk) -> None:
    do(desk, SetValue("Eva", "sector", ("a rare clinic",)))
    with desk.project.read() as session:
        said = " ".join(
            str(part) for row in session.execute(select(Event.before, Event.after)) for part in row
        )
        assert "rare" not in said
        assert any("rare" in text for text in session.scalars(select(ValueText.text)))


def test_memos_go_with_a_case_that_is_renamed_and_its_undo_still_works(desk: Desk) -> None:
    do(desk, WriteMemo("case", "Eva", "To be called once more."))
    do(desk, RenameCase("Eva", "Eva Moe"))
    with desk.project.read() as session:
        assert session.scalars(select(Memo.target)).all() == ["Eva Moe"]
    do(desk, Undo())
    do(desk, Undo())
    with desk.project.read() as session:
        assert session.execute(select(Memo.target, Memo.removed)).all() == [("Eva", 1)]


def test_an_attribute_that_a_codes_base_names_keeps_its_name(desk: Desk) -> None:
    with desk.project.write("ada", "give a base", origin="codebook") as act:
        code = act.session.scalars(select(Code).where(Code.key == "attrition")).one()
        code.base = '["role=initiator"]'
        act.record("change", "code", "attrition", None, {})
    for change in (RenameAttribute("role", "roles"), RemoveAttribute("role")):
        with pytest.raises(QdaError, match="the base of the code “attrition” names"):
            do(desk, change)


def test_bands_are_not_made_twice_of_one_name_but_changed(desk: Desk) -> None:
    do(desk, SetBands("age_band", "age", "40"))
    do(desk, SetBands("age_band", "age", "20 40 60"))
    assert [bands.labels for bands in state(desk)[2]] == [("under 20", "20-39", "40-59", "60+")]
    do(desk, Undo())
    assert [bands.limits for bands in state(desk)[2]] == [(Decimal(40),)]
