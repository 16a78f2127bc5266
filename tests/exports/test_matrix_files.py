from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from qda.analysis.matrix import Matrix, matrix
from qda.errors import QdaError
from qda.exports.grid import matrix_table
from qda.exports.write import MATRIX_FORMATS, matrix_bytes, write_matrix
from tests.analysis.invented import Study


def study() -> Study:
    made = Study()
    made.code("a", base="role=initiator")
    made.code("b", under="a", base="role=initiator")
    made.code("c")
    for name in ("T1", "T2", "T3", "=T4"):
        made.document(name, "K: Vi holdt oss tilbake. Det var lett.")
    made.case("i1", "T1", role="initiator", sector="hospital")
    made.case("i2", "T2", role="initiator", sector="voluntary")
    made.case("i3", "T3", role="initiator", sector="hospital")
    made.case("i4", "=T4", role="other", sector="voluntary")
    made.coding("T1", "Vi holdt oss tilbake.", "b")
    made.coding("=T4", "Vi holdt oss tilbake.", "c")
    made.read("T1", "T2")
    return made


def by_document() -> Matrix:
    return matrix(study().dataset(), by="document", unit="passages")


def test_a_csv_is_the_table_alone_with_parents_in_the_order_of_the_columns() -> None:
    assert matrix_bytes(by_document(), "csv").decode() == (
        "code,T1,T2,T3,'=T4,total\n"
        "a,1,0,–,n.a.,≥1\n"
        "b,1,0,–,n.a.,≥1\n"
        "c,0,0,–,≥1,≥1\n"
    )  # fmt: skip


def test_rates_in_a_csv_have_three_decimals() -> None:
    found = matrix(study().dataset(), per_words=True, codes=["b"])
    assert matrix_bytes(found, "csv").decode().splitlines()[1] == "b,142.857,0.000,–,n.a.,≥47.619"


def test_beside_a_csv_stands_where_it_comes_from(tmp_path: Path) -> None:
    written = write_matrix(by_document(), tmp_path / "m.csv", "csv")
    assert [file.path.name for file in written] == ["m.csv", "m.provenance.txt"]
    assert all(file.path.stat().st_mode & 0o777 == 0o600 for file in written)
    said = written[1].path.read_text(encoding="utf-8")
    for line in (
        "table:       m.csv",
        "unit:        passages",
        "project:     Invented",
        "codebook:    version 2, 0123456789ab",
        "layer:       independent",
        "coder:       anna",
        "read:        4 of 8 informants' segments (50.0 %)",
        "segmenter:   sentence/rules-2",
        "last change: 2026-03-04T12:30:05+00:00",
    ):
        assert line in said.splitlines()
    assert str(tmp_path) not in said


@pytest.mark.parametrize("kind", MATRIX_FORMATS)
def test_the_same_project_gives_the_same_bytes(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    for folder in ("a", "b"):
        write_matrix(by_document(), tmp_path / folder / f"m.{kind}", kind)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_a_table_fits_into_eighty_columns_however_many_documents() -> None:
    made = Study()
    made.code("holding_back")
    for number in range(60):
        made.document(f"T{number:02}", "K: Svar.")
    said = matrix_table(matrix(made.dataset()))
    table = said.split("figure:")[0]
    assert max(map(len, table.splitlines())) <= 80
    assert all(f"T{number:02}" in table for number in range(60))
    assert table.count("holding_back") == table.count("code") > 1


def test_long_headings_become_numbers_that_are_explained() -> None:
    made = Study()
    made.code("a")
    made.document("interview with a long name", "K: Svar.")
    made.coding("interview with a long name", "Svar.", "a")
    lines = matrix_table(matrix(made.dataset())).splitlines()
    assert lines[:2] == ["code   1  total", "a     ≥1     ≥1"]
    assert "   1  interview with a long name" in lines


def test_a_table_of_cases_shows_how_many_were_asked() -> None:
    said = matrix_table(matrix(study().dataset(), by="attribute:sector", unit="cases"))
    assert said.splitlines()[:4] == [
        "code  hospital  voluntary    total",
        "a      ≥1 of 2     0 of 1  ≥1 of 3",
        "  b    ≥1 of 2     0 of 1  ≥1 of 3",
        "c            –    ≥1 of 2  ≥1 of 4",
    ]


def test_codes_that_were_not_read_everywhere_are_named_where_they_were_found() -> None:
    said = matrix_table(matrix(study().dataset(), by="document"))
    assert "at least so many" in said
    assert said.rstrip().endswith("codebook now: a, b, c.")
    made = study()
    made.read("T3", "=T4")
    assert "≥" not in matrix_table(matrix(made.dataset(), by="document"))


def test_a_total_that_is_no_sum_is_marked() -> None:
    made = study()
    made.case("i5", "T1", role="initiator", sector="voluntary")
    said = matrix_table(matrix(made.dataset(), by="attribute:sector", unit="passages"))
    assert "total*" in said.splitlines()[0]
    assert "* not the sum of its row" in said


def test_codings_outside_their_base_are_named() -> None:
    made = study()
    made.coding("=T4", "Det var lett.", "b")
    assert "outside the base of their code: b 1" in matrix_table(matrix(made.dataset()))


def test_escape_sequences_in_names_reach_no_terminal() -> None:
    made = Study()
    made.code("a")
    made.document("x\x1b]52;c;AA\x07", "K: Svar.")
    assert "\x1b" not in matrix_table(matrix(made.dataset()))


def opened(found: Matrix) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(matrix_bytes(found, "xlsx")))


def test_a_workbook_holds_the_matrix_and_where_it_comes_from() -> None:
    book = opened(by_document())
    assert book.sheetnames == ["Matrix", "Provenance"]
    rows = [[cell.value for cell in row] for row in book["Matrix"].rows]
    assert rows == [
        ["code", "label", "T1", "T2", "T3", "=T4", "total"],
        ["a", "A", 1, 0, "–", "n.a.", "≥1"],
        ["b", "B", 1, 0, "–", "n.a.", "≥1"],
        ["c", "C", 0, 0, "–", "≥1", "≥1"],
    ]
    said = {row[0].value: row[1].value for row in book["Provenance"].rows}
    assert said["project"] == "Invented"
    assert said["read"] == "4 of 8 informants' segments (50.0 %)"


def test_a_heading_that_looks_like_a_formula_is_text_in_a_workbook() -> None:
    cell = opened(by_document())["Matrix"]["F1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=T4", "s", True)


def test_sub_codes_are_folded_under_their_parent_and_headings_stay_in_view() -> None:
    sheet = opened(by_document())["Matrix"]
    assert [sheet.row_dimensions[row].outlineLevel for row in (2, 3, 4)] == [0, 1, 0]
    assert sheet.freeze_panes == "C2"


def test_shares_of_few_people_are_told_as_how_many_of_how_many() -> None:
    book = opened(matrix(study().dataset(), by="attribute:sector", unit="cases"))
    assert book.sheetnames == ["Matrix", "Provenance", "Shares", "Asked"]
    shares = [[cell.value for cell in row][2:] for row in book["Shares"].rows][1:]
    assert shares[0] == ["≥1 of 2", 0, "≥1 of 3"]
    assert shares[2] == ["–", "≥1 of 2", "≥1 of 4"]


def test_shares_of_segments_are_numbers_where_all_was_read() -> None:
    made = study()
    made.read("T3")
    found = matrix(made.dataset(), by="attribute:sector", unit="segments")
    shares = [[cell.value for cell in row][2:] for row in opened(found)["Shares"].rows][1:]
    assert any(isinstance(share, float) for share in shares[0])


def test_those_asked_have_a_sheet_of_their_own() -> None:
    book = opened(matrix(study().dataset(), by="attribute:sector", unit="cases"))
    asked = [[cell.value for cell in row][2:] for row in book["Asked"].rows][1:]
    assert asked[0] == [2, 1, 3]


def test_a_workbook_carries_the_time_of_the_last_change_and_no_other() -> None:
    with zipfile.ZipFile(io.BytesIO(matrix_bytes(by_document(), "xlsx"))) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2026-03-04T12:30:05Z") == 2


def test_an_unknown_format_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(QdaError, match="use csv, tsv, xlsx"):
        write_matrix(by_document(), tmp_path / "m", "pdf")
    assert not list(tmp_path.iterdir())
