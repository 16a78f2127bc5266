"""Conditions on attributes: what they mean and how they are written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qda.codebook.condition import Condition, parse_condition
from qda.errors import QdaError
from qda.text import normalise


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("role=initiator", Condition("role", ("initiator",))),
        ("role = initiator , facilitator", Condition("role", ("initiator", "facilitator"))),
        ("sector!=hospital", Condition("sector", ("hospital",), negated=True)),
        ('place="Øy, north",town', Condition("place", ("Øy, north", "town"))),
        ('place="the ""old"" town"', Condition("place", ('the "old" town',))),
        ("own experience=yes", Condition("own experience", ("yes",))),
        ("role==initiator", Condition("role", ("initiator",))),
        ("role=a,a", Condition("role", ("a",))),
        ("age >= 60", Condition("age", ("60",), order=">=")),
        ("date<2026-03", Condition("date", ("2026-03",), order="<")),
    ],
)
def test_a_condition_is_read(text: str, condition: Condition) -> None:
    assert parse_condition(text) == condition


@pytest.mark.parametrize(
    "text",
    [
        "",
        "role",
        "=initiator",
        "role=",
        "role=a,",
        "role=,a",
        'role="a',
        'role="a"b',
        "age>old",
        "age>1,2",
    ],
)
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(QdaError):
        parse_condition(text)


@pytest.mark.parametrize(
    ("text", "values", "holds"),
    [
        ("role=initiator,facilitator", {"facilitator", "other"}, True),
        ("role=initiator", {"facilitator"}, False),
        ("role!=initiator", {"facilitator"}, True),
        ("role!=initiator", {"facilitator", "initiator"}, False),
        ("role=initiator", set(), False),
        ("role!=initiator", set(), True),
        ("role=(none)", set(), True),
        ("role!=(none)", set(), False),
        ("role!=(none)", {"initiator"}, True),
        ("age>=60", {"60"}, True),
        ("age>60", {"60"}, False),
        ("age>9", {"10"}, True),
        ("age<60", set(), False),
        ("age<60", {"n.a."}, False),
        ("age<60", {"59,5"}, True),
        ("date<=2026-03", {"2026-03-31"}, True),
        ("date<2026-03", {"2026-03-01"}, False),
        ("date>2025", {"2026-03-01"}, True),
        ("date>2025", {"unknown"}, False),
    ],
)
def test_a_condition_holds_or_not(text: str, values: set[str], holds: bool) -> None:
    assert parse_condition(text).holds(frozenset(values)) is holds


_VALUES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(normalise)


@settings(deadline=None)
@given(
    st.builds(
        Condition,
        st.from_regex(r"\A[a-zæøå][a-zæøå _]*[a-zæøå]\Z"),
        st.lists(_VALUES, min_size=1, unique=True).map(tuple),
        st.booleans(),
    )
)
def test_a_condition_that_is_written_reads_back_the_same(condition: Condition) -> None:
    assert parse_condition(str(condition)) == condition
