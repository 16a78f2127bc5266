"""ods: an OpenDocument spreadsheet, written plainly so that its bytes are always the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from qda.exports.archive import zipped
from qda.exports.heat import shade_colour
from qda.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from qda.exports.formats.style import Style
    from qda.exports.sheet import Sheet

_MIME: Final = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES: Final = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "meta": "meta",
        "manifest": "manifest",
        "config": "config",
    }.items()
)
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PAGE: Final = (
    f'{_XML}<office:document-styles {_NAMES} office:version="1.3"><office:automatic-styles>'
    '<style:page-layout style:name="lying"><style:page-layout-properties fo:page-width="297mm" '
    'fo:page-height="210mm" style:print-orientation="landscape" style:scale-to-X="1" '
    'style:scale-to-Y="0"/></style:page-layout></office:automatic-styles><office:master-styles>'
    '<style:master-page style:name="Default" style:page-layout-name="lying"/>'
    "</office:master-styles></office:document-styles>"
)
"""Printed on A4 that lies, all columns on one page."""
_STEPS: Final = 10
"""So many shades there are: each is a style of the file."""


def as_ods(sheet: Sheet, style: Style) -> bytes:
    """The table, its further tables and its provenance, each on a sheet, headings in view."""
    sheets = [sheet, *sheet.more]
    tables = "".join("".join(_table(one, style)) for one in sheets)
    tables += "".join(_notes(sheet, style))
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = (
        f'{_XML}<office:document-content {_NAMES} office:version="1.3">'
        f"<office:automatic-styles>{''.join(_styles())}</office:automatic-styles>"
        f"{body}</office:document-content>"
    )
    return zipped(
        {
            "mimetype": _MIME.encode(),
            "META-INF/manifest.xml": _manifest().encode(),
            "meta.xml": _meta(sheet.changed).encode(),
            "settings.xml": _settings(sheets).encode(),
            "styles.xml": _PAGE.encode(),
            "content.xml": content.encode(),
        },
        plain=("mimetype",),
    )


def _table(sheet: Sheet, style: Style) -> Iterator[str]:
    yield f'<table:table table:style-name="sheet" table:name={quoteattr(visible(sheet.name))}>'
    wide = '<table:table-column table:style-name="wide" table:number-columns-repeated="{}"/>'
    yield wide.format(sheet.names)
    figures = len(sheet.head) - sheet.names
    if figures:
        yield (
            '<table:table-column table:style-name="narrow" '
            f'table:number-columns-repeated="{figures}"/>'
        )
    yield "<table:table-header-rows><table:table-row>"
    yield from (_text(sheet.heading(at, style.language), "head") for at in range(len(sheet.head)))
    yield "</table:table-row></table:table-header-rows>"
    for number, row in enumerate(sheet.rows):
        yield "<table:table-row>"
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                yield _text(cell, "right" if at >= sheet.names else _beside(sheet, number))
            else:
                yield _number(cell, sheet, _shade(sheet.shade(number, at), sheet.percent))
        yield "</table:table-row>"
    yield "</table:table>"


def _notes(sheet: Sheet, style: Style) -> Iterator[str]:
    if not sheet.notes:
        return
    name = quoteattr(style.language.say("Provenance"))
    yield f'<table:table table:style-name="sheet" table:name={name}>'
    yield '<table:table-column/><table:table-column table:style-name="wide"/>'
    for heading, said in sheet.notes:
        yield f"<table:table-row>{_text(heading, 'head')}{_text(said, 'left')}</table:table-row>"
    yield "</table:table>"


def _text(text: str, style: str) -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in visible(text).split("\n"))
    return (
        f'<table:table-cell office:value-type="string" table:style-name="{style}">'
        f"{lines}</table:table-cell>"
    )


def _number(value: float, sheet: Sheet, style: str) -> str:
    kind = "percentage" if sheet.percent else "float"
    shown = f"{100 * value:.1f} %" if sheet.percent else str(value)
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{value!r}" '
        f'table:style-name="{style}"><text:p>{shown}</text:p></table:table-cell>'
    )


def _beside(sheet: Sheet, row: int) -> str:
    return "prose" if sheet.prose else _indent(sheet.depth(row))


def _indent(depth: int) -> str:
    return f"in{min(depth, 7)}"


def _shade(share: float | None, percent: bool) -> str:
    if share is None or not share:
        return "percent" if percent else "right"
    return f"heat{min(int(share * _STEPS), _STEPS - 1)}"


def _styles() -> Iterator[str]:
    cell = '<style:style style:name="{}" style:family="table-cell"{}>{}</style:style>'
    text = "<style:paragraph-properties {}/>"
    column = (
        '<style:style style:name="{}" style:family="table-column">'
        '<style:table-column-properties style:column-width="{}cm"/></style:style>'
    )
    yield column.format("wide", 6)
    yield column.format("narrow", 2.6)
    yield (
        '<style:style style:name="sheet" style:family="table" style:master-page-name="Default"/>'
    )
    bold = '<style:text-properties fo:font-weight="bold"/>'
    wrap = '<style:table-cell-properties fo:wrap-option="wrap"/>'
    yield cell.format("head", "", wrap + bold)
    yield cell.format("left", "", "")
    yield cell.format("prose", "", wrap.replace("/>", ' style:vertical-align="top"/>'))
    yield cell.format("right", "", text.format('fo:text-align="end"'))
    yield _percent_style()
    yield cell.format("percent", ' style:data-style-name="pc"', "")
    for depth in range(8):
        yield cell.format(f"in{depth}", "", text.format(f'fo:margin-left="{0.4 * depth:.1f}cm"'))
    for step in range(_STEPS):
        colour = shade_colour((step + 0.5) / _STEPS)
        ink = '<style:text-properties fo:color="#ffffff"/>' if colour.dark else ""
        ground = f'<style:table-cell-properties fo:background-color="{colour.hex}"/>'
        yield cell.format(f"heat{step}", "", ground + text.format('fo:text-align="end"') + ink)


def _percent_style() -> str:
    return (
        '<number:percentage-style xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:'
        '1.0" style:name="pc"><number:number number:decimal-places="1" '
        'number:min-integer-digits="1"/><number:text> %</number:text></number:percentage-style>'
    )


def _settings(sheets: list[Sheet]) -> str:
    """The headings stay in view: the first row, and what the rows are of."""
    tables = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(visible(one.name))}>"
        + "".join(
            f'<config:config-item config:name="{name}" config:type="int">{value}'
            "</config:config-item>"
            for name, value in (
                ("HorizontalSplitMode", 2),
                ("VerticalSplitMode", 2),
                ("HorizontalSplitPosition", one.names),
                ("VerticalSplitPosition", 1),
                ("PositionRight", one.names),
                ("PositionBottom", 1),
                ("ActiveSplitRange", 3),
            )
        )
        + "</config:config-item-map-entry>"
        for one in sheets
    )
    return (
        f'{_XML}<office:document-settings {_NAMES} office:version="1.3" '
        'xmlns:ooo="http://openoffice.org/2004/office"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{tables}'
        "</config:config-item-map-named></config:config-item-map-entry>"
        "</config:config-item-map-indexed></config:config-item-set></office:settings>"
        "</office:document-settings>"
    )


def _meta(changed: datetime | None) -> str:
    time = f"{changed.isoformat(timespec='seconds')[:19]}" if changed else "1980-01-01T00:00:00"
    return (
        f'{_XML}<office:document-meta {_NAMES} office:version="1.3"><office:meta>'
        f"<meta:creation-date>{time}</meta:creation-date></office:meta></office:document-meta>"
    )


def _manifest() -> str:
    files = (
        "".join(
            f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
            for name in ("content.xml", "meta.xml", "settings.xml", "styles.xml")
        )
        + f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
    )
    return f'{_XML}<manifest:manifest {_NAMES} manifest:version="1.3">{files}</manifest:manifest>'
