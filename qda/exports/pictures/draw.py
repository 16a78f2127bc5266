"""Each view drawn with matplotlib's objects; imported only where a picture is made."""

from __future__ import annotations

import math
from functools import singledispatch
from typing import TYPE_CHECKING, Any, Final

from qda.exports.heat import shade_colour
from qda.exports.pictures.canvas import INK, WIDTH, blank, fills, indented, safe, saved, settings
from qda.exports.pictures.views import Along, Bars, Heat, Network, Timeline

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from qda.exports.languages import Language
    from qda.exports.pictures.views import View

_ROW: Final = 0.19
_MOST_TIES: Final = 40


def picture(view: View, kind: str, language: Language) -> bytes:
    """The view as svg, png or pdf."""
    with settings():
        figure = draw(view, language)
        return saved(figure, kind)


@singledispatch
def draw(view: View, language: Language) -> Figure:
    """The view as a figure of matplotlib."""
    raise TypeError(view)


@draw.register(Heat)
def _heat(view: Heat, language: Language) -> Figure:
    sheet = view.sheet
    columns = range(sheet.names, len(sheet.head))
    figure, axes = blank(1.1 + _ROW * len(sheet.rows))
    for row in range(len(sheet.rows)):
        for at, column in enumerate(columns):
            shade = shade_colour(sheet.shade(row, column) or 0.0)
            box = {"facecolor": shade.hex, "edgecolor": "white", "linewidth": 0.8}
            axes.add_patch(_box(at, row, **box))
            ink = "white" if shade.dark else "black"
            said = safe(sheet.read(row, column, language))
            axes.text(at + 0.5, row + 0.5, said, ha="center", va="center", color=ink, fontsize=6.5)
    axes.set_xlim(0, len(columns))
    headings = [safe(_broken(sheet.heading(column, language))) for column in columns]
    axes.set_xticks([at + 0.5 for at in range(len(columns))], headings)
    turned = len(columns) > 9
    axes.tick_params(top=True, bottom=False, labeltop=True, labelbottom=False, length=0)
    axes.tick_params(axis="x", labelrotation=90 if turned else 0, labelsize=7)
    _code_axis(axes, [str(row[1]) for row in sheet.rows], sheet.depths)
    _bare(axes)
    axes.set_title(safe(view.title), loc="left", fontweight="bold", pad=10)
    return figure


def _box(x: float, y: float, **looks: Any) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((x, y), 1, 1, **looks)


def _broken(heading: str) -> str:
    """A long heading in several lines, broken at spaces and behind underscores."""
    lines = [""]
    for part in heading.replace("_", "_ ").split(" "):
        glue = "" if not lines[-1] or lines[-1].endswith("_") else " "
        if lines[-1] and len(lines[-1] + glue + part) > 12:
            lines.append(part)
        else:
            lines[-1] += glue + part
    return "\n".join(lines)


def _code_axis(axes: Axes, labels: list[str], depths: tuple[int, ...]) -> None:
    axes.set_ylim(len(labels), 0)
    names = [safe(indented(label, depth)) for label, depth in zip(labels, depths, strict=True)]
    axes.set_yticks([row + 0.5 for row in range(len(labels))], names)
    for tick, depth in zip(axes.get_yticklabels(), depths, strict=True):
        tick.set_fontweight("normal" if depth else "bold")
        tick.set_horizontalalignment("left")
    axes.tick_params(axis="y", length=0, labelsize=7.5, pad=_pad(names))


def _pad(names: list[str]) -> float:
    """Room for labels that begin at one edge, in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    font = FontProperties(family="DejaVu Sans", weight="bold")
    paths = (TextPath((0, 0), name + ".", size=7.5, prop=font) for name in names)
    return max((path.get_extents().width for path in paths), default=0) + 6


def _bare(axes: Axes) -> None:
    for spine in axes.spines.values():
        spine.set_visible(False)


@draw.register(Bars)
def _bars(view: Bars, language: Language) -> Figure:
    groups = len(view.groups)
    figure, axes = blank(1.0 + (0.12 * groups + 0.1) * len(view.codes))
    thick = 0.8 / groups
    longest = max((v for row in view.values for v in row if not math.isnan(v)), default=1.0) or 1.0
    for group, looks in enumerate(fills(groups)):
        places = [row + 0.1 + thick * (group + 0.5) for row in range(len(view.codes))]
        lengths = [0.0 if math.isnan(row[group]) else row[group] for row in view.values]
        label = safe(view.groups[group])
        axes.barh(places, lengths, height=thick, label=label, **looks)
        for row, (place, length) in enumerate(zip(places, lengths, strict=True)):
            said = safe(view.texts[row][group])
            axes.text(length + longest * 0.01, place, said, va="center", fontsize=5.5)
    _code_axis(axes, list(view.codes), view.depths)
    axes.set_xlim(0, longest * 1.12)
    if view.share:
        ticks = [0, 0.25, 0.5, 0.75, 1]
        axes.set_xticks(ticks, [f"{language.number(100 * t, 0)} %" for t in map(float, ticks)])
    axes.spines["left"].set_visible(False)
    figure.legend(loc="outside lower center", ncols=min(groups, 4), frameon=False, fontsize=7.5)
    axes.set_title(safe(view.title), loc="left", fontweight="bold")
    return figure


@draw.register(Network)
def _network(view: Network, language: Language) -> Figure:
    figure, axes = blank(WIDTH)
    count = max(len(view.codes), 1)
    places = [_on_circle(at, count) for at in range(len(view.codes))]
    most = max((tie.count for tie in view.ties), default=1)
    for tie in reversed(view.ties[:_MOST_TIES]):
        (x, y), (u, v) = places[tie.first], places[tie.second]
        weight = tie.count / most
        axes.add_patch(_arc((x, y), (u, v), 0.6 + 5.0 * weight, 0.25 + 0.6 * weight))
        if weight >= 0.35:
            middle = (0.3 * (x + u), 0.3 * (y + v))
            ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
            said = language.number(tie.count)
            axes.text(*middle, said, ha="center", va="center", fontsize=6.5, bbox=ground)
    for label, (x, y) in zip(view.codes, places, strict=True):
        axes.plot([x], [y], marker="o", markersize=6, color=INK, zorder=3)
        angle = math.degrees(math.atan2(y, x))
        flipped = abs(angle) > 90
        axes.text(
            1.05 * x,
            1.05 * y,
            safe(label),
            rotation=angle + 180 if flipped else angle,
            rotation_mode="anchor",
            ha="right" if flipped else "left",
            va="center",
            fontsize=7.5,
        )
    axes.set_xlim(-1.75, 1.75)
    axes.set_ylim(-1.75, 1.75)
    axes.set_aspect("equal")
    axes.set_axis_off()
    axes.set_title(safe(view.title), loc="left", fontweight="bold")
    return figure


def _on_circle(at: int, count: int) -> tuple[float, float]:
    angle = math.pi / 2 - 2 * math.pi * at / count
    return round(math.cos(angle), 6), round(math.sin(angle), 6)


def _arc(one: tuple[float, float], two: tuple[float, float], width: float, dark: float) -> Any:
    """A curve between two places of the circle that bends towards the middle."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    bend = (0.1 * (one[0] + two[0]), 0.1 * (one[1] + two[1]))
    path = Path([one, bend, two], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    colour = shade_colour(dark).hex
    return PathPatch(path, facecolor="none", edgecolor=colour, linewidth=width, capstyle="round")


@draw.register(Along)
def _along(view: Along, language: Language) -> Figure:
    figure, axes = blank(0.9 + _ROW * max(len(view.codes), 1))
    for row, stretches in enumerate(view.portrait.stretches):
        axes.axhline(row + 0.5, color="#cccccc", linewidth=0.5, zorder=0)
        bars = [(one.start, one.end - one.start) for one in stretches]
        axes.broken_barh(bars, (row + 0.15, 0.7), facecolor=INK, edgecolor=INK, linewidth=0.3)
    _code_axis(axes, list(view.codes), view.depths)
    axes.set_xlim(0, view.portrait.segments)
    axes.set_xlabel(view.axis)
    axes.spines["left"].set_visible(False)
    axes.set_title(safe(view.title), loc="left", fontweight="bold")
    return figure


@draw.register(Timeline)
def _timeline(view: Timeline, language: Language) -> Figure:
    figure, axes = blank(2.9)
    places = range(len(view.steps))
    known = [step.known for step in view.steps]
    new = [len(step.new) for step in view.steps]
    axes.bar(places, new, facecolor="#9db8d2", edgecolor=INK, linewidth=0.6, label=view.new)
    axes.step(places, known, where="mid", color=INK, linewidth=1.4, label=view.known)
    for place, count in zip(places, new, strict=True):
        if count:
            axes.text(place, count, str(count), ha="center", va="bottom", fontsize=6)
    axes.set_xticks(list(places), [safe(name) for name in view.names])
    axes.tick_params(axis="x", labelsize=6, labelrotation=90 if len(known) > 14 else 0)
    axes.set_ylim(0, max(known, default=1) * 1.1 or 1)
    axes.legend(loc="center right", frameon=False, fontsize=7.5)
    axes.set_title(safe(view.title), loc="left", fontweight="bold")
    return figure
