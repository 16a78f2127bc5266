"""`qda search` on the small project."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

Shell = Any


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def test_a_word_is_found_in_its_forms_with_context_and_counts(qda: Shell) -> None:
    said = qda("search", "gjøre")
    assert said.lines[0].endswith("[gjorde] vi sammen. Nesten alltid.")
    assert said.lines[-2:] == ["T02  1", "1 hit in 1 document"]


def test_nobody_has_to_have_coded(qda: Shell) -> None:
    assert qda("search", '"møte"').code == 0


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), ["T01 Hvordan", "T01 Det", "T01 hver", "T02 Hvem", "T02 Det"]),
        (("--documents", "T02"), ["T02 Hvem", "T02 Det"]),
        (("--speaker-role", "interviewer"), ["T01 Hvordan", "T02 Hvem"]),
        (("--speaker-role", "informant", "--documents", "T01"), ["T01 Det", "T01 hver"]),
    ],
)
def test_a_search_is_limited(qda: Shell, options: tuple[str, ...], found: list[str]) -> None:
    said = qda("search", r"/\b(hv\w+|det)\b/", *options, "--format", "csv")
    assert [f"{row['document']} {row['match']}" for row in rows(said.out)] == found


def test_a_condition_on_cases_takes_their_own_turns(qda: Shell) -> None:
    qda.write("c.csv", "case,documents,sector\nN,T02@Nils,a\nU,T02@Unn,b\nE,T01,b\n")
    assert qda("cases", "c.csv", "--coder", "ada").code == 0
    said = qda(
        "search", "*e*", "--where", "sector=b", "--speaker-role", "informant", "--format", "csv"
    )
    assert {row["speaker"] for row in rows(said.out)} == {"Eva", "Unn"}


def test_the_csv_says_where_each_hit_is(qda: Shell) -> None:
    (row,) = rows(qda("search", '"fjorten"', "--format", "csv").out)
    assert (row["document"], row["segment"], row["speaker"], row["role"]) == (
        "T01",
        "3",
        "Eva",
        "informant",
    )
    assert int(row["end"]) - int(row["start"]) == len(row["match"])


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "nothing to search for"),
        ("/(a/", "no regular expression"),
        ('"a', "quotation mark"),
    ],
)
def test_a_query_that_is_none_is_said(qda: Shell, query: str, sentence: str) -> None:
    said = qda("search", query)
    assert said.code == 2 and sentence in said.err


def test_an_unknown_document_is_said(qda: Shell) -> None:
    assert "no document named “T99”" in qda("search", "a", "--documents", "T99").err


def test_nothing_found_is_said(qda: Shell) -> None:
    assert qda("search", "zeppelin").out == "Nothing was found.\n"
