"""Numbers that name a person: told by their form and their check digits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qda.language.numbers import find_numbers, is_national_id


def found(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.kind) for one in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Ring 911 23 456 i dag", [("911 23 456", "phone")]),
        ("eller +47 91 12 34 56.", [("+47 91 12 34 56", "phone")]),
        ("Nummeret er 22334455", [("22334455", "phone")]),
        ("Skriv til ola.n@post.example.no.", [("ola.n@post.example.no", "e-mail")]),
        ("født 3. mai 1974 i byen", [("3. mai 1974", "date of birth")]),
        ("hun er født 03.05.74", [("03.05.74", "date of birth")]),
        ("fødselsdato: 1974-05-03", [("1974-05-03", "date of birth")]),
        ("Vi møttes 3. mai 2019", []),
        ("Intervjuet er av 2024-05-03", []),
        ("Det var 14 av 200 000, i 1998", []),
        ("konto 1234 56 78901", [("1234 56 78901", "number")]),
    ],
)
def test_what_is_found(text: str, mentions: list[tuple[str, str]]) -> None:
    assert found(text) == mentions


def with_check_digits(nine: str) -> str | None:
    """The published rule written out, to compare with."""
    digits = [int(char) for char in nine]
    for weights in ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)):
        rest = sum(a * b for a, b in zip(digits, weights, strict=True)) % 11
        check = 0 if rest == 0 else 11 - rest
        if check == 10:
            return None
        digits.append(check)
    return "".join(map(str, digits))


@settings(deadline=None)
@given(st.dates(), st.integers(0, 999), st.sampled_from([0, 40]), st.sampled_from([0, 40, 80]))
def test_a_number_with_right_check_digits_is_an_id_and_no_other_is(
    born: object, serial: int, day: int, month: int
) -> None:
    date = f"{born.day + day:02}{born.month + month:02}{born.year % 100:02}"  # type: ignore[attr-defined]
    whole = with_check_digits(f"{date}{serial:03}")
    if whole is None:
        return
    assert is_national_id(whole)
    assert is_national_id(f"{whole[:6]} {whole[6:]}")
    for at in range(11):  # a digit that was heard wrongly is noticed
        other = f"{whole[:at]}{(int(whole[at]) + 1) % 10}{whole[at + 1 :]}"
        assert not is_national_id(other)


def test_a_date_that_is_none_makes_no_id() -> None:
    whole = with_check_digits("320170123") or with_check_digits("320170124")
    assert whole is not None and not is_national_id(whole)
    assert found(f"nr {whole}") == [(whole, "number")]
