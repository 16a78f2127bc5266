"""A document of Word being written: plain styles, tables with rules, no trace of who wrote it."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from qda.exports.archive import zipped_again
from qda.exports.paper_table import table_xml
from qda.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qda.exports.languages import Language
    from qda.exports.notes import Lines
    from qda.exports.sheet import Sheet

LONG_AGO: Final = datetime(1980, 1, 1, tzinfo=UTC)
_BODY: Final = 10.5
_SIZES: Final = {"Heading 1": 18, "Heading 2": 14, "Heading 3": 11.5}


class Paper:
    """One document. It says it was made at the time of the last change that it rests on."""

    def __init__(
        self,
        changed: datetime | None,
        language: Language,
        title: str = "",
        landscape: bool = False,
    ):
        import docx

        self.language = language
        self.time = (changed or LONG_AGO).astimezone(UTC).replace(tzinfo=None)
        self.file: Any = docx.Document()
        self._page(landscape)
        self._styles()
        self._properties(title)

    def close(self) -> bytes:
        """The finished file."""
        data = io.BytesIO()
        self.file.save(data)
        return zipped_again(data.getvalue())

    def heading(self, text: str, level: int) -> None:
        """A heading, 1 for the title."""
        self.file.add_heading(visible(text), level)

    def paragraph(self, text: str, style: str = "Normal", *, italic: bool = False) -> Any:
        """A paragraph; a line feed in it is a new line."""
        made = self.file.add_paragraph(style=style)
        run = made.add_run(visible(text))
        run.italic = italic or None
        return made

    def labelled(self, label: str, text: str) -> None:
        """A paragraph that begins with a word in bold."""
        made = self.file.add_paragraph()
        made.add_run(f"{visible(label)}: ").bold = True
        made.add_run(visible(text))

    def bullets(self, texts: Iterable[str]) -> None:
        """A list."""
        for text in texts:
            self.paragraph(text, "List Bullet")

    def pairs(self, lines: Lines) -> None:
        """Pairs of heading and text, in small letters."""
        for heading, said in lines:
            made = self.file.add_paragraph(style="Small")
            made.add_run(f"{visible(heading)}: ").bold = True
            made.add_run(visible(said))

    def table(self, sheet: Sheet, caption: str = "") -> None:
        """A table with rules above, below and under the headings, which repeat on every page."""
        from docx.oxml.parser import parse_xml

        if caption:
            made = self.paragraph(caption, "Caption")
            made.paragraph_format.keep_with_next = True
        section = self.file.sections[-1]
        width = section.page_width - section.left_margin - section.right_margin
        body = self.file.element.body
        body.insert(len(body) - 1, parse_xml(table_xml(sheet, self.language, width // 635)))
        self.file.add_paragraph(style="Small")

    def picture(self, png: bytes, title: str) -> None:
        """A picture as wide as the text, with its title for those who have it read aloud."""
        section = self.file.sections[-1]
        width = section.page_width - section.left_margin - section.right_margin
        made = self.file.add_paragraph()
        shape = made.add_run().add_picture(io.BytesIO(png), width=width)
        shape._inline.docPr.set("descr", visible(title))

    def page_break(self) -> None:
        """Go on on a new page."""
        self.file.add_page_break()

    def _page(self, landscape: bool) -> None:
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm

        section = self.file.sections[0]
        sides = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
        section.page_width, section.page_height = sides
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin = section.bottom_margin = Mm(20)

    def _styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Mm, Pt, RGBColor

        styles = self.file.styles
        for name in ("Normal", "Caption", *_SIZES):
            font = styles[name].font
            font.name, font.size = "Calibri", Pt(_SIZES.get(name, _BODY))
            font.color.rgb = RGBColor(0, 0, 0)
            fonts = styles[name].element.rPr.rFonts
            for attribute in list(fonts.attrib):  # a theme's font would win over the one named
                if attribute.endswith("Theme"):
                    del fonts.attrib[attribute]
        styles["Caption"].font.bold = True
        styles["Caption"].font.size = Pt(9)
        styles["Normal"].paragraph_format.space_after = Pt(6)
        small = styles.add_style("Small", WD_STYLE_TYPE.PARAGRAPH)
        small.base_style = styles["Normal"]
        small.font.size = Pt(8.5)
        small.paragraph_format.space_after = Pt(1)
        source = styles.add_style("Source", WD_STYLE_TYPE.PARAGRAPH)
        source.base_style = small
        source.paragraph_format.left_indent = Mm(8)
        source.paragraph_format.space_after = Pt(8)
        styles["Quote"].font.color.rgb = RGBColor(0, 0, 0)
        styles["Quote"].font.italic = False
        styles["Quote"].paragraph_format.left_indent = Mm(8)
        styles["Quote"].paragraph_format.space_after = Pt(2)
        self._speak()

    def _speak(self) -> None:
        """Say which language the text is in, for the spelling checker and for reading aloud."""
        from docx.oxml.ns import qn

        written = {"nb": "nb-NO"}.get(self.language.code, "en-GB")
        for element in self.file.styles.element.iter(qn("w:lang")):
            element.set(qn("w:val"), written)

    def _properties(self, title: str) -> None:
        properties = self.file.core_properties
        for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
            setattr(properties, name, "")
        properties.title = visible(title)
        properties.created = properties.modified = self.time
        properties.revision = 1
