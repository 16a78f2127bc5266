"""What the transcript widget knows, without a terminal: sheet, rows, codings, cursor, selection.

The widget asks a page to change and repaints the rows that the change concerns.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.tui.transcript.columns import fit
from qda.tui.transcript.layout import wrap
from qda.tui.transcript.motion import Ground, go, keeps_column
from qda.tui.transcript.paint import Manner, Slice, Stretch, of_spans, paint
from qda.tui.transcript.selection import Selection
from qda.tui.transcript.sheet import Sheet
from qda.tui.transcript.stripes import Stripe, Stripes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qda.tui.transcript.layout import Rows
    from qda.tui.transcript.sheet import Span

PROVISIONAL_WIDTH = 80
"""The width that rows are laid out at until the screen's is known: keys may come before it."""


@dataclass(frozen=True, slots=True)
class State:
    """What moves with the cursor; two of them tell which rows must be painted again."""

    cursor: int
    number: int
    selection: tuple[int, int] | None
    chosen: str | None


class Page:
    """A sheet laid out, with the codings on it and the coder's place in it."""

    def __init__(self) -> None:
        self.width = PROVISIONAL_WIDTH
        self.with_stripes = True
        self.tells_review = True
        self.focused_code: str | None = None
        self.hits: list[tuple[int, int]] = []
        self.cuts: list[tuple[int, int]] = []
        self.marks: dict[int, str] = {}
        self.open(Sheet())

    def open(self, sheet: Sheet, spans: Iterable[Span] = (), cursor: int = 0) -> None:
        """Take up another sheet. Hits, cuts, marks, selection and review marks are emptied."""
        self.sheet = sheet
        self.reviewed: set[int] = set()
        self.hits, self.cuts, self.marks = [], [], {}
        self.selection: Selection | None = None
        self.chosen: str | None = None
        self.cursor = self._clamp(cursor)
        self._cell: int | None = None
        self.stripes = Stripes(wrap(Sheet(), 1))
        self.rows = wrap(Sheet(), 1)
        self._lay_out(list(spans))

    def fit(self, width: int, *, with_stripes: bool) -> None:
        """Lay the sheet out for a screen of another width."""
        if (width, with_stripes) != (self.width, self.with_stripes):
            self.width, self.with_stripes = width, with_stripes
            self._lay_out(self.stripes.spans)

    def set_spans(self, spans: Iterable[Span]) -> None:
        """Show these codings and no others."""
        self.stripes = Stripes(self.rows, spans)

    def _lay_out(self, spans: list[Span]) -> None:
        self.columns = fit(self.sheet, self.width, stripes=self.with_stripes)
        self.rows = wrap(self.sheet, self.columns.text_width)
        self.stripes = Stripes(self.rows, spans)

    def _clamp(self, offset: int) -> int:
        return max(0, min(offset, len(self.sheet.text) - 1))

    # What the cursor is at

    @property
    def number(self) -> int:
        """The number of the current segment."""
        return self.sheet.number_at(self.cursor)

    @property
    def selected(self) -> tuple[int, int] | None:
        """The stretch selected."""
        return self.selection.span(self.sheet) if self.selection else None

    @property
    def state(self) -> State:
        """What moves with the cursor, for a later comparison."""
        return State(self.cursor, self.number, self.selected, self.chosen)

    def spans_between(self, start: int, end: int) -> list[Span]:
        """The codings that touch a stretch: the shortest first, so that the innermost leads."""
        rows = self.rows.rows_between(start, end)
        found = (stripe.span for stripe in self.stripes.between(rows[0], rows[-1]))
        touching = (span for span in found if span.start < end and span.end > start)
        return sorted(touching, key=lambda s: (s.end - s.start, s.start, s.code, s.coder, s.id))

    @property
    def focused_span(self) -> Span | None:
        """The coding chosen at the cursor; the innermost one if none was chosen."""
        here = self.spans_between(self.cursor, self.cursor + 1)
        return next((span for span in here if span.id == self.chosen), here[0] if here else None)

    # What moves it

    def move(self, motion: str, page: int, *, extend: bool) -> None:
        """Move the cursor; with `extend` the selection goes with it.

        The first extension by a word takes the word at the cursor itself.
        """
        begins = extend and self.selection is None
        if extend and self.selection is None:
            self.selection = Selection(self.cursor, self.cursor)
        if not (begins and motion.startswith("word_")):
            self._step(motion, page)
        if self.selection and extend:
            self.selection = self.selection.extended(motion, self.cursor)
        elif not extend:
            self.selection = None

    def go_to(self, offset: int) -> None:
        """Put the cursor at an offset and drop the selection."""
        self.select(None)
        self.cursor = self._clamp(offset)
        self._forget_choice()

    def select(self, selection: Selection | None) -> None:
        """Take over a selection; the cursor goes to its head."""
        self.selection = selection
        self._cell = None
        if selection:
            behind = selection.unit == "exact" and selection.head > selection.anchor
            self.cursor = self._clamp(selection.head - behind)
        self._forget_choice()

    def choose(self, span_id: str | None) -> None:
        """Choose one of overlapping codings."""
        self.chosen = span_id

    def cycle(self) -> Span | None:
        """Choose the next of the codings at the cursor; None if there is none."""
        here = self.spans_between(self.cursor, self.cursor + 1)
        ids = [span.id for span in here]
        index = ids.index(self.chosen) + 1 if self.chosen in ids else min(1, len(ids) - 1)
        chosen = here[index % len(here)] if here else None
        self.chosen = chosen.id if chosen else None
        return chosen

    def _step(self, motion: str, page: int) -> None:
        if not keeps_column(motion):
            self._cell = None
        elif self._cell is None:
            self._cell = self.rows.place(self.cursor).cell
        ground = Ground(self.sheet, self.rows, page, self._cell or 0)
        self.cursor = self._clamp(go(ground, motion, self.cursor))
        self._forget_choice()

    def _forget_choice(self) -> None:
        stripe = self.stripes.get(self.chosen) if self.chosen else None
        if stripe and not stripe.span.start <= self.cursor < stripe.span.end:
            self.chosen = None

    # What it looks like

    def rows_of_segment(self, number: int) -> range:
        """The text rows of a segment."""
        segment = self.sheet.segment(number)
        return self.rows.rows_between(segment.start, segment.end)

    def changed_rows(self, before: State, after: State) -> list[range]:
        """The rows that look different after a move."""
        changed = [self.rows.rows_between(s.cursor, s.cursor + 1) for s in (before, after)]
        if before.number != after.number:
            changed += [self.rows_of_segment(s.number) for s in (before, after)]
        if before.selection != after.selection:
            changed += _difference(self.rows, before.selection, after.selection)
        if before.chosen != after.chosen:
            chosen = [self.stripes.get(s.chosen) for s in (before, after) if s.chosen]
            changed += [range(s.first, s.last + 1) for s in chosen if s]
        return changed

    def slices(self, row: int, stripes: Sequence[Stripe]) -> list[Slice]:
        """A row of text as it is to be painted."""
        number = self.rows.number(row)
        base = Manner.ASIDE if self.sheet.role_of(number) == "interviewer" else Manner.PLAIN
        if number == self.number:
            base |= Manner.CURRENT
        return paint(self.rows, row, base, self._stretches(row, stripes))

    def _stretches(self, row: int, stripes: Sequence[Stripe]) -> list[Stretch]:
        start, end = self.rows.bounds(row)
        stretches = of_spans([stripe.span for stripe in stripes], self.focused_code)
        for stripe in stripes:
            if stripe.span.id == self.chosen:
                stretches.append(Stretch(stripe.span.start, stripe.span.end, Manner.CHOSEN))
        stretches += [Stretch(a, b, Manner.CUT) for a, b in self.cuts]
        stretches += [Stretch(a, b, Manner.HIT) for a, b in self._hits_between(start, end)]
        if self.selection and (selected := self.selected):
            stretches.append(Stretch(*selected, Manner.SELECTED))
        if start <= self.cursor <= end and self.rows.row_of(self.cursor) == row:
            stretches.append(Stretch(*self.rows.grapheme_at(self.cursor), Manner.CURSOR))
        return stretches

    def _hits_between(self, start: int, end: int) -> list[tuple[int, int]]:
        """The hits that touch a row; hits are in order and do not overlap."""
        first = bisect_left(self.hits, start, key=lambda hit: hit[1])
        last = bisect_left(self.hits, end, key=lambda hit: hit[0])
        return self.hits[first:last]


def _difference(
    rows: Rows, before: tuple[int, int] | None, after: tuple[int, int] | None
) -> list[range]:
    """The rows where two selections differ: a drag over pages repaints only what it adds."""
    if before is None or after is None or before[1] <= after[0] or after[1] <= before[0]:
        return [rows.rows_between(*stretch) for stretch in (before, after) if stretch]
    edges = (sorted((before[0], after[0])), sorted((before[1], after[1])))
    return [rows.rows_between(low, high) for low, high in edges if low < high]
