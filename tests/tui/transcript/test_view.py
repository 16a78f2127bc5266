"""The widget on a screen: keys, mouse, resizing, and only the rows painted that changed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from rich.color import ColorType
from syrupy.assertion import SnapshotAssertion
from textual import events
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qda.tui.transcript import messages
from qda.tui.transcript.drawing import draw
from qda.tui.transcript.looks import Looks
from qda.tui.transcript.page import Page
from qda.tui.transcript.sheet import Segment, Sheet, Span, Turn
from qda.tui.transcript.view import TranscriptView

Build = Callable[[list[tuple[str, list[str]]]], Sheet]

HOSTILE = "a\x1b]52;c;aGVp\x07 \u202eb \x9b2J [/] [ler] [@click=app.quit]ut[/]"


class Reader(App[None]):
    """The widget alone, and what it told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield TranscriptView(id="transcript")

    @property
    def view(self) -> TranscriptView:
        return self.query_one(TranscriptView)

    def tell(self, message: Message) -> None:
        self.told.append(message)

    on_transcript_view_cursor_moved = tell
    on_transcript_view_selection_changed = tell
    on_transcript_view_reviewed_clicked = tell
    on_transcript_view_span_clicked = tell
    on_transcript_view_edge_dragged = tell
    on_transcript_view_pick_requested = tell


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


@asynccontextmanager
async def reading(
    sheet: Sheet, *spans: Span, size: tuple[int, int] = (80, 24), cursor: int = 0
) -> AsyncIterator[tuple[Reader, Pilot[None]]]:
    app = Reader()
    async with app.run_test(size=size) as pilot:
        app.view.focus()
        app.view.show(sheet, spans, {2}, cursor)
        await pilot.pause()
        app.told.clear()
        yield app, pilot


def screen(view: TranscriptView) -> str:
    lines = (view.render_line(y).text.rstrip() for y in range(view.room.height))
    return "\n".join(lines)


def coded(sheet: Sheet, first: int, last: int, span_id: str = "1", **more: str) -> Span:
    start, end = sheet.segment(first).start, sheet.segment(last).end
    fields = {"code": "omsorg", "letters": "Om", "colour": "#5C90FF", **more}
    return Span(span_id, start, end, **fields)  # type: ignore[arg-type]  # a state among them


def cell_of(view: TranscriptView, offset: int) -> tuple[int, int]:
    """The cell on the screen, relative to the widget, at which an offset is painted."""
    place = view.page.rows.place(offset)
    return view.page.columns.text + place.cell, place.row - view.scroll_offset.y


def in_sight(view: TranscriptView) -> bool:
    return 0 <= cell_of(view, view.page.cursor)[1] < view.room.height


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_screen_shows_gutter_text_and_stripes(
    interview: Sheet, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    spans = (
        coded(interview, 2, 3),
        coded(interview, 3, 3, "2", letters="Fl", state="pending"),
        coded(interview, 6, 7, "3", letters="Ta", state="failed"),
        coded(interview, 8, 8, "4"),
    )
    async with reading(interview, *spans, size=size) as (app, _):
        assert screen(app.view) == snapshot


async def test_a_codings_overflow_is_counted(interview: Sheet) -> None:
    spans = [coded(interview, 2, 2, str(n), letters=f"A{n}") for n in range(5)]
    async with reading(interview, *spans, size=(60, 20)) as (app, _):
        assert "┏A0 ┏A1 +3" in screen(app.view)


async def test_keys_typed_before_the_first_layout_are_answered(long_interview: Sheet) -> None:
    view = TranscriptView()
    view.show(long_interview)
    view.move("page_down")
    view.move("segment_next", extend=True)
    view.next_unreviewed()
    view.put_span(coded(long_interview, 9, 9))
    view.mark_reviewed(9)
    view.go_to_segment(100)

    class Late(App[None]):
        def compose(self) -> ComposeResult:
            yield view

    async with Late().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert view.current_segment == 100
        assert in_sight(view)


async def test_an_empty_widget_answers_everything() -> None:
    async with reading(Sheet()) as (app, pilot):
        for motion in ("word_next", "page_down", "bottom", "speaker_next", "sentence_previous"):
            app.view.move(motion)
        app.view.select("word")
        app.view.widen_selection()
        app.view.cycle_overlap()
        app.view.go_to_segment(3)
        assert not app.view.next_unreviewed()
        await pilot.click("#transcript", offset=(10, 3))
        assert (app.view.current_segment, app.view.selection, app.view.target()) == (
            0,
            None,
            (0, 0),
        )


async def test_verbs_act_on_the_selection_or_else_on_the_segment(interview: Sheet) -> None:
    async with reading(interview) as (app, _):
        view = app.view
        view.go_to_segment(3)
        segment = interview.segment(3)
        assert view.target() == (segment.start, segment.end)
        view.move("word_next", extend=True)
        assert interview.text[slice(*view.target())] == "Det"
        view.move("word_next", extend=True)
        assert interview.text[slice(*view.target())] == "Det var"
        view.clear_selection()
        assert view.target() == (segment.start, segment.end)


async def test_a_move_tells_where_the_cursor_is(interview: Sheet) -> None:
    async with reading(interview) as (app, pilot):
        app.view.move("segment_next")
        await pilot.pause()
        (told,) = app.told
        assert isinstance(told, messages.CursorMoved)
        assert (told.segment, told.offset, told.control) == (
            2,
            interview.segment(2).start,
            app.view,
        )


async def test_a_move_that_leads_nowhere_tells_nothing(interview: Sheet) -> None:
    async with reading(interview) as (app, pilot):
        app.view.move("segment_previous")
        await pilot.pause()
        assert app.told == []


async def test_a_move_paints_only_the_rows_of_the_two_segments(
    interview: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(interview, size=(120, 40)) as (app, pilot):
        await pilot.pause()
        drawn = count_rows(monkeypatch)
        app.view.move("segment_next")
        await pilot.pause()
        both = {*app.view.page.rows_of_segment(1), *app.view.page.rows_of_segment(2)}
        assert set(drawn) == both


async def test_a_coding_paints_only_its_own_rows(
    interview: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(interview, size=(120, 40)) as (app, pilot):
        drawn = count_rows(monkeypatch)
        span = coded(interview, 6, 7)
        app.view.put_span(span)
        await pilot.pause()
        rows = {*app.view.page.rows.rows_between(span.start, span.end)}
        assert set(drawn) == rows
        drawn.clear()
        app.view.drop_span("1")
        await pilot.pause()
        assert set(drawn) == rows
        drawn.clear()
        app.view.mark_reviewed(8)
        await pilot.pause()
        assert set(drawn) == {app.view.page.rows_of_segment(8)[0]}


def count_rows(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rows drawn from now on, as they are drawn."""
    drawn: list[int] = []

    def counted(page: Page, looks: Looks, row: int, width: int) -> Strip:
        drawn.append(row)
        return draw(page, looks, row, width)

    monkeypatch.setattr("qda.tui.transcript.surface.draw", counted)
    return drawn


async def test_another_theme_is_painted_at_once(interview: Sheet) -> None:
    async with reading(interview) as (app, pilot):
        dark = app.view.render_line(1)
        app.theme = "textual-light"
        await pilot.pause()
        light = app.view.render_line(1)
        assert light.text == dark.text
        assert light != dark


@pytest.mark.parametrize("way", [[(50, 24), (80, 24)], [(120, 40), (60, 20), (80, 24)]])
async def test_resizing_there_and_back_keeps_the_place(
    long_interview: Sheet, way: list[tuple[int, int]]
) -> None:
    async with reading(long_interview) as (app, pilot):
        app.view.go_to_segment(120)
        await pilot.pause()
        place, before = app.view.place, screen(app.view)
        for size in way:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert in_sight(app.view)
        assert (app.view.place, screen(app.view)) == (place, before)


async def test_the_place_leads_back_after_another_document(
    long_interview: Sheet, interview: Sheet
) -> None:
    async with reading(long_interview) as (app, pilot):
        app.view.go_to_segment(150)
        app.view.scroll_to(y=90, animate=False)
        await pilot.pause()
        before, (cursor, top) = screen(app.view), app.view.place
        app.view.show(interview)
        await pilot.pause()
        app.view.show(long_interview, reviewed={2}, cursor=cursor, top=top)
        await pilot.pause()
        assert screen(app.view) == before


@pytest.mark.parametrize("motion", ["segment_next", "row_down", "page_down", "word_next"])
async def test_the_cursor_stays_in_sight(long_interview: Sheet, motion: str) -> None:
    async with reading(long_interview, size=(60, 20)) as (app, _):
        for _ in range(40):
            app.view.move(motion)
            assert in_sight(app.view)
        app.view.move("bottom")
        assert in_sight(app.view)
        app.view.move("top")
        assert in_sight(app.view)


async def test_the_wheel_scrolls_and_leaves_the_cursor(long_interview: Sheet) -> None:
    async with reading(long_interview) as (app, pilot):
        x, y = app.view.content_region.offset
        wheel = events.MouseScrollDown(app.view, x, y, 0, 1, 0, False, False, False, x, y)
        app.view.post_message(wheel)
        await pilot.pause()
        assert app.view.scroll_offset.y > 0
        assert app.view.page.cursor == 0


async def test_the_terminals_cursor_is_at_ours(long_interview: Sheet) -> None:
    async with reading(long_interview) as (app, pilot):
        app.view.go_to_segment(60)
        app.view.move("word_next")
        await pilot.pause()
        assert tuple(app.cursor_position) == cell_of(app.view, app.view.page.cursor)


async def test_next_unreviewed_goes_on_and_says_when_there_is_none(interview: Sheet) -> None:
    async with reading(interview) as (app, _):
        seen = []
        while app.view.next_unreviewed():
            seen.append(app.view.current_segment)
        assert seen == [3, 6, 7, 8]
        assert app.view.previous_unreviewed()
        app.view.set_reviewed({1, 2, 3, 6, 7})
        assert not app.view.previous_unreviewed()


async def test_overlapping_codings_are_cycled_from_the_shortest(interview: Sheet) -> None:
    long, short = coded(interview, 2, 3, "long"), coded(interview, 2, 2, "short")
    async with reading(interview, long, short) as (app, _):
        app.view.go_to_segment(2)
        assert app.view.spans_at(interview.segment(2).start) == [short, long]
        assert app.view.focused_span == short
        assert [app.view.cycle_overlap() for _ in range(3)] == [long, short, long]
        assert app.view.focused_span == long
        app.view.go_to_segment(1)
        assert app.view.focused_span is None


async def test_the_code_in_focus_is_coloured_in_the_text_and_no_other(interview: Sheet) -> None:
    spans = (
        coded(interview, 2, 2, code="a", colour="#FFE200"),
        coded(interview, 8, 8, "2", code="b", colour="#FFE200"),
    )
    async with reading(interview, *spans, size=(120, 40)) as (app, _):
        app.view.focused_code = "a"
        assert colour_of(app.view, "Jeg ble spurt") == "#ffe200"
        assert colour_of(app.view, "Så gikk") != "#ffe200"


def colour_of(view: TranscriptView, words: str) -> str:
    for y in range(view.room.height):
        for segment in view.render_line(y):
            if words in segment.text and segment.style and segment.style.color:
                assert segment.style.underline
                return segment.style.color.get_truecolor().hex
    raise AssertionError(words)


async def test_without_colours_a_selection_is_reversed(
    interview: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(interview) as (app, _):
        app.view.select("segment")
        reversed_text = "".join(
            part.text for part in app.view.render_line(1) if part.style and part.style.reverse
        )
        assert interview.text[1:].startswith(reversed_text[1:])
        assert len(reversed_text) > 5


async def test_with_a_terminals_own_colours_no_others_are_used(interview: Sheet) -> None:
    async with reading(interview) as (app, pilot):
        app.theme = "textual-ansi" if "textual-ansi" in app.available_themes else "ansi-dark"
        await pilot.pause()
        app.view.select("segment")
        colours = [
            colour.type
            for part in app.view.render_line(1)
            if part.style
            for colour in (part.style.color, part.style.bgcolor)
            if colour
        ]
        assert ColorType.TRUECOLOR not in colours


async def test_escape_sequences_and_markup_are_shown_and_not_obeyed(build: Build) -> None:
    sheet = build([("K\x1b[2J", [HOSTILE])])
    span = Span("1", 0, 5, "x", "\x1b\x07", "[/]")
    async with reading(sheet, span, size=(100, 10)) as (app, _):
        shown = screen(app.view)
        assert "a␛]52;c;aGVp␇ \ufffdb \ufffd2J [/] [ler] [@click=app.quit]ut[/]" in shown
        assert "K␛[2J" in shown
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(shown)


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


async def test_an_edge_of_the_selection_is_moved_by_words(interview: Sheet) -> None:
    async with reading(interview) as (app, _):
        start = interview.text.index("kollega")
        app.view.select_range(start, start + len("kollega"))
        app.view.move_edge("end", 1)
        app.view.move_edge("start", -1)
        assert app.view.selection is not None
        assert interview.text[slice(*app.view.selection)] == "en kollega på"


async def test_hits_and_marks_are_shown(interview: Sheet) -> None:
    async with reading(interview) as (app, _):
        plain = app.view.render_line(1)
        app.view.set_marks({2: "⚑"})
        app.view.set_hits([(0, 7)])
        assert "2 ✓⚑" in screen(app.view)
        assert app.view.render_line(1) != plain
        app.view.set_hits([])
        assert app.view.render_line(1) == plain


async def test_the_margin_can_be_put_away(interview: Sheet) -> None:
    async with reading(interview, coded(interview, 2, 2)) as (app, pilot):
        app.view.stripes_shown = False
        await pilot.pause()
        assert "Om" not in screen(app.view)
        app.view.stripes_shown = True
        await pilot.pause()
        assert "┏Om" in screen(app.view)


async def test_long_speakers_are_cut(build: Build) -> None:
    async with reading(build([("Informanten fra nord", ["Ja."])]), size=(120, 10)) as (app, _):
        assert "Informant…  Ja." in screen(app.view)


def test_no_attribute_of_textuals_is_shadowed() -> None:
    class Plain(ScrollView):
        """What Textual itself gives every subclass."""

    own = {name for kind in TranscriptView.__mro__[:2] for name in vars(kind)}
    own |= set(vars(TranscriptView())) - set(vars(Plain()))
    meant = {"ALLOW_SELECT", "COMPONENT_CLASSES", "DEFAULT_CSS"}
    meant |= {"render_line", "render_lines", "watch_scroll_y", "notify_style_update", "can_focus"}
    shadowed = own & set(dir(ScrollView)) - set(vars(Plain))
    assert {name for name in shadowed if not name.startswith("__")} <= meant


def test_a_sheet_counts_its_segments_from_one() -> None:
    sheet = Sheet("ab cd", (Segment(0, 2, 0), Segment(3, 5, 0)), (Turn(0, 5, "A", "interviewer"),))
    assert [sheet.number_at(offset) for offset in range(5)] == [1, 1, 1, 2, 2]
    assert list(sheet.numbers_between(1, 4)) == [1, 2]
    assert list(sheet.numbers_between(0, 3)) == [1]
    assert sheet.role_of(2) == "interviewer"
    assert list(Sheet("x").numbers_between(0, 1)) == []
