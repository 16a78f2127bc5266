from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.cells import guard, unguard
from qda.exports.cells import Cell, csv_bytes
from qda.exports.names import file_name, slug

DANGER = ["=1+1", "+47 22", "-5", "@SUM(A1)", "\tx", "\rx", "'twas", "＝1", "＋1", "－1", "＠x"]


@pytest.mark.parametrize("text", DANGER)
def test_text_that_a_spreadsheet_would_run_gets_one_sign_before_it(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=b", "–", "n.a.", "5", " =1", "æ"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guard(text) == text


@given(st.one_of(st.text(), st.sampled_from(DANGER), st.text(alphabet="'=+-@\t\r")))
def test_reading_takes_away_exactly_what_writing_put_there(text: str) -> None:
    assert unguard(guard(text)) == text


def test_numbers_stay_numbers_and_text_that_looks_like_one_does_not() -> None:
    assert csv_bytes([["-5", -5, -0.5, "a,b"]]) == b'\'-5,-5,-0.500,"a,b"\n'


def test_a_rate_that_may_still_grow_has_the_decimal_mark_of_its_table() -> None:
    row: list[Cell] = ["≥47.619", "≥4 of 9", 0.5]
    assert csv_bytes([row], ";", ",").decode("utf-8") == "≥47,619;≥4 of 9;0,500\n"


@given(st.lists(st.lists(st.text(alphabet="a,\"\n\r'=æ"), min_size=2, max_size=2), max_size=3))
def test_a_csv_is_read_back_as_it_was_written(rows: list[list[str]]) -> None:
    text = io.StringIO(csv_bytes(rows).decode("utf-8"), newline="")
    assert [[unguard(cell) for cell in row] for row in csv.reader(text)] == rows


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bånd fra før", "band-fra-for"),
        ("attribute:sector", "attribute-sector"),
        ("../../etc/passwd", "etc-passwd"),
        ("-rf", "rf"),
        ("CON", "con-"),
        ("...", "unnamed"),
        ("Ærlig Øye", "aerlig-oye"),
    ],
)
def test_a_slug_is_safe_in_any_folder(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_no_name_makes_a_file_outside_the_folder(name: str) -> None:
    made = file_name(name, suffix="csv")
    assert not set(made) & set("/\\:\0. ") - {"."}
    assert made.count(".") == 1
    assert made[0] not in ".-"
