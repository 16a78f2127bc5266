"""A place with what stands around it, cut at words."""

from __future__ import annotations

from dataclasses import dataclass

from qda.analysis.search.terms import Place


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a document: [start, end) in code points of its text; `document` its number."""

    document: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Context:
    """Keyword in context, each part on one line; an ellipsis stands where the text goes on."""

    before: str
    match: str
    after: str


def in_context(text: str, place: Place, room: int, bounds: Place | None = None) -> Context:
    """What stands at a place and around it.

    Args:
        text: The text.
        place: The stretch found.
        room: How many characters to give on each side, fewer where a word would be cut.
        bounds: A stretch not to leave, as a turn; by default the whole text.
    """
    start, end = place
    low, high = bounds or (0, len(text))
    left, right = max(low, start - room), min(high, end + room)
    before, after = text[left:start], text[end:right]
    if left > low:
        before = "…" + _from_word(before, cut=not text[left - 1].isspace())
    if right < high:
        after = _from_word(after[::-1], cut=not text[right].isspace())[::-1] + "…"
    return Context(_line(before), _line(text[start:end]).strip(), _line(after))


def _from_word(text: str, *, cut: bool) -> str:
    """The text without the word at its beginning, if that is cut in two."""
    if not cut:
        return text
    for at, char in enumerate(text):
        if char.isspace():
            return text[at:]
    return text


def _line(text: str) -> str:
    """The text on one line; one space stands for any white space, at the ends too."""
    words = text.split()
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() and words else ""
    return left + " ".join(words) + right
