"""When codings were made: the days that a figure is limited to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from qda.errors import QdaError

_DAY: Final = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Made:
    """From one day to another, both included, in UTC; a month or a year means all its days.

    Attributes:
        since: The first day, as 2026-03-01, 2026-03 or 2026; empty for any.
        until: The last day; empty for any.
    """

    since: str = ""
    until: str = ""

    def check(self) -> None:
        """See that the days are days.

        Raises:
            QdaError: One is not.
        """
        for day in filter(None, (self.since, self.until)):
            try:
                if not _DAY.fullmatch(day):
                    raise ValueError
                date.fromisoformat((day + "-01-01")[:10])
            except ValueError:
                raise QdaError(f"“{day}” is no day; write it as 2026-03-31 or 2026-03.") from None

    def __bool__(self) -> bool:
        return bool(self.since or self.until)

    def __str__(self) -> str:
        words = (("since", self.since), ("until", self.until))
        return " ".join(f"{word} {day}" for word, day in words if day)


ALWAYS: Final = Made()
"""No limit at all."""
