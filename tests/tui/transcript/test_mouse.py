"""The mouse: dragging, clicks of all kinds."""

from __future__ import annotations

import pytest

from qda.tui.transcript import messages
from qda.tui.transcript.sheet import Sheet
from tests.tui.transcript.reader import cell_of, coded, reading


async def test_dragging_selects_whole_words(interview: Sheet) -> None:
    async with reading(interview) as (app, pilot):
        start = interview.text.index("kollega") + 2
        end = interview.text.index("kontoret") + 3
        await pilot.mouse_down("#transcript", offset=cell_of(app.view, start))
        await pilot.hover("#transcript", offset=cell_of(app.view, end))
        await pilot.mouse_up("#transcript", offset=cell_of(app.view, end))
        assert app.view.selection is not None
        assert interview.text[slice(*app.view.selection)] == "kollega på kontoret"
        await pilot.hover("#transcript", offset=(40, 12))
        assert interview.text[slice(*app.view.selection)] == "kollega på kontoret"


@pytest.mark.parametrize(
    ("times", "selected"),
    [(1, None), (2, "bestemte"), (3, "Hvem bestemte?"), (4, "Hvem bestemte?")],
)
async def test_clicks_select_word_sentence_segment(
    interview: Sheet, times: int, selected: str | None
) -> None:
    async with reading(interview) as (app, pilot):
        offset = interview.text.index("bestemte") + 2
        await pilot.click("#transcript", offset=cell_of(app.view, offset), times=times)
        found = app.view.selection
        assert (interview.text[slice(*found)] if found else None) == selected
        assert app.view.current_segment == 4


async def test_a_click_with_shift_extends(interview: Sheet) -> None:
    async with reading(interview) as (app, pilot):
        start, end = interview.text.index("ble spurt"), interview.text.index("kollega")
        await pilot.click("#transcript", offset=cell_of(app.view, start))
        await pilot.click("#transcript", offset=cell_of(app.view, end), shift=True)
        assert app.view.selection is not None
        assert interview.text[slice(*app.view.selection)] == "ble spurt av en kollega"


async def test_a_click_never_scrolls_what_it_points_at(long_interview: Sheet) -> None:
    async with reading(long_interview) as (app, pilot):
        await pilot.click("#transcript", offset=(30, 23))
        assert app.view.page.cursor > 0
        assert app.view.scroll_offset.y == 0


async def test_a_click_on_the_box_asks_for_the_review_mark(interview: Sheet) -> None:
    async with reading(interview) as (app, pilot):
        row = app.view.page.rows_of_segment(3)[0]
        await pilot.click("#transcript", offset=(app.view.page.columns.box, row))
        (told,) = app.told
        assert isinstance(told, messages.ReviewedClicked)
        assert told.segment == 3


async def test_a_click_on_a_stripe_chooses_its_coding(interview: Sheet) -> None:
    span = coded(interview, 2, 3)
    async with reading(interview, span) as (app, pilot):
        row = app.view.page.rows_of_segment(2)[1]
        await pilot.click("#transcript", offset=(app.view.page.columns.stripes, row))
        assert [m.span for m in app.told if isinstance(m, messages.SpanClicked)] == [span]


async def test_a_stripes_end_can_be_dragged_and_the_screen_decides(interview: Sheet) -> None:
    span = coded(interview, 2, 3)
    async with reading(interview, span) as (app, pilot):
        stripe = app.view.page.stripes.get("1")
        assert stripe is not None
        await pilot.mouse_down("#transcript", offset=(app.view.page.columns.stripes, stripe.last))
        target = cell_of(app.view, interview.text.index("visste") + 1)
        await pilot.hover("#transcript", offset=target)
        await pilot.mouse_up("#transcript", offset=target)
        (dragged,) = [m for m in app.told if isinstance(m, messages.EdgeDragged)]
        assert dragged.span == span
        assert interview.text[dragged.start : dragged.end].endswith("visste")
        assert app.view.spans_at(span.end - 1) == [span]


async def test_the_right_button_asks_for_the_picker_where_it_points(interview: Sheet) -> None:
    async with reading(interview) as (app, pilot):
        offset = interview.text.index("bestemte")
        await pilot.click("#transcript", offset=cell_of(app.view, offset), button=3)
        (told,) = [m for m in app.told if isinstance(m, messages.PickRequested)]
        assert (told.offset, app.view.current_segment) == (offset, 4)


async def test_the_right_button_keeps_a_selection_that_it_points_into(interview: Sheet) -> None:
    async with reading(interview) as (app, pilot):
        app.view.go_to_segment(4)
        app.view.select("segment")
        selected = app.view.selection
        inside = cell_of(app.view, interview.text.index("bestemte"))
        await pilot.click("#transcript", offset=inside, button=3)
        assert app.view.selection == selected
