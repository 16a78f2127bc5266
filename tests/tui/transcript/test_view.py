"""The widget on a screen: keys, mouse, resizing, and only the rows painted that changed."""

from __future__ import annotations

import pytest
from rich.color import ColorType
from syrupy.assertion import SnapshotAssertion
from textual import events
from textual.app import App, ComposeResult
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qda.tui.transcript import messages
from qda.tui.transcript.drawing import draw
from qda.tui.transcript.looks import Looks
from qda.tui.transcript.page import Page
from qda.tui.transcript.sheet import Segment, Sheet, Span, Turn
from qda.tui.transcript.view import TranscriptView
from tests.tui.transcript.reader import Build, cell_of, coded, in_sight, reading, screen

HOSTILE = "a\x1b]52;c;aGVp\x07 \u202eb \x9b2J [/] [ler] [@click=app.quit]ut[/]"


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
        assert "Informanten fra n…  Ja." in screen(app.view)


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
