"""Drawings as bytes of svg, png and pdf: the same every time, readable in grey."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PICTURES: Final = ("svg", "png", "pdf")
WIDTH: Final = 6.3
"""Inches: what stands between the margins of A4."""
_DPI: Final = 300
_SETTINGS: Final[dict[Any, Any]] = {
    "font.family": ["DejaVu Sans"],  # comes with matplotlib, so it is the same everywhere
    "font.size": 8,
    "svg.hashsalt": "qda",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "hatch.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.6,
    "figure.constrained_layout.use": True,
}
INK: Final = "#103e6e"
GREYS: Final = ("#103e6e", "#9db8d2", "#ffffff", "#56799f", "#d5e0eb", "#000000")
HATCHES: Final = ("", "", "///", "", "...", "")
"""Fills that differ by lightness and pattern, so that they can be told apart in grey."""


def blank(height: float, width: float = WIDTH) -> tuple[Figure, Axes]:
    """An empty picture of so many inches, to be drawn within `settings`."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height))
    return figure, figure.subplots()


def settings() -> Any:
    """The looks of all pictures; to be used in a `with` around drawing and saving."""
    import matplotlib as mpl

    return mpl.rc_context(_SETTINGS)


def saved(figure: Figure, kind: str) -> bytes:
    """The picture in a format, without a word about when it was made."""
    metadata: dict[str, dict[str, Any]] = {
        "svg": {"Date": None, "Creator": None},
        "png": {"Software": None},
        "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
    }
    data = io.BytesIO()
    figure.savefig(data, format=kind, dpi=_DPI, metadata=metadata[kind])
    return data.getvalue()


def fills(groups: int) -> Iterator[dict[str, Any]]:
    """How the bars of each group look."""
    for group in range(groups):
        at = group % len(GREYS)
        yield {
            "facecolor": GREYS[at],
            "hatch": HATCHES[at],
            "edgecolor": "#103e6e",
            "linewidth": 0.6,
        }


def indented(label: str, depth: int) -> str:
    """A label with an em space a level before it."""
    return "\u2003" * depth + label


def safe(label: str) -> str:
    """A label in which nothing is taken as mathematics."""
    return label.replace("$", r"\$")
