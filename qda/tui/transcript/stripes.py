"""Coding stripes: overlapping codings packed side by side in lanes, found by row.

Codings in one lane share no row, so a lane is a sorted list and a row is answered by one
bisection a lane. A coding put or dropped moves no other: stripes keep still while one codes.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qda.tui.transcript.layout import Rows
    from qda.tui.transcript.sheet import Span

REMINDER: Final = 12
"""A long stripe repeats its letters every so many rows."""


@dataclass(frozen=True, slots=True)
class Stripe:
    """A coding's place in the margin: its lane, first row and last row."""

    span: Span
    lane: int
    first: int
    last: int

    def glyph(self, row: int) -> str:
        """The sign of this stripe on a row: its form, unless its state has to be told."""
        if self.span.state == "failed":
            return "╳"
        if self.span.state == "pending":
            return "┆"
        if self.span.state == "going":
            return "╌"
        if self.first == self.last:
            return "╺"
        if row == self.first:
            return "┏"
        return "┗" if row == self.last else "┃"

    def letters(self, row: int) -> str:
        """The code's letters where a row is to show them, else nothing."""
        return self.span.letters[:2] if (row - self.first) % REMINDER == 0 else ""


class _Lane:
    """Stripes that share no row, in order."""

    def __init__(self) -> None:
        self.firsts: list[int] = []
        self.stripes: list[Stripe] = []

    def at(self, row: int) -> Stripe | None:
        index = bisect_right(self.firsts, row) - 1
        if index >= 0 and self.stripes[index].last >= row:
            return self.stripes[index]
        return None

    def between(self, first: int, last: int) -> list[Stripe]:
        """The stripes that touch these rows."""
        begin = max(bisect_right(self.firsts, first) - 1, 0)
        end = bisect_right(self.firsts, last)
        return [stripe for stripe in self.stripes[begin:end] if stripe.last >= first]

    def free(self, first: int, last: int) -> bool:
        index = bisect_right(self.firsts, last) - 1
        return index < 0 or self.stripes[index].last < first

    def put(self, stripe: Stripe) -> None:
        index = bisect_right(self.firsts, stripe.first)
        self.firsts.insert(index, stripe.first)
        self.stripes.insert(index, stripe)

    def drop(self, stripe: Stripe) -> None:
        index = bisect_right(self.firsts, stripe.first) - 1
        del self.firsts[index], self.stripes[index]


class Stripes:
    """All codings of a sheet, by row and by id.

    The longest coding of those that begin on a row gets the lane nearest to the text.
    """

    def __init__(self, rows: Rows, spans: Iterable[Span] = ()):
        self._rows = rows
        self._lanes: list[_Lane] = []
        self._by_id: dict[str, Stripe] = {}
        extents = ((span, self._extent(span)) for span in spans)
        for span, (first, last) in sorted(
            extents, key=lambda it: (it[1][0], -it[1][1], it[0].start, it[0].code, it[0].id)
        ):
            self._place(span, first, last)

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, span_id: str) -> bool:
        return span_id in self._by_id

    @property
    def spans(self) -> list[Span]:
        """All codings, in no particular order."""
        return [stripe.span for stripe in self._by_id.values()]

    def get(self, span_id: str) -> Stripe | None:
        """The stripe of a coding, None if there is none of that id."""
        return self._by_id.get(span_id)

    def at(self, row: int) -> list[Stripe]:
        """The stripes on a row, by lane."""
        return [stripe for lane in self._lanes if (stripe := lane.at(row))]

    def between(self, first: int, last: int) -> list[Stripe]:
        """The stripes that touch the rows from `first` to `last`, by lane."""
        return [stripe for lane in self._lanes for stripe in lane.between(first, last)]

    def put(self, span: Span) -> list[range]:
        """Show a coding, in place of the one with its id. Returns the rows concerned."""
        first, last = self._extent(span)
        old = self._by_id.get(span.id)
        touched = [] if old is None else self.drop(span.id)
        lane = self._free_lane(first, last, prefer=old.lane if old else None)
        self._settle(Stripe(span, lane, first, last))
        return [*touched, range(first, last + 1)]

    def drop(self, span_id: str) -> list[range]:
        """Show a coding no more. Returns the rows concerned: none if it was not shown."""
        stripe = self._by_id.pop(span_id, None)
        if stripe is None:
            return []
        self._lanes[stripe.lane].drop(stripe)
        return [range(stripe.first, stripe.last + 1)]

    def _extent(self, span: Span) -> tuple[int, int]:
        touched = self._rows.rows_between(span.start, span.end)
        return touched[0], touched[-1]

    def _place(self, span: Span, first: int, last: int) -> None:
        if span.id in self._by_id:
            self.drop(span.id)
        self._settle(Stripe(span, self._free_lane(first, last), first, last))

    def _free_lane(self, first: int, last: int, prefer: int | None = None) -> int:
        if prefer is not None and self._lanes[prefer].free(first, last):
            return prefer
        for index, lane in enumerate(self._lanes):
            if lane.free(first, last):
                return index
        self._lanes.append(_Lane())
        return len(self._lanes) - 1

    def _settle(self, stripe: Stripe) -> None:
        self._lanes[stripe.lane].put(stripe)
        self._by_id[stripe.span.id] = stripe
