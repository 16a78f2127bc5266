"""html: the table as a page that stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.exports.pages import page

if TYPE_CHECKING:
    from qda.exports.formats.style import Style
    from qda.exports.sheet import Sheet


def as_html(sheet: Sheet, style: Style) -> bytes:
    """The table under its title, its provenance below; nothing is loaded from outside."""
    return page("table.html", sheet=sheet, language=style.language)
