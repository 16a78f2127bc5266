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


def test_an_index_changes_nothing_but_what_is_said_of_it(qda: Shell) -> None:
    before = qda("search", "gjøre")
    assert "`qda index` makes it" in before.err
    assert qda("index").lines == ["Indexed now: 2 documents."]
    after = qda("search", "gjøre")
    assert after.out == before.out
    assert after.err == ""


def test_imported_documents_are_indexed(qda: Shell) -> None:
    qda("index")
    qda.write("x.txt", "Int: Hvor mange kom?\n\nEva: Nitten kom, og nitten gikk.\n")
    assert qda("import", "x.txt", "--coder", "ada").code == 0
    said = qda("search", '"nitten"')
    assert said.err == ""
    assert said.lines[-1] == "2 hits in 1 document"


def test_the_index_can_be_made_anew(qda: Shell) -> None:
    qda("index")
    assert qda("index").lines == ["Indexed now: 0 documents."]
    assert qda("index", "--anew").lines == ["Indexed now: 2 documents."]


def counted(out: str, name: str) -> dict[str, tuple[int, int, int]]:
    return {
        row[name]: (int(row["hits"]), int(row["documents"]), int(row["words"])) for row in rows(out)
    }


def test_hits_are_counted_by_document_with_the_words_searched(qda: Shell) -> None:
    options = ("--speaker-role", "interviewer", "--format", "csv")
    said = qda("search", '"*e*"', "--by", "document", *options)
    assert counted(said.out, "document") == {"T01": (2, 1, 7), "T02": (2, 1, 2)}


def test_hits_are_counted_by_an_attribute_of_cases(qda: Shell) -> None:
    qda.write("c.csv", "case,documents,sector\nN,T02@Nils,a\nU,T02@Unn,b\nE,T01@Eva,b\n")
    qda("cases", "c.csv", "--coder", "ada")
    options = ("--by", "attribute:sector", "--speaker-role", "informant", "--format", "csv")
    said = qda("search", '"*e*"', *options)
    by_case = counted(qda("search", '"*e*"', "--by", "case", *options[2:]).out, "case")
    by_sector = counted(said.out, "attribute:sector")
    assert by_sector["a"] == by_case["N"]
    assert by_sector["b"][0] == by_case["U"][0] + by_case["E"][0]


def test_hits_are_counted_by_code_once_with_what_has_none(qda: Shell) -> None:
    qda.write(
        "k.csv",
        "document,segment,start,end,code,coder,memo,created_at\n"
        "T01,2,,,recruitment,ada,,\nT01,2,,,open_meeting,ada,,\nT01,3,,,recruitment,ada,,\n",
    )
    assert qda("codings", "import", "k.csv", "--coder", "ada").code == 0
    said = qda("search", '"*e*"', "--by", "code", "--documents", "T01", "--format", "csv")
    found = counted(said.out, "code")
    hits = len(rows(qda("search", '"*e*"', "--documents", "T01", "--format", "csv").out))
    assert found["recruitment"] == (7, 1, 9)
    assert found["open_meeting"] == (5, 1, 6)
    assert found["attrition"] == (0, 0, 0)
    assert found["(none)"][0] == hits - 7


def test_counts_are_aligned_for_reading(qda: Shell) -> None:
    said = qda("search", "zeppelin", "--by", "document")
    assert said.lines[0].split() == [
        "document",
        "hits",
        "documents",
        "words",
        "per",
        "1,000",
        "words",
    ]
    assert said.lines[1].split()[:3] == ["T01", "0", "0"]


def test_whose_coding_is_asked_only_by_code(qda: Shell) -> None:
    said = qda("search", "a", "--coder", "ada")
    assert said.code == 2 and "--by code" in said.err
