"""Changes to a codebook as a coder makes them: each gives a new codebook."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from qda.codebook.tree import ID, Code, Codebook, Words, clean
from qda.errors import QdaError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LONGEST_ID: Final = 40
"""How many characters of a label make an id."""
LONGEST_IN_VIVO: Final = 60
"""How many characters of a participant's words make a label."""
IN_VIVO: Final = "in vivo"
"""What the ids of codes in vivo are made from: the history keeps ids, and no words of the text."""


def free_id(book: Codebook, label: str, taken: Collection[str] = ()) -> str:
    """An id made from a label: lower case, no accents but æ, ø and å, not that of another code.

    Args:
        book: The codebook; ids that its codes had before are not given again.
        label: What the code is called.
        taken: Other ids that are not free.
    """
    plain = "".join(map(_plain, clean(label).lower()))
    stem = "_".join(re.findall(r"[a-z0-9æøå]+", plain))[:LONGEST_ID].strip("_") or "code"
    known = {*taken, *(id_ for code in book for id_ in (code.id, *code.was))}
    numbered = (f"{stem}_{number}" for number in itertools.count(2))
    return next(id_ for id_ in itertools.chain((stem,), numbered) if id_ not in known)


def label_of(quotation: str) -> str:
    """Words of the text as a label: on one line, and not too long."""
    label = " ".join(quotation.split())
    if len(label) <= LONGEST_IN_VIVO:
        return label
    return label[: LONGEST_IN_VIVO - 1].rstrip() + "…"


def languages_of(book: Codebook) -> list[str]:
    """The languages that the labels and definitions are in."""
    fields = (field for code in book for field in (code.label, code.definition))
    return sorted({language for field in fields for language, _ in field.texts if language})


def language_for(book: Codebook, there: Words, language: str) -> str:
    """The language to write in: words of no language stay so, where there are none else."""
    known = [known for known, _ in there.texts]
    return "" if known == [""] or not languages_of(book) else language


def rewritten(there: Words, language: str, text: str) -> Words:
    """Words with another text in a language."""
    return Words.of({**dict(there.texts), language: text})


def _plain(character: str) -> str:
    return character if character in "æøå" else unicodedata.normalize("NFKD", character)[0]


def with_code(book: Codebook, code: Code, *, position: int | None = None) -> Codebook:
    """The codebook with a new code under its parent, at a position or else as the last.

    Raises:
        QdaError: The id is no id or is taken, the parent is not there, or the pin is another's.
    """
    _check_new_id(book, code.id)
    _check_pin(book, code)
    if code.parent is not None:
        existing(book, code.parent)
    return _placed(list(book), code, position)


def with_changes(book: Codebook, id_: str, **fields: Any) -> Codebook:
    """The codebook with other contents of a code: any fields but id, parent and position.

    Raises:
        QdaError: The code is not there, or the pin is another code's.
    """
    code = existing(book, id_)
    assert not fields.keys() & {"id", "parent", "position"}
    changed = replace(code, **fields)
    _check_pin(book, changed)
    return _tidy(changed if other is code else other for other in book)


def with_new_id(book: Codebook, old: str, new: str) -> Codebook:
    """The codebook with a code renamed; it remembers the id it had.

    Raises:
        QdaError: The code is not there, or the new id is no id or is taken.
    """
    code = existing(book, old)
    if new == old:
        return book
    _check_new_id(book, new)
    renamed = replace(code, id=new, was=tuple(dict.fromkeys((*code.was, old))))
    others = (
        replace(other, parent=new) if other.parent == old else other
        for other in book
        if other is not code
    )
    return _tidy((renamed, *others))


def with_place(
    book: Codebook, id_: str, parent: str | None, *, position: int | None = None
) -> Codebook:
    """The codebook with a code, and all below it, under a parent at a position, or as the last.

    Raises:
        QdaError: A code is not there, or the parent is the code itself or lies below it.
    """
    code = existing(book, id_)
    if parent is not None:
        above = (existing(book, parent), *book.ancestors(parent))
        if code in above:
            raise QdaError(f"{id_} cannot lie under itself; choose another place.")
    others = [other for other in book if other is not code]
    return _placed(others, replace(code, parent=parent), position)


def without_code(book: Codebook, id_: str) -> Codebook:
    """The codebook without a code and all below it.

    Raises:
        QdaError: The code is not there.
    """
    gone = {existing(book, id_).id, *(code.id for code in book.descendants(id_))}
    return Codebook(tuple(code for code in book if code.id not in gone))


def _placed(others: list[Code], code: Code, position: int | None) -> Codebook:
    siblings = [other for other in others if other.parent == code.parent]
    siblings.insert(len(siblings) if position is None else position, code)
    rest = (other for other in others if other.parent != code.parent)
    return _tidy((*(replace(s, position=at) for at, s in enumerate(siblings)), *rest))


def _tidy(codes: Iterable[Code]) -> Codebook:
    """A codebook in which no code claims to have been one that is there."""
    codes = tuple(codes)
    ids = {code.id for code in codes}
    return Codebook(
        tuple(
            replace(code, was=tuple(former for former in code.was if former not in ids))
            for code in codes
        )
    )


def existing(book: Codebook, id_: str) -> Code:
    """The code of an id.

    Raises:
        QdaError: The code is not there.
    """
    code = book.get(id_)
    if code is None:
        raise QdaError(f"There is no code “{id_}” in the codebook.")
    return code


def _check_new_id(book: Codebook, id_: str) -> None:
    if not ID.fullmatch(id_):
        raise QdaError(f"“{id_}” is not an id; use a-z, æ, ø, å, digits and _ only.")
    if id_ in book:
        raise QdaError(f"There is a code “{id_}” already; choose another id.")


def _check_pin(book: Codebook, code: Code) -> None:
    for other in book:
        if code.pin is not None and other.pin == code.pin and other.id != code.id:
            hint = "take another or unpin that one"
            raise QdaError(f"The pin {code.pin} belongs to {other.id}; {hint}.")
