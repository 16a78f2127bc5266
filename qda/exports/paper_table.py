"""A table of Word as XML: written at once, as a library's cells are slow by the thousand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from qda.exports.formats.style import Style
from qda.exports.formats.text import reading_rows
from qda.exports.heat import shade_colour
from qda.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.exports.languages import Language
    from qda.exports.sheet import Sheet

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RULE: Final = '<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
_INDENT: Final = 160
_LARGE, _SMALL, _TINY = 18, 16, 13
_NAME_PART: Final = 8
_FEW_COLUMNS: Final = 5
_ONE_PAGE: Final = 42
"""Tables of up to so many rows are kept on one page."""


def table_xml(sheet: Sheet, language: Language, width: int) -> str:
    """The table as an element of WordprocessingML.

    Args:
        sheet: The table.
        language: Of headings and numbers.
        width: Of the text on the page, in twentieths of a point.
    """
    head, rows = reading_rows(sheet, Style(language))
    names = len(head) - (len(sheet.head) - sheet.names)
    widths = _prose(len(head), width) if sheet.prose else _widths(len(head), names, width)
    size = _LARGE if len(head) <= 6 else _SMALL if len(head) <= 12 else _TINY
    parts = [f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/>']
    rules = _RULE.format(side="top", size=12) + _RULE.format(side="bottom", size=12)
    if sheet.prose:
        rules += _RULE.format(side="insideH", size=2)
    parts.append(f'<w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type="fixed"/>')
    parts.append(_margins() + "</w:tblPr><w:tblGrid>")
    parts += [f'<w:gridCol w:w="{one}"/>' for one in widths]
    parts.append("</w:tblGrid>")
    parts.append("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
    for at, heading in enumerate(head):
        looks = _Looks(size, right=at >= names, bold=True, head=True, keep=True)
        parts.append(_cell(heading, widths[at], looks))
    parts.append("</w:tr>")
    for number, row in enumerate(rows):
        keep = number + 1 < len(rows) <= _ONE_PAGE and not sheet.prose
        parts += _row(sheet, number, row, names, widths, size, keep)
    parts.append("</w:tbl>")
    return "".join(parts)


def _margins() -> str:
    sides = "".join(f'<w:{side} w:w="60" w:type="dxa"/>' for side in ("left", "right"))
    return f"<w:tblCellMar>{sides}</w:tblCellMar>"


def _widths(columns: int, names: int, width: int) -> list[int]:
    """Names get as much as two or three figures; together they fill the page."""
    figures = columns - names
    if not figures:
        return [width // columns] * columns
    weight = 2 if figures <= _FEW_COLUMNS else 3
    share = max(width // (weight * names + figures), 1)
    left = (width - share * figures) // names
    return [left] * names + [share] * figures


def _prose(columns: int, width: int) -> list[int]:
    """What names the row takes an eighth, or its even share; the others share the rest."""
    first = width // max(columns, _NAME_PART)
    return [first, *[(width - first) // max(columns - 1, 1)] * (columns - 1)]


def _row(
    sheet: Sheet,
    number: int,
    row: list[str],
    names: int,
    widths: list[int],
    size: int,
    keep: bool,
) -> Iterator[str]:
    shift = len(sheet.head) - len(row)
    yield "<w:tr>" if sheet.prose else "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
    for at, text in enumerate(row):
        depth = sheet.depth(number) if at == 0 else 0
        share = sheet.shade(number, at + shift)
        bold = at == 0 and bool(sheet.depths) and not depth
        looks = _Looks(size, right=at >= names, bold=bold, depth=depth, share=share, keep=keep)
        yield _cell(text, widths[at], looks)
    yield "</w:tr>"


@dataclass(frozen=True, slots=True)
class _Looks:
    """How a cell looks: size of letters in half points, and the rest."""

    size: int
    right: bool = False
    bold: bool = False
    head: bool = False
    depth: int = 0
    share: float | None = None
    keep: bool = False


def _cell(text: str, width: int, looks: _Looks) -> str:
    shade = shade_colour(looks.share) if looks.share else None
    cell = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if looks.head:
        cell += f"<w:tcBorders>{_RULE.format(side='bottom', size=6)}</w:tcBorders>"
    if shade:
        cell += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade.hex[1:]}"/>'
    if looks.head:
        cell += '<w:vAlign w:val="bottom"/>'
    ink = '<w:color w:val="FFFFFF"/>' if shade and shade.dark else ""
    run = f'{"<w:b/>" if looks.bold else ""}{ink}<w:sz w:val="{looks.size}"/>'
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in visible(text).split("\n")
    )
    return (
        f"<w:tc><w:tcPr>{cell}</w:tcPr><w:p><w:pPr>{_paragraph(looks)}</w:pPr>"
        f"<w:r><w:rPr>{run}</w:rPr>{lines}</w:r></w:p></w:tc>"
    )


def _paragraph(looks: _Looks) -> str:
    parts = ["<w:keepNext/>"] if looks.keep else []
    parts.append('<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>')
    if looks.depth:
        parts.append(f'<w:ind w:left="{looks.depth * _INDENT}"/>')
    if looks.right:
        parts.append('<w:jc w:val="right"/>')
    return "".join(parts)
