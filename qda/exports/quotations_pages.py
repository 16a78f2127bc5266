"""Quotations as a page of HTML, as a document of Word, and for LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.exports import notes
from qda.exports.formats.text import tex
from qda.exports.pages import page
from qda.exports.paper import Paper
from qda.exports.quotations import groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.analysis.quotes import Quotes
    from qda.exports.languages import Language
    from qda.exports.quotations import Group, Quotation


def quotes_html(quotes: Quotes, language: Language) -> bytes:
    """The quotations as a page that stands alone."""
    found = groups(quotes, language)
    return page(
        "quotations.html", groups=found, language=language, provenance=notes.of_quotes(quotes)
    )


def quotes_docx(quotes: Quotes, language: Language) -> bytes:
    """The quotations as a document of Word."""
    title = language.say("Quotations")
    paper = Paper(quotes.provenance.source.last_change, language, title)
    paper.heading(title, 1)
    for group in groups(quotes, language):
        put_group(paper, group)
    paper.heading(language.say("Where this comes from"), 2)
    paper.pairs(notes.of_quotes(quotes))
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
        paper.paragraph(f"— {one.source}", "Source")


def quotes_latex(quotes: Quotes, language: Language) -> bytes:
    r"""The quotations for `\input`, each in a `quote`; where they come from as comments."""
    lines = [f"% {heading}: {notes.one_line(said)}" for heading, said in notes.of_quotes(quotes)]
    for group in groups(quotes, language):
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
    yield rf"\hfill --- {tex(one.source)}"
    yield r"\end{quote}"
