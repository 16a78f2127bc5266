"""Codes that occur together: counted by hand, and again by loops over sets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qda.analysis.behind import behind
from qda.analysis.cells import State
from qda.analysis.dataset import Dataset
from qda.analysis.having import parse_having
from qda.analysis.matrix import Matrix, matrix
from qda.analysis.options import WITHINS, Options, Within
from qda.codebook.condition import parse_condition
from qda.errors import QdaError
from tests.analysis.invented import Study
from tests.analysis.slow import Slow, Span
from tests.analysis.test_against_slow import known_to, studies, wheres

Unit = tuple[int, object]
"""Document and what else tells it apart; for a case the case alone."""


def together() -> Study:
    """One interview of two turns: a and b share the first sentence, c stands by itself."""
    study = Study()
    study.code("a")
    study.code("a1", under="a")
    study.code("b")
    study.code("c")
    study.document("T1", "K: Vi ringte alle. Mange kom.", "I: Og så?", "K: Noen gikk. Ferdig.")
    study.document("T2", "K: Vi ringte ingen.")
    study.coding("T1", "Vi ringte alle. Mange kom.", "a1")
    study.coding("T1", "Vi ringte alle.", "b")
    study.coding("T1", "Ferdig.", "b")
    study.coding("T1", "Noen gikk.", "c")
    study.coding("T2", "Vi ringte ingen.", "c")
    study.read()
    return study


def row(found: Matrix, code: str) -> list[int | float | str]:
    at = [one.id for one in found.rows].index(code)
    own = [found.cells.figure(at, column) for column in range(len(found.columns))]
    return [*own, found.total.figure(at, 0)]


@pytest.mark.parametrize(
    ("within", "a", "b", "jaccard"),
    [
        # a holds segments 1 and 2, b holds 1 and 4, c holds 3 and the one of T2.
        ("segment", ["n.a.", "n.a.", 1, 0, 2], [1, 1, "n.a.", 0, 2], 1 / 3),
        # Turn 1 has a and b, turn 3 has b and c.
        ("turn", ["n.a.", "n.a.", 1, 0, 1], [1, 1, "n.a.", 1, 2], 1 / 2),
        # One passage of a meets one of the two of b.
        ("passage", ["n.a.", "n.a.", 1, 0, 1], [1, 1, "n.a.", 0, 2], 1 / 2),
        ("document", ["n.a.", "n.a.", 1, 1, 1], [1, 1, "n.a.", 1, 1], 1.0),
    ],
)
def test_codes_together_are_counted_by_what_they_share(
    within: Within, a: list[object], b: list[object], jaccard: float
) -> None:
    found = matrix(together().dataset(), by="code", within=within)
    assert found.columns == ("a", "a1", "b", "c")
    assert row(found, "a") == a
    assert row(found, "b") == b
    assert found.cells.shares is not None
    assert found.cells.shares[0, 2] == pytest.approx(jaccard)
    assert not found.total_is_sum


def test_passages_that_hang_together_are_one_place() -> None:
    study = Study()
    study.code("a")
    study.code("b")
    study.document("T1", "K: en to tre fire fem seks sju")
    for words in ("en to", "fire fem", "sju"):
        study.coding("T1", words, "a")
    study.coding("T1", "to tre fire", "b")
    # b bridges two passages of a: one place with both; "sju" is a place of a alone.
    found = matrix(study.dataset(), by="code", within="passage")
    assert row(found, "a") == ["n.a.", 1, 3]
    assert found.cells.of is not None
    assert found.cells.of[0, 1] == 2
    assert matrix(study.dataset(), by="code", within="passage", show="of").cells.figure(0, 1) == (
        "1 of 2"
    )


def test_two_coders_who_gave_one_code_each_give_none_together() -> None:
    study = together()
    study.coders.append("berit")
    study.codings = [(*c[:4], int(c[3] == 2)) for c in study.codings]
    for within in WITHINS[:4]:
        assert row(matrix(study.dataset(), by="code", within=within), "a")[2] in (0, "–")


def test_cases_together_are_those_asked_of_both() -> None:
    study = Study()
    study.code("a", base="role=r")
    study.code("b")
    study.document("T1", "K: Svar.")
    study.document("T2", "K: Svar.")
    study.case("k1", "T1", role="r")
    study.case("k2", "T2", role="s")
    for document in ("T1", "T2"):
        study.coding(document, "Svar.", "a")
        study.coding(document, "Svar.", "b")
    found = matrix(study.dataset(), by="code", within="case")
    assert row(found, "a") == ["n.a.", 1, 1]
    assert row(found, "b") == [1, "n.a.", 2]
    assert found.cells.asked[0, 1] == 1
    assert found.cells.shares is not None
    assert found.cells.shares[1, 0] == 1.0  # of the one case asked of both


def test_behind_two_codes_are_the_passages_of_both() -> None:
    data = together().dataset()
    found = behind(data, Options(by="code"), "a", 2)
    assert [(quote.code, quote.text) for quote in found.quotes] == [
        ("b", "Vi ringte alle."),
        ("a", "Vi ringte alle. Mange kom."),
    ]
    turns = behind(data, Options(by="code", within="turn"), "b", 3)
    assert [(quote.code, quote.text) for quote in turns.quotes] == [
        ("c", "Noen gikk."),
        ("b", "Ferdig."),
    ]
    assert not behind(data, Options(by="code"), "a", 1).quotes


@pytest.mark.parametrize("changes", [{"unit": "words"}, {"per_words": True}, {"any_code": True}])
def test_what_codes_against_codes_cannot_be_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(QdaError, match="within"):
        matrix(together().dataset(), by="code", **changes)


class Loops:
    """Codes together, one by one."""

    def __init__(self, data: Dataset, where: tuple[str, ...]):
        self.slow = Slow(data, tuple(parse_condition(text) for text in where))
        self.data = data

    def counting(self, code: int) -> list[Span]:
        """The spans that count for a selected case in the code's base."""
        return [span for span in self.slow.spans(code, "any") if self.cases(span, code)]

    def cases(self, span: Span, code: int) -> set[int]:
        return {
            case
            for case in self.slow.cases_of(span)
            if self.slow.selected(span[0], case) and self.slow.in_base(code, case)
        }

    def units(self, span: Span, code: int, within: Within) -> set[Unit]:
        document, start, end, _ = span
        if within == "case":
            return {(-1, case) for case in self.cases(span, code) - {self.data.nobody}}
        if within == "document":
            return {(document, 0)}
        stretches = self.slow.segments()
        if within == "turn":
            stretches = [
                (d, s, e) for d in range(len(self.data.texts)) for s, e, _ in self.slow.turns(d)
            ]
        text = self.data.texts[document]
        return {
            (document, s)
            for d, s, e in stretches
            if d == document and text[max(s, start) : min(e, end)].strip()
        }

    def asked(self, unit: Unit, codes: tuple[int, ...], within: Within) -> bool:
        """Whether the unit counts for a selected case that all the codes were asked of."""
        document, place = unit
        if within == "case":
            assert isinstance(place, int)
            cases, documents = {place}, list(range(len(self.data.texts)))
            documents = [d for d in documents if place in self.slow.cases_in(d)]
        else:
            documents, cases = [document], set(self.slow.cases_in(document))
            if within != "document":
                assert isinstance(place, int)
                cases = self.slow.cases_of((document, place, place + 1, 0))
        return any(
            self.slow.selected(d, case) and all(self.slow.in_base(c, case) for c in codes)
            for d in documents
            for case in cases
        )

    def count(self, a: int, b: int, within: Within) -> tuple[int, int]:
        """How many units have both, and how many have either."""
        if within == "passage":
            return self.chains(a, b)
        found: list[set[tuple[int, Unit]]] = []
        for code in (a, b):
            pairs = [
                (span[3], unit)
                for span in self.counting(code)
                for unit in self.units(span, code, within)
            ]
            found.append({pair for pair in pairs if self.asked(pair[1], (a, b), within)})
        of_a, of_b = ({unit for _, unit in pairs} for pairs in found)
        both = {unit for _, unit in found[0] & found[1]}
        return len(both), len(of_a) + len(of_b) - len(both)

    def chains(self, a: int, b: int) -> tuple[int, int]:
        """Chains of passages that overlap: those with both codes, and all."""
        nodes: list[tuple[int, int, set[tuple[int, int]], set[int]]] = []
        for code in (a, b):
            for coder in range(len(self.data.coders)):
                nodes += self.passages(code, coder, (a, b))
        chains = [{at} for at in range(len(nodes))]
        for i, one in enumerate(nodes):
            for j, two in enumerate(nodes[:i]):
                if one[0] != two[0] and one[1] == two[1] and one[2] & two[2] and one[3] & two[3]:
                    own = next(chain for chain in chains if i in chain)
                    other = next(chain for chain in chains if j in chain)
                    if own is not other:
                        chains.remove(other)
                        own |= other
        both = [chain for chain in chains if len({nodes[at][0] for at in chain}) > 1]
        return len(both), len(chains)

    def passages(
        self, code: int, coder: int, asked: tuple[int, int]
    ) -> list[tuple[int, int, set[tuple[int, int]], set[int]]]:
        spans = [span for span in self.slow.spans(code, "any") if span[3] == coder]
        of = self.slow.passages(spans)
        found = []
        for passage in set(of.values()):
            own = [span for span in spans if of[span] == passage]
            document, start = own[0][0], min(span[1] for span in own)
            text = self.data.texts[document]
            places = {
                (document, at)
                for at in range(start, max(span[2] for span in own))
                if not text[at].isspace()
            }
            cases = {case for span in own for case in self.cases(span, code)}
            cases = {case for case in cases if all(self.slow.in_base(c, case) for c in asked)}
            if cases:
                found.append((code, coder, places, cases))
        return found


@pytest.mark.parametrize("within", WITHINS)
@settings(deadline=None, max_examples=40)
@given(data=st.data(), where=wheres)
def test_every_two_codes_are_counted_as_loops_count_them(
    within: Within, data: st.DataObject, where: tuple[str, ...]
) -> None:
    study = data.draw(studies(coders=data.draw(st.integers(1, 2))))
    where = tuple(text for text in where if known_to(study, (text,)))
    dataset = study.dataset()
    conditions = [parse_condition(text) for text in where]
    found = matrix(dataset, by="code", within=within, where=conditions)
    loops, ids = Loops(dataset, where), [code.id for code in dataset.codes]
    for i, one in enumerate(found.rows):
        for j, two in enumerate(found.rows):
            a, b = ids.index(one.id), ids.index(two.id)
            if a in dataset.ancestry[b] or b in dataset.ancestry[a]:
                assert found.cells.figure(i, j) == "n.a."
                continue
            both, either = loops.count(a, b, within)
            assert found.cells.counts[i, j] == both, (one.id, two.id)
            assert found.cells.counts[j, i] == both
            if both:
                assert found.cells.of is not None
                assert found.cells.of[i, j] == either


@settings(deadline=None, max_examples=40)
@given(study=studies(coders=2), within=st.sampled_from(WITHINS))
def test_behind_a_cell_of_two_codes_lie_passages_where_it_counts_any(
    study: Study, within: Within
) -> None:
    dataset, options = study.dataset(), Options(by="code", within=within)
    found = matrix(dataset, options)
    for i, code in enumerate(found.rows):
        for j, other in enumerate(found.rows):
            quoted = {quote.code for quote in behind(dataset, options, code.id, j).quotes}
            expected = {code.id, other.id} if found.cells.counts[i, j] else set()
            assert quoted == expected


@settings(deadline=None, max_examples=40)
@given(
    study=studies(coders=2),
    by=st.sampled_from(["document", "case", "coder", "speaker"]),
    having=st.sampled_from(["", "c0 in document", "not c0 in segment", "c0 or c0 in case"]),
)
def test_behind_a_cell_lie_as_many_passages_as_it_counts(
    study: Study, by: str, having: str
) -> None:
    conditions = (parse_having(having),) if having else ()
    dataset, options = study.dataset(), Options(by=by, having=conditions)
    found = matrix(dataset, options)
    for row_, code in enumerate(found.rows):
        for column in range(len(found.columns)):
            lie = behind(dataset, options, code.id, column).quotes
            if found.cells.states[row_, column] <= State.NOUGHT:
                assert len(lie) == found.cells.counts[row_, column]
        assert len(behind(dataset, options, code.id).quotes) == found.total.counts[row_, 0]


def test_nothing_together_is_a_matrix_all_the_same() -> None:
    study = Study()
    study.code("a")
    found = matrix(study.dataset(), by="code")
    assert found.columns == ("a",)
    assert np.isnan(found.heat()).all()
