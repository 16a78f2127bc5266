"""Small projects counted by hand: the expected numbers are reasoned out in the comments."""

from __future__ import annotations

import numpy as np
import pytest

from qda.analysis.matrix import Matrix, matrix
from qda.analysis.options import Unit
from qda.analysis.quotes import quotes
from qda.codebook.condition import parse_condition
from qda.errors import QdaError
from tests.analysis.invented import Study

LONG_QUESTION = "I: Hva tenker du om alt det som skjedde etterpå?"  # nine words: a new question


def cells(found: Matrix, code: str) -> list[int | float | str]:
    """The cells of a row, and last its total."""
    row = [one.id for one in found.rows].index(code)
    own = [found.cells.figure(row, column) for column in range(len(found.columns))]
    return [*own, found.total.figure(row, 0)]


def total(study: Study, unit: Unit, code: str = "a") -> int | float | str:
    return cells(matrix(study.dataset(), unit=unit), code)[-1]


def one_code(*turns: str) -> Study:
    study = Study()
    study.code("a")
    study.document("T1", *turns)
    return study


def test_codings_of_the_interviewers_words_are_told_in_a_note() -> None:
    study = one_code("I: Hvem ringte dere?", "K: Ja. Vi ringte alle.")
    study.case("Eva", "T1")
    study.coding("T1", "Vi ringte alle.", "a")
    assert not [note for note in matrix(study.dataset()).footnotes if "interviewer" in note]
    study.coding("T1", "Hvem ringte dere?", "a")
    (said,) = [note for note in matrix(study.dataset()).footnotes if "interviewer" in note]
    assert said.startswith("1 coding lies wholly in what an interviewer")
    asked, answered = quotes(study.dataset()).quotes
    assert (asked.who, answered.who) == (("I",), ("Eva",))


def test_touching_sentences_are_one_passage_and_two_codings() -> None:
    study = one_code("K: Vi fikk mange. Det gikk fint. Så var det slutt. Ferdig.")
    study.coding("T1", "Vi fikk mange.", "a")
    study.coding("T1", "Det gikk fint.", "a")
    study.coding("T1", "Ferdig.", "a")
    # The first two have one space between; "Så var det slutt." lies before the third.
    assert total(study, "passages") == 2
    assert total(study, "codings") == 3
    assert total(study, "segments") == 3
    assert total(study, "words") == 3 + 3 + 1
    assert total(study, "characters") == 14 + 14 + 7
    assert total(study, "documents") == 1


def test_overlapping_codings_count_their_words_and_characters_once() -> None:
    study = one_code("K: en to tre fire")
    study.coding("T1", "en to tre", "a")
    study.coding("T1", "tre fire", "a")
    # en to tre fire: 2+1+2+1+3+1+4 = 14 characters, "tre" in both.
    assert total(study, "codings") == 2
    assert total(study, "passages") == 1
    assert total(study, "words") == 4
    assert total(study, "characters") == 14


def test_a_word_touched_from_both_sides_counts_once() -> None:
    study = one_code("K: selvhjelpsgruppe – 6-8 …")
    study.span("T1", 0, 4, "a")
    study.span("T1", 12, 23, "a")
    # "selv" and "uppe – 6-8 " touch selvhjelpsgruppe and 6-8; a dash alone is no word.
    assert total(study, "words") == 2
    assert total(study, "characters") == 4 + 11
    assert total(study, "passages") == 2


def test_a_span_that_shares_only_white_space_with_a_segment_does_not_touch_it() -> None:
    study = one_code("K: Ja. Nei. Vel.")
    study.span("T1", 3, 8, "a")  # " Nei. " with the spaces around it
    assert total(study, "segments") == 1


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ("I: Kan du si litt mer om det?", 1),  # seven words: a prompt
        ("I: Kan du si litt mer om det, da?", 2),  # eight: a question of its own
        ("L: Ja.", 2),  # another informant is no interviewer
    ],
)
def test_only_a_short_turn_of_the_interviewer_does_not_break_a_passage(
    between: str, expected: int
) -> None:
    study = one_code("K: Vi fikk mange.", between, "K: Det gikk.")
    study.coding("T1", "Vi fikk mange.", "a")
    study.coding("T1", "Det gikk.", "a")
    assert total(study, "passages") == expected


def test_turns_of_the_interviewer_in_a_row_are_short_or_long_together() -> None:
    study = one_code("K: Mange.", "I: Ja, det tror jeg.", "I: Og så kom det flere?", "K: Nei.")
    study.coding("T1", "Mange.", "a")
    study.coding("T1", "Nei.", "a")
    assert total(study, "passages") == 2  # 4 + 5 words in a row


def test_a_parent_is_the_union_of_what_it_and_its_sub_codes_hold() -> None:
    study = Study()
    study.code("a")
    study.code("b", under="a")
    study.code("c", under="a")
    study.document("T1", "K: en to tre fire")
    study.document("T2", "K: fem")
    study.coding("T1", "en to", "a")
    study.coding("T1", "to tre", "b")
    study.coding("T1", "to tre", "c")
    study.coding("T2", "fem", "c")
    # T1: en to tre (3 words, 9 characters, one passage) held three times; T2: fem.
    data = study.dataset()
    assert cells(matrix(data, unit="codings"), "a") == [3, 1, 4]
    assert cells(matrix(data, unit="passages"), "a") == [1, 1, 2]
    assert cells(matrix(data, unit="words"), "a") == [3, 1, 4]
    assert cells(matrix(data, unit="characters"), "a") == [9, 3, 12]
    assert cells(matrix(data, unit="documents"), "a") == [1, 1, 2]
    top = matrix(data, unit="words", level=1)
    assert [row.id for row in top.rows] == ["a"]
    assert cells(top, "a") == [3, 1, 4]


def bases() -> Study:
    """Four cases, three of them initiators; one of these has two documents."""
    study = Study()
    study.code("a", base="role=initiator")
    study.code("b", under="a", base="role=initiator")
    study.code("c")
    for name in ("T1", "T2", "T3", "T4", "E1"):
        study.document(name, "I: Ja?", "K: Vi holdt oss tilbake. Det var lett.")
    study.case("i1", "T1", "E1", role="initiator;facilitator", sector="hospital")
    study.case("i2", "T2", role="initiator", sector="voluntary")
    study.case("i3", "T3", role="initiator", sector="hospital")
    study.case("i4", "T4", role="none", sector="voluntary")
    return study


def test_cases_are_counted_among_those_who_were_asked() -> None:
    study = bases()
    study.coding("T1", "Vi holdt oss tilbake.", "b")
    study.coding("E1", "Vi holdt oss tilbake.", "b")
    study.coding("T2", "Det var lett.", "b")
    study.coding("T4", "Det var lett.", "b")  # was not asked
    study.read()
    found = matrix(study.dataset(), by="attribute:sector", unit="cases")
    assert found.columns == ("hospital", "voluntary")
    # hospital: i1 of i1, i3; voluntary: i2 of i2 (i4 lies outside the base); 2 of 3 in all.
    assert cells(found, "a") == [1, 1, 2]
    assert found.cells.asked[0].tolist() == [2, 1]
    assert found.total.asked[:, 0].tolist() == [3, 3, 4]
    assert found.cells.shares is not None
    assert found.cells.shares[0].tolist() == [0.5, 1.0]
    assert cells(found, "c") == [0, 0, 0]
    assert found.total_is_sum
    assert found.outside == (("b", 1),)


def test_a_cell_is_a_number_nought_unread_or_outside_the_base() -> None:
    study = bases()
    study.coding("T1", "Det var lett.", "a")
    study.read("T1", "T2")
    # T1 has one, T2 was read, T3 was not, T4 lies outside, E1 was not read.
    found = matrix(study.dataset(), unit="passages")
    assert cells(found, "a") == [1, 0, "–", "n.a.", "–", 1]
    assert cells(found, "c") == [0, 0, "–", "–", "–", "–"]
    # i1 has two documents, of which one was read: nought is not known for c.
    by_case = matrix(study.dataset(), by="case", unit="passages")
    assert cells(by_case, "a") == [1, 0, "–", "n.a.", 1]
    assert cells(by_case, "c") == ["–", 0, "–", "–", "–"]
    assert (by_case.provenance.read, by_case.provenance.segments) == (4, 10)


def test_a_segment_read_under_an_older_codebook_was_not_read_for_a_newer_code() -> None:
    study = Study()
    study.code("a")
    study.code("b", since=2)
    study.code("old", retired=True)
    study.document("T1", "I: Spørsmål?", "K: Svar.")
    study.document("T2", "K: Svar.")
    study.coding("T2", "Svar.", "old")
    study.read("T1", version=1)
    study.read("T2", version=2)
    found = matrix(study.dataset())
    assert cells(found, "a") == [0, 0, 0]
    assert cells(found, "b") == ["–", 0, "–"]
    assert cells(found, "old") == ["–", 1, 1]


def test_the_interviewers_segments_need_not_be_read() -> None:
    study = one_code(LONG_QUESTION, "K: Svar.")
    study.marks = [(1, 0, 1)]  # only the second segment
    assert cells(matrix(study.dataset()), "a") == [0, 0]
    assert matrix(study.dataset()).provenance.segments == 1


def pair() -> Study:
    """Two informants in one transcript, tied to their speakers, and one of them once more."""
    study = Study()
    study.code("a")
    study.document("T1", LONG_QUESTION, "K: Jeg ventet.", "L: Jeg gikk.", LONG_QUESTION, "K: Ja.")
    study.document("T2", "K: Alene.", "X: Telefonen ringer.")
    study.case("kari", "T1@K", "T2", gender="woman")
    study.case("lars", "T1@L", gender="man")
    return study


def test_a_coding_counts_for_the_cases_whose_speakers_turns_it_touches() -> None:
    study = pair()
    study.coding("T1", "Jeg ventet.", "a")  # Kari's alone
    study.coding("T1", "Jeg ventet.\nJeg gikk.", "a")  # both
    study.coding("T2", "Alene.", "a")  # Kari's
    found = matrix(study.dataset(), by="case", unit="codings")
    assert cells(found, "a") == [3, 1, 3]
    assert not found.total_is_sum
    # The two overlap and so are one passage, which counts for both, whole.
    passages = matrix(study.dataset(), by="case", unit="passages")
    assert cells(passages, "a") == [2, 1, 2]
    words = matrix(study.dataset(), by="case", unit="words")
    assert cells(words, "a") == [4 + 1, 4, 5]
    assert cells(matrix(study.dataset(), by="case", unit="cases"), "a") == [1, 1, 2]


def test_a_coding_of_the_interviewer_alone_counts_for_all_cases_of_the_document() -> None:
    study = pair()
    study.coding("T1", "Hva tenker du", "a")
    study.coding("T2", "Telefonen", "a")
    found = matrix(study.dataset(), by="case", unit="codings")
    assert cells(found, "a") == [2, 1, 2]


def test_a_speaker_tied_to_nobody_speaks_for_all_cases_of_the_document() -> None:
    study = Study()
    study.code("a")
    study.document("T1", "K: En.", "L: To.")
    study.case("kari", "T1@K")
    study.case("lars", "T1")
    study.coding("T1", "To.", "a")
    assert cells(matrix(study.dataset(), by="case"), "a") == [1, 1, 1]


def test_a_missing_value_and_one_that_does_not_apply_have_columns_of_their_own() -> None:
    study = Study()
    study.code("a")
    ages = {"k1": "52", "k2": "", "k3": "n.a.", "k4": "9", "k5": "52"}
    for number, (case, age) in enumerate(ages.items(), 1):
        study.document(f"T{number}", "K: Svar.")
        study.case(case, f"T{number}", age=age)
        study.coding(f"T{number}", "Svar.", "a")
    study.document("T6", "K: Svar.")  # has no case at all
    study.coding("T6", "Svar.", "a")
    found = matrix(study.dataset(), by="attribute:age", unit="documents")
    assert found.columns == ("9", "52", "(none)", "n.a.")
    assert cells(found, "a") == [1, 2, 2, 1, 6]
    people = matrix(study.dataset(), by="attribute:age", unit="cases")
    assert cells(people, "a") == [1, 2, 1, 1, 5]


def test_a_case_with_several_values_is_in_several_columns_and_once_in_the_total() -> None:
    study = bases()
    study.coding("T1", "Det var lett.", "a")
    study.read()
    found = matrix(study.dataset(), by="attribute:role", unit="cases")
    assert found.columns == ("facilitator", "initiator", "none")
    assert cells(found, "a") == [1, 1, "n.a.", 1]
    assert not found.total_is_sum


def test_rates_are_per_thousand_words_of_the_informants_in_the_base() -> None:
    study = Study()
    study.code("a", base="role=r")
    study.code("c")
    study.document("T1", LONG_QUESTION, "K: en to tre fire fem.")  # 5 words, the question aside
    study.document("T2", "K: " + "ord " * 20)  # 20 words
    study.case("k1", "T1", role="r")
    study.case("k2", "T2", role="s")
    study.coding("T1", "en to", "a")
    study.coding("T2", "ord", "c")
    study.read()
    found = matrix(study.dataset(), per_words=True)
    assert cells(found, "a") == [200.0, "n.a.", 200.0]
    assert cells(found, "c") == [0.0, 50.0, 40.0]


def two_coders() -> Study:
    study = Study(coders=["anna", "berit"])
    study.code("a")
    study.code("b", under="a")
    study.code("c", under="a")
    study.document("T1", "K: en to tre fire")
    study.coding("T1", "en to tre", "b", "anna")
    study.coding("T1", "to tre fire", "b", "berit")
    study.coding("T1", "fire", "c", "anna")
    study.read(coder="anna")
    return study


def test_coders_are_combined_by_union_or_by_intersection() -> None:
    data = two_coders().dataset()
    assert cells(matrix(data, unit="words"), "b") == [4, 4]
    assert cells(matrix(data, unit="words", combine="all"), "b") == [2, 2]
    assert cells(matrix(data, unit="words"), "c") == [1, 1]
    assert cells(matrix(data, unit="words", combine="all"), "c") == ["–", "–"]
    # Both gave "fire" to a code under a, though not to the same: to tre fire.
    assert cells(matrix(data, unit="words", combine="all"), "a") == [3, 3]
    assert cells(matrix(data, unit="codings"), "b") == [2, 2]
    with pytest.raises(QdaError, match="none is held by all"):
        matrix(data, unit="codings", combine="all")


def test_by_coder_each_counts_alone_and_reads_alone() -> None:
    data = two_coders().dataset()
    found = matrix(data, by="coder", unit="words")
    assert found.columns == ("anna", "berit")
    assert cells(found, "b") == [3, 3, 4]
    # Anna's touch: en to tre + fire; Berit's are one.
    assert cells(matrix(data, by="coder", unit="passages"), "a") == [1, 1, 1]
    assert cells(found, "c") == [1, "–", 1]
    assert found.provenance.combine == "any"


def test_conditions_limit_documents_cases_and_what_counts() -> None:
    study = pair()
    study.coding("T1", "Jeg ventet.", "a")
    study.coding("T1", "Jeg gikk.", "a")
    found = matrix(study.dataset(), by="document", where=[parse_condition("gender=man")])
    assert found.columns == ("T1",)
    # Both sentences touch and are one passage; it counts for Lars, as one of the two is his.
    assert cells(found, "a") == [1, 1]
    codings = matrix(study.dataset(), unit="codings", where=[parse_condition("gender=man")])
    assert cells(codings, "a") == [1, 1]


def test_shares_are_of_the_informants_text() -> None:
    study = one_code(LONG_QUESTION, "K: en to tre fire")
    study.coding("T1", "etterpå?\nen to", "a")
    found = matrix(study.dataset(), unit="words")
    assert cells(found, "a") == [3, 3]
    assert found.total.shares is not None
    assert found.total.shares[0, 0] == 0.5  # en to of en to tre fire; etterpå? is the question's


def test_only_the_named_codes_are_shown_with_all_under_them() -> None:
    found = matrix(two_coders().dataset(), codes=["a"])
    assert [(row.id, row.depth) for row in found.rows] == [("a", 0), ("b", 1), ("c", 1)]
    assert [row.id for row in matrix(two_coders().dataset(), codes=["c"]).rows] == ["c"]


def test_nothing_at_all_is_a_matrix_without_columns() -> None:
    study = Study()
    study.code("a")
    found = matrix(study.dataset())
    assert found.columns == ()
    assert found.total.figure(0, 0) == "n.a."
    assert np.array_equal(found.cells.values, np.zeros((1, 0)))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"by": "sector"}, "you may mean attribute:sector"),
        ({"by": "attribute:size"}, "“size”; there are: role, sector"),
        ({"unit": "lines"}, "“lines” is no unit"),
        ({"codes": ["x"]}, "no code “x”"),
        ({"level": 0}, "level"),
        ({"where": [parse_condition("size=1")]}, "“size”"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(options: dict[str, object], said: str) -> None:
    with pytest.raises(QdaError, match=said):
        matrix(bases().dataset(), **options)
