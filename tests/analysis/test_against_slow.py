"""The fast counts equal slow and obvious ones on random projects, and keep their laws."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qda.analysis.matrix import matrix
from qda.analysis.options import UNITS, Combine, Unit
from qda.analysis.quotes import quotes
from qda.codebook.condition import parse_condition
from qda.exports import notes
from qda.exports.write import matrix_bytes
from tests.analysis.invented import Study
from tests.analysis.slow import Slow, everything

WORDS = st.sampled_from(["ja", "nei.", "vi", "–", "kom!", "6-8", "å", " ", "gruppe.", "…", "?"])
LONG = "Hva tenker du da om dette som du nettopp sa?"

ADDED_UP = [unit for unit in UNITS if unit not in ("cases", "coverage", "presence")]
"""What lies in one document only, and is a number of things."""

said = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
turn = st.builds(
    lambda label, text: f"{label}: {text}", st.sampled_from(["I", "K", "L", "X"]), said
) | st.just(f"I: {LONG}")


@st.composite
def studies(draw: st.DrawFn, coders: int = 1) -> Study:
    study = Study(coders=["anna", "berit", "cato"][:coders])
    bases = st.sampled_from(["", "", "sector=a", "role!=r", "role=r,s", "age=(none)"])
    for number in range(draw(st.integers(1, 5))):
        under = draw(st.sampled_from(["", *(code.id for code in study.codes)]))
        since, retired = draw(st.integers(1, 2)), draw(st.integers(0, 5)) == 0
        study.code(f"c{number}", under=under, base=draw(bases), since=since, retired=retired)
    for number in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["phone", "letter", ""]))
        turns = draw(st.lists(turn, min_size=1, max_size=5))
        study.document(f"d{number}", *turns, type=kind)
    for number in range(draw(st.integers(0, 3))):
        places = [
            f"d{document}" + label
            for document in draw(st.sets(st.integers(0, len(study.texts) - 1)))
            for label in draw(st.sets(st.sampled_from(["", "@K", "@L"]), min_size=1))
            if not label or (document, label[1:]) in study.speakers
        ]
        sector = draw(st.sampled_from(["a", "b", "", "n.a."]))
        role = draw(st.sampled_from(["r", "s", "r;s", ""]))
        study.case(f"k{number}", *places, sector=sector, role=role, age=draw(st.just("")))
    for _ in range(draw(st.integers(0, 8))):
        name, text = draw(st.sampled_from(list(study.texts.items())))
        start = draw(st.integers(0, max(len(text) - 1, 0)))
        end = draw(st.integers(start + 1, min(start + 20, len(text))))
        code = draw(st.sampled_from(study.codes)).id
        coding = (name, start, end, code, draw(st.sampled_from(study.coders)))
        at = (list(study.texts).index(name), start, end)
        known = (*at, [c.id for c in study.codes].index(code), study.coders.index(coding[4]))
        if known not in study.codings:
            study.span(*coding)
    for coder in study.coders:
        for name in draw(st.sets(st.sampled_from(list(study.texts)))):
            study.read(name, coder=coder, version=draw(st.integers(1, 2)))
    return study


wheres = st.sampled_from([(), ("sector=a",), ("sector!=b", "type=phone"), ("role=(none)",)])
single = st.sampled_from(
    ["document", "case", "attribute:sector", "attribute:role", "attribute:type", "attribute:age"]
)
axes = single | st.builds(lambda one, two: f"{one} x {two}", single, single)


def known_to(study: Study, names: tuple[str, ...]) -> bool:
    return bool(study.cases) or all(
        "type" in part or part in ("document", "case")
        for name in names
        for part in name.split(" x ")
    )


@pytest.mark.parametrize("unit", UNITS)
@settings(deadline=None, max_examples=50)
@given(data=st.data(), by=axes, where=wheres)
def test_every_cell_is_what_counting_one_by_one_gives(
    unit: Unit, data: st.DataObject, by: str, where: tuple[str, ...]
) -> None:
    study = data.draw(studies(coders=data.draw(st.integers(1, 3))))
    if not known_to(study, (by, *where)):
        by, where = "document", ()
    combine: Combine = data.draw(st.sampled_from(["any", "all"]))
    if unit == "codings":
        combine = "any"
    conditions = tuple(parse_condition(text) for text in where)
    dataset = study.dataset()
    found = matrix(dataset, by=by, unit=unit, where=conditions, combine=combine)
    slow = Slow(dataset, conditions)
    ids = [code.id for code in dataset.codes]
    for row, code in enumerate(found.rows):
        number = ids.index(code.id)
        assert found.total.shown(row, 0) == slow.cell(number, unit, everything, combine=combine)
        for column, heading in enumerate(found.columns):
            expected = slow.cell(number, unit, slow.column(by, heading), combine=combine)
            assert found.cells.shown(row, column) == expected, (code.id, heading)


@settings(deadline=None, max_examples=60)
@given(study=studies(coders=2), unit=st.sampled_from(UNITS))
def test_a_coders_column_is_what_this_coder_alone_would_give(study: Study, unit: Unit) -> None:
    together = matrix(study.dataset(), by="coder", unit=unit)
    for column, coder in enumerate(study.coders):
        alone = matrix(study.only(coder).dataset(), by="coder", unit=unit)
        shown = {row.id: alone.total.shown(at, 0) for at, row in enumerate(alone.rows)}
        for row, code in enumerate(together.rows):
            if code.id in shown:  # a retired code that only the other used has no row alone
                assert together.cells.shown(row, column) == shown[code.id]


@settings(deadline=None, max_examples=60)
@given(study=studies(coders=2), unit=st.sampled_from(ADDED_UP))
def test_over_documents_the_sum_is_the_whole(study: Study, unit: Unit) -> None:
    found = matrix(study.dataset(), by="document", unit=unit)
    assert found.total_is_sum
    assert (found.cells.values.sum(axis=1) == found.total.values[:, 0]).all()


@settings(deadline=None, max_examples=60)
@given(study=studies(), by=axes)
def test_cases_never_exceed_the_base(study: Study, by: str) -> None:
    found = matrix(study.dataset(), by=by if known_to(study, (by,)) else "case", unit="cases")
    assert (found.cells.values <= found.cells.asked).all()
    assert (found.total.values <= found.total.asked).all()
    assert (found.total.asked <= len(study.cases)).all()


@settings(deadline=None, max_examples=60)
@given(study=studies(), unit=st.sampled_from(UNITS), data=st.data())
def test_a_parent_is_the_union_of_all_under_it(
    study: Study, unit: Unit, data: st.DataObject
) -> None:
    """Giving the parent's own code to all that its sub-codes hold changes none of its figures."""
    study.codes = [replace(code, base=(), retired=False) for code in study.codes]
    code = data.draw(st.integers(0, len(study.codes) - 1))
    before = matrix(study.dataset(), unit=unit)
    dataset = study.dataset()
    under = [number for number, line in enumerate(dataset.ancestry) if code in line]
    study.codings = [(*c[:3], code if c[3] in under else c[3], c[4]) for c in study.codings]
    if unit == "codings":
        assert before.total.values[code, 0] == sum(coding[3] == code for coding in study.codings)
    else:
        assert matrix(study.dataset(), unit=unit).total.shown(code, 0) == before.total.shown(
            code, 0
        )


@settings(deadline=None, max_examples=60)
@given(study=studies(), unit=st.sampled_from(UNITS), data=st.data())
def test_the_order_of_conditions_and_of_codings_does_not_matter(
    study: Study, unit: Unit, data: st.DataObject
) -> None:
    names = ["type=phone", "sector=a", "role!=s"] if study.cases else ["type=phone", "type!=x"]
    conditions = [parse_condition(text) for text in names]
    first = matrix(study.dataset(), unit=unit, where=conditions)
    study.codings = data.draw(st.permutations(study.codings))
    second = matrix(
        study.dataset(), unit=unit, where=data.draw(st.permutations([*conditions, conditions[0]]))
    )
    assert matrix_bytes(first, "csv") == matrix_bytes(second, "csv")
    assert notes.of_matrix(first) == notes.of_matrix(second)


@settings(deadline=None, max_examples=60)
@given(study=studies(coders=2), where=wheres, combine=st.sampled_from(["any", "all"]))
def test_a_code_has_as_many_quotations_as_passages(
    study: Study, where: tuple[str, ...], combine: Combine
) -> None:
    conditions = [parse_condition(text) for text in where if known_to(study, (text,))]
    dataset = study.dataset()
    found = matrix(dataset, where=conditions, combine=combine)
    for row, code in enumerate(found.rows):
        quoted = quotes(dataset, codes=[code.id], where=conditions, combine=combine)
        assert len(quoted.quotes) == found.total.values[row, 0]
        assert quoted.outside == tuple(one for one in found.outside if one[0] == code.id)


@settings(deadline=None, max_examples=40)
@given(study=studies(), unit=st.sampled_from(ADDED_UP), by=axes)
def test_of_no_row_column_or_whole_is_more_than_all_of_it(
    study: Study, unit: Unit, by: str
) -> None:
    by = by if known_to(study, (by,)) else "document"
    for show in ("row", "column", "total"):
        found = matrix(study.dataset(), by=by, unit=unit, show=show, any_code=True)
        assert (found.cells.values <= 100).all()
        assert (found.total.values <= 100).all()


@settings(deadline=None, max_examples=40)
@given(study=studies(), unit=st.sampled_from(ADDED_UP))
def test_the_row_of_any_code_is_what_one_code_above_them_all_would_hold(
    study: Study, unit: Unit
) -> None:
    """In passages it is as many as all codes have, each by itself."""
    study.codes = [replace(code, base=(), retired=False) for code in study.codes]
    found = matrix(study.dataset(), unit=unit, any_code=True)
    if unit == "passages":
        expected = len(quotes(study.dataset()).quotes)
    else:
        study.codes = [replace(code, parent=code.parent + 1) for code in study.codes]
        study.codes.insert(0, replace(study.codes[0], id="all", parent=-1))
        study.codings = [(*c[:3], c[3] + 1, c[4]) for c in study.codings]
        expected = matrix(study.dataset(), unit=unit).total.values[0, 0]
    assert found.rows[-1].id == "(any code)"
    assert found.total.values[-1, 0] == expected
