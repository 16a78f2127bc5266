"""What can be chosen of a matrix. Light to import: the screens and the command line offer it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final, Literal, Self, get_args

from qda.errors import QdaError

if TYPE_CHECKING:
    from qda.analysis.having import Having
    from qda.codebook.condition import Condition

Unit = Literal[
    "passages",
    "codings",
    "segments",
    "documents",
    "cases",
    "words",
    "characters",
    "coverage",
    "presence",
]
UNITS: Final[tuple[Unit, ...]] = get_args(Unit)
"""Coverage is the percentage of the informants' words under a code; presence is 1 or 0."""

Combine = Literal["any", "all", "each"]
"""How several coders are put together: what any holds, what all hold, or each for themselves."""

CODE: Final = "code"
"""The columns of a matrix of codes that occur together."""

Within = Literal["segment", "passage", "turn", "document", "case"]
WITHINS: Final[tuple[Within, ...]] = get_args(Within)
"""In what two codes of one coder occur together."""

Counted = Unit | Literal["turns"]
TOGETHER: Final[dict[Within, Counted]] = {
    "segment": "segments",
    "passage": "passages",
    "turn": "turns",
    "document": "documents",
    "case": "cases",
}
"""What a matrix of codes that occur together counts."""

Show = Literal["number", "of", "row", "column", "total"]
SHOWS: Final[tuple[Show, ...]] = get_args(Show)
"""How a cell is written: a number, “4 of 9”, or the percentage of its row, column or the whole."""

WHOLES: Final = ("documents", "cases", "segments", "words", "characters")
"""The units of which there is a whole that a share can be of."""

_SHARES: Final = ("coverage", "presence")


@dataclass(frozen=True, slots=True)
class Options:
    """One matrix of a data set.

    Attributes:
        by: The columns: document, case, speaker, coder, code, attribute:NAME, or month:NAME and
            year:NAME of a date; two may be crossed, as `attribute:sector x attribute:role`.
        unit: What to count; None means cases where the columns are groups, else passages. Where
            codes are the columns, it is what `within` says.
        within: Where codes are the columns, in what two codes have to occur together.
        codes: Ids of codes to show, each with all under it; none means all.
        only: Ids of codes to show without those under them, which they count all the same.
        level: The lowest level of codes to show, 1 for the top.
        where: Conditions on attributes of cases or documents, all of which must be met.
        having: Conditions on codes, all of which must be met.
        read: Only documents whose informants' segments have all been read, by every coder.
        combine: With several coders, count what any or what all of them hold. By coder, this is
            about the total only.
        per_words: Give rates per 1,000 words of the informants.
        show: How a cell is written.
        any_code: Add a last row: what any of these codes holds, each thing once. In passages
            these are the passages of each code by itself, as a passage is of one code.
    """

    by: str = "document"
    unit: Unit | None = None
    within: Within = "segment"
    codes: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    level: int | None = None
    where: tuple[Condition, ...] = ()
    having: tuple[Having, ...] = ()
    read: bool = False
    combine: Combine = "any"
    per_words: bool = False
    show: Show = "number"
    any_code: bool = False

    def changed(self, **changes: Any) -> Self:
        """These options with some changed; any sequence will do for a tuple.

        Raises:
            QdaError: There is no such option.
        """
        there = [field.name for field in fields(self)]
        for name in changes:
            if name not in there:
                raise QdaError(f"A matrix has no option “{name}”; it has {', '.join(there)}.")
        fixed: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in changes.items()
        }
        return replace(self, **fixed)

    def check(self, unit: Unit, coders: int) -> None:
        """See that what is asked for goes together, for a unit and so many coders.

        Raises:
            QdaError: Something is unknown, or contradicts something else.
        """
        _known(self.show, SHOWS, "way to show a cell")
        _known(self.within, WITHINS, "place in which codes occur together")
        _known(self.combine, get_args(Combine), "way to combine coders")
        _known(unit, UNITS, "unit")
        if unit == "codings" and self.combine == "all" and coders > 1:
            raise QdaError(
                "A coding is one coder's own, so none is held by all; count passages or segments, "
                "or combine the coders with “any”."
            )
        if self.per_words and (unit in _SHARES or self.show != "number"):
            raise QdaError("Rates per 1,000 words are shown as numbers of a counted unit.")
        if self.show != "number" and unit in _SHARES:
            raise QdaError(f"{unit.capitalize()} is shown as a number.")
        if self.show == "of" and unit not in WHOLES and self.by != CODE:
            raise QdaError(
                f"There is no whole that {unit} are a part of; show as “4 of 9” one of "
                f"{', '.join(WHOLES)}."
            )


def _known(value: str, values: tuple[str, ...], what: str) -> None:
    if value not in values:
        raise QdaError(f"“{value}” is no {what}; use one of {', '.join(values)}.")
