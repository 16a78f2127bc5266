"""Names are found wherever a file can hide them, and nowhere else."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from qda.analysis.matrix import matrix
from qda.exports.formats.registry import FORMATS, sheet_bytes
from qda.exports.formats.style import Style
from qda.exports.naming import Name, findings
from qda.exports.sheet import matrix_sheet
from tests.analysis.invented import Study

NAMES = (Name("case", "Eva Lie"), Name("document", "Sol & Måne"), Name("speaker", "Per"))


def found(path: Path) -> set[str]:
    return {one.name.text for one in findings([path], NAMES)}


@pytest.mark.parametrize("kind", FORMATS)
def test_a_heading_is_found_in_every_format(tmp_path: Path, kind: str) -> None:
    made = Study()
    made.code("a")
    made.document("Eva Lie", "K: Svar.")
    made.coding("Eva Lie", "Svar.", "a")
    path = tmp_path / f"m.{kind}"
    path.write_bytes(sheet_bytes(matrix_sheet(matrix(made.dataset())), kind, Style()))
    assert found(path) == {"Eva Lie"}


@pytest.mark.parametrize("kind", FORMATS)
def test_where_it_comes_from_is_searched_too(tmp_path: Path, kind: str) -> None:
    made = Study()
    made.code("a")
    made.document("T1", "K: Svar.")
    made.coding("T1", "Svar.", "a")
    sheet = matrix_sheet(matrix(made.dataset()))
    path = tmp_path / f"m.{kind}"
    path.write_bytes(sheet_bytes(replace(sheet, notes=(("where", "Sol & Måne"),)), kind, Style()))
    expected = set() if kind in ("csv", "tsv") else {"Sol & Måne"}
    assert found(path) == expected


def test_a_word_file_is_searched_where_nobody_looks(tmp_path: Path) -> None:
    file = docx.Document()
    paragraph = file.add_paragraph()
    runs = [paragraph.add_run("Eva"), paragraph.add_run(" Lie")]
    file.add_comment(runs, text="kode", author="Per")
    file.core_properties.keywords = "Sol & Måne"
    data = io.BytesIO()
    file.save(data)
    path = tmp_path / "t.docx"
    path.write_bytes(data.getvalue())
    assert found(path) == {"Eva Lie", "Per", "Sol & Måne"}


def test_a_workbook_is_searched_in_what_it_says_of_itself(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.properties.creator = "Eva Lie"
    path = tmp_path / "b.xlsx"
    book.save(path)
    assert found(path) == {"Eva Lie"}


def test_a_files_own_name_counts(tmp_path: Path) -> None:
    path = tmp_path / "Eva Lie.md"
    path.write_text("Ingen her.", encoding="utf-8")
    assert found(path) == {"Eva Lie"}


def test_a_part_of_a_word_is_no_name(tmp_path: Path) -> None:
    path = tmp_path / "q.md"
    path.write_text("Perspektivet er superPer eller Perry.", encoding="utf-8")
    assert found(path) == set()


def test_pictures_within_a_page_are_not_taken_for_text(tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    path.write_text('<img src="data:image/png;base64,Per+Per/Per=">', encoding="utf-8")
    assert found(path) == set()
