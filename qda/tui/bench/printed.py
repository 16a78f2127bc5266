"""A passage as it will be printed, with its source, its translation and who is quoted how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from qda.bench.printed import said, source_of
from qda.text import visible
from qda.tui import words_quotations as words
from qda.tui.bench.rows import MUTED

if TYPE_CHECKING:
    from qda.analysis.quotes import Quote
    from qda.bench.reading import Bench, Chosen


def printed(bench: Bench, quote: Quote, chosen: Chosen | None, unchosen: str) -> Content:
    """What is shown below the passage.

    Args:
        bench: What has been read.
        quote: The passage, whole.
        chosen: The quotation made of it, if one.
        unchosen: What is said of a passage that is not chosen.
    """
    shown = chosen.quote if chosen else quote
    lines = [Content.styled(source_of(shown), MUTED)]
    if chosen is None:
        lines.append(Content.styled(unchosen, MUTED))
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
