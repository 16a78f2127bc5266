"""The names as rows of a list by kind, and the places of one of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

from textual.content import Content

from qda.analysis.search.context import in_context
from qda.intake.patching import Patch, patches
from qda.text import visible
from qda.tui import words_names as words
from qda.tui.widgets.table import Column, Row

if TYPE_CHECKING:
    from qda.intake.naming import Choice, Naming
    from qda.intake.pseudonymising import Begun

ROOM: Final = 70
"""Characters shown on each side of a name."""
MOST: Final = 200
"""Places shown of one name; more would be slow to draw, and nobody reads them."""
NUMBER: Final = 6
"""Cells of a segment's number before a place."""
LEAST_WORDS: Final = 16
_MUTED: Final = "$foreground 60%"
_COLOURS: Final = {
    "proposed": "bold $text-warning",
    "replaced": "$text-success",
    "changed": "$text-success",
    "left": _MUTED,
}
COLUMNS: Final = (
    Column("", 1),
    Column(words.NAME),
    Column(words.PLACES, 6, True, from_width=44),
    Column(words.STANDS),
    Column(words.STATE, 8, from_width=64),
)


def state_of(choice: Choice) -> str:
    """What was said to a name: proposed (nothing yet), replaced, changed, left."""
    if choice.replaced is None:
        return "proposed"
    if not choice.replaced:
        return "left"
    return "changed" if choice.changed else "replaced"


def heading_of(choice: Choice) -> str:
    """The heading under which a name stands."""
    return words.INSIDE if choice.proposal.inside else words.KINDS[choice.proposal.kind]


def in_order(choices: Iterable[Choice]) -> list[Choice]:
    """The choices by kind; within one as the names come in the text."""
    headings = [*words.KINDS.values(), words.INSIDE]
    return sorted(choices, key=lambda choice: headings.index(heading_of(choice)))


def rows(choices: Iterable[Choice]) -> Iterator[Row]:
    """The rows of the list, with a heading above each kind."""
    for title, alike in groupby(in_order(choices), heading_of):
        its = list(alike)
        left = sum(choice.replaced is None for choice in its)
        yield Row(f"\0{title}", (Content(words.heading(title, len(its), left)),), heading=True)
        yield from map(_row, its)


def _row(choice: Choice) -> Row:
    state, one = state_of(choice), choice.proposal
    sign, word = words.STATES[state]
    stands = one.replacement if state != "left" else words.LEFT_BE
    return Row(
        one.name,
        (
            Content.styled(sign, _COLOURS[state]),
            Content(visible(one.name)),
            Content(str(one.count)),
            Content.styled(visible(stands), _MUTED if state == "left" else ""),
            Content.styled(word, _COLOURS[state]),
        ),
    )


def contexts(begun: Begun, choice: Choice, width: int) -> Content:
    """A name, how else it is written, who it is the same as, and each place where it stands.

    Args:
        begun: The document and its names.
        choice: The name.
        width: The cells there are; what is longer goes on below, beside the segment's number.
    """
    document, one = begun.draft.document, choice.proposal
    lines = [_about(begun.naming, choice), Content("")]
    starts = [segment.start for segment in document.segments]
    places = _places(begun.naming, choice)
    room = max(LEAST_WORDS, width - NUMBER)
    lines += [_place(document.text, place, starts, room) for place in islice(places, MOST)]
    if len(places) > MOST:
        lines.append(Content.styled(f"… {len(places) - MOST:,}", _MUTED))
    for label in begun.naming.material.labels:
        if patches(label, [one]):
            lines.append(Content.assemble((words.AS_LABEL, _MUTED), visible(label)))
    return Content("\n").join(lines)


def _places(naming: Naming, choice: Choice) -> list[Patch]:
    """Where a name stands in the text, without the places that are a longer name's."""
    text, one = naming.material.text, choice.proposal
    others = [other.proposal for other in naming.choices if other.replaced is not False]
    all_ = {(place.start, place.end) for place in patches(text, [*others, one])}
    return [place for place in patches(text, [one]) if (place.start, place.end) in all_]


def _about(naming: Naming, choice: Choice) -> Content:
    one = choice.proposal
    forms = [form for form in one.forms if form != one.name]
    joined = [other.proposal.name for other in naming.alike(choice) if other is not choice]
    stands = one.replacement if choice.replaced is not False else words.LEFT_BE
    parts = [f"also written {', '.join(forms)}"] if forms else []
    parts += [f"the same stands for {', '.join(joined)}"] if joined else []
    return Content.assemble(
        (visible(one.name), "bold"),
        (" → ", _MUTED),
        (visible(stands), "bold $text-accent"),
        ("".join(f" · {visible(part)}" for part in parts), _MUTED),
    )


def _place(text: str, place: Patch, starts: Sequence[int], room: int) -> Content:
    """One place in its context, beside the number of its segment."""
    around = in_context(text, (place.start, place.end), ROOM)
    number = bisect_right(starts, place.start)
    said = Content.assemble(
        visible(around.before),
        (visible(around.match), "bold $text-warning"),
        visible(around.after),
    )
    lines = Content("\n" + " " * NUMBER).join(said.wrap(room))
    return Content.assemble((f"{number:>{NUMBER - 2}}  ", _MUTED), lines)
