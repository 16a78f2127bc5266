"""Limits as they are typed: `code=screening, case=I07, sector=hospital, coder=bo, quotable`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from qda.bench.reading import Filter
from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import choose, matching
from qda.plain.marking import find_code
from qda.plain.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.bench.reading import Bench

ALL: Final = "all"


def limits_of(sitting: Sitting, bench: Bench, typed: str) -> Filter:
    """The passages asked for; `all` is no limit, `coder=all` everyone's together.

    Raises:
        QdaError: A limit is not understood, or names something that is not there.
    """
    wanted = Filter()
    if typed.casefold() == ALL:
        return wanted
    for part in filter(None, (part.strip() for part in typed.split(","))):
        name, equals, value = (side.strip() for side in part.partition("="))
        if name == "quotable" and not equals:
            wanted = replace(wanted, quotable=True)
        elif not equals or not value:
            raise QdaError(
                f"“{part}” is no limit; say code=CODE, case=CASE, coder=NAME, ATTRIBUTE=VALUE "
                "or quotable, with commas between, or `all`."
            )
        else:
            wanted = _limited(sitting, bench, wanted, name, value)
    return wanted


def pick(sitting: Sitting, kind: str, there: Sequence[str], letters: str) -> str:
    """The one of these names meant by a few letters.

    Raises:
        QdaError: None fits, or several and nobody chose.
    """
    found = matching(there, letters, lambda name: (name,))
    if not found:
        known = ", ".join(there[: words.MOST_VALUES]) or "none yet"
        raise QdaError(f"no {kind} fits “{letters}”; there are {known}.")
    return choose(found, found, sitting.ask, words.several(f"{kind}s", letters, found))


def _limited(sitting: Sitting, bench: Bench, wanted: Filter, name: str, value: str) -> Filter:
    match name:
        case "code":
            return replace(wanted, code=find_code(sitting, value, retired=True).id)
        case "case":
            return replace(wanted, case=pick(sitting, "case", bench.informants, value))
        case "coder" if value == ALL:
            return replace(wanted, coder="")
        case "coder":
            return replace(wanted, coder=pick(sitting, "coder", bench.coders, value))
        case _:
            values = dict(bench.values)
            attribute = pick(sitting, "attribute", tuple(values), name)
            chosen = pick(sitting, "value", values[attribute], value)
            return replace(wanted, attribute=(attribute, chosen))
