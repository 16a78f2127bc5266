"""Regular expressions that end in time.

By the `regex` package, whose search takes a time limit and lets other threads run; Python's own
`re` can run for ever on a few characters and cannot be stopped.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from qda.errors import QdaError

if TYPE_CHECKING:
    import regex

    from qda.analysis.search.terms import Place

LONGEST: Final = 500
"""Characters of an expression; a short one cannot take long to prepare."""


def matches(text: str, expression: str, seconds: float) -> Iterator[Place]:
    """Where an expression matches something; upper and lower case are the same to it.

    Raises:
        QdaError: It is no regular expression, or it took longer than `seconds`.
    """
    try:
        for match in compiled(expression).finditer(text, timeout=max(seconds, 0.001)):
            if match.end() > match.start():
                yield match.span()
    except (TimeoutError, MemoryError, RecursionError) as error:
        raise QdaError(
            "the regular expression takes too long; make it simpler, with fewer * and + inside "
            "one another."
        ) from error


@cache
def compiled(expression: str) -> regex.Pattern[str]:
    """An expression made ready.

    Raises:
        QdaError: It is none, or too long.
    """
    import regex

    if len(expression) > LONGEST:
        raise QdaError(f"the regular expression is longer than {LONGEST} characters; shorten it.")
    try:
        return regex.compile(expression, regex.IGNORECASE)
    except regex.error as error:
        raise QdaError(f"this is no regular expression: {error}.") from error
    except (ValueError, OverflowError, RecursionError, MemoryError) as error:
        raise QdaError(
            "this is no regular expression that can be used; make it simpler."
        ) from error
