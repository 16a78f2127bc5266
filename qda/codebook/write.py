"""The codebook file brought to another state, every line that need not change left as it is."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from qda.codebook.compare import former_ids
from qda.codebook.concrete import Item, lay_out
from qda.codebook.patch import as_comments, out_of_braces, put, settled, with_fields
from qda.codebook.read import parse_codebook, parse_or_refuse, read_text
from qda.codebook.render import indent
from qda.errors import QdaError
from qda.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qda.codebook.read import Parsed
    from qda.codebook.tree import Code, Codebook


def write_codebook(path: Path, new: Codebook) -> None:
    """Bring a codebook file to a new state.

    Raises:
        QdaError: The file cannot be read, has mistakes or cannot be written.
    """
    text = read_text(path)
    write_atomically(path, rewrite(text, new, path=path).encode("utf-8"))


def new_file(book: Codebook) -> str:
    """The text of a file for a codebook that has none yet."""
    return rewrite("codes:\n", book)


def rewrite(
    text: str,
    new: Codebook,
    *,
    path: Path | None = None,
    former: Mapping[str, str] | None = None,
) -> str:
    """The text of a codebook file brought to a new state.

    Comments, order, quoting and indentation stay as they are; only the comments of codes that
    are no longer there go with them. A code is known by its id, or by a former id in its `was`.

    Args:
        text: The text as it is.
        new: What it is to say.
        path: The file, for messages.
        former: Codes that have another id, as new id and id in the text; by default what their
            `was` says.

    Raises:
        QdaError: The text has mistakes, or the new state cannot be said in such a file.
    """
    parsed = parse_or_refuse(text, path)
    if parsed.codebook == new:
        return text
    written = "\n".join(_Writer(parsed, new, former).lines())
    if parse_codebook(written).codebook != new:
        raise QdaError("The codebook cannot be written in this form; edit it by hand.", path=path)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return mark + (written.replace("\n", "\r\n") if "\r\n" in text else written)


class _Writer:
    """Puts the lines of a file together again, in the order of the new codebook."""

    def __init__(
        self, parsed: Parsed, new: Codebook, former: Mapping[str, str] | None = None
    ) -> None:
        self.old = parsed.codebook
        self.new = new
        self.layout = lay_out(parsed)
        former = former_ids(self.old, new) if former is None else former
        self.old_ids = {code.id: former.get(code.id, code.id) for code in new}
        self.kept = set(self.old_ids.values())

    def lines(self) -> list[str]:
        codes = self._siblings(None, self.layout.dash)
        return [*self.layout.header, *codes, *(self.layout.footer or [""])]

    def _siblings(self, parent: str | None, dash: int) -> list[str]:
        """The lines of all codes under a parent."""
        above, below = self._floating(parent, dash)
        lines: list[str] = []
        for code in self.new.children(parent):
            lines += [*above.get(code.id, []), *self._code(code, dash)]
        return [*lines, *below]

    def _floating(self, parent: str | None, dash: int) -> tuple[dict[str, list[str]], list[str]]:
        """Comments that stay in a list: by the code they now stand above; those at its end.

        Those of a list that is no longer there go with their codes.
        """
        now = {self.old_ids[code.id]: code.id for code in self.new.children(parent)}
        above: dict[str, list[str]] = {}
        for old_id, id_ in now.items():
            old = self.old.get(old_id)
            if old is not None and old.parent is not None and old.parent not in self.kept:
                above[id_] = self._floating_of(old_id, dash)
        waiting: list[str] = []
        for code in self.old.children(None if parent is None else self.old_ids[parent]):
            waiting += self._floating_of(code.id, dash)
            if code.id in now:
                above[now[code.id]], waiting = waiting, []
        return above, waiting

    def _floating_of(self, old_id: str, dash: int) -> list[str]:
        item = self.layout.items.get(old_id)
        return indent(item.floating, dash - item.dash) if item else []

    def _code(self, code: Code, dash: int) -> list[str]:
        """The lines of a code and its sub-codes, its dash in a given column."""
        item = self._fitted(code)
        shift = dash - item.dash
        first, *rest = item.chunks
        opened = " " * item.dash + item.opening + first.lines[0][item.column :]
        lines = indent(
            [*self._lead(item, code), *first.lead, *opened.split("\n"), *first.lines[1:]], shift
        )
        for chunk in (replace(first, lead=[], lines=[]), *rest):
            lines += indent([*chunk.lead, *chunk.lines], shift)
            if chunk.key == "children" and chunk.block:
                lines += self._siblings(code.id, self._children_dash(item) + shift)
        return [*lines, *indent(item.tail, shift)]

    def _lead(self, item: Item, code: Code) -> list[str]:
        """The lines above a code; one that is new in its place has the list's spacing above it."""
        old, siblings = self._old(code), self._old_siblings(code)
        if old in siblings and (old is siblings[0]) == (code.position == 0):
            return item.lead
        comments = list(itertools.dropwhile(lambda line: not line.strip(), item.lead))
        leads = [self.layout.items[c.id].lead for c in siblings[1:] if c.id in self.layout.items]
        spaced = code.position > 0 and any(lead and not lead[0].strip() for lead in leads)
        return ["", *comments] if spaced else comments

    def _old_siblings(self, code: Code) -> tuple[Code, ...]:
        return self.old.children(None if code.parent is None else self.old_ids[code.parent])

    def _fitted(self, code: Code) -> Item:
        """A code's lines in the file, changed as far as the code has changed."""
        item, old = self.layout.items.get(self.old_ids[code.id]), self._old(code)
        if item is None:
            item, old = Item(), None
        elif item.in_braces:
            if self._is_same(code) and self._same_below(code):
                return item
            item, old = out_of_braces(item), None
        item = with_fields(item, old, code)
        if not self._same_below(code):
            self._fit_children(item, code)
        return settled(item)

    def _fit_children(self, item: Item, code: Code) -> None:
        """Give a code a line `children:` if it has sub-codes now, take it away if not."""
        if self.new.children(code.id):
            if not any(chunk.key == "children" and chunk.block for chunk in item.chunks):
                put(item, "children", ["children:"])
        elif self._old(code) is not None and self.old.children(self.old_ids[code.id]):
            put(item, "children", [])
            _, below = self._floating(code.id, 0)
            item.tail = [*as_comments(below, item.column), *item.tail]

    def _is_same(self, code: Code) -> bool:
        old = self._old(code)
        return old is not None and code == replace(old, parent=code.parent, position=code.position)

    def _same_below(self, code: Code) -> bool:
        old = self._old(code)
        return (self.old.descendants(old.id) if old else ()) == self.new.descendants(code.id)

    def _old(self, code: Code) -> Code | None:
        return self.old.get(self.old_ids[code.id])

    def _children_dash(self, item: Item) -> int:
        if item.children_dash is not None:
            return item.children_dash
        return item.column + self.layout.step
