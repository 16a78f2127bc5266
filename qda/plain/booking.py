"""Changes of the codebook: in the project and in `codebook.yaml`, each taken back by `undo`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from qda.codebook.edit import free_id, language_for, rewritten
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
from qda.plain import asking
from qda.plain.coining import label_and_parent, told
from qda.plain.finding import LANGUAGE
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
    """Put a code, and all below it, under another one or at the top."""
    code, _, letters = typed.partition(" under ")
    above = find_code(sitting, letters).id if letters else None
    if above is None and not code.endswith(" top"):
        raise QdaError("say where to: `move CODE under CODE`, or `move CODE top`.")
    moved = find_code(sitting, code if above else code.removesuffix(" top"))
    yield from _edit(
        sitting, NewPlace(moved.id, above), f"under {above}" if above else "at the top"
    )


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
    language = language_for(sitting.codebook, there, LANGUAGE)
    yield from _edit(sitting, NewContents(code.id, field, rewritten(there, language, text)))


include = partial(_write, field="include")
exclude = partial(_write, field="exclude")


def _edit(sitting: Sitting, edit: CodebookEdit, more: str = "") -> Iterator[str]:
    outcome = sitting.perform(EditCodebook(edit))
    if not outcome.words:
        yield "It is so already."
        return
    yield f"{edit.words}, {more}" if more else edit.words
