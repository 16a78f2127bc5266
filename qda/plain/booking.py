"""Changes of the codebook: in the project and in `codebook.yaml`, each taken back by `undo`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from qda.codebook.condition import parse_condition
from qda.codebook.edit import free_id, language_for, languages_of, rewritten
from qda.codebook.edits import (
    CodebookEdit,
    DeleteCode,
    MergeCode,
    NewCode,
    NewContents,
    NewId,
    NewPlace,
)
from qda.coding.changes import EditCodebook
from qda.errors import QdaError
from qda.plain import asking, words
from qda.plain.coining import label_and_parent, told
from qda.plain.marking import find_code
from qda.plain.sitting import Sitting


def add(sitting: Sitting, typed: str) -> Iterator[str]:
    """Make a code, at the top or under another, and put it on nothing."""
    label, above = label_and_parent(sitting, typed)
    made = NewCode(free_id(sitting.codebook, label), label, above.id if above else None)
    sitting.perform(EditCodebook(made))
    sitting.last_code = made.id
    yield told(made)


def move(sitting: Sitting, typed: str) -> Iterator[str]:
    """Put a code, and all below it, under another one, at the top, or one place up or down."""
    code, _, letters = typed.partition(" under ")
    if not letters and code.endswith((" up", " down")):
        yield from _shift(sitting, *code.rsplit(maxsplit=1))
        return
    above = find_code(sitting, letters).id if letters else None
    if above is None and not code.endswith(" top"):
        raise QdaError("say where to: `move CODE under CODE`, or `move CODE top`, `up` or `down`.")
    moved = find_code(sitting, code if above else code.removesuffix(" top"))
    yield from _edit(
        sitting, NewPlace(moved.id, above), f"under {above}" if above else "at the top"
    )


def _shift(sitting: Sitting, letters: str, way: str) -> Iterator[str]:
    code = find_code(sitting, letters, retired=True)
    to = code.position + (1 if way == "down" else -1)
    beside = sitting.codebook.children(code.parent)
    if not 0 <= to < len(beside):
        raise QdaError(f"{code.id} is the {'last' if way == 'down' else 'first'} one there.")
    place = f"{way}, {'after' if way == 'down' else 'before'} {beside[to].id}"
    yield from _edit(sitting, NewPlace(code.id, code.parent, to), place)


def merge(sitting: Sitting, typed: str) -> Iterator[str]:
    """Put all codings and memos of a code, and the codes below it, to another one."""
    code, _, into = typed.partition(" into ")
    if not into:
        raise QdaError("say into which code: `merge CODE into CODE`.")
    edit = MergeCode(find_code(sitting, code).id, find_code(sitting, into).id)
    yield from _edit(sitting, edit)


def retire(sitting: Sitting, typed: str) -> Iterator[str]:
    """Retire a code, or bring it back."""
    code = find_code(sitting, typed, retired=True)
    yield from _edit(sitting, NewContents(code.id, "retired", not code.retired))


def rename(sitting: Sitting, typed: str) -> Iterator[str]:
    """Give a code another label; its id stays."""
    yield from _write(sitting, typed, "label")


def new_id(sitting: Sitting, typed: str) -> Iterator[str]:
    """Give a code another id; it remembers the old one."""
    letters, _, id_ = (part.strip() for part in typed.partition(":"))
    if not id_:
        raise QdaError("say the code, a colon and its new id: `id CODE: ID`.")
    yield from _edit(sitting, NewId(find_code(sitting, letters, retired=True).id, id_))


def delete(sitting: Sitting, typed: str) -> Iterator[str]:
    """Take a code and all below it away, with the codings of all coders."""
    yield from _edit(sitting, DeleteCode(find_code(sitting, typed, retired=True).id))


def define(sitting: Sitting, typed: str) -> Iterator[str]:
    """Say what a code means, or write its definition anew."""
    yield from (
        _write(sitting, typed, "definition") if ":" in typed else asking.define(sitting, typed)
    )


def _write(sitting: Sitting, typed: str, field: str) -> Iterator[str]:
    letters, colon, text = (part.strip() for part in typed.partition(":"))
    if not colon or (field == "label" and not text):
        raise QdaError("say the code, a colon and the words: `rename CODE: LABEL`.")
    code = find_code(sitting, letters, retired=True)
    there = getattr(code, field)
    language = language_for(sitting.codebook, there, sitting.language)
    yield from _edit(sitting, NewContents(code.id, field, rewritten(there, language, text)))


include = partial(_write, field="include")
exclude = partial(_write, field="exclude")


def examples(sitting: Sitting, typed: str) -> Iterator[str]:
    """Write a code's examples, with `|` between them."""
    letters, colon, text = (part.strip() for part in typed.partition(":"))
    if not colon:
        raise QdaError("say the code, a colon and its examples, with | between them.")
    code = find_code(sitting, letters, retired=True)
    written = tuple(filter(None, (part.strip() for part in text.split("|"))))
    told = words.count(len(written), "example")
    yield from _edit(sitting, NewContents(code.id, "examples", written), told)


def base(sitting: Sitting, typed: str) -> Iterator[str]:
    """Say whom a code was asked of, by conditions with semicolons between them."""
    letters, colon, text = (part.strip() for part in typed.partition(":"))
    if not colon:
        raise QdaError("say the code, a colon and a condition, as `base CODE: role=initiator`.")
    code = find_code(sitting, letters, retired=True)
    asked = tuple(parse_condition(part.strip()) for part in text.split(";") if part.strip())
    told = " and ".join(map(str, asked)) or "asked of all"
    yield from _edit(sitting, NewContents(code.id, "base", asked), told)


def language(sitting: Sitting, typed: str) -> Iterator[str]:
    """Say in which language codes are written about, or write in another from now on."""
    known = languages_of(sitting.codebook)
    if typed and typed not in known:
        there = ", ".join(known) or "no language"
        raise QdaError(f"the codebook has nothing in “{typed}”; it is in {there}.")
    sitting.language = typed or sitting.language
    others = [each for each in known if each != sitting.language]
    yield words.sentence(
        (f"language: {sitting.language}", f"also there: {', '.join(others)}" if others else "")
    )


def _edit(sitting: Sitting, edit: CodebookEdit, more: str = "") -> Iterator[str]:
    outcome = sitting.perform(EditCodebook(edit))
    if not outcome.words:
        yield words.AS_IT_WAS
        return
    yield f"{edit.words}, {more}" if more else edit.words
