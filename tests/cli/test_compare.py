"""`qda compare` and `qda agreement`, as processes."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Protocol

import pytest

from qda.cli.lists import spelled_out

ROOT = Path(__file__).parent.parent.parent
TALK = "Int: Hvem kom?\nEva: Fjorten kom. Fem ble igjen. Vi ringte dem. Det gikk bra.\n"
BOOK = "codes:\n  - id: attrition\n    label: {en: Attrition}\n"
RATINGS = "unit,A,B\n1,yes,yes\n2,no,no\n3,yes,no\n4,,no\n5,no,no\n"


class Said(Protocol):
    code: int
    out: str
    err: str


class Process(Protocol):
    folder: Path

    def __call__(self, *args: str) -> Said: ...


@pytest.fixture(scope="module")
def coded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("coded") / "study"
    place.mkdir()
    (place / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    (place / "A1.txt").write_text(TALK, encoding="utf-8")
    (place / "in.csv").write_text(
        "document,segment,code,coder\n"
        "A1,2,attrition,ada\nA1,3,attrition,ada\nA1,4,,ada\n"
        "A1,2,,bo\nA1,3,attrition,bo\nA1,4,,bo\nA1,5,attrition,bo\n",
        encoding="utf-8",
    )
    for command in ("init", "import A1.txt --segmenter rules", "codings import in.csv --coder ada"):
        asked = [sys.executable, "-m", "qda", *command.split()]
        subprocess.run(asked, cwd=place, check=True, capture_output=True)
    return place


@pytest.fixture
def coded(process: Process, coded_once: Path) -> Process:
    """Ada and Bo have reviewed segments 2 to 4; Ada applied the code in 2 and 3, Bo in 3 and 5."""
    shutil.copytree(coded_once, process.folder, dirs_exist_ok=True)
    return process


def test_only_what_both_have_reviewed_is_compared(coded: Process) -> None:
    said = coded("compare", "--coders", "ada", "bo", "--format", "json")
    assert (said.code, said.err) == (0, "")
    found = json.loads(said.out)
    code = found["codes"][0]
    assert (found["scope"]["units"], code["used"], code["all"]) == (3, [2, 1], 1)


def test_the_report_goes_to_the_terminal_and_into_files(coded: Process) -> None:
    said = coded("compare", "--coders", "ada", "bo")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Agreement of ada, bo\n")
    for name in ("c.csv", "c.xlsx", "c.md", "c.json"):
        assert coded("compare", "--coders", "ada", "bo", "-o", name).code == 0
        assert (coded.folder / name).exists()


def test_the_units_of_one_code_are_read_by_qda_agreement(coded: Process) -> None:
    options = ("--code", "attrition", "--units", "u.csv")
    assert coded("compare", "--coders", "ada", "bo", *options).code == 0
    values = json.loads(coded("agreement", "u.csv", "--format", "json").out)
    # both 1, only Ada 1, neither 1: P_o = 2/3, P_e = (2 + 2)/9, kappa = 0.4
    assert values["cohen_kappa"] == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--coders", "ada"), "two coders or more"),
        (("--coders", "ada", "cy"), "no coder “cy”"),
        (("--coders", "ada", "bo", "--documents", "B9"), "no document “B9”"),
        (("--coders", "ada", "bo", "--format", "xlsx"), "needs a file"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(
    coded: Process, args: tuple[str, ...], words: str
) -> None:
    said = coded("compare", *args)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert words in said.err


def test_an_option_takes_all_names_up_to_the_next() -> None:
    given = ["--coders", "a", "b", "c", "--unit", "turn", "--documents", "T1", "T2"]
    assert list(spelled_out(given, {"--coders", "--documents"})) == [
        *("--coders", "a", "--coders", "b", "--coders", "c", "--unit", "turn"),
        *("--documents", "T1", "--documents", "T2"),
    ]


def test_the_two_coders_of_the_sample_study_are_compared(process: Process, sample: Path) -> None:
    shutil.copytree(sample, process.folder, dirs_exist_ok=True)
    said = process("compare", "--coders", "ingrid", "magnus", "--format", "json")
    found = json.loads(said.out)
    with (ROOT / "corpus" / "codings-magnus.csv").open(encoding="utf-8", newline="") as file:
        documents = {row["document"] for row in csv.DictReader(file)}
    assert set(found["scope"]["documents"]) == documents
    assert found["scope"]["clusters"] >= 5
    for code in found["codes"]:
        only = sum(code["alone"])
        assert code["to_gain"] == only
        assert sum(code["used"]) == 2 * code["all"] + only
        assert code["units"] <= found["scope"]["units"]


def agreement(process: Process, name: str, text: str, *options: str) -> Said:
    (process.folder / name).write_text(text, encoding="utf-8")
    return process("agreement", name, *options)


def test_ratings_from_elsewhere_give_every_statistic_without_a_project(process: Process) -> None:
    said = agreement(process, "r.csv", RATINGS)
    assert (said.code, said.err) == (0, "")
    lines = [line.split() for line in said.out.splitlines()]
    # of four units in common: yes-yes 1, no-no 2, yes-no 1; P_e = (2 x 1 + 2 x 3)/16
    assert ["cohen_kappa", "0.500"] in lines
    assert ["percent_agreement", "0.750"] in lines


def test_json_has_the_names_and_null_for_undefined(process: Process) -> None:
    only: dict[str, Any] = {"coders": ["A", "B"], "ratings": [["x", "x"], ["x", "x"]]}
    text = json.dumps({"kind": "nominal", "data": {**only, "categories": ["x", "y"]}})
    values = json.loads(agreement(process, "r.json", text, "--format", "json").out)
    assert values["cohen_kappa"] is None
    assert values["percent_agreement"] == 1
    assert values["krippendorff_alpha_per_category"] == {"x": None, "y": None}


def test_the_table_says_why_a_statistic_is_undefined_with_counts(process: Process) -> None:
    said = agreement(process, "r.csv", "A,B\nx,x\nx,x\n").out
    plain = " ".join(said.split())
    assert "cohen_kappa undefined: no variation" in plain
    assert "(x: 4)" in plain


def test_codes_and_spans_are_set_in_under_their_statistic(process: Process) -> None:
    spans = [
        {"coder": "A", "start": 0, "end": 5, "code": "c"},
        {"coder": "B", "start": 0, "end": 5, "code": "c"},
    ]
    text = json.dumps({"kind": "span", "data": {"length": 20, "spans": spans}})
    lines = agreement(process, "s.json", text).out.splitlines()
    at = lines.index("u_alpha_binary_per_code")
    assert lines[at + 1].split() == ["c", "1.000"]
    assert lines[at + 1].startswith("  c")


def test_a_file_that_does_not_fit_is_one_sentence_with_its_place(process: Process) -> None:
    said = agreement(process, "r.csv", "A,B\nx\n")
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert "r.csv" in said.err
    assert process("agreement", "none.csv").code == 2
