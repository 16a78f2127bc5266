"""docx: the table as a table of Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qda.exports.paper import Paper

if TYPE_CHECKING:
    from qda.exports.formats.style import Style
    from qda.exports.sheet import Sheet

_MANY: Final = 8
_FEW: Final = 3


def as_docx(sheet: Sheet, style: Style) -> bytes:
    """The table under its title, its provenance below; wide tables on a page that lies."""
    paper = Paper(sheet.changed, style.language, landscape=is_wide(sheet))
    paper.heading(sheet.title, 1)
    paper.table(sheet)
    paper.heading(style.language.say("Where this comes from"), 2)
    paper.pairs(sheet.notes)
    return paper.close()


def is_wide(sheet: Sheet) -> bool:
    """Whether a table has more columns than a page that stands can show: of prose, few."""
    return len(sheet.head) > (_FEW if sheet.prose else _MANY)
