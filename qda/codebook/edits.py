"""What a coder does to the codebook, as plain data; each gives the codebook as it then is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from qda.codebook.compare import Value
from qda.codebook.edit import (
    existing,
    with_changes,
    with_code,
    with_new_id,
    with_place,
    without_code,
)
from qda.codebook.tree import Code, Codebook, Words
from qda.errors import QdaError


@dataclass(frozen=True, slots=True)
class NewCode:
    """Make a code.

    Attributes:
        id: Its id, free when the change was made.
        label: What the coder sees. It may be a participant's words, so the history has none of it.
        parent: The id of the code it lies under; None at the top.
        position: Its place among its siblings; by default the last.
    """

    id: str
    label: str
    parent: str | None
    position: int | None = None

    def on(self, book: Codebook) -> Codebook:
        """The codebook with the code."""
        code = Code(id=self.id, parent=self.parent, label=Words.of(self.label))
        return with_code(book, code, position=self.position)

    @property
    def words(self) -> str:
        """The edit in words, for the history and for the coder."""
        return f"new code {self.id}"


@dataclass(frozen=True, slots=True)
class NewId:
    """Give a code another id; it remembers the one it had."""

    code: str
    id: str

    def on(self, book: Codebook) -> Codebook:
        """The codebook with the other id."""
        return with_new_id(book, self.code, self.id)

    @property
    def words(self) -> str:
        """The edit in words, for the history and for the coder."""
        return f"rename {self.code} to {self.id}"


@dataclass(frozen=True, slots=True)
class NewPlace:
    """Move a code, and all below it: under a parent, at a position or as the last."""

    code: str
    parent: str | None
    position: int | None = None

    def on(self, book: Codebook) -> Codebook:
        """The codebook with the code there."""
        return with_place(book, self.code, self.parent, position=self.position)

    @property
    def words(self) -> str:
        """The edit in words, for the history and for the coder."""
        return f"move {self.code}"


@dataclass(frozen=True, slots=True)
class NewContents:
    """Give one field of a code other contents: any but its id, parent and position.

    A pin is taken from the code that had it.
    """

    code: str
    field: str
    value: Value | bool

    def on(self, book: Codebook) -> Codebook:
        """The codebook with the other contents."""
        if self.field == "pin" and self.value is not None:
            book = Codebook(tuple(self._without_pin(code) for code in book))
        return with_changes(book, self.code, **{self.field: self.value})

    def _without_pin(self, code: Code) -> Code:
        return replace(code, pin=None) if code.pin == self.value else code

    @property
    def words(self) -> str:
        """The edit in words, for the history and for the coder."""
        match self.field:
            case "retired":
                return f"retire {self.code}" if self.value else f"bring {self.code} back"
            case "pin":
                where = "no digit" if self.value is None else self.value
                return f"pin {self.code} to {where}"
        return f"change {self.code}: {self.field}"


@dataclass(frozen=True, slots=True)
class MergeCode:
    """Put a code's codings, memos and sub-codes to another, which remembers its id."""

    code: str
    into: str

    def on(self, book: Codebook) -> Codebook:
        """The codebook with the one code for both."""
        code, into = existing(book, self.code), existing(book, self.into)
        if code in (into, *book.ancestors(into.id)):
            raise QdaError(
                f"{code.id} cannot be merged into {into.id}, which lies under it; move that first."
            )
        for child in book.children(code.id):
            book = with_place(book, child.id, into.id)
        book = without_code(book, code.id)
        was = dict.fromkeys((*into.was, *code.was, code.id))
        return with_changes(book, into.id, was=tuple(was))

    @property
    def words(self) -> str:
        """The edit in words, for the history and for the coder."""
        return f"merge {self.code} into {self.into}"


@dataclass(frozen=True, slots=True)
class DeleteCode:
    """Take a code and all below it out of the codebook, with their codings."""

    code: str

    def on(self, book: Codebook) -> Codebook:
        """The codebook without the code."""
        return without_code(book, self.code)

    @property
    def words(self) -> str:
        """The edit in words, for the history and for the coder."""
        return f"delete {self.code}"


CodebookEdit: TypeAlias = NewCode | NewId | NewPlace | NewContents | MergeCode | DeleteCode


def former_ids_of(edit: CodebookEdit) -> Mapping[str, str]:
    """The ids that an edit gives, each with the one that the code had before."""
    return {edit.id: edit.code} if isinstance(edit, NewId) else {}
