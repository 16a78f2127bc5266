"""The sample study's frame: 29 invented cases, 36 documents and a codebook of four main codes."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from qda.intake import SUFFIXES, Transcript, read
from qda.text import count_words

ROOT = Path(__file__).parents[1]
SUB_CODES = {
    "recruitment": [
        "information_work",
        "geography",
        "recruitment_basis",
        "coordination_and_capacity",
    ],
    "composition": [
        "clarifying",
        "age_and_gender",
        "prior_ties",
        "life_situation_and_relation",
        "same_or_across",
        "purpose",
        "need_of_support",
        "readiness",
        "attrition",
    ],
    "gatekeeping": ["open_to_all", "screening", "self_selection", "steering", "referring_on"],
    "role_tension": [
        "frames",
        "showing",
        "own_experience",
        "made_leader",
        "group_process",
        "holding_back",
        "superfluous",
        "carrying_back",
    ],
}
PALETTE = {"#FFE200", "#5C90FF", "#07F7F4", "#C4FCA1", "#BC7913", "#898970"}

Row = dict[str, str]


def several(cell: str) -> set[str]:
    return set(filter(None, cell.split(";")))


def count(rows: list[Row], name: str) -> dict[str, int]:
    return dict(Counter(row[name] for row in rows))


def of_role(rows: list[Row], *roles: str) -> list[Row]:
    return [row for row in rows if several(row["role"]) & set(roles)]


@pytest.fixture(scope="module")
def cases() -> list[Row]:
    with (ROOT / "corpus" / "cases.csv").open(encoding="utf-8", newline="") as file:
        return [
            {name.split(":")[0]: cell for name, cell in row.items()} for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def documents() -> dict[str, Transcript]:
    files = [path for path in (ROOT / "corpus").iterdir() if path.suffix in SUFFIXES]
    return {path.name: read(path) for path in sorted(files)}


@pytest.fixture(scope="module")
def codes() -> list[dict[str, Any]]:
    # The base loader leaves every scalar a string: nothing is guessed about types here.
    text = (ROOT / "codebook.yaml").read_text(encoding="utf-8")
    book: dict[str, list[dict[str, Any]]] = YAML(typ="base", pure=True).load(text)
    return book["codes"]


def everyone(codes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [*codes, *(child for code in codes for child in code["children"])]


def test_the_cases_are_29_and_numbered(cases: list[Row]) -> None:
    assert [row["case"] for row in cases] == [f"I{number:02}" for number in range(1, 30)]


def test_every_column_has_a_type_that_the_tool_knows() -> None:
    header = (ROOT / "corpus" / "cases.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert header[:2] == ["case", "documents"]
    assert {name.split(":")[1] for name in header[2:]} <= {
        "text",
        "number",
        "yesno",
        "date",
        "many",
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "sector",
            {
                "voluntary": 7,
                "daycentre_lms_volunteer": 2,
                "municipal": 11,
                "hospital": 8,
                "county": 1,
            },
        ),
        ("position", {"volunteer": 9, "professional": 20}),
        ("gender", {"woman": 26, "man": 3}),
        ("initiator_since", {"before": 6, "in_period": 11, "n.a.": 12}),
        ("self_help_oriented", {"yes": 5, "no": 24}),
        ("course", {"national_centre": 25, "organisation": 2, "none": 2}),
    ],
)
def test_the_cases_are_spread_as_in_the_study(
    cases: list[Row], name: str, expected: dict[str, int]
) -> None:
    assert count(cases, name) == expected


def test_position_follows_from_sector(cases: list[Row]) -> None:
    volunteering = {"voluntary", "daycentre_lms_volunteer"}
    assert all((row["sector"] in volunteering) == (row["position"] == "volunteer") for row in cases)


def test_four_have_been_in_a_self_help_group_themselves(cases: list[Row]) -> None:
    assert count(cases, "own_experience")["yes"] == 4


def test_about_a_third_first_heard_through_the_network(cases: list[Row]) -> None:
    heard = count(cases, "first_heard")
    assert 9 <= heard["network"] <= 11
    assert {"education", "organisation", "media"} <= heard.keys()


def test_ages_run_from_35_to_80_and_most_are_45_to_60(cases: list[Row]) -> None:
    ages = [int(row["age"]) for row in cases if row["age"]]
    assert (min(ages), max(ages)) == (35, 80)
    assert sum(45 <= age <= 60 for age in ages) > len(ages) / 2


def test_employees_are_mostly_in_towns_and_volunteers_more_often_in_small_places(
    cases: list[Row],
) -> None:
    places = Counter((row["position"], row["place"]) for row in cases)
    assert places["professional", "town"] > places["professional", "small"]
    assert places["volunteer", "small"] > places["volunteer", "town"]


def test_each_base_is_the_number_of_those_who_were_asked(cases: list[Row]) -> None:
    assert len(of_role(cases, "initiator")) == 17
    assert len(of_role(cases, "initiator", "facilitator")) == 22
    assert len(of_role(cases, "none")) == 7


def test_some_initiators_also_facilitate_and_five_do_only_that(cases: list[Row]) -> None:
    facilitators = of_role(cases, "facilitator")
    assert len([row for row in facilitators if "initiator" not in several(row["role"])]) == 5
    assert of_role(facilitators, "initiator")


def test_those_not_involved_count_one_supervisor_and_one_administrator(cases: list[Row]) -> None:
    uninvolved = of_role(cases, "none")
    assert len(of_role(uninvolved, "supervisor")) == 1
    assert len(of_role(uninvolved, "administrator")) == 1
    assert not of_role(uninvolved, "initiator", "facilitator", "supporter")


def test_only_initiators_have_a_time_of_starting(cases: list[Row]) -> None:
    initiators = {row["case"] for row in of_role(cases, "initiator")}
    assert {row["case"] for row in cases if row["initiator_since"] != "n.a."} == initiators


def test_the_documents_are_27_by_telephone_3_earlier_and_6_written(cases: list[Row]) -> None:
    names = {name for row in cases for name in several(row["documents"])}
    assert sorted(names) == sorted(
        [f"T{number:02}" for number in range(1, 28)]
        + [f"E{number:02}" for number in range(1, 4)]
        + [f"W{number:02}" for number in range(1, 7)]
    )


def test_the_corpus_holds_the_documents_that_the_cases_name(
    cases: list[Row], documents: dict[str, Transcript]
) -> None:
    named = {name for row in cases for name in several(row["documents"])}
    assert sorted(transcript.name for transcript in documents.values()) == sorted(named)


def test_each_document_says_of_what_kind_it_is(documents: dict[str, Transcript]) -> None:
    kinds = Counter(
        (transcript.name[0], dict(transcript.metadata)["type"]) for transcript in documents.values()
    )
    assert kinds == {("T", "telephone"): 27, ("E", "earlier"): 3, ("W", "written"): 6}


def test_the_documents_come_as_text_as_word_files_and_as_subtitles(
    documents: dict[str, Transcript],
) -> None:
    assert {Path(file).suffix for file in documents} == {".txt", ".docx", ".vtt"}


def test_each_document_says_in_its_header_and_not_in_its_text_that_it_is_invented(
    documents: dict[str, Transcript],
) -> None:
    for file, transcript in documents.items():
        said = dict(transcript.metadata)["invented"]
        assert said.endswith("persons, places and institutions are invented."), file
        assert "invented" not in transcript.text, file


def test_an_interview_has_300_to_1800_words_and_all_have_20000_at_least(
    documents: dict[str, Transcript],
) -> None:
    words = {file: count_words(transcript.text) for file, transcript in documents.items()}
    interviews = {file: number for file, number in words.items() if not file.startswith("W")}
    assert not {file: number for file, number in interviews.items() if not 300 <= number <= 1800}
    assert sum(words.values()) >= 20_000


def test_one_telephone_interview_speaks_for_two_of_28(cases: list[Row]) -> None:
    uses = Counter(
        name for row in cases for name in several(row["documents"]) if name.startswith("T")
    )
    assert sorted(uses.values()) == [1] * 26 + [2]


def test_one_key_person_was_interviewed_earlier_only(cases: list[Row]) -> None:
    earlier = [row["documents"] for row in cases if "E0" in row["documents"]]
    assert len(earlier) == 3
    assert len([documents for documents in earlier if "T" not in documents]) == 1


def test_half_of_the_written_answers_are_the_core_groups(cases: list[Row]) -> None:
    wrote = [row for row in cases if "W0" in row["documents"]]
    assert count(wrote, "core_group") == {"yes": 3, "no": 3}


def test_the_codebook_has_the_four_codes_of_the_study(codes: list[dict[str, Any]]) -> None:
    assert {code["id"]: [child["id"] for child in code["children"]] for code in codes} == SUB_CODES


def test_each_code_was_asked_of_its_base(codes: list[dict[str, Any]]) -> None:
    assert {code["id"]: code.get("base") for code in codes} == {
        "recruitment": None,
        "composition": "role=initiator,facilitator",
        "gatekeeping": "role=initiator,facilitator",
        "role_tension": "role=initiator",
    }


def test_sub_codes_inherit_base_and_colour(codes: list[dict[str, Any]]) -> None:
    assert not any(
        {"base", "colour"} & child.keys() for code in codes for child in code["children"]
    )


def test_the_main_codes_have_colours_of_their_own_from_the_dark_palette(
    codes: list[dict[str, Any]],
) -> None:
    colours = {code["colour"] for code in codes}
    assert len(colours) == 4
    assert colours <= PALETTE


def test_each_digit_pins_one_code(codes: list[dict[str, Any]]) -> None:
    pins = [code["pin"] for code in everyone(codes) if "pin" in code]
    assert sorted(pins) == list("0123456789")


@pytest.mark.parametrize("field", ["label", "definition", "include", "exclude"])
def test_every_code_is_described_in_both_languages(codes: list[dict[str, Any]], field: str) -> None:
    for code in everyone(codes):
        assert code[field].keys() == {"nb", "en"}, code["id"]
        assert all(text.strip() for text in code[field].values()), code["id"]


def test_every_code_has_examples(codes: list[dict[str, Any]]) -> None:
    assert all(len(code["examples"]) >= 2 for code in everyone(codes))
