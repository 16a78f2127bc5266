"""The sentences that stand with every export: where it comes from and how to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import qda
from qda.analysis.filling import PER_WORDS
from qda.analysis.options import CODE
from qda.text import visible

if TYPE_CHECKING:
    from qda.analysis.chosen import ChosenQuotes
    from qda.analysis.matrix import Matrix
    from qda.analysis.quotes import Quotes

Lines = tuple[tuple[str, str], ...]
"""Pairs of heading and text."""


def of_matrix(matrix: Matrix) -> Lines:
    """The provenance of a matrix, with how its cells are to be read."""
    rate = f" per {PER_WORDS:,} words of the informants" if matrix.per_words else ""
    level = "all" if matrix.level is None else f"1 to {matrix.level}"
    total, outside = "the sum of the row", "outside base"
    if not matrix.total_is_sum:
        total = "not the sum of the row: each thing counts once, whatever columns it is in"
    if matrix.by == CODE:
        total = "how often the code of the row occurs at all"
        outside += ", or a code against itself or one above or under it"
    if matrix.per_words or matrix.unit == "coverage":
        total = "the rate over all columns"
    return (
        ("figure", f"codes by {matrix.by}"),
        ("unit", matrix.unit + rate),
        *matrix.provenance.lines(),
        ("levels", level),
        ("total", total),
        ("cells", f"0: read, not found; –: not (completely) read, or retired; n.a.: {outside}"),
        *(("note", sentence) for sentence in matrix.footnotes),
        *_outside(matrix.outside),
    )


def of_quotes(quotes: Quotes) -> Lines:
    """The provenance of quotations."""
    count = (("passages", str(len(quotes.quotes))),)
    return ("figure", "quotations"), *count, *quotes.provenance.lines(), *_outside(quotes.outside)


def of_chosen(chosen: ChosenQuotes) -> Lines:
    """The provenance of the quotations chosen for a report."""
    source = chosen.source
    return (
        ("figure", "quotations chosen for the report"),
        ("section", chosen.section or "all"),
        ("quotations", str(len(chosen.quotes))),
        ("project", source.project or "not named"),
        ("segmenter", ", ".join(source.segmenters) or "none"),
        (
            "last change",
            source.last_change.isoformat(timespec="seconds") if source.last_change else "none",
        ),
        ("qda", qda.__version__),
    )


def text(lines: Lines) -> str:
    """The lines as plain text, one each."""
    width = max(len(heading) for heading, _ in lines) + 2
    return "".join(f"{heading + ':':<{width}}{one_line(said)}\n" for heading, said in lines)


def one_line(said: str) -> str:
    """Text from outside on one line, without anything that a terminal would obey."""
    return visible(" ".join(said.split()))


def _outside(codes: tuple[tuple[str, int], ...]) -> Lines:
    if not codes:
        return ()
    said = ", ".join(f"{id_} {count}" for id_, count in codes)
    return (("left out", f"codings outside the base of their code: {said}"),)
