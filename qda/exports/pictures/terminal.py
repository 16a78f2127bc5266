"""Each view as characters, for the terminal and for plain text."""

from __future__ import annotations

import math
from functools import singledispatch
from typing import TYPE_CHECKING, Final

from qda.exports.notes import one_line
from qda.exports.pictures.views import Along, Bars, Heat, Network, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.exports.languages import Language
    from qda.exports.pictures.views import View

_SHADES: Final = " ░▒▓█"
_PARTS: Final = " ▏▎▍▌▋▊▉█"
_LONGEST: Final = 30
_MOST_TIES: Final = 25


def characters(view: View, language: Language, width: int = 80) -> str:
    """The view as lines of text that keep to the width."""
    return "\n".join([one_line(view.title), "", *drawn(view, language, width)]) + "\n"


@singledispatch
def drawn(view: View, language: Language, width: int) -> Iterator[str]:
    """The lines of a view."""
    raise TypeError(view)


@drawn.register(Heat)
def _heat(view: Heat, language: Language, width: int) -> Iterator[str]:
    """A row a code; every cell is as dark as its share, and says its figure."""
    sheet = view.sheet
    columns = list(range(sheet.names, len(sheet.head)))
    labels = _labels([str(row[1]) for row in sheet.rows], sheet.depths)
    texts = [[sheet.read(row, at, language) for at in columns] for row in range(len(sheet.rows))]
    cell = max((len(text) for row in texts for text in row), default=1) + 3
    fit = max((width - len(labels[0]) - 1) // cell, 1) if labels else 1
    for first in range(0, len(columns), fit):
        block = columns[first : first + fit]
        yield from ([""] if first else [])
        for number, column in enumerate(block, first + 1):
            yield f"{number:>4}  {one_line(sheet.heading(column, language))}"
        heads = (f"{number:>{cell}}" for number in range(first + 1, first + 1 + len(block)))
        yield " " * len(labels[0]) + "".join(heads)
        for row, label in enumerate(labels):
            cells = (
                f"{_shade(sheet.shade(row, at)) * 2}{texts[row][at - sheet.names]:>{cell - 3}}"
                for at in block
            )
            yield f"{label} {' '.join(cells)}".rstrip()
    yield ""
    yield f"░ ▒ ▓ █: {language.say('the darker, the larger its share')}"


def _shade(share: float | None) -> str:
    if not share:
        return " "
    return _SHADES[min(1 + int(share * 4), 4)]


def _labels(labels: list[str], depths: tuple[int, ...]) -> list[str]:
    shown = ["  " * depth + one_line(label) for label, depth in zip(labels, depths, strict=True)]
    shown = [one if len(one) <= _LONGEST else f"{one[: _LONGEST - 1]}…" for one in shown]
    wide = max(map(len, shown), default=0)
    return [f"{one:<{wide}}" for one in shown]


def _bar(part: float, width: int) -> str:
    """A bar of part of the width, in eighths of a character."""
    eighths = round(min(max(part, 0.0), 1.0) * width * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_PARTS[rest] if rest else "")


@drawn.register(Bars)
def _bars(view: Bars, language: Language, width: int) -> Iterator[str]:
    longest = max((v for row in view.values for v in row if not math.isnan(v)), default=1.0) or 1.0
    groups = _labels(list(view.groups), (0,) * len(view.groups))
    texts = max((len(text) for row in view.texts for text in row), default=0)
    room = max(width - len(groups[0]) - texts - 6, 5) if groups else 5
    for row, code in enumerate(view.codes):
        yield "  " * view.depths[row] + one_line(code)
        for group, label in enumerate(groups):
            value = view.values[row][group]
            bar = "" if math.isnan(value) else _bar(value / longest, room)
            yield f"    {label} {bar} {view.texts[row][group]}".rstrip()


@drawn.register(Network)
def _network(view: Network, language: Language, width: int) -> Iterator[str]:
    shown = view.ties[:_MOST_TIES]
    most = max((tie.count for tie in shown), default=1)
    pairs = [f"{view.codes[tie.first]} – {view.codes[tie.second]}" for tie in shown]
    pairs = [one_line(pair)[: width // 2] for pair in pairs]
    wide = max(map(len, pairs), default=0)
    room = max(width - wide - 8, 5)
    for tie, pair in zip(shown, pairs, strict=True):
        yield f"{pair:<{wide}}  {tie.count:>4} {_bar(tie.count / most, room)}".rstrip()


@drawn.register(Along)
def _along(view: Along, language: Language, width: int) -> Iterator[str]:
    labels = _labels(list(view.codes), view.depths)
    room = max(width - len(labels[0]) - 1, 10) if labels else 10
    segments = max(view.portrait.segments, 1)
    room = min(room, segments)
    for label, stretches in zip(labels, view.portrait.stretches, strict=True):
        marks = ["·"] * room
        for one in stretches:
            last = (one.end - 1) * room // segments
            for at in range(one.start * room // segments, last + 1):
                marks[at] = "█"
        yield f"{label} {''.join(marks)}"
    edge = " " * (len(labels[0]) if labels else 0)
    yield f"{edge} 1{view.portrait.segments:>{max(room - 1, 1)}}  {view.axis}"


@drawn.register(Timeline)
def _timeline(view: Timeline, language: Language, width: int) -> Iterator[str]:
    names = _labels(list(view.names), (0,) * len(view.names))
    most = max((step.known for step in view.steps), default=1) or 1
    room = max(width - (len(names[0]) if names else 0) - 24, 10)
    for name, step in zip(names, view.steps, strict=True):
        new = f"+{len(step.new)}" if step.new else ""
        yield f"{name}  {step.date:<10} {new:>4} {step.known:>4} {_bar(step.known / most, room)}"
    yield ""
    yield f"+n: {view.new}; {view.known}"
