"""What lies in a cell of the framework matrix, to be read when it is summed up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.analysis.behind import behind
from qda.analysis.chosen import Stretch, quote_stretches
from qda.analysis.columns import axis
from qda.analysis.options import Options
from qda.analysis.select import select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qda.analysis.dataset import Dataset
    from qda.analysis.quotes import Quote
    from qda.project.summaries import Reference


@dataclass(frozen=True, slots=True)
class CellPassage:
    """A passage of a cell, or one that its summary cites.

    Attributes:
        document: The document's name.
        segments: The numbers of its first and last segment, as `41–43` or `41`.
        start: Its first code point in the document's text.
        end: One past its last.
        who: Who speaks.
        question: What the interviewer said before it; '' where none did.
        text: Its words.
        reference: The id under which the summary cites it; '' where it does not.
    """

    document: str
    segments: str
    start: int
    end: int
    who: str
    question: str
    text: str
    reference: str = ""


def cell_passages(
    data: Dataset, case: str, code: str, references: Sequence[Reference]
) -> tuple[CellPassage, ...]:
    """The passages of a code that count for a case, and then what else a summary cites.

    Args:
        data: The data set, of the coder whose passages they are.
        case: The case's name.
        code: The code's id; what lies under it counts.
        references: What the summary of the cell cites.

    Raises:
        QdaError: The code is not known.
    """
    cited = {(one.name, one.start, one.end): one.id for one in references}
    found = [_passage(quote, cited) for quote in _of_cell(data, case, code)]
    there = {(one.document, one.start, one.end) for one in found}
    number = {name: at for at, name in enumerate(data.documents.names)}
    others = [place for place in cited if place not in there]
    stretches = [Stretch(number[name], start, end) for name, start, end in others]
    quotes = quote_stretches(data, stretches, question=True)
    return (*found, *(_passage(quote, cited) for quote in quotes))


def _of_cell(data: Dataset, case: str, code: str) -> tuple[Quote, ...]:
    options = Options(by="case", unit="passages")
    columns = [heading[0] for heading in axis(data, options.by, select(data)).headings]
    if case not in columns:
        return ()
    return behind(data, options, code, columns.index(case), question=True).quotes


def _passage(quote: Quote, cited: dict[tuple[str, int, int], str]) -> CellPassage:
    place = quote.document, quote.start, quote.end
    return CellPassage(
        document=quote.document,
        segments=quote.segments,
        start=quote.start,
        end=quote.end,
        who=", ".join(quote.speakers),
        question=quote.question,
        text=quote.text,
        reference=cited.get(place, ""),
    )
