"""`cases.csv`: informants, where they speak, and what is known of them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from qda.cells import MistakesError
from qda.coding.cases.changes import NewAttribute, NewCase, SetBands, SetValue, TieCase
from qda.coding.changes import Act
from qda.coding.desk import Desk
from qda.errors import QdaError
from qda.intake.cases import CasesStored, store_cases
from qda.intake.cases_csv import write_cases_file
from qda.project.attributes import clean
from qda.project.cases import CaseInfo, list_attributes, list_cases
from qda.project.models import Event
from qda.project.store import Project

HEADER = "case,documents,sector,age:number,first:yesno,met:date,roles:many\n"
EVA = "Eva,T01@Eva,hospital,54,yes,2026-01-31,initiator;facilitator\n"
TWO = HEADER + EVA + "Nils og Unn,T02;T01,municipal,,,n.a.,\n"


def read(project: Project, text: str) -> CasesStored:
    path = project.folder / "cases.csv"
    path.write_text(text, encoding="utf-8")
    return store_cases(project, path, coder="ada")


def cases(project: Project) -> dict[str, CaseInfo]:
    with project.read() as session:
        return {case.name: case for case in list_cases(session)}


def events(project: Project) -> int:
    with project.read() as session:
        return session.scalar(select(func.count()).select_from(Event)) or 0


def test_a_case_is_tied_to_a_speaker_or_to_whole_documents(project: Project) -> None:
    read(project, TWO)
    assert cases(project)["Eva"].documents == ("T01@Eva",)
    assert cases(project)["Nils og Unn"].documents == ("T02", "T01")


def test_values_have_their_kind_and_the_unknown_is_not_the_inapplicable(project: Project) -> None:
    read(project, TWO)
    assert cases(project)["Eva"].values == {
        "sector": ("hospital",),
        "age": ("54",),
        "first": ("yes",),
        "met": ("2026-01-31",),
        "roles": ("initiator", "facilitator"),
    }
    assert cases(project)["Nils og Unn"].values == {"sector": ("municipal",), "met": None}


@pytest.mark.parametrize(
    ("column", "cell", "stored"),
    [
        ("age:number", '"3,5"', "3.5"),
        ("age:number", "-2", "-2"),
        ("first:yesno", "Ja", "yes"),
        ("first:yesno", "nei", "no"),
        ("met:date", "31.1.2026", "2026-01-31"),
        ("place", "  Nord  og sør ", "Nord og sør"),
    ],
)
def test_what_people_write_is_stored_in_one_form(
    project: Project, column: str, cell: str, stored: str
) -> None:
    read(project, f"case,documents,{column}\nEva,T01,{cell}\n")
    assert cases(project)["Eva"].values[column.split(":")[0]] == (stored,)


@pytest.mark.parametrize("cell", ["n.a.", "n/a", "N.A."])
def test_not_applicable_is_written_in_two_ways(project: Project, cell: str) -> None:
    read(project, f"case,documents,age:number\nEva,T01,{cell}\n")
    assert cases(project)["Eva"].values == {"age": None}


def test_reading_twice_changes_nothing(project: Project) -> None:
    assert read(project, TWO).added == ("Eva", "Nils og Unn")
    before = events(project)
    again = read(project, TWO)
    assert (again.added, again.changed, again.attributes, again.gone) == ((), (), (), ())
    assert events(project) == before


def test_a_changed_value_and_a_changed_tie_are_taken_over(project: Project) -> None:
    read(project, TWO)
    said = read(project, TWO.replace("54", "55").replace("T02;T01", "T02@Nils"))
    assert said.changed == ("Eva", "Nils og Unn")
    assert cases(project)["Eva"].values["age"] == ("55",)
    assert cases(project)["Nils og Unn"].documents == ("T02@Nils",)


def test_a_value_that_is_emptied_is_unknown_again(project: Project) -> None:
    read(project, TWO)
    read(project, TWO.replace("hospital", ""))
    assert "sector" not in cases(project)["Eva"].values


def test_what_the_file_no_longer_has_is_kept_and_said(project: Project) -> None:
    read(project, TWO)
    said = read(project, "case,documents,sector\nEva,T01@Eva,hospital\n")
    assert [sentence.split(" is not")[0] for sentence in said.gone] == [
        "the case Nils og Unn",
        "the attribute age",
        "the attribute first",
        "the attribute met",
        "the attribute roles",
    ]
    assert cases(project)["Eva"].values["age"] == ("54",)
    assert "Nils og Unn" in cases(project)


def test_cases_stand_in_the_order_of_the_file(project: Project) -> None:
    read(project, "case,documents\nB,\nA,\n")
    assert list(cases(project)) == ["B", "A"]
    read(project, "case,documents\nA,\nC,\nB,\n")
    assert list(cases(project)) == ["A", "C", "B"]


def test_an_attribute_changes_its_kind(project: Project) -> None:
    read(project, "case,documents,age\nEva,T01,54\n")
    read(project, "case,documents,age:number\nEva,T01,54\n")
    with project.read() as session:
        kinds = session.scalars(select(Event.after).where(Event.kind == "attribute")).all()
    assert kinds == ['{"kind":"text","owner":"case"}', '{"kind":"number","owner":"case"}']


def test_the_history_holds_no_value(project: Project) -> None:
    read(project, TWO)
    with project.read() as session:
        said = "".join(text or "" for text in session.scalars(select(Event.after)))
    assert "sector" in said
    assert "hospital" not in said


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Ola,T09,,,,,", "there is no document named “T09”"),
        ("Ola,T09@Eva,,,,,", "there is no document named “T09”"),
        ("Ola,T01@Ola,,,,,", "nobody is called “Ola” in T01"),
        ("Ola,T01@,,,,,", "nobody is called “” in T01"),
        (",T01,,,,,", "the name of the case is missing"),
        ("Eva,T01,,,,,", "the case “Eva” is there twice, here and on line 2"),
        ("Ola,,,many,,,", "“many” cannot be the age: write a number"),
        ("Ola,,,,perhaps,,", "“perhaps” cannot be the first: write yes or no"),
        ("Ola,,,,,2026-02-30,", "“2026-02-30” cannot be the met: write a date"),
        ("Ola,,(none),,,,", "“(none)” cannot be the sector"),
        ("Ola,,,,,,,,", "the row has 9 cells, the header has 7"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_nothing_is_changed(
    project: Project, row: str, sentence: str
) -> None:
    before = events(project)
    with pytest.raises(MistakesError) as caught:
        read(project, HEADER + EVA + row + "\n")
    assert [mistake.line for mistake in caught.value.mistakes] == [3]
    assert caught.value.mistakes[0].message.startswith(sentence)
    assert (cases(project), events(project)) == ({}, before)


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("name,documents", "the column “case” is missing"),
        ("case,sector", "the column “documents” is missing"),
        ("case,documents,age:years", "“years” is no kind of attribute"),
        ("case,documents,age,age:number", "the attribute “age” is there twice"),
        ("case,documents,a=b", "“a=b” is no name of an attribute"),
        ("case,documents,case", "the column “case” is there twice"),
    ],
)
def test_a_mistake_in_the_header_is_on_line_1(project: Project, header: str, sentence: str) -> None:
    with pytest.raises(MistakesError, match=sentence) as caught:
        read(project, header + "\n")
    assert caught.value.line == 1


def test_every_mistake_is_named_at_once(project: Project) -> None:
    with pytest.raises(MistakesError) as caught:
        read(project, HEADER + "Eva,T09;T08@X,,old,,,\nNils,,,,,soon,\n")
    assert [mistake.line for mistake in caught.value.mistakes] == [2, 2, 2, 3]


def test_a_file_that_is_not_there_is_said(project: Project, tmp_path: Path) -> None:
    with pytest.raises(QdaError, match="cannot be read"):
        store_cases(project, tmp_path / "nowhere.csv", coder="ada")


NAMES = st.text("aB c;,'=-@+\"æ", min_size=1, max_size=6).filter(lambda name: name.strip())


@settings(max_examples=25, deadline=None)
@given(
    names=st.lists(NAMES.map(clean), min_size=1, max_size=4, unique=True),
    sectors=st.lists(NAMES.map(clean) | st.none(), min_size=4, max_size=4),
    ages=st.lists(st.decimals(-99, 99, places=1) | st.none(), min_size=4, max_size=4),
    roles=st.lists(st.lists(st.sampled_from("abc"), unique=True), min_size=4, max_size=4),
)
def test_what_is_exported_changes_nothing_when_it_is_read(
    names: list[str],
    sectors: list[str | None],
    ages: list[Decimal | None],
    roles: list[list[str]],
    fresh_project: Callable[[], Project],
) -> None:
    project = fresh_project()
    attributes = [
        NewAttribute("+sector", "text"),
        NewAttribute("age", "number"),
        NewAttribute("role", "many"),
    ]
    values = [
        change
        for name, sector, age, role in zip(names, sectors, ages, roles, strict=False)
        for change in (
            NewCase(name),
            TieCase(name, ("T02@Unn", "T01")),
            SetValue(name, "+sector", None if sector is None else (sector,)),
            SetValue(name, "age", () if age is None else (str(age),)),
            SetValue(name, "role", tuple(role)),
        )
    ]
    Desk(project, "ada").perform(Act((*attributes, *values)))
    with project.read() as session:
        before = list_cases(session)
        written = write_cases_file(list_attributes(session), before)
    path = project.folder / "again.csv"
    path.write_bytes(written)
    number = events(project)
    assert store_cases(project, path, coder="ada").changed == ()
    assert cases(project) == {case.name: case for case in before}
    assert events(project) == number


def test_a_column_called_like_bands_is_refused(project: Project) -> None:
    read(project, TWO)
    Desk(project, "ada").perform(Act((SetBands("age_band", "age", "40"),)))
    with pytest.raises(MistakesError, match="“age_band” is made of the age"):
        read(project, "case,documents,age_band\nEva,,old\n")
