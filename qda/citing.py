"""Passages cited in a text: numbered for who reads it, by their ids where it is kept.

A number says where among the references of one text a passage stands, and changes when another is
cited before it. An id stays: two texts can be put together, and one can be written on while
another is, and each mark still means its passage. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

_MARK: Final = re.compile(r"\{ref:([0-9a-f-]{36})\}")
_NUMBER: Final = re.compile(r"\[(\d{1,4})\]")
_GONE: Final = "[?]"
"""What is read where the passage cited is there no more."""


def cited_in(kept: str) -> tuple[str, ...]:
    """The ids of what a kept text cites, each once, in the order in which it is cited first."""
    return tuple(dict.fromkeys(_MARK.findall(kept)))


def numbered(kept: str, known: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """A kept text as it is read, with `[1]`, `[2]`, and the ids that these numbers are of.

    Args:
        kept: The text as it is kept.
        known: The ids of the passages that are there.
    """
    ids = tuple(id_ for id_ in cited_in(kept) if id_ in known)
    number = {id_: f"[{at}]" for at, id_ in enumerate(ids, 1)}
    return _MARK.sub(lambda mark: number.get(mark[1], _GONE), kept), ids


def kept(read: str, ids: Sequence[str]) -> str:
    """A text as it is to be kept: `[n]` becomes the mark of the n-th id; other numbers stay."""

    def mark(number: re.Match[str]) -> str:
        at = int(number[1])
        return f"{{ref:{ids[at - 1]}}}" if 1 <= at <= len(ids) else number[0]

    return _NUMBER.sub(mark, read)


def number_at(read: str, place: int) -> int | None:
    """The number of the reference that a place in a text stands in, or else behind, if any."""
    before = [mark for mark in _NUMBER.finditer(read) if mark.start() <= place]
    return int(before[-1][1]) if before else None
