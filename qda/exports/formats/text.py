"""Markdown and LaTeX: the table as people read it, to be put into a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qda.exports.markdown import plain
from qda.exports.notes import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qda.exports.formats.style import Style
    from qda.exports.sheet import Sheet

INDENT: Final = "\u2003"
"""An em space: what stands before a sub-code, once a level."""

_WIDE: Final = 8
_TEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "–": "--",
    "—": "---",
    "\u202f": r"\,",
    "\u00a0": "~",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    '"': r"\textquotedbl{}",
    "≥": r"$\geq$",
    "≤": r"$\leq$",
}


def reading_rows(sheet: Sheet, style: Style) -> tuple[list[str], list[list[str]]]:
    """Headings and cells as people read them: of names the last, which is the label."""
    first = sheet.names - 1 if sheet.depths else 0
    shown = range(first, len(sheet.head))
    head = [sheet.heading(at, style.language) for at in shown]
    head[0] = sheet.heading(0, style.language)
    rows = range(len(sheet.rows))
    return head, [[sheet.read(row, at, style.language) for at in shown] for row in rows]


def as_markdown(sheet: Sheet, style: Style) -> bytes:
    """The table as a pipe table, under its title."""
    head, rows = reading_rows(sheet, style)
    names = len(head) - (len(sheet.head) - sheet.names)
    lines = [f"# {plain(sheet.title)}", "", _piped(head)]
    lines.append("|" + " --- |" * names + " ---: |" * (len(head) - names))
    for number, (first, *rest) in enumerate(rows):
        lines.append(_piped([first, *rest], INDENT * sheet.depth(number)))
    lines += ["", f"## {style.language.say('Where this comes from')}", ""]
    lines += [f"- {plain(heading)}: {plain(said)}" for heading, said in sheet.notes]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _piped(cells: list[str], indent: str = "") -> str:
    return f"| {indent}" + " | ".join(map(plain, cells)) + " |"


def as_latex(sheet: Sheet, style: Style) -> bytes:
    r"""The table for `\input`, with the rules of booktabs; where it comes from as comments."""
    return ("\n".join(_latex(sheet, style)) + "\n").encode("utf-8")


def _latex(sheet: Sheet, style: Style) -> Iterator[str]:
    head, rows = reading_rows(sheet, style)
    names = len(head) - (len(sheet.head) - sheet.names)
    yield r"% \usepackage[T1]{fontenc} \usepackage{booktabs} \usepackage{graphicx}"
    yield from (f"% {one_line(heading)}: {one_line(said)}" for heading, said in sheet.notes)
    yield r"\begin{table}[htbp]"
    yield r"\centering"
    yield rf"\caption{{{tex(sheet.title)}}}"
    wide = len(head) > _WIDE and not sheet.prose
    if wide:
        yield r"\resizebox{\textwidth}{!}{%"
    shape = _prose(len(head)) if sheet.prose else "l" * names + "r" * (len(head) - names)
    yield rf"\begin{{tabular}}{{{shape}}}"
    yield r"\toprule"
    yield " & ".join(map(tex, head)) + r" \\"
    yield r"\midrule"
    for number, row in enumerate(rows):
        yield r"\quad " * sheet.depth(number) + " & ".join(map(tex, row)) + r" \\"
    yield r"\bottomrule"
    yield r"\end{tabular}" + ("}" if wide else "")
    yield r"\end{table}"


def _prose(columns: int) -> str:
    """Columns in which lines break: the first names the row, the others share the page."""
    share = f"{0.8 / max(columns - 1, 1):.3f}"
    return r"p{0.12\textwidth}" + rf"p{{{share}\textwidth}}" * (columns - 1)


def tex(text: str) -> str:
    """Text as text in LaTeX."""
    return "".join(_TEX.get(letter, letter) for letter in one_line(text))
