"""The same content in every format: each is read back by a program that is not ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import odfdo
import openpyxl
import polars
import pytest

from qda.analysis.matrix import Matrix, matrix
from qda.analysis.quotes import quotes
from qda.cells import read_table
from qda.errors import QdaError
from qda.exports.formats.registry import FORMATS, sheet_bytes
from qda.exports.formats.style import Style
from qda.exports.languages import NORWEGIAN, find_language
from qda.exports.sheet import Sheet, matrix_sheet
from qda.exports.write import quotes_bytes, write_matrix
from tests.analysis.invented import Study
from tests.exports import reading

HOSTILE = "=1+1|<b>&_%{}\\"
NB = Style(NORWEGIAN)


def study() -> Study:
    made = Study()
    made.code("a", base="role=initiator")
    made.code("b", under="a", base="role=initiator")
    made.code("c")
    for name in ("T1", "T2", HOSTILE):
        made.document(name, "K: Vi holdt oss tilbake. Det var lett.")
    made.case("i1", "T1", role="initiator", sector="hospital")
    made.case("i2", "T2", role="initiator", sector="voluntary")
    made.case("i3", HOSTILE, role="other", sector="voluntary")
    made.coding("T1", "Vi holdt oss tilbake.", "b")
    made.coding("T2", "Vi holdt oss tilbake.", "c")
    made.read("T1")
    return made


def by_document(per_words: bool = False) -> Matrix:
    return matrix(study().dataset(), by="document", per_words=per_words)


def written(kind: str, sheet: Sheet | None = None, style: Style | None = None) -> bytes:
    return sheet_bytes(sheet or matrix_sheet(by_document()), kind, style or Style())


DATA: dict[str, Callable[[bytes], reading.Rows]] = {
    "csv": reading.read_csv,
    "tsv": lambda data: reading.read_csv(data, "\t"),
    "xlsx": reading.read_xlsx,
    "ods": reading.read_ods,
    "json": reading.read_json,
    "parquet": reading.read_parquet,
}
"""Formats for programs: codes by id."""

READING: dict[str, Callable[[bytes], reading.Rows]] = {
    "md": reading.read_markdown,
    "html": reading.read_html,
    "tex": reading.read_latex,
    "docx": reading.read_docx,
}
"""Formats for people: codes by label, numbers as people read them."""


def test_every_format_is_read_back_here() -> None:
    assert {*DATA, *READING} == set(FORMATS)


@pytest.mark.parametrize("per_words", [False, True])
@pytest.mark.parametrize("kind", DATA)
def test_data_hold_every_cell_of_the_matrix(kind: str, per_words: bool) -> None:
    made = by_document(per_words)
    rows = DATA[kind](written(kind, matrix_sheet(made)))
    expected = [
        [reading.as_text(made.cells.shown(row, column)) for column in range(3)]
        + [reading.as_text(made.total.shown(row, 0))]
        for row in range(3)
    ]
    figures = slice(1, None) if kind in ("csv", "tsv") else slice(2, None)
    assert [row[0] for row in rows] == ["code", "a", "b", "c"]
    assert rows[0][figures][:3] == ["T1", "T2", HOSTILE]
    assert [[_three(cell) for cell in row[figures]] for row in rows[1:]] == expected


def _three(cell: str) -> str:
    return cell.removesuffix(".000")


@pytest.mark.parametrize("kind", READING)
def test_what_people_read_holds_every_cell_under_the_labels(kind: str) -> None:
    rows = READING[kind](written(kind))
    assert rows[0][0] == "code"
    assert rows[0][1:3] == ["T1", "T2"]
    assert [[cell.strip() for cell in row] for row in rows[1:]] == [
        ["A", "1", "–", "n.a.", "≥1"],
        ["B", "1", "–", "n.a.", "≥1"],
        ["C", "0", "≥1", "–", "≥1"],
    ]


@pytest.mark.parametrize("kind", ["md", "html", "docx"])
def test_nothing_in_a_name_is_taken_as_markup(kind: str) -> None:
    assert READING[kind](written(kind))[0][3] == HOSTILE


def test_nothing_in_a_name_is_taken_as_a_command_of_latex() -> None:
    said = written("tex").decode()
    assert r"=1+1|\textless{}b\textgreater{}\&\_\%\{\}\textbackslash{}" in said


@pytest.mark.parametrize("kind", READING)
def test_cases_are_read_with_how_many_were_asked(kind: str) -> None:
    made = matrix(study().dataset(), by="attribute:sector", unit="cases")
    rows = READING[kind](written(kind, matrix_sheet(made)))
    assert rows[1][1:] == ["1 of 1", "–", "≥1 of 2"]
    rows = READING[kind](written(kind, matrix_sheet(made, NORWEGIAN), NB))
    assert rows[0][-1] == "i alt"
    assert rows[1][1:] == ["1 av 1", "–", "≥1 av 2"]


@pytest.mark.parametrize("kind", READING)
def test_norwegian_numbers_have_a_decimal_comma(kind: str) -> None:
    sheet = matrix_sheet(by_document(per_words=True), NORWEGIAN)
    assert READING[kind](written(kind, sheet, NB))[2][1] == "142,9"


def test_norwegian_csv_is_what_a_norwegian_spreadsheet_opens() -> None:
    sheet = matrix_sheet(by_document(per_words=True), NORWEGIAN)
    rows = reading.read_csv(written("csv", sheet, NB), ";")
    assert rows[2][:2] == ["b", "142,857"]


def test_our_own_reader_reads_norwegian_csv(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes(written("csv", style=Style(NORWEGIAN, bom=True)))
    assert read_table(path).columns[:3] == ("code", "T1", "T2")


@pytest.mark.parametrize("kind", ["csv", "tsv"])
def test_a_mark_for_excel_stands_first_where_it_was_asked_for(kind: str) -> None:
    plain, marked = written(kind), written(kind, style=Style(bom=True))
    assert marked == b"\xef\xbb\xbf" + plain


@pytest.mark.parametrize("kind", ["csv", "tsv"])
def test_a_cell_that_looks_like_a_formula_is_guarded(kind: str) -> None:
    assert f"'{HOSTILE}" in written(kind).decode()


def test_text_in_a_spreadsheet_is_no_formula() -> None:
    cells = odfdo.Document(io.BytesIO(written("ods"))).body.tables[0].get_row(0).cells
    assert all(cell.formula is None for cell in cells)
    assert cells[4].value == HOSTILE


def test_figures_in_parquet_are_numbers_with_their_state_beside() -> None:
    frame = polars.read_parquet(io.BytesIO(written("parquet")))
    assert frame["T2"].to_list() == [None, None, 1]
    assert frame["T2 (state)"].to_list() == ["–", "–", "≥1"]
    assert frame["T1"].sum() == 2


@pytest.mark.parametrize("kind", sorted(set(FORMATS) - {"csv", "tsv"}))
def test_where_it_comes_from_is_in_the_file(kind: str) -> None:
    data = written(kind)
    if kind == "parquet":
        assert polars.read_parquet_metadata(io.BytesIO(data))["project"] == "Invented"
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert b"Invented" in b"".join(map(archive.read, archive.namelist()))
    else:
        assert "Invented" in data.decode()


def test_cells_are_shaded_by_their_share_not_their_count() -> None:
    made = matrix(study().dataset(), by="attribute:sector", unit="cases")
    sheet = matrix_sheet(made)
    assert sheet.shades[0] == (1.0, None, 0.5)
    page = openpyxl.load_workbook(io.BytesIO(written("xlsx", sheet)))["Matrix"]
    fills = [page.cell(2, column).fill.fgColor.rgb for column in (3, 4, 5)]
    assert fills[0] != fills[2]
    assert page.cell(2, 3).font.color.rgb == "FFFFFFFF"


def test_a_total_that_is_no_sum_says_so_in_every_format_people_read() -> None:
    sheet = replace(matrix_sheet(by_document()), total_is_sum=False)
    for kind, read in READING.items():
        assert read(written(kind, sheet))[0][-1] == "total (not a sum)"


def test_headings_of_a_word_table_repeat_on_every_page() -> None:
    table = docx.Document(io.BytesIO(written("docx"))).tables[0]
    assert "w:tblHeader" in table.rows[0]._tr.xml


@pytest.mark.parametrize("kind", ["docx", "xlsx", "ods"])
def test_a_file_says_neither_who_wrote_it_nor_when(kind: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(kind))) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
        parts = [archive.read(n).decode() for n in archive.namelist() if "core" in n or "meta" in n]
    assert parts
    assert "2026-03-04T12:30:05" in parts[0]
    assert "python-docx" not in parts[0]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_project_gives_the_same_bytes(kind: str) -> None:
    assert written(kind) == written(kind)


@pytest.mark.parametrize("kind", sorted(set(FORMATS) - {"md"}))
def test_quotations_are_a_table_in_every_format(kind: str) -> None:
    data = quotes_bytes(quotes(study().dataset()), kind)
    if kind in DATA:
        rows = DATA[kind](data)
        assert rows[1][-1] == "Vi holdt oss tilbake."
        assert [row[0] for row in rows] == ["code", "b", "c"]


def test_a_file_that_holds_the_same_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    first = write_matrix(by_document(), path, "csv")
    stamp = path.stat().st_mtime_ns, path.stat().st_ino
    again = write_matrix(by_document(), path, "csv")
    assert [file.changed for file in (*first, *again)] == [True, True, False, False]
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == stamp


def test_a_language_we_do_not_write_is_said() -> None:
    with pytest.raises(QdaError, match="use en or nb"):
        find_language("fr")
