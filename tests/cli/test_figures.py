"""`qda matrix` and `qda quotes` from a project to a file."""

from __future__ import annotations

import pytest

from qda.coding.changes import Act, ApplyCode
from qda.coding.desk import Desk
from qda.project.store import Project
from tests.cli.coded import code_and_cases
from tests.cli.conftest import Said, Shell


@pytest.fixture
def coded(qda: Shell) -> Shell:
    """Ada coded T01, Bo T01 and T02; Eva is a case of a hospital, Nils of a county."""
    codings = (
        ("ada", 1, "recruitment"),
        ("bo", 1, "recruitment"),
        ("bo", 2, "attrition"),
    )
    return code_and_cases(
        qda, codings, "case,documents,sector\nEva,T01,hospital\nNils,T02,county\n"
    )


def rows(text: str) -> list[list[str]]:
    return [line.split(",") for line in text.splitlines()]


def test_a_matrix_is_of_the_main_coder_and_says_where_it_comes_from(coded: Shell) -> None:
    said = coded("matrix")
    assert said.code == 0
    assert "recruitment" in said.out
    assert "ada" in said.out
    assert "bo" not in said.out.split()


def test_a_matrix_of_two_coders_counts_what_any_or_all_coded(coded: Shell) -> None:
    both = ("--coder", "ada", "--coder", "bo", "--format", "csv")
    any_ = {row[0]: row[-1] for row in rows(coded("matrix", *both).out)}
    all_ = {row[0]: row[-1] for row in rows(coded("matrix", *both, "--combine", "all").out)}
    assert (any_["recruitment"], any_["attrition"]) == ("≥1", "≥1")
    assert all_["recruitment"] == "≥1"
    assert all_["attrition"] == "–"


def test_a_matrix_is_limited_by_codes_and_conditions(coded: Shell) -> None:
    said = coded(
        *("matrix", "--by", "attribute:sector", "--unit", "cases", "--coder", "bo"),
        *("--code", "attrition", "--where", "sector=county", "--format", "csv"),
    )
    assert rows(said.out) == [["code", "county", "total"], ["attrition", "1", "1"]]


def test_the_format_is_that_of_the_files_name(coded: Shell) -> None:
    for name in ("m.csv", "m.xlsx", "m.txt"):
        said = coded("matrix", "-o", f"exports/{name}")
        assert (said.code, said.err) == (0, "")
        assert (coded.folder / "exports" / name).exists()
    assert (coded.folder / "exports" / "m.csv").read_text(encoding="utf-8").startswith("code,T01")
    assert (coded.folder / "exports" / "m.xlsx").read_bytes().startswith(b"PK")


def test_a_workbook_needs_a_file(coded: Shell) -> None:
    said = coded("matrix", "--format", "xlsx")
    assert (said.code, said.err) == (2, "the format xlsx needs a file; add `-o FILE`.\n")


@pytest.mark.parametrize(
    ("option", "value"),
    [("--by", "colour"), ("--where", "sector"), ("--where", "colour=red"), ("--coder", "cy")],
)
def test_what_is_not_known_is_one_sentence(coded: Shell, option: str, value: str) -> None:
    said = coded("matrix", option, value)
    assert (said.code, said.err.count("\n")) == (2, 1)


def test_quotes_give_the_passage_its_source_and_the_question_before(coded: Shell) -> None:
    asked = ("quotes", "--code", "recruitment", "--question", "--attribute", "sector")
    said = coded(*asked, "--names")
    assert said.code == 0
    assert "Vi begynte med" in said.out
    assert "Hvordan kom dere i gang?" in said.out
    assert "T01" in said.out
    assert "hospital" in said.out


def test_quotes_name_nobody_unless_asked_and_say_what_would_pick_one_out(coded: Shell) -> None:
    said = coded("quotes", "--code", "recruitment", "--attribute", "sector")
    assert "— an informant" in said.out
    assert "T01" not in said.out
    assert "hospital" not in said.out
    assert "  hospital: 1, shown as an informant" in said.err.splitlines()
    assert "fewer than 3 informants (1)" in coded("quotes", "--where", "sector=hospital").err


def test_quotes_go_into_a_table(coded: Shell) -> None:
    assert coded("quotes", "--coder", "bo", "-o", "exports/q.csv").code == 0
    lines = (coded.folder / "exports" / "q.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[0] for line in lines] == ["code", "recruitment", "attrition"]


def table(said: Said) -> list[list[str]]:
    assert (said.code, said.err) == (0, "")
    return rows(said.out)


def test_two_attributes_are_crossed_where_columns_are_given_twice(coded: Shell) -> None:
    found = table(
        coded(
            *("matrix", "--by", "attribute:sector", "--by", "case", "--coder", "bo"),
            *("--only", "attrition", "--format", "csv"),
        )
    )
    assert found == [
        ["code", "county × Nils", "hospital × Eva", "total"],
        ["attrition", "1", "–", "≥1"],
    ]


def test_cells_are_shown_with_those_asked(coded: Shell) -> None:
    found = table(
        coded(
            *("matrix", "--by", "attribute:sector", "--show", "of", "--coder", "bo"),
            *("--only", "attrition", "--any-code", "--format", "csv"),
        )
    )
    assert found[1:] == [
        ["attrition", "1 of 1", "–", "≥1 of 2"],
        ["(any code)", "1 of 1", "–", "≥1 of 2"],
    ]


def test_codes_are_set_against_codes(coded: Shell) -> None:
    with Project.open(coded.folder) as project:
        Desk(project, "ada").perform(Act((ApplyCode(1, 25, 54, "attrition"),)))
    by_code = ("matrix", "--by", "code", "--only", "attrition", "--only", "recruitment")
    found = table(coded(*by_code, "--within", "turn", "--format", "csv"))
    assert [row[0] for row in found] == ["code", "recruitment", "attrition"]
    assert found[1][1:] == ["n.a.", "≥1", "≥1"]
    assert "Jaccard" in coded(*by_code).out


def test_conditions_on_codes_and_days_limit_a_matrix(coded: Shell) -> None:
    bo = ("matrix", "--coder", "bo", "--format", "csv")
    assert table(coded(*bo, "--having", "attrition in document"))[0] == ["code", "T02", "total"]
    assert table(coded(*bo, "--until", "2001-01-01"))[1][-1] == "–"
    assert table(coded(*bo, "--since", "2001"))[1][-1] == "≥1"
    assert "codings made: since 2001 (UTC)" in coded("matrix", "--since", "2001").out
    assert coded(*bo, "--since", "2001-13").err.count("\n") == 1
    assert coded(*bo, "--having", "attrition and").err.count("\n") == 1


def test_a_recipe_can_ask_for_columns_that_are_crossed(coded: Shell) -> None:
    coded.write(
        "exports.yaml",
        "exports:\n  - matrix: m.csv\n    by: [attribute:sector, case]\n    any-code: true\n",
    )
    assert coded("export").code == 0
    text = (coded.folder / "exports" / "m.csv").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "code,county × Nils,hospital × Eva,total"
    assert text.splitlines()[-1].startswith("(any code),")


def test_nobody_has_coded_yet_is_said(qda: Shell) -> None:
    assert "nobody has coded yet" in qda("matrix").err


def test_columns_of_few_informants_are_told_and_joined_where_asked(coded: Shell) -> None:
    asked = ("matrix", "--by", "attribute:sector", "-o", "exports/m.csv")
    assert "county (1), hospital (1); `--pool` joins them" in coded(*asked).err
    assert coded(*asked, "--pool").code == 0
    text = (coded.folder / "exports" / "m.csv").read_text(encoding="utf-8")
    assert text.startswith("code,(other),total\n")
