from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qda.analysis.agreement.resampling import Interval
from qda.analysis.agreement.value import Undefined, Value
from qda.analysis.comparison.codes import CodeRow
from qda.analysis.comparison.report import Report, compare
from qda.analysis.comparison.units import Unit
from qda.analysis.dataset import Dataset
from qda.codebook.condition import parse_condition
from qda.errors import QdaError
from tests.analysis.invented import Study

WORDS = ("En", "To", "Tre", "Fire", "Fem", "Seks", "Sju", "Åtte", "Ni", "Ti")
SENTENCES = [f"{word} ord til." for word in WORDS]


def study(documents: int = 1, coders: tuple[str, ...] = ("anna", "bo")) -> Study:
    """Ten sentences an interview, each of its own informant; a > b, a > c, and d."""
    made = Study(coders=list(coders))
    made.code("a")
    made.code("b", under="a")
    made.code("c", under="a")
    made.code("d")
    for number in range(1, documents + 1):
        made.document(f"T{number}", "I: Hva så?", f"K: {' '.join(SENTENCES)}")
        made.case(f"i{number}", f"T{number}", sector="north" if number % 2 else "south")
    for coder in coders:
        made.read(coder=coder)
    return made


def apply(made: Study, coder: str, code: str, document: str, *numbers: int) -> None:
    for number in numbers:
        made.coding(document, SENTENCES[number - 1], code, coder)


def row(report: Report, code: str) -> CodeRow:
    return next(one for one in report.codes if one.id == code)


def number(value: Value | Interval) -> float:
    assert isinstance(value, float)
    return value


def two_interviews() -> Study:
    """Of code d: both in 10, only anna in 2, only bo in 3, neither in 5 of 20 sentences."""
    made = study(2)
    apply(made, "anna", "d", "T1", *range(1, 9))
    apply(made, "bo", "d", "T1", *range(1, 11))
    apply(made, "anna", "d", "T2", 1, 2, 3, 4)
    apply(made, "bo", "d", "T2", 3, 4, 5)
    return made


def test_a_codes_counts_and_kappa_are_those_counted_by_hand() -> None:
    found = row(compare(two_interviews().dataset()).report(), "d")
    assert (found.units, found.used, found.all) == (20, (12, 13), 10)
    assert (found.alone, found.to_gain) == ((2, 3), 5)
    # P_o = 15/20, P_e = (12 x 13 + 8 x 7)/400 = 0.53, kappa = 0.22/0.47
    assert number(found.agreement.observed) == pytest.approx(0.75)
    assert number(found.agreement.kappa) == pytest.approx(0.22 / 0.47)
    assert number(found.agreement.positive) == pytest.approx(20 / 25)
    assert number(found.prevalence) == pytest.approx(25 / 40)
    # pi = .625, P_e = 2 x .625 x .375 = .46875
    assert number(found.agreement.ac1) == pytest.approx((0.75 - 0.46875) / (1 - 0.46875))


def test_what_one_coder_has_not_reviewed_counts_for_nobody() -> None:
    made = two_interviews()
    made.marks = [mark for mark in made.marks if mark[1] == 0 or mark[0] < 11]
    report = compare(made.dataset()).report()
    assert report.scope.documents == ("T1",)
    assert row(report, "d").units == 10
    assert ("not reviewed by bo", 10) in report.scope.left_out
    assert report.scope.outside == (4, 3)


def test_the_interviewers_segments_are_not_compared() -> None:
    report = compare(two_interviews().dataset()).report()
    assert report.scope.units == 20
    assert ("the interviewer's and others'", 2) in report.scope.left_out


def test_nothing_that_all_have_reviewed_is_said_with_what_there_is() -> None:
    made = two_interviews()
    made.marks = [mark for mark in made.marks if mark[1] == 0]
    with pytest.raises(QdaError, match=r"anna and bo have all marked as reviewed .*by bo: 20"):
        compare(made.dataset())


def test_one_coder_cannot_be_compared() -> None:
    with pytest.raises(QdaError, match="two coders or more"):
        compare(study(coders=("anna",)).dataset())


def test_an_unknown_document_is_refused() -> None:
    with pytest.raises(QdaError, match="no document “X”"):
        compare(study().dataset(), documents=["X"])


def test_documents_and_conditions_limit_what_is_compared() -> None:
    data = two_interviews().dataset()
    south = [parse_condition("sector=south")]
    assert compare(data, documents=["T2"]).report().scope.units == 10
    report = compare(data, where=south).report()
    assert (report.scope.documents, report.scope.cases) == (("T2",), 1)


def test_a_code_counts_only_within_its_base() -> None:
    made = two_interviews()
    made.code("e", base="sector=north")
    apply(made, "anna", "e", "T2", 1)
    found = row(compare(made.dataset()).report(), "e")
    assert (found.units, found.used, found.clusters) == (10, (0, 0), 1)


def test_a_code_counts_only_where_all_read_under_a_codebook_that_had_it() -> None:
    made = two_interviews()
    made.code("late", since=2)
    made.read("T2", coder="anna", version=2)
    made.read("T2", coder="bo", version=2)
    assert row(compare(made.dataset()).report(), "late").units == 10


def test_a_parent_is_applied_once_where_it_or_any_code_under_it_is() -> None:
    made = study()
    apply(made, "anna", "b", "T1", 1, 2, 3)
    apply(made, "anna", "a", "T1", 3)
    apply(made, "bo", "c", "T1", 2, 3, 4)
    found = row(compare(made.dataset()).report(), "a")
    assert (found.used, found.all, found.to_gain, found.resolved_here) == ((3, 3), 2, 2, 2)


def test_a_code_used_in_under_ten_units_gets_counts_only() -> None:
    made = study()
    apply(made, "anna", "d", "T1", *range(1, 9))
    apply(made, "bo", "d", "T1", 9)
    found = row(compare(made.dataset()).report(), "d")
    assert (found.used, [flag.kind for flag in found.flags]) == ((8, 1), ["rare"])
    assert isinstance(found.agreement.kappa, Undefined)


def test_a_code_both_used_everywhere_is_undefined_and_keeps_its_agreement() -> None:
    made = study()
    for coder in ("anna", "bo"):
        apply(made, coder, "d", "T1", *range(1, 11))
    found = row(compare(made.dataset()).report(), "d")
    assert "no variation" in str(found.agreement.kappa)
    assert "undefined" in [flag.kind for flag in found.flags]
    assert number(found.agreement.observed) == 1


def test_a_coder_who_uses_a_code_far_more_is_said() -> None:
    made = study(2)
    apply(made, "anna", "d", "T1", 1, 2, 3)
    apply(made, "bo", "d", "T1", *range(1, 11))
    flags = {flag.kind: flag.said for flag in row(compare(made.dataset()).report(), "d").flags}
    # seven against none: p = 2 / 2^7 = 0.0156
    assert flags["biased"] == "bo alone 7, anna alone 0, p = 0.016"


def test_the_most_to_gain_comes_first_within_a_level() -> None:
    made = two_interviews()
    apply(made, "anna", "b", "T1", 1)
    ids = [found.id for found in compare(made.dataset()).report().codes]
    assert ids == ["d", "a", "b", "c"]


@pytest.mark.parametrize(("informants", "method"), [(4, ""), (6, "jackknife"), (20, "bootstrap")])
def test_the_number_of_informants_decides_the_interval(informants: int, method: str) -> None:
    made = study(informants)
    for at in range(1, informants + 1):
        apply(made, "anna", "d", f"T{at}", *range(1, 5 + at % 3))
        apply(made, "bo", "d", f"T{at}", *range(1, 6))
    found = row(compare(made.dataset(), seed=7).report(), "d")
    interval = found.agreement.interval
    assert found.clusters == informants
    if isinstance(interval, Undefined):
        assert not method
    else:
        assert method
        assert method in interval.method
        assert interval.seed == (7 if method == "bootstrap" else None)


def test_all_documents_of_an_informant_are_one_cluster() -> None:
    made = study(2)
    made.links = [(0, 0, -1), (0, 1, -1)]
    scope = compare(made.dataset()).scope
    assert (scope.clusters, scope.cases) == (1, 1)


def test_without_cases_the_document_is_the_cluster() -> None:
    made = study(3)
    made.cases, made.links = {}, []
    scope = compare(made.dataset()).scope
    assert (scope.clusters, scope.cases) == (3, 0)


def test_who_puts_what_in_place_of_what_is_counted_once_a_unit() -> None:
    made = study()
    apply(made, "anna", "b", "T1", 1, 2)
    apply(made, "bo", "c", "T1", 1, 2)
    apply(made, "bo", "d", "T1", 2)  # b against c and d: half a time each
    apply(made, "anna", "d", "T1", 5)
    found = compare(made.dataset()).report().confusion
    assert [(swap.first, swap.second, swap.count) for swap in found.ranked] == [
        ("b", "c", 1.5),
        ("b", "d", 0.5),
    ]
    assert dict(zip(found.codes, found.missed_by_second, strict=True))["d"] == 1
    assert sum(found.missed_by_first) == 0


def test_the_summary_counts_units_with_the_same_codes() -> None:
    made = study()
    for coder in ("anna", "bo"):
        apply(made, coder, "b", "T1", 1, 2)
    apply(made, "bo", "c", "T1", 2, 3)
    found = compare(made.dataset()).report().overall
    assert (found.units, found.coded) == (10, 3)
    assert number(found.exact) == pytest.approx(0.8)
    assert number(found.exact_coded) == pytest.approx(1 / 3)


def test_a_turn_is_coded_where_any_of_it_is() -> None:
    made = study(2)
    apply(made, "anna", "d", "T1", 1)
    apply(made, "bo", "d", "T1", 10)
    found = row(compare(made.dataset(), unit="turn").report(), "d")
    assert (found.units, found.all) == (2, 1)


def test_a_turn_not_reviewed_to_its_end_is_left_out() -> None:
    made = study(2)
    made.marks.remove((10, 1, 1))  # bo has not read the last sentence of T1
    scope = compare(made.dataset(), unit="turn").scope
    assert scope.units == 1
    assert scope.left_out[-1] == ("of turns that not all have reviewed to the end", 9)


def test_characters_are_counted_without_white_space_and_by_whole_words() -> None:
    made = study()
    made.coding("T1", "n ord", "d", "anna")  # grows to "En ord", 5 characters
    made.coding("T1", "ord til.", "d", "bo")  # 7 characters, of which 3 are anna's too
    found = row(compare(made.dataset(), unit="character").report(), "d")
    assert (found.used, found.all, found.alone) == ((5, 7), 3, (2, 4))
    assert found.units == sum(len(one.replace(" ", "")) for one in SENTENCES)


def test_stored_turns_are_cut_into_sentences_when_these_are_asked_for() -> None:
    made = Study(coders=["anna", "bo"])
    made.code("d")
    made.document("T1", "K: Ja Det er det")
    made.texts["T1"] = "Ja. Det er det."
    made.turns, made.segments = [(0, 0, 15, 0)], [(0, 0, 15, 1, 0)]
    for coder in ("anna", "bo"):
        made.read(coder=coder)
    made.span("T1", 4, 15, "d", "anna")
    data = made.dataset()
    object.__setattr__(data.source, "segmenters", ("turn",))
    assert row(compare(data, unit="segment").report(), "d").units == 1
    found = row(compare(data, unit="sentence").report(), "d")
    assert (found.units, found.used) == (2, (1, 0))


def spans() -> Study:
    made = study()
    made.coding("T1", "En ord", "b", "anna")
    made.coding("T1", "En ord", "b", "bo")  # the same
    made.coding("T1", "To ord", "b", "anna")
    made.coding("T1", "To ord til. Tre", "b", "bo")  # other boundaries: the end by two words
    made.coding("T1", "Fem ord", "c", "anna")
    made.coding("T1", "ord til. Seks", "d", "bo")  # another code
    made.coding("T1", "Ti ord", "d", "anna")  # one coder only
    return made


def test_the_disagreement_about_spans_is_taken_apart() -> None:
    report = compare(spans().dataset(), unit="span").report()
    assert report.spans is not None
    found = report.spans.decomposition
    assert (found.same, found.boundaries, found.codes, found.alone) == (1, 1, 1, (1, 0))
    assert (found.left, found.right) == (0, 2)


def test_passages_are_paired_one_to_one() -> None:
    report = compare(spans().dataset(), unit="span").report()
    assert report.spans is not None
    found = next(one for one in report.spans.rows if one.id == "b")
    assert (found.passages, found.overlapping, found.to_gain) == ((2, 2), 2, 0)


def test_segments_coded_one_by_one_are_the_passage_they_make() -> None:
    made = study()
    apply(made, "anna", "d", "T1", 1, 2, 3)
    made.coding("T1", " ".join(SENTENCES[:3]), "d", "bo")
    report = compare(made.dataset(), unit="span").report()
    assert report.spans is not None
    assert report.spans.decomposition.same == 1


def test_one_codes_u_alpha_is_that_of_the_formula() -> None:
    made = study(2)
    for at in range(1, 11):
        apply(made, "anna", "d", "T1" if at < 6 else "T2", 2 * ((at - 1) % 5) + 1)
        apply(made, "bo", "d", "T1" if at < 6 else "T2", 2 * ((at - 1) % 5) + 1)
    report = compare(made.dataset(), unit="span").report()
    assert report.spans is not None
    found = next(one for one in report.spans.rows if one.id == "d")
    assert number(found.u_alpha) == pytest.approx(1)
    assert number(found.exact) == 1


def test_three_coders_are_shown_beside_each_other() -> None:
    made = study(2, ("anna", "bo", "cy"))
    for coder in ("anna", "bo"):
        apply(made, coder, "d", "T1", *range(1, 11))
    apply(made, "cy", "d", "T1", 1, 2, 3, 4)
    report = compare(made.dataset()).report()
    assert report.coders is not None
    assert row(report, "d").alone == (0, 0, 0)
    pairs = {(one.first, one.second): one.alpha for one in report.coders.pairs}
    assert number(pairs["anna", "bo"]) == pytest.approx(1)
    without = {one.coder: one.alpha for one in report.coders.without}
    assert number(without["cy"]) == pytest.approx(1)
    bias = next(one for one in report.coders.bias if one.code == "d")
    assert list(bias.more) == [3, 3, -6]
    assert isinstance(row(report, "d").agreement.kappa, Undefined)
    assert number(row(report, "d").agreement.alpha) < 1


def test_the_method_sentence_has_the_figures_of_the_table() -> None:
    said = compare(two_interviews().dataset()).report().sentence
    assert said.startswith(
        "Two coders (anna, bo) independently coded 20 segments of 2 of 2 informants (100 %; 2 of 2 "
        "documents)"
    )
    assert "Cohen's kappa was 0.468 for the one main code (d)." in said


CELLS = st.lists(
    st.tuples(st.integers(1, 10), st.sampled_from("abcd"), st.sampled_from(["anna", "bo"])),
    max_size=60,
)


def drawn(cells: list[tuple[int, str, str]], coders: tuple[str, ...]) -> Dataset:
    made = study(2, coders)
    for at, (sentence, code, coder) in enumerate(cells):
        apply(made, coder, code, f"T{1 + at % 2}", sentence)
    return made.dataset()


def same(one: Value, other: Value) -> bool:
    if isinstance(one, Undefined) or isinstance(other, Undefined):
        return isinstance(one, Undefined) and isinstance(other, Undefined)
    return one == pytest.approx(other)


@settings(max_examples=25, deadline=None)
@given(CELLS, st.sampled_from(["segment", "character"]))
def test_the_order_of_the_coders_changes_no_coefficient(
    cells: list[tuple[int, str, str]], unit: Unit
) -> None:
    one = compare(drawn(cells, ("anna", "bo")), unit=unit).report()
    two = compare(drawn(cells, ("bo", "anna")), unit=unit).report()
    for found in one.codes:
        other = row(two, found.id)
        assert same(found.agreement.kappa, other.agreement.kappa)
        assert same(found.agreement.alpha, other.agreement.alpha)
        assert found.alone == other.alone[::-1]
    assert same(one.overall.masi, two.overall.masi)


@settings(max_examples=25, deadline=None)
@given(CELLS)
def test_a_coder_agrees_wholly_with_themselves_or_it_is_undefined(
    cells: list[tuple[int, str, str]],
) -> None:
    twice = [(at, code, coder) for at, code, _ in cells for coder in ("anna", "bo")]
    pairs = twice[::2], twice[1::2]
    made = study(2)
    for half in pairs:
        for at, (sentence, code, coder) in enumerate(half):
            apply(made, coder, code, f"T{1 + at % 2}", sentence)
    report = compare(made.dataset(), unit="span").report()
    for found in report.codes:
        assert found.to_gain == 0
        assert isinstance(found.coefficient, Undefined) or found.coefficient == pytest.approx(1)
    assert not report.confusion.ranked
    assert report.spans is not None
    assert report.spans.decomposition.alone == (0, 0)
    assert report.spans.decomposition.boundaries == 0


@settings(max_examples=25, deadline=None)
@given(CELLS)
def test_fewer_levels_leave_the_figures_of_what_is_still_shown(
    cells: list[tuple[int, str, str]],
) -> None:
    data = drawn(cells, ("anna", "bo"))
    everything, top = compare(data).report(), compare(data, level=1).report()
    for found in top.codes:
        whole = row(everything, found.id)
        assert (found.used, found.all, found.to_gain) == (whole.used, whole.all, whole.to_gain)
        assert same(found.agreement.kappa, whole.agreement.kappa)
    assert number(top.overall.exact) >= number(everything.overall.exact)
