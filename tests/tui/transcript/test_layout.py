"""Every character has one row and one cell, whatever the text is made of."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qda.text import normalise
from qda.tui.transcript.layout import MEASURE, Place, Rows, graphemes, painted, wrap
from qda.tui.transcript.sheet import Segment, Sheet, Turn

Build = Callable[[list[tuple[str, list[str]]]], Sheet]

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
HOSTILE = "a\x1b[31mb\u202ec\u200bd [/] [ler] [@click=app.quit] \x9b2J"

PIECES = st.one_of(
    st.sampled_from(
        ["ord", "lengreord", " ", "  ", "\n", "é", "e\u0301", "日本", "👍🏽", FAMILY, "🇳🇴"]
    ),
    st.sampled_from(["\u00ad", "\u200d", "\ufe0f", "\u0301", "\x1b", "\u202e", "☎\ufe0f", "–"]),
    st.text(max_size=4),
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Sheets of any text, cut in segments and turns anywhere."""
    text = normalise("".join(draw(st.lists(PIECES, max_size=30))))
    cuts = draw(st.sets(st.integers(0, len(text)), max_size=6))
    points = sorted({0, len(text), *cuts})
    segments = tuple(Segment(a, b, index // 2) for index, (a, b) in enumerate(pairwise(points)))
    turns = tuple(Turn(0, 0, "A") for _ in range(len(segments) // 2 + 1))
    return Sheet(text, segments, turns)


def shown(rows: Rows) -> list[str]:
    return [rows.text[slice(*rows.seen(row))] for row in range(len(rows))]


def test_a_segment_begins_on_a_row_of_its_own_and_a_turn_below_a_heading(build: Build) -> None:
    sheet = build([("Kari", ["Ja.", "Det var fint."]), ("Int", ["Bra."])])
    rows = wrap(sheet, 40)
    assert shown(rows) == ["", "Ja.", "Det var fint.", "", "Bra."]
    assert [rows.is_heading(row) for row in range(5)] == [True, False, False, True, False]
    assert [rows.number(row) for row in range(5)] == [1, 1, 2, 3, 3]


def test_lines_break_between_words_and_fill_the_width_exactly(build: Build) -> None:
    rows = wrap(build([("A", ["tre ord passer akkurat her"])]), 10)
    assert shown(rows)[1:] == ["tre ord", "passer", "akkurat", "her"]
    assert shown(wrap(build([("A", ["1234 67890 bc"])]), 10))[1:] == ["1234 67890", "bc"]


def test_a_word_longer_than_the_line_is_cut(build: Build) -> None:
    assert shown(wrap(build([("A", ["abcdefghij kl"])]), 4))[1:] == ["abcd", "efgh", "ij", "kl"]


def test_the_line_is_never_wider_than_the_measure(build: Build) -> None:
    assert wrap(build([("A", ["ord " * 100])]), 500).width == MEASURE


def test_line_feeds_inside_a_turn_are_kept(build: Build) -> None:
    assert shown(wrap(build([("A", ["første\nandre"])]), 40))[1:] == ["første", "andre"]


def test_wide_characters_take_two_cells(build: Build) -> None:
    rows = wrap(build([("A", ["日本語 ja"])]), 6)
    assert shown(rows)[1:] == ["日本語", "ja"]
    assert [rows.place(offset) for offset in (0, 1, 2, 4)] == [
        Place(1, 0),
        Place(1, 2),
        Place(1, 4),
        Place(2, 0),
    ]
    assert [rows.offset_at(1, cell) for cell in range(6)] == [0, 0, 1, 1, 2, 2]


def test_a_family_is_one_character_to_the_reader(build: Build) -> None:
    rows = wrap(build([("A", [f"a{FAMILY}b"])]), 20)
    assert rows.grapheme_at(3) == (1, 1 + len(FAMILY))
    assert rows.place(1 + len(FAMILY)) == Place(1, 3)


def test_soft_hyphens_take_no_room(build: Build) -> None:
    rows = wrap(build([("A", ["sam\u00adarbeid"])]), 20)
    assert rows.place(4) == Place(1, 3)
    assert rows.offset_at(1, 3) == 4
    assert rows.grapheme_at(3) == (2, 4)


def test_characters_that_a_terminal_could_obey_take_the_cell_they_are_shown_in(
    build: Build,
) -> None:
    rows = wrap(build([("A", [HOSTILE])]), 88)
    assert rows.place(rows.text.index("b")).cell == rows.text.index("b")


def test_a_cell_beyond_the_text_means_the_last_character_of_its_row(build: Build) -> None:
    rows = wrap(build([("A", ["en to", "tre"])]), 40)
    assert rows.offset_at(1, 99) == 4
    assert rows.offset_at(99, 0) == 6
    assert rows.offset_at(-5, 0) == 0


@pytest.mark.parametrize("text", ["", "bare tekst uten segmenter"])
def test_a_sheet_without_segments_can_be_laid_out(text: str) -> None:
    rows = wrap(Sheet(text), 40)
    assert len(rows) == 1
    assert rows.number(0) == 0
    assert rows.place(0) == Place(0, 0)


@given(sheets(), st.integers(1, 30))
def test_every_character_lies_in_exactly_one_row(sheet: Sheet, width: int) -> None:
    rows = wrap(sheet, width)
    assert "".join(rows.text[slice(*rows.bounds(row))] for row in range(len(rows))) == sheet.text
    for offset in range(len(sheet.text)):
        start, end = rows.bounds(rows.row_of(offset))
        assert start <= offset < end


@given(sheets(), st.integers(1, 30))
def test_no_row_is_wider_than_the_width_unless_one_character_is(sheet: Sheet, width: int) -> None:
    rows = wrap(sheet, width)
    for row in range(len(rows)):
        start, end = rows.seen(row)
        parts = [g for g in graphemes(sheet.text, start, end) if g.cells]
        assert sum(part.cells for part in parts) <= width or len(parts) == 1


@given(sheets(), st.integers(1, 30))
def test_the_start_of_a_character_leads_to_a_cell_and_back(sheet: Sheet, width: int) -> None:
    rows = wrap(sheet, width)
    for row in range(len(rows)):
        for grapheme in graphemes(sheet.text, *rows.seen(row)):
            if grapheme.cells:
                place = rows.place(grapheme.start)
                assert place.row == row
                assert rows.offset_at(row, place.cell) == grapheme.start


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF), max_size=60), st.integers(1, 20))
def test_the_fast_way_agrees_with_the_way_by_grapheme(text: str, width: int) -> None:
    text = normalise(text)
    assert wrap(Sheet(text + "\nx"), width).starts == wrap(Sheet(text + "\né\u0301"), width).starts


@given(st.lists(PIECES, max_size=12).map(lambda parts: normalise("".join(parts))))
def test_graphemes_are_as_wide_as_what_is_painted_of_them(text: str) -> None:
    text = text.replace("\n", "")
    assert sum(g.cells for g in graphemes(text, 0, len(text))) == cell_len(painted(text))
