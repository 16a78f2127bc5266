"""Codings side by side: no two share a cell, and coding one leaves the others where they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qda.tui.transcript.layout import Rows, wrap
from qda.tui.transcript.sheet import Segment, Sheet, Span
from qda.tui.transcript.stripes import REMINDER, Stripes

LINES = 60


def lined() -> Rows:
    """Rows of three characters, one segment each, so that row n holds offsets 4n to 4n + 3."""
    segments = tuple(Segment(4 * n, 4 * n + 3, 0) for n in range(LINES))
    rows = wrap(Sheet("abc " * LINES, segments), 40)
    assert rows.starts[1:] == [4 * n for n in range(LINES)]
    return rows


def over(first: int, last: int, span_id: str = "x", **more: str) -> Span:
    """A coding of the text rows from `first` to `last`, counted from 1."""
    return Span(span_id, 4 * (first - 1), 4 * (last - 1) + 3, "code", "Co", **more)  # type: ignore[arg-type]  # a state


SPANS = st.lists(
    st.tuples(st.integers(1, LINES), st.integers(0, 9)).map(lambda p: (p[0], min(LINES, sum(p)))),
    max_size=25,
).map(lambda pairs: [over(*pair, str(index)) for index, pair in enumerate(pairs)])


def glyphs(stripes: Stripes, rows: range) -> list[str]:
    return ["".join(s.glyph(row) + s.letters(row) for s in stripes.at(row)) for row in rows]


def test_a_stripe_has_a_head_a_body_and_a_foot() -> None:
    assert glyphs(Stripes(lined(), [over(2, 5)]), range(1, 7)) == ["", "┏Co", "┃", "┃", "┗", ""]


def test_a_stripe_of_one_row_is_a_stub_with_the_letters() -> None:
    assert glyphs(Stripes(lined(), [over(3, 3)]), range(3, 4)) == ["╺Co"]


def test_pending_and_failed_codings_have_signs_of_their_own() -> None:
    pending, failed = over(1, 2, "p", state="pending"), over(4, 5, "f", state="failed")
    signs = glyphs(Stripes(lined(), [pending, failed]), range(1, 6))
    assert signs == ["┆Co", "┆", "", "╳Co", "╳"]


def test_a_long_stripe_shows_its_letters_again() -> None:
    signs = glyphs(Stripes(lined(), [over(1, 30)]), range(1, 31))
    assert [row for row, sign in enumerate(signs) if "Co" in sign] == [0, REMINDER, 2 * REMINDER]


def test_the_longest_of_those_that_begin_together_lies_nearest_to_the_text() -> None:
    stripes = Stripes(lined(), [over(1, 2, "short"), over(1, 9, "long")])
    assert [stripe.span.id for stripe in stripes.at(1)] == ["long", "short"]


def test_a_coding_put_leaves_the_others_in_their_lanes() -> None:
    stripes = Stripes(lined(), [over(5, 9, "a"), over(7, 12, "b")])
    before = {i: stripes.get(i) for i in "ab"}
    assert stripes.put(over(1, 20, "c")) == [range(1, 21)]
    assert {i: stripes.get(i) for i in "ab"} == before


def test_a_coding_that_is_acknowledged_keeps_its_lane() -> None:
    stripes = Stripes(lined(), [over(1, 9, "a"), over(2, 5, "b")])
    stripes.drop("a")
    stripes.put(over(2, 5, "b", state="pending"))
    kept = stripes.get("b")
    assert kept is not None
    assert (kept.lane, kept.span.state) == (1, "pending")


def test_dropping_what_is_not_there_changes_nothing() -> None:
    assert Stripes(lined(), [over(1, 2)]).drop("another") == []


@given(SPANS, st.data())
def test_lanes_never_overlap_and_no_coding_is_lost(spans: list[Span], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(spans)))
    stripes = Stripes(lined(), spans[:cut])
    for span in spans[cut:]:
        stripes.put(span)
    dropped = data.draw(st.sets(st.sampled_from(spans or [over(1, 1)])))
    for span in dropped:
        stripes.drop(span.id)
    left = [span for span in spans if span not in dropped]
    for row in range(1, LINES + 1):
        here = stripes.at(row)
        assert len({stripe.lane for stripe in here}) == len(here)
        covering = {s.id for s in left if s.start < 4 * row and s.end > 4 * (row - 1)}
        assert {stripe.span.id for stripe in here} == covering


@given(SPANS, st.integers(1, LINES), st.integers(0, 20))
def test_a_range_of_rows_finds_what_its_rows_find(spans: list[Span], first: int, more: int) -> None:
    stripes = Stripes(lined(), spans)
    last = min(first + more, LINES)
    by_row = {stripe.span.id for row in range(first, last + 1) for stripe in stripes.at(row)}
    found = [stripe.span.id for stripe in stripes.between(first, last)]
    assert sorted(found) == sorted(by_row)
