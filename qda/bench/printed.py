"""A quotation in words: what is said, where it stands and who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.text import visible

if TYPE_CHECKING:
    from qda.analysis.quotes import Quote


def said(quote: Quote) -> str:
    """The words, with who speaks where there are several."""
    several = len({speaker for speaker, _ in quote.parts}) > 1
    lines = (f"{speaker}: {text}" if several and speaker else text for speaker, text in quote.parts)
    return "\n".join(line.strip() for line in lines)


def source_of(quote: Quote) -> str:
    """Where it stands and who speaks: ``I07, 41–43 · Eva``."""
    place = f"{quote.document}, {quote.segments}" if quote.segments else quote.document
    people = ", ".join(dict.fromkeys((*quote.who, *quote.speakers)))
    return visible(" · ".join(part for part in (place, people) if part))


def copied(quote: Quote, translation: str) -> str:
    """For the clipboard: the words, the translation, the source."""
    parts = [f"“{said(quote)}”", *([f"“{translation}”"] if translation else [])]
    return visible("\n".join((*parts, f"({source_of(quote)})")))
