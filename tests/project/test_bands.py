"""Bands of numbers: each number lies in just one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.errors import QdaError
from qda.project.bands import Bands, limits_to_store, plain, read_limits, stored_limits

NUMBERS = st.decimals(-1000, 1000, places=2)
LIMITS = st.lists(NUMBERS, min_size=1, max_size=6, unique=True).map(
    lambda found: tuple(sorted(found))
)


def bands(*limits: Decimal) -> Bands:
    return Bands("age_band", "age", limits)


@given(LIMITS, NUMBERS)
def test_each_number_lies_in_the_one_band_between_its_limits(
    limits: tuple[Decimal, ...], number: Decimal
) -> None:
    labels = bands(*limits).labels
    assert len(set(labels)) == len(labels) == len(limits) + 1
    below = sum(limit <= number for limit in limits)
    assert bands(*limits).band(number) == labels[below]


@given(LIMITS)
def test_limits_come_back_from_the_table_and_from_what_is_typed(
    limits: tuple[Decimal, ...],
) -> None:
    assert stored_limits(limits_to_store(limits)) == limits
    assert read_limits(" ".join(map(plain, limits))) == limits


@pytest.mark.parametrize(
    ("limits", "labels"),
    [
        ("20 40 60", ("under 20", "20-39", "40-59", "60+")),
        ("40;41;42", ("under 40", "40", "41", "42+")),
        ("1.5, 3", ("under 1.5", "1.5 to under 3", "3+")),
        ("-10 0 100", ("under -10", "-10 to -1", "0-99", "100+")),
    ],
)
def test_bands_are_called_as_people_call_them(limits: str, labels: tuple[str, ...]) -> None:
    assert bands(*read_limits(limits)).labels == labels


def test_unknown_and_not_applicable_stay_what_they_are() -> None:
    ages = bands(Decimal(40))
    assert ages.values(()) == ()
    assert ages.values(None) is None
    assert ages.values(("40",)) == ("40+",)
    assert ages.values(("39.9",)) == ("under 40",)


@pytest.mark.parametrize("typed", ["20 twenty", "40 40", "60 40", "1e9"])
def test_what_is_no_limit_is_refused(typed: str) -> None:
    with pytest.raises(QdaError):
        read_limits(typed)
