"""A row of a page to a strip of the terminal: gutter, text and stripes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from qda.text import visible
from qda.tui.transcript.columns import LANE
from qda.tui.transcript.paint import Manner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.tui.transcript.looks import Looks
    from qda.tui.transcript.page import Page
    from qda.tui.transcript.sheet import Turn
    from qda.tui.transcript.stripes import Stripe

REVIEWED: Final = "✓"
NOT_REVIEWED: Final = "·"
BAR: Final = "▌"


def draw(page: Page, looks: Looks, row: int, width: int) -> Strip:
    """Draw one row, `width` cells wide; blank below the last one."""
    if not 0 <= row < len(page.rows):
        return Strip.blank(width, looks.plain)
    stripes = page.stripes.at(row)
    parts = [
        *_gutter(page, looks, row),
        *_text(page, looks, row, stripes),
        *_stripes(page, looks, row, stripes),
    ]
    return Strip(parts).crop_extend(0, width, looks.plain)


def _gutter(page: Page, looks: Looks, row: int) -> list[Segment]:
    columns = page.columns
    heading = page.rows.is_heading(row)
    number = page.rows.number(row)
    current = number == page.number and not heading
    opens = row == page.rows.first[number - 1] and number <= len(page.sheet.segments)
    bar = Segment(BAR if current else " ", _style(looks, "bar"))
    shown = f"{number if opens else '':>{columns.number_width}} "
    parts = [
        Segment(" " * columns.left, looks.plain),
        bar,
        Segment(shown, _style(looks, "current-number" if current else "number")),
        _review_mark(page, looks, number) if opens else Segment(" ", looks.plain),
        _signs(page.marks.get(number, "") if opens else "", columns.signs_width, looks),
    ]
    if columns.speaker_width:
        turn = page.sheet.turn_of(number) if opens and _opens_turn(page, number) else None
        parts.append(_speaker(looks, turn, columns.speaker_width))
        parts.append(Segment("  ", looks.plain))
    return parts


def _signs(signs: str, room: int, looks: Looks) -> Segment:
    """A segment's signs; where there is no room for all, a plus for the others."""
    shown = signs if len(signs) <= room else signs[: room - 1] + "+"
    return Segment(shown.ljust(room), _style(looks, "mark"))


def _opens_turn(page: Page, number: int) -> bool:
    return page.rows.is_heading(page.rows.first[number - 1] - 1) if number else False


def _review_mark(page: Page, looks: Looks, number: int) -> Segment:
    if not page.tells_review or page.sheet.role_of(number) == "interviewer":
        return Segment(" ", looks.plain)
    if number in page.reviewed:
        return Segment(REVIEWED, _style(looks, "reviewed"))
    return Segment(NOT_REVIEWED, _style(looks, "unreviewed"))


def _speaker(looks: Looks, turn: Turn | None, width: int) -> Segment:
    if turn is None:
        return Segment(" " * width, looks.plain)
    label = visible(turn.speaker).replace("\n", " ")
    if cell_len(label) > width:
        label = set_cell_size(label, width - 1) + "…"
    name = "interviewer" if turn.role == "interviewer" else "speaker"
    return Segment(set_cell_size(label, width), _style(looks, name))


def _text(page: Page, looks: Looks, row: int, stripes: Sequence[Stripe]) -> list[Segment]:
    if page.rows.is_heading(row):
        return _heading(page, looks, row)
    colour = _focus_colour(page, stripes)
    slices = page.slices(row, stripes)
    parts = [Segment(piece.text, looks.text(piece.manner, colour)) for piece in slices]
    current = page.rows.number(row) == page.number
    ground = looks.text(Manner.CURRENT if current else Manner.PLAIN, None)
    used = sum(part.cell_length for part in parts)
    parts.append(Segment(" " * max(0, page.columns.text_width + 1 - used), ground))
    parts.append(Segment(" ", looks.plain))
    return parts


def _heading(page: Page, looks: Looks, row: int) -> list[Segment]:
    """A blank row; where the gutter has no room for speakers they stand here."""
    width = page.columns.text_width + 2
    turn = page.sheet.turn_of(page.rows.number(row))
    if page.columns.speaker_width or turn is None:
        return [Segment(" " * width, looks.plain)]
    return [_speaker(looks, turn, width)]


def _focus_colour(page: Page, stripes: Sequence[Stripe]) -> str | None:
    codings = (s.span for s in stripes if s.span.code == page.focused_code)
    return next((span.colour for span in codings), None)


def _stripes(page: Page, looks: Looks, row: int, stripes: Sequence[Stripe]) -> list[Segment]:
    lanes = page.columns.lanes
    shown = {stripe.lane: stripe for stripe in stripes if stripe.lane < lanes}
    parts = [part for lane in range(lanes) for part in _lane(page, looks, row, shown.get(lane))]
    if lanes and (hidden := len(stripes) - len(shown)):
        parts.append(Segment(f"+{hidden}" if hidden < 10 else "++", _style(looks, "more")))
    return parts


def _lane(page: Page, looks: Looks, row: int, stripe: Stripe | None) -> list[Segment]:
    if stripe is None:
        return [Segment(" " * LANE, looks.plain)]
    span = stripe.span
    style = _style(looks, "stripe") + looks.code(span.colour)
    if span.state == "failed":
        style += looks.component("transcript--failed-stripe")
    if span.id == page.chosen:
        style += Style(reverse=True, bold=True)
    elif span.code == page.focused_code:
        style += Style(bold=True)
    letters = visible(stripe.letters(row)).replace("\n", " ")
    sign = stripe.glyph(row) + set_cell_size(letters, min(LANE - 2, cell_len(letters)))
    return [Segment(sign, style), Segment(" " * (LANE - cell_len(sign)), looks.plain)]


def _style(looks: Looks, name: str) -> Style:
    return looks.plain + looks.component(f"transcript--{name}")
