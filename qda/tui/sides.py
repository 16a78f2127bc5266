"""A passage as one coder coded it, drawn: boundaries in the text, codes, memos."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from qda.text import visible
from qda.tui import words_disagreements as words

if TYPE_CHECKING:
    from qda.coding.disagreeing import Side
    from qda.coding.reading import CodingRow
    from qda.comparing.differing import Laid, Passage
    from qda.tui.looks import CodeLook

Looks = Mapping[str, "CodeLook"]


def side_of(
    letter: str, name: str, side: Side, laid: Laid, passage: Passage, looks: Looks
) -> Content:
    """One side: whose, the text with the ends of its codings, its codes and memos.

    Args:
        letter: A or B.
        name: Who it was, once it is settled; '' before.
        side: What the coder has.
        laid: The text.
        passage: The passage.
        looks: How codes look.
    """
    title = Content.assemble((letter, "bold reverse"), (f" {visible(name)}", "bold"))
    lines = [title, _text(side, laid, passage, looks)]
    for coding in side.codings:
        lines.append(_code(coding, coding.code in passage.found.agreed, looks))
        if coding.id in side.memos:
            memo = " ".join(visible(side.memos[coding.id]).split())
            lines.append(Content.assemble(("   " + words.MEMO, "$foreground 60%"), memo))
    if not side.codings:
        lines.append(Content.styled(words.CODED_NOTHING, "$foreground 60%"))
    return Content("\n").join(lines)


def code_name(code: str, looks: Looks) -> Content:
    """A code's letters and name."""
    look = looks.get(code)
    if look is None:
        return Content(visible(code))
    return Content.assemble((f"{look.letters:<2} ", f"bold {look.colour}"), look.name)


def pair_of(one: str, other: str | None, looks: Looks) -> tuple[Content, Content]:
    """Two codes taken for each other: their letters, and their names; no other is nothing."""
    letters, names = zip(*(_called(code, looks) for code in (one, other)), strict=True)
    return Content(words.INSTEAD).join(letters), Content(words.INSTEAD).join(names)


def _called(code: str | None, looks: Looks) -> tuple[Content, Content]:
    if code is None:
        return Content("–"), Content(words.NOTHING)
    look = looks.get(code)
    if look is None:
        return Content("?"), Content(visible(code))
    return Content.styled(look.letters, f"bold {look.colour}"), Content(look.name)


def _code(coding: CodingRow, agreed: bool, looks: Looks) -> Content:
    beside = f"  {words.BY_BOTH}" if agreed else ""
    return Content.assemble(code_name(coding.code, looks), (beside, "$foreground 60%"))


def _text(side: Side, laid: Laid, passage: Passage, looks: Looks) -> Content:
    """The text, with a bracket where a coding begins and where it ends."""
    low, high = laid.start, laid.start + len(laid.text)
    span = passage.found.start, passage.found.end
    ends = {min(max(at, low), high) for c in side.codings for at in (c.start, c.end)}
    cuts = sorted({low, high, *span, *ends})
    parts: list[Content] = []
    for at, to in zip(cuts, [*cuts[1:], high], strict=True):
        parts += [
            _bracket(c, looks, c.end > high, False) for c in side.codings if _ends(c, at, high)
        ]
        parts += [
            _bracket(c, looks, c.start < low, True) for c in side.codings if _begins(c, at, low)
        ]
        piece = visible(laid.text[at - low : to - low])
        inside = span[0] <= at < span[1]
        parts.append(Content.styled(piece, "bold" if inside else "$foreground 60%"))
    return Content("").join(parts)


def _begins(coding: CodingRow, at: int, low: int) -> bool:
    return max(coding.start, low) == at


def _ends(coding: CodingRow, at: int, high: int) -> bool:
    return min(coding.end, high) == at


def _bracket(coding: CodingRow, looks: Looks, beyond: bool, opens: bool) -> Content:
    """The end of a coding; one that lies outside the text shown has three dots."""
    look = looks.get(coding.code)
    letters, colour = (look.letters, look.colour) if look else ("?", "")
    dots = "…" if beyond else ""
    sign = f"[{dots}{letters} " if opens else f" {letters}{dots}]"
    return Content.styled(sign, f"bold {colour}".strip())
