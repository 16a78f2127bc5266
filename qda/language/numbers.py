"""Numbers and addresses that name a person: found by their form, and their check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Kind = Literal[
    "person",
    "place",
    "organisation",
    "name",
    "e-mail",
    "phone",
    "national id",
    "date of birth",
    "number",
]
"""What is named; ``name`` where it cannot be told, ``number`` a long one that may be an account."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch [start, end) of a text, in code points, that may name somebody."""

    start: int
    end: int
    kind: Kind


_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ELEVEN: Final = re.compile(r"(?<!\d)(?:\d[ .-]?){10}\d(?!\d)")
_PHONE: Final = re.compile(
    r"(?<![\d+])(?:(?:\+|00)\d{2}[ .-]?)?"
    r"(?:[2-9]\d(?:[ .-]?\d\d){3}|[2-9]\d\d[ .-]\d\d[ .-]\d{3})(?!\d)"
    r"|(?<![\d+])(?:\+|00)\d{1,3}(?:[ .-]?\d){6,12}(?!\d)"
)
_MONTHS: Final = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    "|january|february|march|may|june|july|october|december|jan|feb|mar|apr|jun|jul|aug|sept|okt|nov|des"
)
_DATE: Final = re.compile(
    rf"(?<![\d.])\d{{1,2}}(?:[./-] ?\d{{1,2}}[./-] ?|\. ?(?:{_MONTHS})\.? )"
    r"(?P<year>\d{4}|\d\d)(?!\d)"
    r"|(?<!\d)(?P<first>\d{4})-\d\d-\d\d(?!\d)",
    re.IGNORECASE,
)
_BORN: Final = re.compile(r"\b(?:født|fødd|fødsels\w+|f\.|born|birth\w*)[^.!?\n]{0,30}$", re.I)
_YOUNGEST: Final = 2012
"""A date up to this year is proposed as one of birth; a later one only where the text says so."""

_FORMS: Final[tuple[tuple[re.Pattern[str], Kind | None], ...]] = (
    (_EMAIL, "e-mail"),
    (_ELEVEN, None),
    (_DATE, "date of birth"),
)
_FIRST_WEIGHTS: Final = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND_WEIGHTS: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def find_numbers(text: str) -> Iterator[Mention]:
    """E-mail addresses, national ids, phone numbers, dates of birth; none overlap, in any order.

    A number of eleven digits whose date or check digits are wrong is a ``number``: it may be an
    account, or an id that was heard wrongly.
    """
    free = list(text)
    for pattern, kind in _FORMS:
        for found in pattern.finditer("".join(free)):
            free[found.start() : found.end()] = "\0" * len(found[0])  # a date is no phone either
            if kind == "date of birth" and not _may_be_birth(text, found):
                continue
            yield Mention(*found.span(), kind or _kind_of_eleven(found[0]))
    for found in _PHONE.finditer("".join(free)):
        yield Mention(*found.span(), "phone")


def _kind_of_eleven(written: str) -> Kind:
    return "national id" if is_national_id(written) else "number"


def _may_be_birth(text: str, found: re.Match[str]) -> bool:
    year = found["year"] or found["first"]
    if len(year) == 2 or int(year) > _YOUNGEST:
        return bool(_BORN.search(text, max(0, found.start() - 60), found.start()))
    return int(year) >= 1880


def is_national_id(written: str) -> bool:
    """Whether a number is a Norwegian national identity number, D-number or test number.

    The date must exist (days of D-numbers are 40 higher, months of test numbers 40 or 80), and
    both check digits be right, by weights modulo 11 as Skatteetaten publishes them.
    """
    digits = [int(char) for char in written if char.isdigit()]
    if len(digits) != 11 or not _is_date(digits):
        return False
    return _check(digits[:9], _FIRST_WEIGHTS) == digits[9] and (
        _check(digits[:10], _SECOND_WEIGHTS) == digits[10]
    )


def _check(digits: list[int], weights: tuple[int, ...]) -> int:
    # 10 is no digit, so it equals none.
    return -sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11


def _is_date(digits: list[int]) -> bool:
    day, month = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]
    year = digits[4] * 10 + digits[5]
    day -= 40 if day > 40 else 0
    month -= 80 if month > 80 else 40 if month > 40 else 0
    for century in (1900, 2000):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False
