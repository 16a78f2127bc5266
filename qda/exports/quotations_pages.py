"""Quotations as a page of HTML, as a document of Word, and for LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.exports import notes
from qda.exports.formats.text import tex
from qda.exports.pages import page
from qda.exports.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.exports.languages import Language
    from qda.exports.quotations import Group, Pages, Quotation


def html(pages: Pages, language: Language) -> bytes:
    """The quotations as a page that stands alone."""
    return page("quotations.html", groups=pages.groups, language=language, provenance=pages.notes)


def docx(pages: Pages, language: Language) -> bytes:
    """The quotations as a document of Word."""
    title = language.say("Quotations")
    paper = Paper(pages.changed, language, title)
    paper.heading(title, 1)
    for group in pages.groups:
        put_group(paper, group)
    paper.heading(language.say("Where this comes from"), 2)
    paper.pairs(pages.notes)
    return paper.close()


def put_group(paper: Paper, group: Group, level: int = 2) -> None:
    """The passages of a code under its heading."""
    paper.heading(group.heading, level)
    for one in group.quotations:
        if one.question:
            paper.paragraph(
                one.question, "Quote", italic=True
            ).paragraph_format.keep_with_next = True
        for label, words in one.parts:
            said = paper.paragraph(f"{label}: {words}" if label else words, "Quote")
            said.paragraph_format.keep_with_next = True
        if one.translation:
            beside = paper.paragraph(one.translation, "Quote")
            beside.paragraph_format.keep_with_next = True
        paper.paragraph(f"— {one.source}", "Source")


def latex(pages: Pages, _language: Language) -> bytes:
    r"""The quotations for `\input`, each in a `quote`; where they come from as comments."""
    lines = [f"% {heading}: {notes.one_line(said)}" for heading, said in pages.notes]
    for group in pages.groups:
        lines.append(rf"\subsection*{{{tex(group.heading)}}}")
        for one in group.quotations:
            lines += _latex(one)
    return ("\n".join(lines) + "\n").encode("utf-8")


def _latex(one: Quotation) -> Iterator[str]:
    yield r"\begin{quote}"
    if one.question:
        yield rf"\emph{{{tex(one.question)}}}\par"
    for label, words in one.parts:
        said = r"\par ".join(map(tex, words.split("\n")))
        yield (rf"{tex(label)}: {said}" if label else said) + r"\par"
    if one.translation:
        yield r"\par ".join(map(tex, one.translation.split("\n"))) + r"\par"
    yield rf"\hfill --- {tex(one.source)}"
    yield r"\end{quote}"
