"""Lists whose line at hand can be reversed, as it must be where there are no colours.

Textual's visual styles leave `text-style: reverse` out.
"""

from __future__ import annotations

from textual.style import Style
from textual.widget import Widget
from textual.widgets import OptionList


def reversible(widget: Widget, style: Style, parts: tuple[str, ...]) -> Style:
    """A style of parts of a widget, reversed where the style sheet says so."""
    reverse = any(widget.get_component_styles(part).text_style.reverse for part in parts)
    return style + Style(reverse=True) if reverse else style


class Options(OptionList):
    """A list of options, seen in every look."""

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """The style of parts of the list, reversed where it is to be."""
        style = super().get_visual_style(*component_classes, partial=partial)
        return reversible(self, style, component_classes)
