"""What a row shows, and in which manner each of its characters is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qda.text import normalise
from qda.tui.transcript.layout import painted, wrap
from qda.tui.transcript.paint import Manner, Slice, Stretch, of_spans, paint
from qda.tui.transcript.sheet import Sheet, Span

PLAIN, CODED, FOCUSED = Manner.PLAIN, Manner.CODED, Manner.FOCUSED
SELECTED, CURSOR = Manner.SELECTED, Manner.CURSOR


def shown(text: str, *stretches: Stretch, base: Manner = PLAIN) -> list[Slice]:
    return paint(wrap(Sheet(text), 80), 0, base, stretches)


def test_overlapping_codings_are_cut_where_one_begins_or_ends() -> None:
    slices = shown("abcdef", Stretch(0, 4, CODED), Stretch(2, 6, CODED | FOCUSED))
    assert slices == [Slice("ab", CODED), Slice("cdef", CODED | FOCUSED)]


def test_selection_and_cursor_add_to_the_coding_below() -> None:
    slices = shown("abc", Stretch(0, 3, CODED), Stretch(1, 3, SELECTED), Stretch(2, 3, CURSOR))
    assert slices == [
        Slice("a", CODED),
        Slice("b", CODED | SELECTED),
        Slice("c", CODED | SELECTED | CURSOR),
    ]


def test_the_code_in_focus_and_the_state_of_a_coding_are_manners() -> None:
    spans = [Span("1", 0, 1, "a"), Span("2", 1, 2, "b", state="pending")]
    assert of_spans([*spans, Span("3", 2, 3, "b", state="failed")], "a") == [
        Stretch(0, 1, CODED | FOCUSED),
        Stretch(1, 2, CODED | Manner.PENDING),
        Stretch(2, 3, CODED | Manner.FAILED),
    ]


def test_the_interviewers_words_are_aside() -> None:
    assert shown("Hva så?", base=Manner.ASIDE) == [Slice("Hva så?", Manner.ASIDE)]


def test_a_cursor_on_the_white_space_behind_a_row_is_shown_behind_it() -> None:
    assert shown("ab \n", Stretch(2, 3, CURSOR)) == [Slice("ab", PLAIN), Slice(" ", CURSOR)]


def test_a_cursor_in_an_empty_document_is_shown() -> None:
    assert shown("", Stretch(0, 0, CURSOR)) == [Slice(" ", CURSOR)]


def test_soft_hyphens_are_dropped() -> None:
    assert shown("sam\u00adarbeid") == [Slice("samarbeid", PLAIN)]


def test_no_grapheme_is_cut_in_two() -> None:
    slices = shown("e\u0301x", Stretch(1, 3, CODED))
    assert "".join(piece.text for piece in slices) == "e\u0301x"
    assert all(not piece.text.startswith("\u0301") for piece in slices)


def test_nothing_that_a_terminal_could_obey_is_left() -> None:
    text = "a\x1b]52;c;aGVp\x07 \u202eb\u200f \x9b2J"
    assert "".join(piece.text for piece in shown(text)) == "a␛]52;c;aGVp␇ \ufffdb\ufffd \ufffd2J"


def test_markup_is_text() -> None:
    text = "[/] [ler] [@click=app.quit]x[/]"
    assert shown(text) == [Slice(text, PLAIN)]


TEXTS = st.lists(
    st.sampled_from(
        ["ja ", "日本", "e\u0301", "👩\u200d👧", "\u00ad", "\x1b", "\u202e", "[/]", "\n"]
    ),
    max_size=15,
).map(lambda parts: normalise("".join(parts)))
MANNERS = st.sampled_from([CODED, SELECTED, CURSOR, Manner.HIT])


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), MANNERS), max_size=6))
def test_the_slices_of_a_row_are_its_visible_text(
    text: str, drawn: list[tuple[int, int, Manner]]
) -> None:
    rows = wrap(Sheet(text), 12)
    stretches = [Stretch(min(a, b), max(a, b), manner) for a, b, manner in drawn]
    for row in range(len(rows)):
        slices = paint(rows, row, PLAIN, stretches)
        wanted = painted(text[slice(*rows.seen(row))])
        assert "".join(piece.text for piece in slices) in (wanted, wanted + " ")
