"""The columns fit every screen, and the mouse finds what is drawn in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

from qda.tui.contrast import TEXT, contrast, legible_on
from qda.tui.transcript.columns import GOOD_LINE, fit
from qda.tui.transcript.layout import MEASURE
from qda.tui.transcript.sheet import Sheet


@given(st.integers(12, 300), st.booleans())
def test_the_columns_never_pass_the_screen(interview: Sheet, width: int, stripes: bool) -> None:
    columns = fit(interview, width, stripes=stripes)
    assert columns.end <= width or columns.text_width == 1
    assert 1 <= columns.text_width <= MEASURE


@pytest.mark.parametrize(("width", "text", "lanes"), [(60, 40, 2), (80, 60, 2), (200, 88, 6)])
def test_a_wide_screen_has_more_lanes_and_a_narrow_one_a_usable_line(
    interview: Sheet, width: int, text: int, lanes: int
) -> None:
    columns = fit(interview, width)
    assert (columns.text_width, columns.lanes) == (text, lanes)


def test_a_screen_of_120_gives_four_lanes_and_a_good_line(interview: Sheet) -> None:
    columns = fit(interview, 119)
    assert columns.lanes == 4
    assert columns.text_width >= GOOD_LINE


def test_the_speaker_leaves_the_gutter_of_a_narrow_screen(interview: Sheet) -> None:
    assert fit(interview, 60).speaker_width == 0
    assert fit(interview, 120).speaker_width == len("Kari")


def test_where_there_is_room_speakers_of_long_names_are_told_apart(interview: Sheet) -> None:
    turns = tuple(turn._replace(speaker="Interviewer 2") for turn in interview.turns)
    long = replace(interview, turns=turns)
    assert fit(long, 124).speaker_width == len("Interviewer 2")
    assert fit(long, 124).text_width >= GOOD_LINE


def test_without_stripes_the_text_gets_their_room(interview: Sheet) -> None:
    assert fit(interview, 60, stripes=False).text_width == 50


def test_zones_are_what_is_drawn_there(interview: Sheet) -> None:
    columns = fit(interview, 119)
    at = {x: columns.zone(x) for x in range(119)}
    assert at[columns.box] == "box"
    assert at[columns.text] == at[columns.text + columns.text_width - 1] == "text"
    assert at[columns.stripes] == "stripes"
    assert columns.lane(columns.stripes + 5) == 1
    assert columns.zone(500) == "outside"


@pytest.mark.parametrize("ground", ["#121212", "#E0E0E0", "#FFFFFF", "#000000", "#7F7F7F"])
@pytest.mark.parametrize("colour", ["#FFE200", "#030040", "#808080", "#3C00F9", "red"])
def test_a_codes_colour_can_be_read_on_any_ground(colour: str, ground: str) -> None:
    legible = legible_on(colour, ground)
    assert legible is not None
    assert contrast(Color.parse(legible), Color.parse(ground)) >= TEXT


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert legible_on("#FFE200", "#121212") == "#FFE200"
    assert legible_on("#030040", None) == "#030040"


def test_what_is_no_colour_is_no_colour() -> None:
    assert legible_on("ingen farge", "#121212") is None
