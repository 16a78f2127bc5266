from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from qda.analysis.agreement.outside import all_statistics, read_ratings
from qda.analysis.comparison.report import Comparison, Report, compare
from qda.analysis.comparison.units import Unit
from qda.errors import QdaError
from qda.exports.comparison import comparison_sections
from qda.exports.write import ComparisonFormat, comparison_bytes, write_comparison, write_units
from tests.analysis.invented import Study
from tests.exports.reading import read_html

WORDS = ("En", "To", "Tre", "Fire", "Fem", "Seks", "Sju", "Åtte", "Ni", "Ti")
SENTENCES = [f"{word} ord til." for word in WORDS]


def study() -> Study:
    """Six interviews; of code `a` both have ten a pair of interviews, anna and bo some alone."""
    made = Study(coders=["anna", "bo"])
    made.code("a", base="sector=north")
    made.code("b", under="a", base="sector=north")
    made.code("=c")
    for number in range(1, 7):
        made.document(f"T{number}", "I: Hva så?", f"K: {' '.join(SENTENCES)}")
        made.case(f"i{number}", f"T{number}", sector="south" if number == 6 else "north")
        for coder, used in (("anna", (1, 2, 3)), ("bo", (2, 3, 4 + number % 2))):
            for at in used:
                made.coding(f"T{number}", SENTENCES[at - 1], "b" if at > 2 else "a", coder)
    for coder in made.coders:
        made.read(coder=coder)
    return made


def comparison(unit: Unit = "segment", codes: tuple[str, ...] = ()) -> Comparison:
    return compare(study().dataset(), unit=unit, codes=codes)


def report(unit: Unit = "segment") -> Report:
    return comparison(unit).report()


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))


@pytest.mark.parametrize("unit", ["segment", "character", "span"])
def test_the_terminal_is_eighty_columns_wide(unit: Unit) -> None:
    said = comparison_bytes(report(unit), "table").decode().splitlines()
    assert max(map(len, said)) <= 80


def test_the_report_is_in_the_order_in_which_it_is_read() -> None:
    said = comparison_bytes(report(), "table").decode()
    order = ["Agreement of anna, bo", "For the method section", "Main codes", "Codes of level 2"]
    order += ["All codes at once", "Who confuses what"]
    places = [said.index(title) for title in order]
    assert places == sorted(places)


def test_the_header_says_what_would_be_needed_to_do_it_again() -> None:
    said = comparison_bytes(report(), "table").decode()
    for words in ("1 anna; 2 bo", "60 segments", "6 of 6", "Cohen 1960", "k = 6", "version 2"):
        assert words in said


def test_a_csv_has_a_row_a_code_with_three_decimals_and_undefined_in_words(tmp_path: Path) -> None:
    files = write_comparison(report(), tmp_path / "c.csv", "csv")
    assert [file.path.name for file in files] == ["c.csv", "c.provenance.txt"]
    found = {row["code"]: row for row in rows(files[0].path.read_bytes())}
    assert (found["a"]["n anna"], found["a"]["only bo"], found["a"]["units"]) == ("15", "5", "50")
    # both 10, alone 5 and 5, neither 30: P_o = .8, P_e = .58
    assert found["a"]["cohen_kappa"] == "0.524"
    assert found["'=c"]["cohen_kappa"].startswith("undefined (no variation")


def test_json_holds_the_same_and_says_why_there_is_no_figure() -> None:
    found = json.loads(comparison_bytes(report(), "json"))
    codes = {code["id"]: code for code in found["codes"]}
    assert codes["a"]["agreement"]["kappa"] == pytest.approx(0.22 / 0.42, abs=1e-6)
    assert codes["=c"]["agreement"]["kappa"]["undefined"].startswith("no variation")
    assert found["scope"]["seed"] == 1


def test_markdown_takes_nothing_from_a_name_as_markup() -> None:
    made = study()
    made.coders[1] = "b*o|"
    said = comparison_bytes(compare(made.dataset()).report(), "md").decode()
    assert said.startswith("# Agreement of anna, b\\*o\\|\n")
    assert "| a | 50 | 15 | 15 | 10 | 5 | 5 | 10 |" in said


def test_a_page_stands_alone_and_says_what_the_terminal_says() -> None:
    made = study()
    made.coders[1] = "<script>bo"
    spans = compare(made.dataset(), unit="span").report()
    said = comparison_bytes(spans, "html").decode()
    assert "<script" not in said
    assert not re.search(r"(src|href)=|url\(|@import", said)
    headings = re.findall(r"<h[12]>(.*?)</h[12]>", said)
    titles = [section.title for section in comparison_sections(spans)]
    assert [html.unescape(heading) for heading in headings] == titles
    order = ["Main codes by passages", "Who confuses what", "What the disagreement is made of"]
    found = [next(at for at, one in enumerate(titles) if one.startswith(part)) for part in order]
    assert found == sorted(found)
    cells = [row for row in read_html(comparison_bytes(report(), "html")) if row[0] == "a"]
    assert cells[0][1:7] == ["50", "15", "15", "10", "5", "5"]


def test_the_passages_stand_in_the_report_only_where_they_are_asked_for() -> None:
    found = comparison().report(quoting=True)
    said = comparison_bytes(found, "md").decode()
    assert "T1 2: “En ord til.”; anna: a; bo: nothing" in said
    # in five of the interviews, within the codes' base, each coder has one sentence alone
    assert "10 passages, in the order of the text." in said
    read = json.loads(comparison_bytes(found, "json"))["differences"][0]
    assert (read["words"], read["passage"]["applied"]) == ("En ord til.", [["a"], []])
    kinds: tuple[ComparisonFormat, ...] = ("table", "md", "html", "json")
    for kind in kinds:
        assert "En ord til." not in comparison_bytes(report(), kind).decode()


def test_a_workbook_has_codes_replacements_report_and_provenance(tmp_path: Path) -> None:
    write_comparison(report(), tmp_path / "c.xlsx", "xlsx")
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["Codes", "Replacements", "Report", "Provenance"]
    sheet = book["Codes"]
    kappa = [cell.value for cell in sheet[1]].index("cohen_kappa")
    assert sheet[2][0].value == "a"
    assert sheet[2][kappa].value == pytest.approx(0.22 / 0.42)


@pytest.mark.parametrize("kind", ["table", "csv", "xlsx", "md", "html", "json"])
@pytest.mark.parametrize("unit", ["segment", "span"])
def test_the_same_project_gives_the_same_bytes(kind: ComparisonFormat, unit: Unit) -> None:
    assert comparison_bytes(report(unit), kind) == comparison_bytes(report(unit), kind)


def test_the_units_by_coders_are_there_to_recompute(tmp_path: Path) -> None:
    units, beside = write_units(comparison(), tmp_path / "u.csv")
    found = rows(units.path.read_bytes())
    assert len(found) == 60
    assert list(found[0])[:4] == ["unit", "cluster", "a:anna", "a:bo"]
    first = found[0]
    assert (first["unit"], first["cluster"]) == ("T1 2 8-19", "i1")
    assert (first["a:anna"], first["a:bo"], found[-1]["a:bo"]) == ("applied", "not applied", "")
    assert "anna" in beside.path.read_text(encoding="utf-8")


def test_with_one_code_the_units_give_the_same_figures_as_a_file_from_elsewhere(
    tmp_path: Path,
) -> None:
    made = comparison(codes=("b",))
    write_units(made, tmp_path / "u.csv")
    values = all_statistics(read_ratings(tmp_path / "u.csv")).values
    own = made.report().codes[0].agreement
    assert values["cohen_kappa"] == pytest.approx(own.kappa)
    assert values["positive_agreement"] == pytest.approx(own.positive)
    assert values["gwet_ac1"] == pytest.approx(own.ac1)


def test_the_passages_are_there_to_recompute(tmp_path: Path) -> None:
    units, _ = write_units(comparison("span", ("b",)), tmp_path / "u.csv")
    found = rows(units.path.read_bytes())
    assert found[0] == {
        "code": "b",
        "coder": "anna",
        "cluster": "i1",
        "document": "T1",
        "start": str(len("Hva så? En ord til. To ord til. ")),
        "end": str(len("Hva så? En ord til. To ord til. Tre ord til.")),
    }
    assert {row["document"] for row in found} == {"T1", "T2", "T3", "T4", "T5"}


def test_units_are_written_as_csv_only(tmp_path: Path) -> None:
    with pytest.raises(QdaError, match=r"end in \.csv"):
        write_units(comparison(), tmp_path / "u.xlsx")


def test_the_figures_of_spans_stand_in_the_row_of_their_code() -> None:
    found = {row["code"]: row for row in rows(comparison_bytes(report("span"), "csv"))}
    # b within its base: anna the third sentence of five; bo the third and fourth of two, and the
    # third and, apart from it, the fifth of three
    assert (found["b"]["passages anna"], found["b"]["passages bo"], found["b"]["pairs"]) == (
        ("5", "8", "5")
    )
    assert found["'=c"]["f1_overlap"].startswith("undefined (no variation")
