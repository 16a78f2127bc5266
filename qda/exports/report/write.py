"""A report as a page of HTML, and as a document of Word."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final

from qda.exports.formats.text import INDENT
from qda.exports.pages import page
from qda.exports.paper import Paper
from qda.exports.pictures.draw import picture
from qda.exports.quotations_pages import put_group

if TYPE_CHECKING:
    from pathlib import Path

    from qda.exports.languages import Language
    from qda.exports.report.contents import CodeEntry, Contents

REPORT_FORMATS: Final = ("html", "docx")
_FIELDS: Final = ("definition", "include", "exclude")


def report_html(report: Contents, language: Language, templates: Path | None = None) -> bytes:
    """The report as one page that loads nothing and needs nothing beside it.

    Raises:
        QdaError: A template of the researcher's has a mistake.
    """
    pictures = [
        (view.title, "data:image/svg+xml;base64," + base64.b64encode(drawn).decode("ascii"))
        for view in report.pictures
        for drawn in [picture(view, "svg", language)]
    ]
    return page("report.html", templates, report=report, pictures=pictures, language=language)


def report_docx(report: Contents, language: Language) -> bytes:
    """The report as a document of Word."""
    say = language.say
    paper = Paper(report.changed, language, report.title)
    paper.heading(report.title, 1)
    paper.heading(say("Method"), 2)
    for paragraph in report.method:
        paper.paragraph(paragraph)
    paper.heading(say("Codes"), 2)
    paper.table(report.overview, report.overview.title)
    for sheet in report.matrices:
        paper.table(sheet, sheet.title)
    if report.framework is not None:
        paper.heading(report.framework.title, 2)
        paper.table(report.framework)
    paper.heading(say("Pictures"), 2)
    for view in report.pictures:
        paper.picture(picture(view, "png", language), view.title)
    paper.heading(say("Quotations"), 2)
    for group in report.quotations:
        put_group(paper, group, 3)
    _history(paper, report, language)
    paper.page_break()
    paper.heading(say("Appendix: the codebook"), 2)
    for entry in report.codebook:
        _put_code(paper, entry, language)
    paper.heading(say("Where this comes from"), 2)
    paper.pairs(report.provenance)
    return paper.close()


def _history(paper: Paper, report: Contents, language: Language) -> None:
    paper.heading(language.say("How the codebook came about"), 2)
    paper.table(report.news, report.news.title)
    if not report.changes:
        paper.paragraph(language.say("The codebook has not changed."))
    for number, said in report.changes:
        paper.heading(f"{language.say('version')} {number}", 3)
        paper.bullets(said)


def _put_code(paper: Paper, entry: CodeEntry, language: Language) -> None:
    retired = f" ({language.say('retired')})" if entry.retired else ""
    paper.heading(f"{INDENT * entry.depth}{entry.label} ({entry.id}){retired}", 3)
    for name in _FIELDS:
        if said := getattr(entry, name):
            paper.labelled(language.say(name), said)
    if entry.base:
        paper.labelled(language.say("asked of"), entry.base)
    for example in entry.examples:
        paper.paragraph(example, "Quote")
