"""The lines of one code changed where the code has changed, its comments kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qda.codebook.concrete import Chunk, Item
from qda.codebook.fields import KEYS
from qda.codebook.render import indent, render_field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qda.codebook.tree import Code


def with_fields(item: Item, old: Code | None, new: Code) -> Item:
    """The item of a code with its fields as they are now; without an old code all are written."""
    item = replace(item, chunks=list(item.chunks))
    for key in KEYS:
        if key == "children" or (old is not None and getattr(old, key) == getattr(new, key)):
            continue
        chunk = _find(item, key)
        like = "\n".join(chunk.lines) if chunk else ""
        block = chunk is not None and chunk.block
        put(item, key, render_field(key, new, block=block, like=like))
    return item


def out_of_braces(item: Item) -> Item:
    """The place of a code that is written in braces, to be written anew over several lines."""
    comments = as_comments(item.chunks[0].comments, item.dash)
    return Item(
        dash=item.dash,
        column=item.dash + 2,
        floating=item.floating,
        lead=[*item.lead, *comments],
        tail=item.tail,
    )


def put(item: Item, key: str, lines: list[str]) -> None:
    """Write a field's lines, given from the first column, in place of those it has, if any.

    Without lines the field is taken away, and its comments go to what follows.
    """
    old = _find(item, key)
    lines = indent(lines, item.column)
    after = old.after if old is not None and len(lines) == 1 else ""
    lead = [] if old is None else [*old.lead]
    if old is not None and not after:
        lead += as_comments(old.comments, item.column)
    at = _place(item, key) if old is None else item.chunks.index(old)
    new = Chunk(key, lines, lead=lead, block=key == "children", fresh=True)
    if after:
        new.lines = [lines[0] + after]
    item.chunks[at : at + (old is not None)] = [new]


def settled(item: Item) -> Item:
    """Drop the fields taken away, and keep comments from becoming part of a text above them."""
    chunks: list[Chunk] = []
    lead: list[str] = []
    above_is_fresh = False
    for chunk in item.chunks:
        lead += as_comments(chunk.lead, item.column) if above_is_fresh else chunk.lead
        above_is_fresh = above_is_fresh or chunk.fresh
        if chunk.lines:
            chunks.append(replace(chunk, lead=lead))
            lead, above_is_fresh = [], chunk.fresh
    touched = above_is_fresh or lead
    tail = as_comments(item.tail, item.column) if touched else item.tail
    return replace(item, chunks=chunks, tail=[*lead, *tail])


def as_comments(lines: Iterable[str], column: int) -> list[str]:
    """Comments and blank lines put in one column."""
    return [" " * column + line.strip() if line.strip() else "" for line in lines]


def _find(item: Item, key: str) -> Chunk | None:
    return next((chunk for chunk in item.chunks if chunk.key == key), None)


def _place(item: Item, key: str) -> int:
    """Where a new field goes: after the last that usually stands before it."""
    before = (i for i, c in enumerate(item.chunks) if KEYS.index(c.key) < KEYS.index(key))
    return max(before, default=-1) + 1
