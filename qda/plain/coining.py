"""New codes, made while coding and put on at once."""

from __future__ import annotations

from collections.abc import Iterator

from qda.codebook.edit import IN_VIVO, free_id, label_of
from qda.codebook.edits import NewCode
from qda.codebook.tree import Code
from qda.coding.changes import ApplyCode, EditCodebook
from qda.errors import QdaError
from qda.plain.finding import begins, is_name, names_of
from qda.plain.marking import find_code
from qda.plain.placing import place_of
from qda.plain.sitting import Sitting, Stretch

UNDER = " under "


def new(sitting: Sitting, typed: str) -> Iterator[str]:
    """Make a code and put it on the segment at hand, in one act."""
    label, above = label_and_parent(sitting, typed)
    yield from _coin(sitting, label, label, above, sitting.here)


def vivo(sitting: Sitting, typed: str) -> Iterator[str]:
    """Make a code of words of the segment at hand and put it on them, in one act."""
    quoted, above = label_and_parent(sitting, typed)
    place = place_of(sitting, quoted)
    label = label_of(sitting.document.text[place.start : place.end])
    yield from _coin(sitting, label, IN_VIVO, above, place)


def label_and_parent(sitting: Sitting, typed: str) -> tuple[str, Code | None]:
    """A label, and the code after `under`; where no code begins so, it is all label.

    Raises:
        QdaError: Several codes begin so and nobody chose, or there is such a code already.
    """
    label, under, letters = typed.rpartition(UNDER)
    fits = (not each.retired and begins(letters, names_of(each)) for each in sitting.codebook)
    label, above = (label, find_code(sitting, letters)) if under and any(fits) else (typed, None)
    for each in sitting.codebook:
        if not each.retired and is_name(label, names_of(each)):
            raise QdaError(f"there is a code {each.id} of this name already; `code` puts it on.")
    return label.strip(), above


def told(code: NewCode) -> str:
    """A code that was made: its id, its label and where it lies."""
    where = f"under {code.parent}" if code.parent else "at the top"
    return f"new code {code.id}: {code.label}, {where}"


def _coin(
    sitting: Sitting, label: str, named: str, above: Code | None, place: Stretch
) -> Iterator[str]:
    """Make a code and put it on.

    Args:
        sitting: Where.
        label: What the coder will see.
        named: What its id is made from.
        above: The code it will lie under; None for the top.
        place: What it is put on.
    """
    made = NewCode(free_id(sitting.codebook, named), label, above.id if above else None)
    put = ApplyCode(sitting.document.id, place.start, place.end, made.id)
    sitting.perform(EditCodebook(made), put)
    sitting.last_code = made.id
    yield told(made)
    yield f"{place}: coded {made.id}"
