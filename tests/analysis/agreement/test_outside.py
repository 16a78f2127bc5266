"""Reading ratings and spans from outside any project, and all that can be said of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qda.analysis.agreement.outside import Statistics, all_statistics, read_ratings
from qda.analysis.agreement.ratings import NominalData
from qda.errors import QdaError


def written(folder: Path, content: Any, name: str = "ratings.json") -> Path:
    path = folder / name
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return path


def found(folder: Path, kind: str, **data: Any) -> Statistics:
    return all_statistics(read_ratings(written(folder, {"kind": kind, "data": data})))


def span(coder: str, start: float, end: float, code: str = "a") -> dict[str, Any]:
    return {"coder": coder, "start": start, "end": end, "code": code}


def test_a_csv_has_a_row_a_unit_and_a_column_a_coder(tmp_path: Path) -> None:
    data = read_ratings(written(tmp_path, "Kari,Ola\nyes,yes\nno,\n,no\n", "r.csv"))
    assert isinstance(data, NominalData)
    assert data.coders == ("Kari", "Ola")
    assert data.categories == ("no", "yes")
    assert data.values.tolist() == [[1, 1], [0, -1], [-1, 0]]


def test_a_csv_of_a_norwegian_spreadsheet_is_read(tmp_path: Path) -> None:
    text = "\ufeffunit;Kari;Ola;cluster\r\n1;2;2;Eva\r\n2;10;2;Nils\r\n"
    data = read_ratings(written(tmp_path, text, "r.csv"))
    assert isinstance(data, NominalData)
    assert data.coders == ("Kari", "Ola")
    assert data.categories == ("2", "10")
    assert data.clusters == ("Eva", "Nils")
    assert "krippendorff_alpha_interval" in all_statistics(data).values


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", None, "empty"),
        ("Kari,Ola\n1,2\n1\n", 3, "1 cells"),
        ("Kari,Kari\n1,2\n", 1, "name of its own"),
        ("unit\n1\n", 1, "no coder"),
        ('Kari,Ola\n"1,2\n', 2, "cannot be read"),
    ],
)
def test_a_csv_that_does_not_fit_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int | None, words: str
) -> None:
    path = written(tmp_path, text, "r.csv")
    with pytest.raises(QdaError, match=words) as error:
        read_ratings(path)
    assert (error.value.path, error.value.line) == (path, line)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ([], "`the file`"),
        ({"kind": "nominal"}, "`data`"),
        ({"kind": "other", "data": {}}, "`kind`"),
        ({"kind": "nominal", "data": {}}, "`data.ratings`"),
        ({"kind": "nominal", "data": {"ratings": [[1, 2], [1]]}}, r"`data.ratings\[1\]` has 1"),
        ({"kind": "nominal", "data": {"ratings": [[{}]]}}, "neither text nor a number"),
        ({"kind": "nominal", "data": {"ratings": [["x"]], "categories": ["y"]}}, "categories"),
        ({"kind": "nominal", "data": {"ratings": [], "categories": ["y", "y"]}}, "twice"),
        ({"kind": "nominal", "data": {"table": [[1, 2]]}}, "as many columns"),
        ({"kind": "nominal", "data": {"table": [[1, -2], [1, 1]]}}, "negative"),
        ({"kind": "nominal", "data": {"table": [[1.5]]}}, "whole"),
        ({"kind": "set", "data": {"ratings": [["a"]]}}, "must be a list"),
        ({"kind": "set", "data": {"ratings": [[["b"]]], "codes": ["a"]}}, "`data.codes`"),
        ({"kind": "set", "data": {"ratings": [], "parents": {"a": "b", "b": "a"}}}, "ancestors"),
        ({"kind": "span", "data": {"spans": [{"coder": "x"}]}}, "no `start`"),
        ({"kind": "span", "data": {"spans": [span("x", 3, 3)]}}, "Span 1 is empty"),
        ({"kind": "span", "data": {"length": 9, "spans": [span("x", 3, 12)]}}, "within"),
        ({"kind": "span", "data": {"length": 9, "spans": [span("x", 3, 4.5)]}}, "whole"),
        ({"kind": "span", "data": {"coders": ["y"], "spans": [span("x", 3, 4)]}}, "coders"),
        ({"kind": "span", "data": {"char_table": [[1]]}}, "two rows"),
        ('{"kind": "nominal", "data": {"ratings": [[NaN]]}}', "NaN"),
    ],
)
def test_json_that_does_not_fit_is_refused_with_its_field(
    tmp_path: Path, content: Any, words: str
) -> None:
    with pytest.raises(QdaError, match=words):
        read_ratings(written(tmp_path, content))


def test_broken_json_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(QdaError) as error:
        read_ratings(written(tmp_path, '{"kind": "nominal",\n"data": ]'))
    assert error.value.line == 2


def test_a_file_that_is_not_there_or_not_utf8_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QdaError, match="cannot be read"):
        read_ratings(tmp_path / "missing.json")
    (tmp_path / "latin.csv").write_bytes("Kåre,Ola\n1,2\n".encode("latin-1"))
    with pytest.raises(QdaError, match="UTF-8"):
        read_ratings(tmp_path / "latin.csv")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("nominal", {"ratings": []}),
        ("nominal", {"ratings": [], "coders": ["x", "y"], "categories": ["a", "b"]}),
        ("nominal", {"ratings": [["a"]]}),
        ("nominal", {"ratings": [["a", "a"]]}),
        ("nominal", {"ratings": [[None, None, None]]}),
        ("nominal", {"ratings": [["nan", "inf"]]}),
        ("nominal", {"table": [], "categories": []}),
        ("nominal", {"table": [[0, 0], [0, 0]]}),
        ("set", {"ratings": []}),
        ("set", {"ratings": [[[], []]]}),
        ("set", {"ratings": [[["a"], None]]}),
        ("span", {"spans": []}),
        ("span", {"spans": [], "coders": ["x", "y"], "length": 0}),
        ("span", {"spans": [span("x", 0, 5)], "coders": ["x", "y"], "length": 5}),
        ("span", {"spans": [span("x", 0, 5)], "length": 9}),
        ("span", {"spans": [span("x", 0, 5.5), span("y", 0, 5)]}),
        ("span", {"char_table": [[0, 0], [0, 0]]}),
    ],
)
def test_what_is_undefined_is_null_with_a_reason_and_never_nan(
    tmp_path: Path, kind: str, data: dict[str, Any]
) -> None:
    statistics = found(tmp_path, kind, **data)
    json.dumps(statistics.values, allow_nan=False)
    assert sorted(nulls(statistics.values)) == sorted(statistics.undefined)
    assert all(why.reason for why in statistics.undefined.values())


def nulls(values: Any, prefix: str = "") -> list[str]:
    names = []
    for name, value in values.items():
        if value is None:
            names.append(prefix + name)
        elif isinstance(value, dict):
            names += nulls(value, f"{prefix}{name}.")
    return names


def test_numbers_and_their_texts_are_one_category(tmp_path: Path) -> None:
    mixed = found(tmp_path, "nominal", ratings=[[1, "1"], [2.0, 2], [1, 2]])
    assert mixed.values["percent_agreement"] == pytest.approx(2 / 3)
    assert mixed.values["krippendorff_alpha_per_category"].keys() == {"1", "2"}  # type: ignore[union-attr]


def test_names_that_are_no_numbers_have_no_scale(tmp_path: Path) -> None:
    assert (
        "krippendorff_alpha_ordinal" not in found(tmp_path, "nominal", ratings=[["1", "x"]]).values
    )
    assert (
        "krippendorff_alpha_ordinal"
        not in found(tmp_path, "nominal", ratings=[["1", "1_0"]]).values
    )


def test_a_table_of_millions_is_not_written_out(tmp_path: Path) -> None:
    statistics = found(tmp_path, "nominal", table=[[10**14, 10**13], [10**13, 10**14]])
    assert statistics.values["percent_agreement"] == pytest.approx(10 / 11)


def test_a_parent_that_is_coded_itself_counts_with_its_children(tmp_path: Path) -> None:
    statistics = found(
        tmp_path, "set", ratings=[[["P"], ["a"]], [[], []]], codes=["a"], parents={"a": "P"}
    )
    parent = statistics.values["per_code"]["P"]  # type: ignore[index,call-overload]
    assert parent["percent_agreement"] == 1  # type: ignore[index,call-overload]


def test_a_text_without_a_length_keeps_what_needs_none(tmp_path: Path) -> None:
    statistics = found(tmp_path, "span", spans=[span("x", 0, 5), span("y", 1, 6)])
    assert statistics.values["f1_overlap"] == 1
    assert statistics.values["u_alpha"] is None
    assert "length" in statistics.undefined["u_alpha"].reason


def test_of_one_code_the_characters_are_given_without_the_code_too(tmp_path: Path) -> None:
    statistics = found(tmp_path, "span", length=10, spans=[span("x", 0, 5), span("y", 1, 6)]).values
    assert statistics["char_percent_agreement"] == pytest.approx(0.8)
    assert statistics["char_per_code"]["a"]["char_percent_agreement"] == pytest.approx(0.8)  # type: ignore[index,call-overload]
