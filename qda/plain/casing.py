"""Changes of the cases: values, names, documents, attributes and bands; `undo` takes each back."""

from __future__ import annotations

from collections.abc import Iterator

from qda.coding.cases.changes import (
    CaseChange,
    NewAttribute,
    NewCase,
    RemoveAttribute,
    RemoveCase,
    RenameAttribute,
    RenameCase,
    SetBands,
    SetValue,
    TieCase,
)
from qda.errors import QdaError
from qda.plain import words
from qda.plain.finding import is_name
from qda.plain.people import find_attribute, find_case, read
from qda.plain.sitting import Sitting
from qda.project.attributes import clean, read_values, write_values


def set_value(sitting: Sitting, typed: str) -> Iterator[str]:
    """Say what a case has in an attribute; nothing: unknown, `n.a.`: it does not apply."""
    letters, named = name_and_rest(typed, "set CASE : ATTRIBUTE = VALUE")
    attribute, equals, value = (part.strip() for part in named.partition("="))
    if not equals:
        raise QdaError("say an equals sign and the value: `set CASE : ATTRIBUTE = VALUE`.")
    found = read(sitting)
    one, column = find_case(sitting, found, letters), find_attribute(sitting, found, attribute)
    values = read_values(column.name, column.kind, value)
    told = f"{one.name}, {column.name}: {write_values(values) or words.UNKNOWN}"
    yield from _change(sitting, SetValue(one.name, column.name, values), told)


def new_case(sitting: Sitting, typed: str) -> Iterator[str]:
    """Make a case, the last of all."""
    yield from _change(sitting, NewCase(typed), f"new case {clean(typed)}")


def rename_case(sitting: Sitting, typed: str) -> Iterator[str]:
    """Give a case another name; the memos on it go with it."""
    letters, name = name_and_rest(typed, "rename-case CASE : NAME")
    one = find_case(sitting, read(sitting), letters)
    yield from _change(sitting, RenameCase(one.name, name), f"{one.name} is {clean(name)} now")


def delete_case(sitting: Sitting, typed: str) -> Iterator[str]:
    """Take a case away, with what is known of it; its documents stay."""
    one = find_case(sitting, read(sitting), typed)
    yield from _change(sitting, RemoveCase(one.name), f"{one.name} is taken away")


def tie(sitting: Sitting, typed: str) -> Iterator[str]:
    """Say in which documents, or as which speakers, a case speaks; nowhere else."""
    letters, _, places = (part.strip() for part in typed.partition(":"))
    one = find_case(sitting, read(sitting), letters)
    parts = tuple(part.strip() for part in places.split(";") if part.strip())
    told = f"{one.name}: tied to {'; '.join(parts) or 'no document'}"
    yield from _change(sitting, TieCase(one.name, parts), told)


def new_attribute(sitting: Sitting, typed: str) -> Iterator[str]:
    """Make an attribute of the cases, of a kind: text, number, yesno, date or many."""
    name, _, kind = (part.strip() for part in typed.partition(":"))
    if kind and kind not in words.KINDS:
        raise QdaError(f"“{kind}” is no kind; say {', '.join(words.KINDS)}.")
    kind = kind or words.KINDS[0]
    yield from _change(sitting, NewAttribute(name, kind), f"new attribute {clean(name)}: {kind}")


def rename_attribute(sitting: Sitting, typed: str) -> Iterator[str]:
    """Give an attribute, or bands, another name."""
    letters, name = name_and_rest(typed, "rename-attribute ATTRIBUTE : NAME")
    old = _attribute_or_bands(sitting, letters)
    yield from _change(sitting, RenameAttribute(old, name), f"{old} is {clean(name)} now")


def delete_attribute(sitting: Sitting, typed: str) -> Iterator[str]:
    """Take an attribute away with all its values, or bands, which leaves the numbers."""
    found = read(sitting)
    name = _attribute_or_bands(sitting, typed)
    bands = next((each for each in found.bands if each.name == name), None)
    change = SetBands(name, bands.of, "") if bands else RemoveAttribute(name)
    yield from _change(sitting, change, f"{name} is taken away")


def bands(sitting: Sitting, typed: str) -> Iterator[str]:
    """Make bands of the numbers of an attribute by where they begin, or change these."""
    letters, rest = name_and_rest(typed, "bands ATTRIBUTE : 20 40 60")
    limits, _, name = (part.strip() for part in rest.partition(" as "))
    found = read(sitting)
    of = find_attribute(sitting, found, letters).name
    there = next((each for each in found.bands if each.of == of), None)
    name = name or (there.name if there else f"{of}_band")
    sitting.perform(SetBands(name, of, limits))
    made = next((each for each in read(sitting).bands if each.name == name), None)
    yield f"{name}: bands of {of}: {', '.join(made.labels) if made else 'none'}"


def name_and_rest(typed: str, form: str) -> tuple[str, str]:
    """What stands before the first colon and after it.

    Raises:
        QdaError: One of them is missing.
    """
    name, _, rest = (part.strip() for part in typed.partition(":"))
    if not name or not rest:
        raise QdaError(f"say it with a colon between: `{form}`.")
    return name, rest


def _attribute_or_bands(sitting: Sitting, letters: str) -> str:
    found = read(sitting)
    for each in found.bands:
        if is_name(letters, (each.name,)):
            return each.name
    return find_attribute(sitting, found, letters).name


def _change(sitting: Sitting, change: CaseChange, told: str) -> Iterator[str]:
    outcome = sitting.perform(change)
    yield told if outcome.words else words.AS_IT_WAS
