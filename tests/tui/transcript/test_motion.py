"""Where keys take the cursor, and what they select."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.tui.transcript import units
from qda.tui.transcript.layout import wrap
from qda.tui.transcript.motion import MOTIONS, Ground, go, number_of_unreviewed
from qda.tui.transcript.selection import Selection, moved_edge
from qda.tui.transcript.sheet import Segment, Sheet, Turn

Build = Callable[[list[tuple[str, list[str]]]], Sheet]


def ground(sheet: Sheet, width: int = 40, page: int = 10, cell: int = 0) -> Ground:
    return Ground(sheet, wrap(sheet, width), page, cell)


def at(sheet: Sheet, words: str) -> int:
    return sheet.text.index(words)


def text_of(sheet: Sheet, span: tuple[int, int] | None) -> str | None:
    return None if span is None else sheet.text[slice(*span)]


@pytest.mark.parametrize(
    ("motion", "start", "end"),
    [
        ("word_next", "Jeg ble", "ble spurt"),
        ("word_next", "gang?", "Jeg ble"),
        ("word_previous", "ble spurt", "Jeg ble"),
        ("word_previous", "Jeg ble", "gang?"),
        ("segment_next", "ble spurt", "Det var tre"),
        ("segment_previous", "gamle permer", "Jeg ble"),
        ("segment_previous", "du i gang", "Hvordan"),
        ("segment_next", "det gikk.", "Så gikk"),
        ("speaker_next", "permer", "Hvem bestemte"),
        ("speaker_previous", "hvem skrev", "Jeg ble"),
        ("speaker_next", "Så gikk", "Så gikk"),
        ("sentence_next", "spurt", "Det var tre"),
        ("top", "permer", "Hvordan"),
        ("bottom", "permer", "Så gikk"),
    ],
)
def test_a_motion_leads_from_words_to_words(
    interview: Sheet, motion: str, start: str, end: str
) -> None:
    assert go(ground(interview), motion, at(interview, start)) == at(interview, end)


def test_rows_are_followed_in_one_column_over_the_headings_between_turns(build: Build) -> None:
    sheet = build([("A", ["abcdef"]), ("B", ["uvwxyz"])])
    here = ground(sheet, cell=3)
    assert go(here, "row_down", 3) == at(sheet, "xyz")
    assert go(here, "row_up", at(sheet, "xyz")) == 3
    assert go(here, "row_up", 3) == 3


def test_a_page_leaves_two_rows_to_hold_on_to(build: Build) -> None:
    sheet = build([("A", [f"Rad {n}." for n in range(50)])])
    assert go(ground(sheet, page=12), "page_down", 0) == sheet.segment(11).start
    assert go(ground(sheet, page=12), "half_page_down", 0) == sheet.segment(7).start
    assert go(ground(sheet, page=12), "page_up", sheet.segment(30).start) == sheet.segment(20).start


def test_the_ends_of_a_row(build: Build) -> None:
    sheet = build([("A", ["en to tre"])])
    assert go(ground(sheet), "row_end", 0) == 8
    assert go(ground(sheet), "row_start", 8) == 0


@pytest.mark.parametrize("sheet", [Sheet(), Sheet("bare tekst"), Sheet(" \n ")])
@pytest.mark.parametrize("motion", MOTIONS)
def test_every_motion_stays_inside_a_sheet_without_segments(motion: str, sheet: Sheet) -> None:
    assert 0 <= go(ground(sheet), motion, 0) <= len(sheet.text)


@given(st.data(), st.sampled_from(sorted(MOTIONS)))
def test_every_motion_stays_inside_the_text(
    interview: Sheet, data: st.DataObject, motion: str
) -> None:
    offset = data.draw(st.integers(0, len(interview.text) - 1))
    assert 0 <= go(ground(interview, 25), motion, offset) < len(interview.text)


@given(st.data())
def test_next_word_and_previous_word_are_each_others_way_back(
    interview: Sheet, data: st.DataObject
) -> None:
    offset = units.previous_word(interview, data.draw(st.integers(1, len(interview.text) - 1)))
    after = units.next_word(interview, offset)
    assert after == offset or units.previous_word(interview, after) == offset


def test_the_next_segment_not_reviewed_passes_over_the_interviewer(interview: Sheet) -> None:
    assert number_of_unreviewed(interview, {2}, 1, 1) == 3
    assert number_of_unreviewed(interview, {2, 3}, 1, 1) == 6
    assert number_of_unreviewed(interview, set(), 6, -1) == 3
    assert number_of_unreviewed(interview, {2, 3, 6, 7, 8}, 1, 1) is None


def turn(text: str) -> Sheet:
    """A sheet of one turn that is one segment."""
    return Sheet(text, (Segment(0, len(text), 0),), (Turn(0, len(text), "A"),))


def test_a_turn_that_is_one_segment_has_sentences_by_a_simple_rule() -> None:
    sheet = turn("Ja! «Nei.» Det var kl. ti. 14 kom… og gikk? Slutt")
    found = [text_of(sheet, s) for s in units.sentences(sheet, 1)]
    assert found == ["Ja!", "«Nei.»", "Det var kl. ti.", "14 kom… og gikk?", "Slutt"]


def test_where_turns_are_cut_in_sentences_a_segment_is_one(build: Build) -> None:
    sheet = build([("A", ["F.eks. Oslo. Det er stort.", "Ja."])])
    assert list(units.sentences(sheet, 1)) == [(0, 26)]


def test_sentences_are_moved_by_inside_a_segment() -> None:
    sheet = turn("En. To. Tre.")
    assert go(ground(sheet), "sentence_next", 0) == 4
    assert go(ground(sheet), "sentence_previous", 9) == 8
    assert go(ground(sheet), "sentence_previous", 8) == 4


@pytest.mark.parametrize(
    ("unit", "selected"),
    [
        ("word", "bestemte"),
        ("sentence", "Hvem bestemte?"),
        ("segment", "Hvem bestemte?"),
        ("turn", "Hvem bestemte? Og hvem skrev?"),
    ],
)
def test_a_unit_is_selected_whole(interview: Sheet, unit: units.Unit, selected: str) -> None:
    offset = at(interview, "bestemte") + 3
    assert text_of(interview, Selection(offset, offset, unit).span(interview)) == selected


def test_a_selection_takes_whole_words_at_both_ends_in_both_directions(interview: Sheet) -> None:
    inside, later = at(interview, "kollega") + 3, at(interview, "kontoret") + 2
    for selection in (Selection(inside, later), Selection(later, inside)):
        assert text_of(interview, selection.span(interview)) == "kollega på kontoret"


def test_words_with_joints_and_marks_are_one_word() -> None:
    sheet = turn("e-post, cafe\u0301 og d'Artagnan - sam\u00adarbeid")
    words = ["e-post", "cafe\u0301", "d'Artagnan", "sam\u00adarbeid"]
    for word in words:
        start = at(sheet, word)
        assert units.word(sheet, start + 2) == (start, start + len(word))


def test_white_space_alone_is_no_selection() -> None:
    assert Selection(2, 3).span(turn("en   to")) is None


def test_an_exact_selection_keeps_its_ends() -> None:
    sheet = turn("konsekvens")
    assert Selection(2, 5, "exact").span(sheet) == (2, 5)
    assert Selection(5, 2, "exact").span(sheet) == (2, 5)
    assert Selection(5, 5, "exact").span(sheet) is None


def test_moving_on_by_segments_selects_whole_segments(interview: Sheet) -> None:
    selection = Selection(at(interview, "spurt"), at(interview, "spurt"))
    longer = selection.extended("segment_next", at(interview, "Det var tre"))
    assert longer.span(interview) == (interview.segment(2).start, interview.segment(3).end)


def test_a_selection_widens_and_narrows_by_units_that_make_a_difference(interview: Sheet) -> None:
    word = Selection(at(interview, "spurt"), at(interview, "spurt"))
    sentence = word.grown(interview)
    turn_of_it = sentence.grown(interview)
    assert text_of(interview, turn_of_it.span(interview)) == text_of(
        interview, (interview.turns[1].start, interview.turns[1].end)
    )
    assert sentence.span(interview) == (interview.segment(2).start, interview.segment(2).end)
    assert turn_of_it.grown(interview) == turn_of_it
    assert turn_of_it.shrunk(interview).span(interview) == sentence.span(interview)
    assert sentence.shrunk(interview) == word
    assert word.shrunk(interview) == word


@pytest.mark.parametrize(
    ("edge", "step", "selected"),
    [
        ("start", 1, "tre"),
        ("start", -1, "en to tre"),
        ("end", 1, "to tre fire"),
        ("end", -1, "to"),
    ],
)
def test_an_edge_moves_by_a_word(edge: str, step: int, selected: str) -> None:
    sheet = turn("en to tre fire")
    assert text_of(sheet, moved_edge(sheet, (3, 9), edge, step)) == selected


def test_an_edge_never_empties_its_stretch() -> None:
    sheet = turn("en to tre")
    assert moved_edge(sheet, (3, 5), "start", 1) == (3, 5)
    assert moved_edge(sheet, (3, 5), "end", -1) == (3, 5)
    assert moved_edge(sheet, (6, 9), "end", 1) == (6, 9)


@given(st.data())
def test_a_selection_never_cuts_a_word(interview: Sheet, data: st.DataObject) -> None:
    offsets = st.integers(0, len(interview.text) - 1)
    span = Selection(data.draw(offsets), data.draw(offsets)).span(interview)
    if span:
        start, end = span
        joined = {(a.isalnum(), b.isalnum()) for a, b in _seams(interview.text, start, end)}
        assert (True, True) not in joined


def _seams(text: str, start: int, end: int) -> list[tuple[str, str]]:
    return [(text[cut - 1], text[cut]) for cut in (start, end) if 0 < cut < len(text)]
