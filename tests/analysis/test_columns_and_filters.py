"""Columns, conditions and ways to write a cell, counted by hand in small projects."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qda.analysis.having import parse_having
from qda.analysis.matrix import Matrix, matrix
from qda.analysis.options import UNITS, Unit
from qda.codebook.condition import parse_condition
from qda.errors import QdaError
from tests.analysis.invented import Study
from tests.analysis.test_against_slow import studies


def cells(found: Matrix, code: str) -> list[int | float | str]:
    """The cells of a row, and last its total."""
    row = [one.id for one in found.rows].index(code)
    own = [found.cells.figure(row, column) for column in range(len(found.columns))]
    return [*own, found.total.figure(row, 0)]


def people() -> Study:
    """Four informants, one interview each; two codes, one under the other, and one by itself.

    k1 hospital, initiator and facilitator; k2 hospital, initiator; k3 county, facilitator;
    k4 county, role unknown. All was read.
    """
    study = Study()
    study.code("a")
    study.code("b", under="a")
    study.code("c")
    for number, date in enumerate(("2026-01-05", "2026-01-30", "2026-02-01", ""), 1):
        study.document(f"T{number}", "I: Ja?", "K: Vi ventet lenge. Så gikk vi.", date=date)
    study.case("k1", "T1", sector="hospital", role="initiator;facilitator")
    study.case("k2", "T2", sector="hospital", role="initiator")
    study.case("k3", "T3", sector="county", role="facilitator")
    study.case("k4", "T4", sector="county")
    study.coding("T1", "Vi ventet lenge.", "b")
    study.coding("T1", "Vi ventet lenge.", "c")
    study.coding("T2", "Så gikk vi.", "b")
    study.coding("T3", "Så gikk vi.", "c")
    study.coding("T4", "Vi ventet lenge.", "a")
    study.read()
    return study


def test_groups_are_compared_by_cases_unless_something_else_is_asked_for() -> None:
    data = people().dataset()
    found = matrix(data, by="attribute:sector")
    assert found.unit == "cases"
    assert cells(found, "a") == [1, 2, 3]
    assert [found.cells.text(0, column) for column in (0, 1)] == ["1 of 2", "2 of 2"]
    assert matrix(data, by="attribute:sector", per_words=True).unit == "passages"
    assert matrix(data, by="case").unit == "passages"


def test_two_attributes_crossed_have_the_columns_that_somebody_is_in() -> None:
    found = matrix(people().dataset(), by="attribute:sector x attribute:role")
    assert found.headings == (
        ("county", "facilitator"),
        ("county", "(none)"),
        ("hospital", "facilitator"),
        ("hospital", "initiator"),
    )
    # k1 is in both of the hospital's columns: three in all, though the row adds up to four.
    assert cells(found, "a") == [0, 1, 1, 2, 3]
    assert not found.total_is_sum
    assert any("1 of the cases has several values of role" in one for one in found.footnotes)


def test_months_and_years_of_a_date_are_columns() -> None:
    study = people()
    data = study.dataset()
    with pytest.raises(QdaError, match="is no date"):
        matrix(data, by="month:date")
    dated = _dated(study)
    assert matrix(dated.dataset(), by="attribute:date").columns[:2] == ("2026-01-05", "2026-01-30")
    found = matrix(dated.dataset(), by="month:date", unit="codings")
    assert found.columns == ("2026-01", "2026-02", "(none)")
    assert cells(found, "c") == [1, 1, 0, 2]
    assert cells(matrix(dated.dataset(), by="year:date", unit="codings"), "c") == [2, 0, 2]


def _dated(study: Study) -> Study:
    study.kinds["date"] = "date"
    return study


def test_speakers_are_columns_with_what_they_say() -> None:
    study = Study()
    study.code("a")
    study.document("T1", "I: Hva skjedde da dere begynte?", "K: Jeg ventet.", "L: Jeg gikk.")
    study.case("kari", "T1@K")
    study.case("lars", "T1@L")
    study.coding("T1", "Jeg ventet.", "a")
    study.coding("T1", "Jeg ventet.\nJeg gikk.", "a")
    study.coding("T1", "Hva skjedde", "a")
    study.read()
    found = matrix(study.dataset(), by="speaker", unit="codings")
    assert found.columns == ("T1@K", "T1@L", "(no informant)")
    assert cells(found, "a") == [2, 1, 1, 3]
    words = matrix(study.dataset(), by="speaker", unit="words")
    # The long span is two words of each; "Hva skjedde" is nobody's.
    assert cells(words, "a") == [4, 4, 2, 6]
    asked = matrix(study.dataset(), by="speaker", unit="cases")
    assert asked.cells.asked[0, :2].tolist() == [1, 1]


def test_one_who_answers_for_two_makes_two_cases_one_document_and_its_words_once() -> None:
    study = Study()
    study.code("a")
    study.document("T1", "I: Ja?", "K: Vi ventet lenge.")
    study.document("T2", "K: Nei.")
    study.case("kari", "T1", sector="hospital")
    study.case("lars", "T1", sector="hospital")
    study.case("mari", "T2", sector="county")
    study.coding("T1", "Vi ventet lenge.", "a")
    study.read()
    for unit, expected in (("cases", 2), ("documents", 1), ("words", 3), ("passages", 1)):
        assert matrix(study.dataset(), by="case", unit=unit).total.values[0, 0] == expected, unit
    people_ = matrix(study.dataset(), by="attribute:sector")
    assert cells(people_, "a") == [0, 2, 2]
    (said,) = (note for note in people_.footnotes if "more than one case" in note)
    assert said.startswith("In 1 document")
    assert "kari" not in said
    assert "T1" not in said
    words = matrix(study.dataset(), by="case", unit="words")
    assert cells(words, "a") == [3, 3, 0, 3]
    assert not words.total_is_sum
    alone = matrix(study.dataset(), where=[parse_condition("sector=county")])
    assert not alone.footnotes


def test_coverage_is_of_the_informants_words_and_presence_is_one_or_nought() -> None:
    data = people().dataset()
    # Each informant says six words; "Vi ventet lenge." and "Så gikk vi." are three each.
    assert cells(matrix(data, unit="coverage"), "c") == [50.0, 0.0, 50.0, 0.0, 25.0]
    assert cells(matrix(data, unit="presence"), "c") == [1, 0, 1, 0, 1]
    assert cells(matrix(data, unit="presence", by="attribute:sector"), "a") == [1, 1, 1]


def test_percentages_of_rows_columns_and_all_are_given_from_twenty_on() -> None:
    study = Study()
    study.code("a")
    study.code("b")
    study.document("T1", "K: " + " ".join(f"Ord{number}." for number in range(30)))
    study.document("T2", "K: Kort.")
    for number in range(24):
        study.coding("T1", f"Ord{number}.", "a" if number < 18 else "b")
    study.coding("T2", "Kort.", "b")
    study.read()
    data = study.dataset()
    # T1 has 18 + 6 codings, T2 one: rows of 18 and 7, columns of 24 and 1, 25 in all.
    by_row = matrix(data, unit="codings", show="row")
    assert cells(by_row, "a") == ["18 of 18", "0 of 18", "18 of 18"]
    by_column = matrix(data, unit="codings", show="column", any_code=True)
    assert cells(by_column, "a") == [75.0, "0 of 1", 72.0]
    assert cells(by_column, "(any code)") == [100.0, "1 of 1", 100.0]
    assert cells(matrix(data, unit="codings", show="total"), "b") == [24.0, 4.0, 28.0]
    assert by_column.cells.text(0, 0) == "75 %"
    assert any("of fewer than 20 none is given" in note for note in by_column.footnotes)


def test_little_is_not_taken_for_nought_nor_most_for_all() -> None:
    study = Study()
    study.code("a")
    study.code("b")
    study.code("c")
    study.document("T1", "K: " + " ".join(f"Ord{number}." for number in range(300)))
    for number in range(300):
        study.coding("T1", f"Ord{number}.", "b" if number == 7 else "a")
    study.read()
    found = matrix(study.dataset(), unit="codings", show="column")
    assert [found.cells.text(row, 0) for row in range(3)] == ["99.7 %", "0.3 %", "0"]


def test_percentages_of_cases_are_of_those_who_were_asked() -> None:
    study = people()
    study.codes[2] = type(study.codes[2])("c", "C", -1, (parse_condition("role=initiator"),))
    found = matrix(study.dataset(), by="attribute:sector", show="column")
    assert cells(found, "a") == ["1 of 2", "2 of 2", "3 of 4"]
    assert cells(found, "c") == ["n.a.", "1 of 2", "1 of 2"]
    shares = matrix(study.dataset(), by="attribute:sector", show="of")
    assert cells(shares, "c") == ["n.a.", "1 of 2", "1 of 2"]


def test_the_last_row_counts_once_what_several_codes_hold() -> None:
    found = matrix(people().dataset(), by="attribute:sector", any_code=True)
    # k1 mentions both a and c; all four mention one of them.
    assert cells(found, "(any code)") == [2, 2, 4]
    assert found.rows[-1].label == "any of these codes"


def test_heat_follows_what_was_said_and_not_how_much_there_is() -> None:
    study = Study()
    study.code("a")
    study.document("T1", "K: " + " ".join(["Vi ventet."] + ["Så gikk vi da."] * 12))
    study.document("T2", "K: Vi ventet. Nei.")
    for name in ("T1", "T2"):
        study.coding(name, "Vi ventet.", "a")
    heat = matrix(study.dataset(), unit="passages").heat()
    # One passage each, but in 50 words and in three.
    assert heat[0, 1] == 1.0
    assert heat[0, 0] == pytest.approx(3 / 50)


def test_only_the_rows_asked_for_are_shown_and_hold_what_lies_under_them() -> None:
    found = matrix(people().dataset(), only=["a"], unit="codings")
    assert [row.id for row in found.rows] == ["a"]
    assert cells(found, "a") == [1, 1, 0, 1, 3]
    both = matrix(people().dataset(), only=["c"], codes=["a"])
    assert [row.id for row in both.rows] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("having", "codings", "documents"),
    [
        # a (with b under it) is in T1, T2, T4; c in T1 and T3; together in T1's first sentence.
        ("a and c", [1, 1], ["T1"]),
        ("a and not c", [2, 0], ["T2", "T4"]),
        ("b or c", [2, 2], ["T1", "T2", "T3"]),
        ("not (a or c)", [0, 0], []),
        ("c in case", [1, 2], ["T1", "T3"]),
        ("not c in case", [2, 0], ["T2", "T4"]),
        ("c in segment", [1, 2], ["T1", "T2", "T3", "T4"]),
        ("not c in turn", [2, 0], ["T1", "T2", "T3", "T4"]),
        ("a in passage", [3, 1], ["T1", "T2", "T3", "T4"]),
    ],
)
def test_conditions_on_codes_limit_what_counts(
    having: str, codings: list[int], documents: list[str]
) -> None:
    found = matrix(people().dataset(), unit="codings", having=[parse_having(having)])
    assert list(found.columns) == documents
    assert found.total.counts[[0, 2], 0].tolist() == codings


def test_a_code_around_is_one_by_the_same_coder() -> None:
    study = people()
    study.coders.append("berit")
    study.codings = [(*row[:4], int(row[3] == 2)) for row in study.codings]
    data = study.dataset()
    for place in ("segment", "turn", "passage"):
        found = matrix(data, unit="codings", having=[parse_having(f"a and c in {place}")])
        assert found.total.counts[0, 0] == 0, place
    assert matrix(data, having=[parse_having("a and c in document")]).columns == ("T1",)


def test_only_documents_read_to_the_end_by_every_coder_are_left() -> None:
    study = people()
    study.marks = []
    study.read("T1", "T2")
    study.marks.pop()
    found = matrix(study.dataset(), read=True)
    assert found.columns == ("T1",)
    assert found.provenance.where == ("read to the end",)


def test_numbers_and_dates_are_compared() -> None:
    study = people()
    for case, age in zip(study.cases.values(), ("30", "60", "", "n.a."), strict=True):
        case["age"] = age
    data = study.dataset()
    for condition, expected in (("age>=60", ("T2",)), ("age<60", ("T1",)), ("age>29,5", None)):
        if expected is None:
            with pytest.raises(QdaError, match="one number or date"):
                parse_condition(condition)
            continue
        assert matrix(data, where=[parse_condition(condition)]).columns == expected
    months = matrix(data, where=[parse_condition("date<=2026-01")])
    assert months.columns == ("T1", "T2")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a and", "ends too early"),
        ("and a", "where a code should"),
        ("(a or b", "bracket is not closed"),
        ("a b", "“b” is not expected"),
        ("a in room", "names no place"),
        ("", "ends too early"),
    ],
)
def test_what_is_no_condition_on_codes_is_said(text: str, said: str) -> None:
    with pytest.raises(QdaError, match=said):
        parse_having(text)


def test_a_condition_on_codes_that_is_not_in_the_codebook_is_said() -> None:
    with pytest.raises(QdaError, match="no code “x”"):
        matrix(people().dataset(), having=[parse_having("x in segment")])


expressions = st.recursive(
    st.sampled_from(["c0", "c1"]),
    lambda inner: (
        st.builds("not ({})".format, inner)
        | st.builds("({}) and ({})".format, inner, inner)
        | st.builds("({}) or ({})".format, inner, inner)
    ),
    max_leaves=4,
)
places = st.sampled_from(["segment", "passage", "turn", "document", "case"])


@given(expressions, places)
def test_a_condition_on_codes_that_is_written_reads_back_the_same(text: str, place: str) -> None:
    having = parse_having(f"{text} in {place}")
    assert parse_having(str(having)) == having


@settings(deadline=None, max_examples=40)
@given(study=studies(), unit=st.sampled_from(UNITS), data=st.data())
def test_conditions_commute_and_none_adds_anything(
    study: Study, unit: Unit, data: st.DataObject
) -> None:
    study.code("c1" if len(study.codes) < 2 else "extra")
    texts = data.draw(st.lists(st.builds("{} in {}".format, expressions, places), max_size=3))
    conditions = [parse_having(text) for text in texts]
    dataset = study.dataset()
    found = matrix(dataset, unit=unit, by="document", having=conditions)
    order = data.draw(st.permutations(conditions))
    again = matrix(dataset, unit=unit, by="document", having=order)
    assert found.columns == again.columns
    assert (found.cells.counts == again.cells.counts).all()
    everything = matrix(dataset, unit=unit, by="document")
    if unit != "passages":  # what lies between two passages may be left out
        assert (found.total.counts <= everything.total.counts).all()


@settings(deadline=None, max_examples=40)
@given(study=studies(), unit=st.sampled_from([u for u in UNITS if u != "cases"]))
def test_a_speaker_is_counted_as_a_case_of_their_own_would_be(study: Study, unit: Unit) -> None:
    """Where every informant is tied to one case of their own, both columns hold the same."""
    study.cases, study.links = {}, []
    names = list(study.texts)
    for document, label in study.speakers:
        if label not in ("I", "X"):
            study.case(f"{names[document]}@{label}", f"{names[document]}@{label}")
    study.codes = [type(code)(code.id, code.label, code.parent) for code in study.codes]
    assume(not _interviewer_coded(study))
    dataset = study.dataset()
    by_speaker = matrix(dataset, by="speaker", unit=unit)
    by_case = matrix(dataset, by="case", unit=unit)
    for column, heading in enumerate(by_speaker.columns):
        own = by_speaker.cells.counts[:, column].tolist()
        other = by_case.columns.index(heading)
        assert own == by_case.cells.counts[:, other].tolist()


def _interviewer_coded(study: Study) -> bool:
    """Whether some coding touches no informant, and so counts for every case of its document."""
    informants = {at for at, (_, label) in enumerate(study.speakers) if label not in ("I", "X")}
    return any(
        not any(
            document == coding[0] and start < coding[2] and end > coding[1] and voice in informants
            for document, start, end, voice in study.turns
        )
        for coding in study.codings
    )
