"""Looks: legible on every screen in each, gone through by one key, chosen once and kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color

from qda.settings import read_settings
from qda.tui.contrast import MUCH, SIGNS, TEXT, contrast, moved_off
from qda.tui.looking import wear_kept_look
from qda.tui.looks import DARK, EIGHT_DARK, EIGHT_LIGHT, LIGHT, on_ground, palette_for
from qda.tui.themes import LOOKS, OURS, TERMINAL, OnlyTerminalColours, next_look

Drive = Any
HIGH = {theme.name for theme in OURS}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#777777", "#FFFFFF", 4.48),
        ("#767676", "#FFFFFF", 4.54),
        ("#FF0000", "#FFFFFF", 4.0),
        ("#0000FF", "#FFFFFF", 8.59),
    ],
)
def test_contrast_is_as_wcag_measures_it(one: str, other: str, ratio: float) -> None:
    """The values that WCAG's own examples and checkers give."""
    assert contrast(Color.parse(one), Color.parse(other)) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("least", [SIGNS, TEXT, MUCH])
@pytest.mark.parametrize("ground", ["#121212", "#000000", "#E0E0E0", "#FFFFFF", "#888888"])
def test_a_colour_is_moved_no_further_than_it_must(ground: str, least: float) -> None:
    back = Color.parse(ground)
    most = max(contrast(Color.parse(end), back) for end in ("#000000", "#FFFFFF"))
    for colour in (*DARK, *LIGHT, *EIGHT_DARK, *EIGHT_LIGHT):
        front = Color.parse(colour)
        moved = moved_off(front, back, least)
        assert contrast(moved, back) >= min(least, most)
        if contrast(front, back) >= least:
            assert moved == front


def test_the_palettes_have_the_contrast_of_text_on_their_grounds_as_they_are() -> None:
    """All but one or two, which are moved when they are drawn, have that of stripes at least."""
    for palette, ground in ((DARK, "#121212"), (LIGHT, "#E0E0E0")):
        for colour in palette:
            assert contrast(Color.parse(colour), Color.parse(ground)) >= SIGNS


def test_more_than_six_main_codes_have_eight_colours() -> None:
    assert (len(palette_for(6, dark=True)), len(palette_for(7, dark=True))) == (6, 8)
    assert palette_for(7, dark=False) == EIGHT_LIGHT


def test_a_colour_of_a_palette_gives_way_to_its_neighbour_and_any_other_is_kept() -> None:
    assert [on_ground(colour, dark=False) for colour in DARK] == list(LIGHT)
    assert [on_ground(colour, dark=True) for colour in EIGHT_LIGHT] == list(EIGHT_DARK)
    assert on_ground("#123456", dark=True) == on_ground("#123456", dark=False) == "#123456"


def test_one_key_goes_through_all_looks_and_begins_again() -> None:
    seen = ["textual-dark"]
    for _ in LOOKS:
        seen.append(next_look(seen[-1]))
    assert (set(seen), seen[0]) == (set(LOOKS), seen[-1])
    assert next_look("nord") == seen[0]


def test_the_terminals_look_has_no_colour_but_the_terminals() -> None:
    style = Style(color="#FFE200", bgcolor="blue", bold=True, meta={"place": 3})
    (segment,) = OnlyTerminalColours().apply([Segment("x", style)], Color(0, 0, 0))
    assert segment.style is not None
    assert (segment.style.color, segment.style.bold) == (None, True)
    assert (segment.style.bgcolor, segment.style.meta) == (style.bgcolor, {"place": 3})


def weak(app: App[None], least: float) -> Iterator[str]:
    """Words on the screen that have less contrast with their ground."""
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            said = text.strip()
            if not said or style is None or "\u2500" <= said[0] <= "\u259f":
                continue
            if style.color is None or style.bgcolor is None:
                continue
            colours = (Color.from_rich_color(c) for c in (style.color, style.bgcolor))
            if contrast(*colours) < least:
                yield text


@pytest.mark.parametrize("look", [look for look in LOOKS if look != TERMINAL])
async def test_all_words_on_every_screen_are_legible(study: Path, drive: Drive, look: str) -> None:
    async with drive(study) as coder:
        coder.app.theme = look
        await coder.keys("1", "d", "j", "2", "m")
        await coder.keys(*"husk", "ctrl+s")
        least = MUCH if look in HIGH else TEXT
        for keys in ((), ("v",), ("c",), ("escape", "?"), ("escape", "comma", "o"), ("comma", "r")):
            await coder.keys(*keys)
            assert list(weak(coder.app, least - 0.01)) == []


async def test_the_terminals_look_is_worn_on_every_screen(study: Path, drive: Drive) -> None:
    async with drive(study) as coder:
        coder.app.theme = TERMINAL
        for keys in (("1",), ("comma", "o"), ("escape", "c")):
            await coder.keys(*keys)
            for strip in coder.app.screen._compositor.render_strips():
                for _, style, _ in strip:
                    for colour in (style.color, style.bgcolor) if style else ():
                        assert colour is None or colour.triplet is None


@pytest.mark.parametrize("keys", [("comma", "o"), ("c",)], ids=["list", "picker"])
async def test_without_colours_the_line_at_hand_is_reversed(
    study: Path, drive: Drive, keys: tuple[str, ...]
) -> None:
    async with drive(study) as coder:
        coder.app.theme = TERMINAL
        await coder.keys("1")
        await coder.keys(*keys)
        wanted = "T01" if "o" in keys else "Rekruttering"
        strips = coder.app.screen._compositor.render_strips()
        line = next(s for s in strips for text, *_ in s if wanted in text and _reversed(s, wanted))
        assert wanted in line.text


def _reversed(strip: Any, wanted: str) -> bool:
    return any(wanted in text and style and style.reverse for text, style, _ in strip)


async def test_a_look_is_said_when_it_is_chosen_and_kept_for_the_next_time(
    study: Path, drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    async with drive(study, wear=wear_kept_look) as coder:
        await coder.keys("f5")
        await coder.keys("f5")
        assert (coder.app.theme, coder.app.kept_look) == ("contrast-dark", "contrast-dark")
        assert "dark, high contrast" in coder.screen
        await coder.until(lambda: read_settings().get("look") == "contrast-dark")
    async with drive(study, wear=wear_kept_look) as coder:
        assert coder.app.theme == "contrast-dark"
        await coder.keys("comma", "o", "f5")
        assert coder.app.theme == "contrast-light"


async def test_a_theme_that_is_there_no_more_is_no_trouble(
    study: Path, drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "qda").mkdir()
    (tmp_path / "qda" / "settings.toml").write_text('look = "gone"\n')
    async with drive(study, wear=wear_kept_look) as coder:
        assert coder.app.theme == "textual-dark"


OTHER_COLOURS = re.compile(rb"[34]8;[25];")
"""Of 256 or of all colours, not of the sixteen."""


def written_in(terminal: Any, folder: Path, home: Path, **environment: str) -> bytes:
    """All that is written until the document is there."""
    about = {"XDG_CONFIG_HOME": str(home), **environment}
    arguments = ("-m", "qda", "--project", str(folder), "--coder", "ada")
    opened = terminal(*arguments, environment=about)
    opened.read_until("åpent".encode())
    opened.screen()
    return bytes(opened.written)


@pytest.mark.skipif("sys.platform == 'win32'")
@pytest.mark.parametrize(("term", "all_colours"), [("xterm", False), ("xterm-256color", True)])
def test_a_terminal_of_sixteen_colours_gets_no_others(
    study: Path, tmp_path: Path, open_terminal: Any, term: str, all_colours: bool
) -> None:
    written = written_in(open_terminal, study, tmp_path, TERM=term, COLORTERM="")
    assert bool(OTHER_COLOURS.search(written)) is all_colours


@pytest.mark.skipif("sys.platform == 'win32'")
def test_without_colours_all_is_grey(study: Path, tmp_path: Path, open_terminal: Any) -> None:
    about = {"NO_COLOR": "1", "COLORTERM": "truecolor"}
    written = written_in(open_terminal, study, tmp_path, **about)
    found = re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", written)
    assert found
    assert all(red == green == blue for red, green, blue in found)
