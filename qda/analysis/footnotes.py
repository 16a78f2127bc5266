"""Sentences that a reader of a matrix needs, so that no number is taken for another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from qda.analysis.axes import selected_pairs
from qda.analysis.cells import AT_LEAST, FEWEST
from qda.analysis.columns import split
from qda.analysis.options import CODE
from qda.analysis.select import find_attribute
from qda.analysis.voices import unheard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qda.analysis.counting import Held
    from qda.analysis.dataset import Dataset
    from qda.analysis.options import Options
    from qda.analysis.select import Selection

MOST_NAMED: Final = 12
"""So many codes are named in a sentence; of the others only how many they are."""


def footnotes(data: Dataset, options: Options, unit: str, selection: Selection) -> tuple[str, ...]:
    """What has to be said of a matrix; no case and no document is named."""
    return tuple(_all(data, options, unit, selection))


def not_all_read(codes: Sequence[str]) -> tuple[str, ...]:
    """What a figure with ≥ before it is, and of which codes there are such; nothing for none."""
    if not codes:
        return ()
    more = f" and {len(codes) - MOST_NAMED} more" if len(codes) > MOST_NAMED else ""
    return (
        f"{AT_LEAST}: at least so many, as not all has been read for these codes as they are in "
        f"the codebook now: {', '.join(codes[:MOST_NAMED])}{more}.",
    )


def not_informants(data: Dataset, held: Held) -> tuple[str, ...]:
    """How many codings are not of an informant's words, where any are."""
    spans = np.unique(held.span[unheard(data, held.start, held.end)])
    if not len(spans):
        return ()
    one = len(spans) == 1
    return (
        f"{len(spans)} {'coding lies' if one else 'codings lie'} wholly in what an interviewer, or "
        f"another who is no informant, says: {'it counts' if one else 'each counts'} for all cases "
        "of its document.",
    )


def _all(data: Dataset, options: Options, unit: str, selection: Selection) -> Iterator[str]:
    if options.by == CODE:
        yield _together(options)
    elif unit == "cases":
        yield "A cell says how many cases mention the code, of those it was asked of."
    elif unit == "coverage":
        yield "A cell is the percentage of the informants' words that lie under the code."
    elif unit == "presence":
        yield "A cell is 1 where the code is mentioned at all."
    if options.show in ("row", "column", "total"):
        yield f"Percentages are of {_whole(options, unit)}; of fewer than {FEWEST} none is given."
    yield from _shared(data, unit, selection)
    yield from _several_values(data, options, selection)


def _whole(options: Options, unit: str) -> str:
    if options.by == CODE:
        codes = {"row": "the row's code", "column": "the column's code"}
        return f"the {unit} with {codes.get(options.show, 'either')}"
    if options.show == "row":
        return "the row"
    if unit == "cases":
        return "the cases asked" + (" in the column" if options.show == "column" else "")
    return "what the codes hold" + (" in the column" if options.show == "column" else "")


def _together(options: Options) -> str:
    if options.within == "passage":
        return (
            "A cell counts the places where passages of both codes share text, each by one coder; "
            "the share is Jaccard's index, of the places that hold either."
        )
    place = f"{options.within}s"
    return (
        f"A cell counts the {place} to which one coder gave both codes; the share is Jaccard's "
        f"index, of the {place} with either."
    )


def _shared(data: Dataset, unit: str, selection: Selection) -> Iterator[str]:
    """Of interviews in which one answers for two."""
    pairs = selected_pairs(data, selection)
    several = int((np.bincount(pairs.document, minlength=1) > 1).sum())
    if several:
        what = "1 document" if several == 1 else f"{several} documents"
        yield (
            f"In {what} more than one case speaks: each of them counts as a case, "
            "the document and its words once in the total."
        )
    nobody = int((pairs.case == data.nobody).sum())
    if nobody and unit == "cases":
        what = "1 document has" if nobody == 1 else f"{nobody} documents have"
        yield f"{what} no case, and so counts for nobody."


def _several_values(data: Dataset, options: Options, selection: Selection) -> Iterator[str]:
    for part in split(options.by):
        kind, _, name = part.partition(":")
        if kind != "attribute":
            continue
        things, attribute = find_attribute(data, name)
        kept = selection.documents if things is data.documents else selection.cases[: data.nobody]
        pairs = zip(attribute.values, kept, strict=True)
        several = sum(len(values) > 1 for values, own in pairs if own)
        if several:
            what = "cases" if things is data.cases else "documents"
            who = f"1 of the {what} has" if several == 1 else f"{several} of the {what} have"
            yield f"{who} several values of {attribute.name}: each counts in all their columns."
