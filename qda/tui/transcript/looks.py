"""Manners to terminal styles, under the widget's style sheet and the codes' own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.style import Style
from textual.color import Color

from qda.tui.contrast import legible_on
from qda.tui.transcript.paint import Manner

if TYPE_CHECKING:
    from textual.widget import Widget

COMPONENTS: Final[dict[Manner, str]] = {
    Manner.ASIDE: "transcript--aside",
    Manner.CURRENT: "transcript--current",
    Manner.CODED: "transcript--coded",
    Manner.PENDING: "transcript--pending",
    Manner.FAILED: "transcript--failed",
    Manner.FOCUSED: "transcript--focused",
    Manner.CHOSEN: "transcript--chosen",
    Manner.CUT: "transcript--cut",
    Manner.HIT: "transcript--hit",
    Manner.SELECTED: "transcript--selected",
    Manner.CURSOR: "transcript--cursor",
}
"""From the weakest to the strongest: the later wins where two set the same."""


class Looks:
    """The styles of one widget, kept until its theme or style changes."""

    def __init__(self, widget: Widget):
        self._widget = widget
        self._manners: dict[tuple[Manner, str | None], Style] = {}
        self._components: dict[str, Style] = {}
        self._codes: dict[str, Style] = {}

    def clear(self) -> None:
        """Forget all styles: the theme has changed."""
        self._manners.clear()
        self._components.clear()
        self._codes.clear()

    def component(self, name: str) -> Style:
        """What the style sheet says of a component, on the ground of the widget."""
        if name not in self._components:
            self._components[name] = self._component(name)
        return self._components[name]

    def text(self, manner: Manner, focus_colour: str | None) -> Style:
        """The style of text in a manner; text of the code in focus has that code's colour."""
        key = (manner, focus_colour if Manner.FOCUSED in manner else None)
        if key not in self._manners:
            style = self.plain
            for part, name in COMPONENTS.items():
                if part in manner:
                    style += self.component(name)
                if part is Manner.FOCUSED and key[1]:
                    style += self.code(key[1])
            self._manners[key] = style
        return self._manners[key]

    def code(self, colour: str | None) -> Style:
        """A code's colour made legible on the ground of the widget; nothing without colours."""
        if colour is None or self._widget.app.no_color:
            return Style.null()
        if colour not in self._codes:
            ground = None if self._widget.app.native_ansi_color else self._ground.hex6
            legible = legible_on(colour, ground)
            self._codes[colour] = Style(color=legible) if legible else Style.null()
        return self._codes[colour]

    @property
    def plain(self) -> Style:
        """The widget's own style."""
        if "" not in self._components:
            self._components[""] = self._widget.rich_style
        return self._components[""]

    @property
    def _ground(self) -> Color:
        return self._widget.background_colors[1]

    def _component(self, name: str) -> Style:
        styles = self._widget.get_component_styles(name)
        ground = self._ground
        has = styles.has_rule
        back = ground + styles.background if has("background") else None
        fore = (back or ground) + styles.color if has("color") else None
        return (
            Style(
                color=fore.rich_color if fore else None, bgcolor=back.rich_color if back else None
            )
            + styles.text_style
        )
