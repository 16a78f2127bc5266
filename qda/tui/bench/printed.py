"""A passage as it will be printed, with its source, its translation and who is quoted how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from qda.text import visible
from qda.tui import words_quotations as words
from qda.tui.bench.rows import MUTED

if TYPE_CHECKING:
    from qda.analysis.quotes import Quote
    from qda.tui.bench.reading import Bench, Chosen


def printed(bench: Bench, quote: Quote, chosen: Chosen | None, section: str | None) -> Content:
    """What is shown below the passage.

    Args:
        bench: What has been read.
        quote: The passage, whole.
        chosen: The quotation made of it, if one.
        section: The section for which `c` chooses.
    """
    shown = chosen.quote if chosen else quote
    lines = [Content.styled(source_of(shown), MUTED)]
    if chosen is None:
        lines.append(Content.styled(words.not_chosen(section and visible(section)), MUTED))
    else:
        count = sum(one.row.section == chosen.row.section for one in bench.chosen)
        place = words.chosen_for(visible(chosen.row.section), chosen.position, count)
        lines = [Content.assemble((place, "bold"), " · ", lines[0])]
        lines.append(Content(visible(said(shown))))
        if chosen.row.translation:
            lines.append(Content.styled(visible(chosen.row.translation), "italic"))
    for case in shown.cases:
        given = {visible(name): count for name, count in bench.given_to(case).items()}
        lines.append(Content.styled(words.given(visible(case), given), MUTED))
    return Content("\n").join(lines)


def said(quote: Quote) -> str:
    """The words, with who speaks where there are several."""
    several = len({speaker for speaker, _ in quote.parts}) > 1
    lines = (f"{speaker}: {text}" if several and speaker else text for speaker, text in quote.parts)
    return "\n".join(line.strip() for line in lines)


def source_of(quote: Quote) -> str:
    """Where it stands and who speaks: ``I07, 41–43 · Eva``."""
    place = f"{quote.document}, {quote.segments}" if quote.segments else quote.document
    people = ", ".join(dict.fromkeys((*quote.cases, *quote.speakers)))
    return visible(" · ".join(part for part in (place, people) if part))


def copied(quote: Quote, translation: str) -> str:
    """For the clipboard: the words, the translation, the source."""
    parts = [f"“{said(quote)}”", *([f"“{translation}”"] if translation else [])]
    return visible("\n".join((*parts, f"({source_of(quote)})")))
